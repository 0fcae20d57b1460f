// A set of phrases, each with a value, looked up at a token: longest match first.
//
// One table for trigger words, honorifics, roles, institution names, … A phrase is split and
// keyed like any text (tokens.h), so that case, tone placement, quotes and dashes do not matter.
// Punctuation inside a phrase is optional on both sides ("TP.HCM" = "TP HCM", "Y - Dược" =
// "Y Dược"), except that a match never crosses a wide gap, or sentence punctuation (, ; : . ! ?)
// followed by a blank that the phrase does not have.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/tokens.h"

namespace hoptac {

struct PhraseMatch {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  std::uint32_t value = 0;
};

// A phrase as PhraseFilter takes it in. Views, for the time of a call.
struct PhraseKeys {
  std::vector<std::string_view> exact, folded;  // of its words
  std::uint64_t borders = 0;                    // bit k: sentence punctuation and a blank behind word k
  std::uint32_t value = 0;
};

// Build with add(), then freeze implicitly by use: find() is const and thread-safe.
class PhraseTable {
 public:
  PhraseTable();
  ~PhraseTable();
  PhraseTable(PhraseTable&&) noexcept;
  PhraseTable& operator=(PhraseTable&&) noexcept;

  // Several values may share a phrase; all are kept, in the order of adding.
  void add(std::string_view phrase, std::uint32_t value);
  // The longest phrase that starts at token `at`; of several values the first added.
  std::optional<PhraseMatch> find(const TokenStream& tokens, std::size_t at, Marks marks) const {
    if (at >= tokens.size()) return std::nullopt;
    if (bit_ == 0 || !tokens.has_phrases(marks)) return find_unmarked(tokens, at, marks);
    if (!is_in(tokens.phrases().bits(at))) return std::nullopt;
    const PhraseHits::Hit& hit = tokens.phrases().at(at, bit_);
    return PhraseMatch{at, hit.last, hit.value};
  }
  // All values of the longest phrase that starts at `at` (empty when none).
  std::vector<PhraseMatch> find_all(const TokenStream& tokens, std::size_t at, Marks marks) const;
  // All values of exactly this phrase.
  std::vector<std::uint32_t> values(std::string_view phrase, Marks marks) const;
  std::size_t size() const;

  // For PhraseFilter: tables that look at one text have different numbers, below 64.
  void set_number(unsigned number) { bit_ = std::uint64_t{1} << (number & 63U); }
  std::uint64_t bit() const { return bit_; }
  // All phrases, in the order of adding.
  void for_each(const std::function<void(const PhraseKeys&)>& take) const;
  // Whether a token or a sentence with these bits (PhraseHits::bits()) has a phrase of this table; a table without a
  // number may have one anywhere.
  bool is_in(std::uint64_t bits) const { return bit_ == 0 || (bits & bit_) != 0; }

 private:
  // A Bloom filter over the first words of the phrases, by one form of their key: nearly all look-ups end here.
  class FirstWords {
   public:
    void add(std::uint32_t hash);
    bool may_hold(std::uint32_t hash) const { return (bits_[hash >> 6U & mask_] >> (hash & 63U) & 1U) != 0; }

   private:
    void set(std::uint32_t hash) { bits_[hash >> 6U & mask_] |= std::uint64_t{1} << (hash & 63U); }
    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1);
    std::uint32_t mask_ = 0;
    std::vector<std::uint32_t> hashes_;
  };
  struct Trie;

  // False when no phrase starts with the token, nearly always.
  bool may_start(const TokenStream& tokens, std::size_t at, Marks marks) const {
    if (at >= tokens.size()) return false;
    const Token& token = tokens[at];
    return marks == Marks::kSame ? exact_.may_hold(token.exact_hash) : folded_.may_hold(token.folded_hash);
  }
  // find() in tokens that no filter has looked at.
  std::optional<PhraseMatch> find_unmarked(const TokenStream& tokens, std::size_t at, Marks marks) const;

  FirstWords exact_, folded_;
  std::unique_ptr<Trie> trie_;
  std::uint64_t bit_ = 0;
};

}  // namespace hoptac
