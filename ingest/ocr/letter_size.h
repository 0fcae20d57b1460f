// How large the type of a printed word is, told from its letters and the height of the ink.
#pragma once

#include <string_view>

namespace hoptac {

// The size of type (an em) of a word whose letters, from the top of the highest to the bottom of the lowest, are
// `height` high; in the same unit, some 10 % rough. "mau" is lower than "Phượng" of the same type: what stands above
// and below the line is known of each letter, Vietnamese ones with their marks.
double type_size(std::string_view word, double height);

}  // namespace hoptac
