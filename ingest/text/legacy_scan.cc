#include "ingest/text/legacy_scan.h"

#include <algorithm>
#include <array>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Longer chunks are cut: no word is that long, and a text without blanks should not be one run.
constexpr std::size_t kMaxChunkBytes = 512;
// A line is looked at when one in so many of its characters beyond ASCII is a sign.
constexpr std::size_t kSignShare = 25;

// Second bytes of U+00C0 … U+00FF, less 0x80: letters that Vietnamese does not have, and Ã, which begins half of
// what was encoded twice.
constexpr std::array<bool, 64> kForeign = [] {
  std::array<bool, 64> table{};
  for (const char32_t c : U"ÃÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ") {
    if (c != 0) table[c - 0xC0] = true;
  }
  return table;
}();

// `i` stands at a character beyond ASCII. Two letters of U+00C0 … U+00FF side by side, and the capitals that are tones
// in windows-1258 behind small letters, are signs too.
bool is_sign(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0; };
  if (byte(i) == 0xC2) return byte(i + 1) != 0xA0;
  if (byte(i) != 0xC3) return false;
  const int next = byte(i + 1);
  if ((next & 0xC0) == 0x80 && kForeign[static_cast<std::size_t>(next & 0x3F)]) return true;
  if (byte(i + 2) == 0xC3) return true;
  return (next == 0x8C || next == 0x92) && i > 0 && byte(i - 1) >= 'a' && byte(i - 1) <= 'z';
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && !is_blank(c); }

bool is_suspicious_line(std::string_view line) {
  std::size_t signs = 0;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < 0xC0) continue;
    ++characters;
    if (is_sign(line, i)) ++signs;
  }
  return signs * kSignShare > characters;
}

// Marks the chunks of one line, which begins at `base` of its piece.
void add_line(std::string_view line, std::size_t base, const LegacyChunk& first, bool controls,
              std::vector<LegacyChunk>& chunks) {
  LegacyChunk chunk = first;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t begin = i;
    bool marked = false;
    for (; i < line.size() && !is_blank(line[i]); ++i) {
      if (i - begin >= kMaxChunkBytes && is_boundary(line, i)) break;
      marked = marked || (line[i] & 0x80) != 0 || (controls && is_control(line[i]));
    }
    if (marked) {
      chunk.begin = static_cast<std::uint32_t>(base + begin);
      chunk.size = static_cast<std::uint16_t>(i - begin);
      chunks.push_back(chunk);
      chunk.starts_piece = chunk.starts_line = false;
    }
    if (i < line.size() && is_blank(line[i])) ++i;
  }
}

}  // namespace

bool has_suspicious_sign(std::string_view utf8) {
  for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if ((byte == 0xC2 || byte == 0xC3) && is_sign(utf8, i)) return true;
  }
  return false;
}

void add_chunks(std::string_view text, std::uint32_t piece, bool bytes, std::vector<LegacyChunk>& chunks) {
  LegacyChunk first{.piece = piece, .starts_piece = true, .starts_line = true};
  for (std::size_t base = 0; base < text.size();) {
    const std::string_view line = text.substr(base, text.find('\n', base) - base);
    first.suspicious = bytes || is_suspicious_line(line);
    const std::size_t before = chunks.size();
    add_line(line, base, first, bytes, chunks);
    if (chunks.size() > before) first.starts_piece = false;
    base += line.size() + 1;
  }
}

}  // namespace hoptac
