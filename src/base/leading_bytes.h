// The beginnings of strings as numbers, for sorts and tables whose strings are far from each other in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hoptac {

// The first eight bytes as a number that compares as they do; of shorter texts with zeros behind.
inline std::uint64_t leading_bytes(std::string_view text) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i)
    out = out << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return out;
}

}  // namespace hoptac
