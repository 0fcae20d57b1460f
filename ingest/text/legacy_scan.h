// The quick look that plain text gets: which lines hold signs of a wrongly read encoding, and where the words are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// What stands between blanks and holds bytes beyond ASCII (or control characters, where asked for).
struct LegacyChunk {
  std::uint32_t piece = 0;
  std::uint32_t begin = 0;
  std::uint16_t size = 0;
  bool starts_piece = false;
  bool starts_line = false;
  bool suspicious = false;  // its line has signs that Vietnamese and English lack
  std::uint8_t label = 0;
};

// True when `utf8` holds any such sign.
bool has_suspicious_sign(std::string_view utf8);
// Appends the chunks of `text`, lines of bytes that were no UTF-8 being suspicious without signs.
void add_chunks(std::string_view text, std::uint32_t piece, bool bytes, std::vector<LegacyChunk>& chunks);

}  // namespace hoptac
