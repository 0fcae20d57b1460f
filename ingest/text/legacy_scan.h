// The quick look that plain text gets: which lines hold signs of a wrongly read encoding, and where the words are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// What stands between blanks and holds bytes beyond ASCII, control characters or hyphens (which PDF files have for ư).
struct LegacyChunk {
  std::uint32_t piece = 0;
  std::uint32_t begin = 0;
  std::uint16_t size = 0;
  bool starts_piece = false;
  bool starts_line = false;
  bool neutral = false;  // has a hyphen only, or quotes: goes with its neighbours, proves nothing
  std::uint8_t label = 0;
};

// White space of ASCII, in any encoding that extends it.
inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// True when `utf8` holds any such sign.
bool has_suspicious_sign(std::string_view utf8);
// Which chunks are wanted: of lines with such signs; of all lines, where control characters may be letters too.
enum class ChunksOf : std::uint8_t { kSuspiciousLines, kAllLines };
// Appends chunks of `text`.
void add_chunks(std::string_view text, std::uint32_t piece, ChunksOf wanted, std::vector<LegacyChunk>& chunks);

}  // namespace hoptac
