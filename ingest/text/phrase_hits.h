// What a PhraseFilter found in a text: for every token, which tables have a phrase there, and the longest one of each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace hoptac {

class PhraseHits {
 public:
  struct Hit {
    std::uint32_t last = 0;   // token, inclusive
    std::uint32_t value = 0;  // of the longest phrase, the first added
  };

  PhraseHits() = default;
  explicit PhraseHits(std::size_t tokens) : bits_(tokens), first_(tokens) { hits_.reserve(tokens); }

  bool empty() const { return bits_.empty(); }
  // One bit a table (PhraseTable::bit()) that has a phrase at token `i`.
  std::uint64_t bits(std::size_t i) const { return bits_[i]; }
  // Of tokens [begin, end) together.
  std::uint64_t bits(std::size_t begin, std::size_t end) const {
    std::uint64_t out = 0;
    for (std::size_t i = begin; i < end; ++i) out |= bits_[i];
    return out;
  }
  // The hit of the table with this bit at token `i`, which must have one.
  const Hit& at(std::size_t i, std::uint64_t bit) const {
    std::size_t before = 0;  // hits of tables with lower bits: one or none, so that counting them beats a library call
    for (std::uint64_t rest = bits_[i] & (bit - 1); rest != 0; rest &= rest - 1) ++before;
    return hits_[first_[i] + before];
  }
  // The first token of [from, end) with one of the bits; `end` when there is none.
  std::size_t next(std::size_t from, std::size_t end, std::uint64_t wanted) const {
    while (from < end && (bits_[from] & wanted) == 0) ++from;
    return from;
  }

  // Tokens in their order; then one add() a bit, in the order of the bits.
  void begin(std::size_t i, std::uint64_t bits) {
    first_[i] = static_cast<std::uint32_t>(hits_.size());
    bits_[i] = bits;
  }
  void add(Hit hit) { hits_.push_back(hit); }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> first_;  // into hits_
  std::vector<Hit> hits_;
};

}  // namespace hoptac
