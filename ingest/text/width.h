// How many cells of a terminal a text takes.
#pragma once

#include <cstddef>
#include <string_view>

namespace hoptac {

// 0 for combining marks and invisibles, 2 for wide East Asian characters, 1 for others.
std::size_t code_point_width(char32_t c);
// Sum over the code points of `text` (UTF-8).
std::size_t display_width(std::string_view text);

}  // namespace hoptac
