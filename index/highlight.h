// Marks in a text the words by which a query found it.
//
// Works on the shown text itself: cuts it into tokens and compares their keys, so that NFD or NFC,
// old or new tone placement, case and accents need no offset mapping. A mark is always one whole word.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/match_spec.h"
#include "ingest/text/tokens.h"

namespace hoptac {

// How well a word agrees with one typed with marks: smaller is better.
enum class MarkTier : std::uint8_t { kSame, kUnmarked, kOther };

struct Mark {
  Span span;  // of the text given
  std::uint32_t group = 0;
  MarkTier tier = MarkTier::kSame;
};

class Highlighter {
 public:
  // Copies what it needs.
  explicit Highlighter(std::vector<MatchTerm> terms);

  // Words that match, in the order of the text; a word matched twice is marked once, by its best tier.
  std::vector<Mark> find(std::string_view text) const;
  std::vector<Mark> find(const TokenStream& tokens) const;
  bool empty() const { return terms_.empty(); }

 private:
  struct Found {
    bool is = false;
    std::uint32_t group = 0;
    MarkTier tier = MarkTier::kOther;
  };
  void match_at(const TokenStream& tokens, std::size_t at, std::vector<Found>& found) const;
  void try_term(const MatchTerm& term, const TokenStream& tokens, std::size_t at, std::vector<Found>& found) const;
  static void mark(const MatchTerm& term, const QueryWord& word, const TokenStream& tokens, std::size_t at,
                   std::vector<Found>& found);
  static void mark_near(const MatchTerm& term, const TokenStream& tokens, std::vector<Found>& found);

  std::vector<MatchTerm> terms_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_first_;  // folded first word -> terms
  std::unordered_map<std::string, std::vector<std::size_t>> by_stem_;
  std::vector<std::size_t> prefixes_;
  std::vector<std::size_t> near_;
  mutable std::unordered_map<std::string, std::string> stems_;  // of words of the text
};

// Drops marks that agree worse than others of their group: what the document was found by is enough.
void keep_best_tiers(std::vector<std::vector<Mark>>& marks);

}  // namespace hoptac
