// What the words of a query look for in a text: the instructions of the highlighter.
#pragma once

#include <cstdint>
#include <vector>

#include "index/query_ast.h"
#include "ingest/authority/authority.h"

namespace hoptac {

struct MatchTerm {
  std::vector<QueryWord> words;  // one behind the other
  bool strict = false;           // accents must agree
  bool prefix = false;           // words[0] is the beginning of a word
  bool stems = false;            // ASCII words also by English stem
  std::uint32_t group = 0;       // which word or name of the query; its other forms share it
  std::size_t distance = 0;      // not 0: two words at most so many words apart, in any order
};

// Every wanted (not excluded) word, phrase and name of the tree, names with their other forms when
// `expand`.
std::vector<MatchTerm> match_terms(const QueryNode& root, const Authority& authority, bool expand);

// True when ASCII words of the query also match by English stem: unless every word is a Vietnamese
// syllable, or Vietnamese is asked for.
bool stems_allowed(const QueryNode& root, bool expand);

}  // namespace hoptac
