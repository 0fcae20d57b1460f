// A fixed set of words with a value each, made at compile time and probed by the hash that a token carries.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/text/word_hash.h"

namespace hoptac {

template <typename Value>
struct WordEntry {
  std::string_view word;  // a matching key (normalise.h)
  Value value;
};

// Open addressing, at most half full, behind a filter of one bit a hash: a look-up that fails, as most do, reads a
// word.
template <typename Value, std::size_t kSize>
class WordMap {
 public:
  explicit constexpr WordMap(const std::array<WordEntry<Value>, kSize>& entries) : entries_(entries) {
    for (std::size_t i = 0; i < kSize; ++i) {
      std::size_t at = word_hash(entries[i].word) % kSlots;
      while (slots_[at] != 0) at = (at + 1) % kSlots;
      slots_[at] = static_cast<std::uint16_t>(i + 1);
      hashes_[at] = word_hash(entries[i].word);
      seen_[hashes_[at] >> 6U & kSeenMask] |= std::uint64_t{1} << (hashes_[at] & 63U);
    }
  }

  // The value of `word`, whose word_hash() is `hash`; null when it is not in the map.
  constexpr const Value* find(std::string_view word, std::uint32_t hash) const {
    return may_hold(hash) ? probe(word, hash) : nullptr;
  }
  // False for nearly all words that are not in it.
  constexpr bool may_hold(std::uint32_t hash) const {
    return (seen_[hash >> 6U & kSeenMask] >> (hash & 63U) & 1U) != 0;
  }

 private:
  // Out of line: the test before it is most of what callers do, and should cost them no registers.
  [[gnu::noinline]] constexpr const Value* probe(std::string_view word, std::uint32_t hash) const {
    for (std::size_t at = hash % kSlots; slots_[at] != 0; at = (at + 1) % kSlots) {
      const WordEntry<Value>& entry = entries_[slots_[at] - 1U];
      if (hashes_[at] == hash && entry.word == word) return &entry.value;
    }
    return nullptr;
  }

  static constexpr std::size_t slots_for(std::size_t words) {
    std::size_t slots = 8;
    while (slots < 2 * words) slots *= 2;
    return slots;
  }
  static constexpr std::size_t kSlots = slots_for(kSize);

  std::array<WordEntry<Value>, kSize> entries_;
  std::array<std::uint16_t, kSlots> slots_{};  // an entry, plus one
  std::array<std::uint32_t, kSlots> hashes_{};

  static constexpr std::size_t kSeenMask = kSlots / 8 - 1;  // eight bits a slot, sixteen a word or more
  std::array<std::uint64_t, kSeenMask + 1> seen_{};
};

// A set is a map of nothing: find() tells whether a word is in it.
struct InSet {};
template <std::size_t kSize>
constexpr WordMap<InSet, kSize> word_set(const std::string_view (&words)[kSize]) {
  std::array<WordEntry<InSet>, kSize> entries{};
  for (std::size_t i = 0; i < kSize; ++i) entries[i].word = words[i];
  return WordMap<InSet, kSize>(entries);
}

}  // namespace hoptac
