// The hash of a word's matching key, by which tables of words are probed.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoptac {

// FNV-1a: keys are a few bytes long.
constexpr std::uint32_t word_hash(std::string_view key) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return hash;
}

}  // namespace hoptac
