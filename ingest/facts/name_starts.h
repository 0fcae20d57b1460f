// How some names begin: tells whether a text may hold one of them, before a table of them is made.
#pragma once

#include <array>
#include <cstdint>

#include "ingest/text/tokens.h"

namespace hoptac {

class NameStarts {
 public:
  // word_hash() of the folded first word.
  void add(std::uint32_t hash) { bits_[hash / 64 % bits_.size()] |= std::uint64_t{1} << hash % 64; }
  // False for nearly all tokens that no name begins with, accents or none.
  bool may_begin(const Token& token) const {
    const std::uint32_t hash = token.folded_hash;
    return (bits_[hash / 64 % bits_.size()] >> hash % 64 & 1U) != 0;
  }

 private:
  std::array<std::uint64_t, 16> bits_{};
};

}  // namespace hoptac
