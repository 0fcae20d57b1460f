#include "ingest/text/legacy_repair.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "ingest/text/capital_fonts.h"
#include "ingest/text/charset_evidence.h"
#include "ingest/text/legacy_runs.h"
#include "ingest/text/legacy_scan.h"
#include "ingest/text/legacy_word.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Text that went wrong twice needs two repairs; nobody manages it more often.
constexpr int kMaxRounds = 3;
// Fewer words of an encoding than one in so many, and than this, are strays.
constexpr std::size_t kStrayShare = 20;
constexpr std::size_t kStrayWords = 3;

// A letter alone that is a word, or the name of a point in a list. Where others come out, the sign was a bullet or a
// copyright mark.
bool is_word_letter(char32_t c) {
  return std::u32string_view(U"àáảạèéêôơưỉíòóọồốổờớởợùúủụịừứữýỷđÀÁẢẠÈÉÊÔƠƯỈÍỒỐỔỜỚỞỢÙÚỦỪỨỮÝỶĐ").find(c) !=
         std::u32string_view::npos;
}

// The text of a chunk in its encoding; as it is where it cannot be that.
class ChunkDecoder {
 public:
  explicit ChunkDecoder(LegacyWords& sum) : sum_(sum) {}

  void append(const LegacyChunk& chunk, std::string_view piece, std::string& out) {
    const std::string_view text = piece.substr(chunk.begin, chunk.size);
    const auto charset = static_cast<Charset>(chunk.label);
    if (charset == Charset::kWindows1252 || !bytes_of(text, bytes_)) return keep(text, out);
    const Reading reading = decode_word(charset, bytes_, letters_);
    if (charset != Charset::kUtf8 && bytes_.size() == 1 && !is_word_letter(letters_[0])) return keep(text, out);
    if (reading.broken || (reading.foreign && reading.bad > 0 && may_be_foreign(text))) return keep(text, out);
    if (charset == Charset::kTcvn3 && stands_in_capitals(piece, chunk.begin, chunk.size)) raise_letters(letters_);
    for (const char32_t c : letters_) append_utf8(out, c);
    ++sum_.words[chunk.label];
    sum_.good += reading.good;
    sum_.bad += reading.bad;
  }

 private:
  Reading read_as_is(std::string_view text) {
    decode_bytes(Charset::kUtf8, text, as_is_);
    return read_as_vietnamese(as_is_);
  }

  // "café" may, "baz½" (bazơ) may not.
  bool may_be_foreign(std::string_view text) { return !read_as_is(text).odd; }

  // Bullets and numbers are in no encoding.
  void keep(std::string_view text, std::string& out) {
    const Reading reading = read_as_is(text);
    if (reading.good + reading.bad > 0) ++sum_.words[0];
    out += text;
  }

  LegacyWords& sum_;
  std::string bytes_;
  std::u32string letters_;
  std::u32string as_is_;
};

// Writes the pieces anew, chunk by chunk.
LegacyWords rewrite(std::span<std::string* const> pieces, const std::vector<LegacyChunk>& chunks) {
  LegacyWords sum;
  ChunkDecoder decoder(sum);
  std::string out;
  for (std::size_t i = 0; i < chunks.size();) {
    const std::uint32_t piece = chunks[i].piece;
    std::string& text = *pieces[piece];
    std::size_t done = 0;
    out.clear();
    for (; i < chunks.size() && chunks[i].piece == piece; ++i) {
      out.append(text, done, chunks[i].begin - done);
      decoder.append(chunks[i], text, out);
      done = chunks[i].begin + chunks[i].size;
    }
    out.append(text, done);
    text.swap(out);
  }
  return sum;
}

std::vector<LegacyChunk> chunks_of(std::span<std::string* const> pieces, ChunksOf wanted) {
  std::vector<LegacyChunk> chunks;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    add_chunks(*pieces[i], static_cast<std::uint32_t>(i), wanted, chunks);
  }
  return chunks;
}

LegacyWords repair_once(std::span<std::string* const> pieces, LegacySource source) {
  const auto has_sign = [](const std::string* piece) { return has_suspicious_sign(*piece); };
  std::vector<LegacyChunk> chunks;
  if (source == LegacySource::kBytes) {
    chunks = chunks_of(pieces, ChunksOf::kAllLines);
  } else if (std::any_of(pieces.begin(), pieces.end(), has_sign)) {
    chunks = chunks_of(pieces, ChunksOf::kSuspiciousLines);
  }
  std::vector<Charset> charsets = detect_charsets(pieces, chunks);
  if (charsets.empty()) return {};
  if (source == LegacySource::kSigns) chunks = chunks_of(pieces, ChunksOf::kAllLines);
  label_runs(pieces, std::move(charsets), chunks);
  return rewrite(pieces, chunks);
}

}  // namespace

double LegacyWords::confidence() const {
  if (decoded() == 0) return 1;
  return static_cast<double>(good) / static_cast<double>(decoded() + 1);
}

std::string LegacyWords::name(std::string_view as_is, std::string_view suffix) const {
  struct Part {
    std::size_t words;
    std::string name;
  };
  std::vector<Part> parts;
  std::size_t all = 0;
  for (const std::size_t n : words) all += n;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == 0 || (words[i] < kStrayWords && words[i] * kStrayShare < all)) continue;
    const auto charset = static_cast<Charset>(i);
    std::string name = i == 0                      ? std::string(as_is)
                       : charset == Charset::kUtf8 ? "double UTF-8"
                                                   : std::string(charset_name(charset)).append(suffix);
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.name == name; });
    if (same != parts.end()) {
      same->words += words[i];
    } else {
      parts.push_back({words[i], std::move(name)});
    }
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.words > b.words; });
  std::string out;
  for (const Part& part : parts) out += (out.empty() ? "" : " + ") + part.name;
  return out.empty() ? std::string(as_is) : out;
}

LegacyWords repair_legacy(std::span<std::string* const> pieces, LegacySource source) {
  LegacyWords sum;
  for (int round = 0; round < kMaxRounds; ++round) {
    const LegacyWords found = repair_once(pieces, source);
    if (found.decoded() == 0) break;
    // What a later round leaves is what an earlier one has decoded.
    if (round == 0) sum.words[0] = found.words[0];
    for (std::size_t i = 1; i < kCharsets; ++i) sum.words[i] += found.words[i];
    sum.good += found.good;
    sum.bad += found.bad;
    source = LegacySource::kSigns;
  }
  return sum;
}

}  // namespace hoptac
