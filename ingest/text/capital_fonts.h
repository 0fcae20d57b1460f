// Fonts of capitals (.VnTimeH): their text has ASCII capitals and the codes of small letters with tones, which are
// shown as capitals.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hoptac {

// Whether the word at `begin`, `size` bytes long, is written in ASCII capitals: two of its own and no small letter; of
// a word with fewer letters the nearest words of the line that tell, on both sides, decide.
bool stands_in_capitals(std::string_view text, std::size_t begin, std::size_t size);

// Makes capitals of small letters beyond ASCII.
void raise_letters(std::u32string& letters);

}  // namespace hoptac
