// A word among a few: for lists that one rule has in its code (longer ones are a WordMap).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace hoptac {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace hoptac
