#include "ingest/text/legacy_scan.h"

#include <algorithm>
#include <cstring>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Longer chunks are cut: no word is that long, and a text without blanks should not be one run.
constexpr std::size_t kMaxChunkBytes = 512;
// A line is looked at when one in so many of its characters beyond ASCII is a sign.
constexpr std::size_t kSignShare = 25;

// `at` stands at byte `b`, `before` and `next` around it, `third` behind `next`. True at the characters
// - U+0080 … U+00BF but NBSP: signs,
// - Ã Ä Å Æ Ç Ë Î Ï Ð Ñ Ö × Ø Û Ü Þ ß ä å æ ç ë î ï ð ñ ö ÷ ø û ü þ ÿ: letters that Vietnamese lacks, and Ã, which
//   begins half of what was encoded twice,
// - two letters of U+00C0 … U+00FF side by side,
// - Ì and Ò, tones in windows-1258, behind small letters.
// Without branches, for sixteen bytes at once; a mask comes back.
using Byte = std::uint8_t;
using Bytes = Byte __attribute__((vector_size(16)));
auto is_sign(Bytes before, Bytes b, Bytes next, Bytes third) {
  const auto in = [](Bytes c, Byte first, Byte last) { return c - first <= static_cast<Byte>(last - first); };
  const Bytes letter = next & Byte{0x1F};  // capitals and small letters are 0x20 apart
  const auto foreign = in(letter, 0x04, 0x07) | (letter == Byte{0x0B}) | in(letter, 0x0E, 0x11) |
                       in(letter, 0x16, 0x18) | in(letter, 0x1B, 0x1C) | in(letter, 0x1E, 0x1F) | (next == Byte{0x83});
  const auto tone = ((next == Byte{0x8C}) | (next == Byte{0x92})) & in(before, 'a', 'z');
  return ((b == Byte{0xC2}) & (next != Byte{0xA0})) | ((b == Byte{0xC3}) & (foreign | tone | (third == Byte{0xC3})));
}

bool is_sign_at(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) {
    const Byte value = at < text.size() ? static_cast<Byte>(text[at]) : Byte{0};
    return Bytes{value};
  };
  return is_sign(byte(i - 1), byte(i), byte(i + 1), byte(i + 2))[0] != 0;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && !is_blank(c); }

template <typename Mask>
bool has_any(const Mask& mask) {
  std::uint64_t halves[2];
  std::memcpy(halves, &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

// Whether there are signs in sixteen bytes, of which one before and two behind can be read as well.
bool has_sign_in_block(const char* block) {
  const auto at = [](const char* p) {
    Bytes bytes;
    std::memcpy(&bytes, p, sizeof bytes);
    return bytes;
  };
  const Bytes here = at(block);
  if (!has_any((here & Byte{0xFE}) == Byte{0xC2})) return false;  // every sign begins with C2 or C3
  return has_any(is_sign(at(block - 1), here, at(block + 1), at(block + 2)));
}

// Where the next sign stands at or behind `from`: what plain text pays for.
std::size_t find_sign(std::string_view text, std::size_t from) {
  constexpr std::size_t kBlock = sizeof(Bytes);
  for (std::size_t i = from; i < text.size();) {
    if (i > 0 && i + kBlock + 2 <= text.size() && !has_sign_in_block(text.data() + i)) {
      i += kBlock;
      continue;
    }
    for (const std::size_t end = std::min(i + kBlock, text.size()); i < end; ++i) {
      if (is_sign_at(text, i)) return i;
    }
  }
  return std::string_view::npos;
}

bool is_suspicious_line(std::string_view line) {
  std::size_t signs = 0;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < 0xC0) continue;
    ++characters;
    if (is_sign_at(line, i)) ++signs;
  }
  return signs * kSignShare > characters;
}

// "»%s«": what its quotes are in old encodings makes syllables of such short words.
bool is_quoted_ascii(std::string_view word) {
  const auto high = std::count_if(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; });
  return high == 4 && word.find("\u00AB") != std::string_view::npos && word.find("\u00BB") != std::string_view::npos;
}

// Marks the chunks of one line, which begins at `base` of its piece.
void add_line(std::string_view line, std::size_t base, const LegacyChunk& first, std::vector<LegacyChunk>& chunks) {
  LegacyChunk chunk = first;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t begin = i;
    bool hyphen = false;
    bool ascii = true;
    for (; i < line.size() && !is_blank(line[i]); ++i) {
      if (i - begin >= kMaxChunkBytes && is_boundary(line, i)) break;
      ascii = ascii && (line[i] & 0x80) == 0 && !is_control(line[i]);
      hyphen = hyphen || (line[i] == '-' && i > begin);
    }
    if (hyphen || !ascii) {
      chunk.neutral = ascii || is_quoted_ascii(line.substr(begin, i - begin));
      chunk.begin = static_cast<std::uint32_t>(base + begin);
      chunk.size = static_cast<std::uint16_t>(i - begin);
      chunks.push_back(chunk);
      chunk.starts_piece = chunk.starts_line = false;
    }
    if (i < line.size() && is_blank(line[i])) ++i;
  }
}

}  // namespace

bool has_suspicious_sign(std::string_view utf8) { return find_sign(utf8, 0) != std::string_view::npos; }

void add_chunks(std::string_view text, std::uint32_t piece, ChunksOf wanted, std::vector<LegacyChunk>& chunks) {
  const bool few = wanted == ChunksOf::kSuspiciousLines;
  LegacyChunk first{.piece = piece, .starts_piece = true, .starts_line = true};
  for (std::size_t base = 0; base < text.size();) {
    const std::size_t sign = few ? find_sign(text, base) : base;
    if (sign == std::string_view::npos) return;
    if (few) base = text.rfind('\n', sign) == std::string_view::npos ? 0 : text.rfind('\n', sign) + 1;
    const std::string_view line = text.substr(base, text.find('\n', sign) - base);
    const std::size_t before = chunks.size();
    if (!few || is_suspicious_line(line)) add_line(line, base, first, chunks);
    if (chunks.size() > before) first.starts_piece = false;
    base += line.size() + 1;
  }
}

}  // namespace hoptac
