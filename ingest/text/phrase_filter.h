// Looks up many phrase tables in a text at once.
//
// The fact finders ask some thirty tables about nearly every token, nearly always in vain, and the same table about the
// same token again and again. One pass finds the phrases of one word in a table of words, looks for longer ones only in
// tables that have the first two words of one, and leaves all answers in the token stream, where PhraseTable::find()
// reads them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/phrase_table.h"

namespace hoptac {

// Immutable, thread-safe. The tables must outlive it and stay where they are.
class PhraseFilter {
 public:
  // Tables in the order of their numbers, which begin at 0 (PhraseTable::set_number()); at most 64.
  explicit PhraseFilter(std::vector<const PhraseTable*> tables);

  // Writes all hits for `marks` into the stream.
  void mark(TokenStream& tokens, Marks marks) const;

 private:
  // A first word; tables are bits. The word itself stands in the slot where it fits: one cache line a look-up.
  struct alignas(64) Slot {
    std::uint64_t whole = 0;  // tables with a phrase of this word alone
    std::uint64_t more = 0;   // tables with longer phrases
    std::uint32_t hash = 0;
    std::uint32_t values_at = 0;  // into values_: one a bit of `whole`
    std::uint32_t word_at = 0;    // into words_
    std::uint16_t word_size = 0;
    bool taken = false;
    std::array<char, 33> head{};  // of the word
  };
  // First words by one form of their key; open addressing, at most half full.
  class Words {
   public:
    Words(const std::vector<const PhraseTable*>& tables, Marks marks);
    // Null when no phrase starts with the word.
    const Slot* find(std::uint32_t hash, std::string_view word) const;
    // Of a phrase of one word: those of a slot begin at its `values_at`, one a bit of `whole`.
    std::uint32_t value(std::size_t at) const { return values_[at]; }
    // Tables that have a phrase with these first two words, by their hashes: errs on one side only.
    std::uint64_t pairs(std::uint32_t first, std::uint32_t second) const;

   private:
    struct Pair {
      std::uint64_t tables = 0;  // 0: the slot is free
      std::uint32_t hash = 0;
    };
    void add_words(const std::vector<const PhraseTable*>& tables, Marks marks);
    void add_values(const std::vector<const PhraseTable*>& tables, Marks marks);
    Slot& slot_for(std::string_view word);
    Slot& fill(Slot& slot, std::uint32_t hash, std::string_view word);
    void grow();
    static std::size_t value_at(const Slot& slot, std::uint64_t bit);
    void add_pair(std::uint32_t hash, std::uint64_t table);
    std::size_t probe(std::uint32_t hash, std::string_view word) const;
    std::size_t probe_pair(std::uint32_t hash) const;

    bool is(const Slot& slot, std::uint32_t hash, std::string_view word) const;
    bool may_hold(std::uint32_t hash) const { return (seen_[hash >> 6U & kSeenMask] >> (hash & 63U) & 1U) != 0; }

    static constexpr std::uint32_t kSeenMask = 1023;
    std::array<std::uint64_t, kSeenMask + 1> seen_{};  // a filter before the slots: most words are in no table
    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::size_t used_ = 0;
    std::vector<Pair> pairs_;
    std::vector<std::uint32_t> values_;
    std::string words_;
  };

  std::vector<const PhraseTable*> tables_;
  Words exact_, folded_;
};

}  // namespace hoptac
