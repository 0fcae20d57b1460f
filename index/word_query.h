// Words of the text to Xapian::Query: accents, stems, phrases, prefixes, adjacency.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "index/query_ast.h"
#include "index/terms.h"

namespace hoptac {

struct WordOptions {
  bool stems = false;      // ASCII words also match by English stem
  bool furniture = false;  // words also match furniture and repeats
  // Of a query of which some words are typed with marks: where to look whether texts write an
  // unmarked word of it so. Null: unmarked words may mean any marking.
  const Terms* attested = nullptr;
};

// The English stem of an ASCII word when it differs from the word, else "".
std::string stem_of(const std::string& folded);

// "cho" beside words with marks, where texts write it so: neither chờ nor chó is meant.
bool is_meant_unmarked(const QueryWord& word, const WordOptions& options);

// The folded words as terms of one kind, each at a place of its own: one that comes again is read again, and
// counted so (query_budget.h).
std::vector<Xapian::Query> word_terms(const std::vector<QueryWord>& words, std::string_view prefix);

// Typed without marks: any marking. Typed with marks, or without beside words that have some and so
// written in texts: any marking, better ones weigh more (ranking.h).
Xapian::Query word_query(const QueryWord& word, const WordOptions& options);
// The words one behind the other, by their folded forms; words with marks weigh as in word_query().
Xapian::Query phrase_query(const std::vector<QueryWord>& words, const WordOptions& options);
Xapian::Query near_query(const QueryNode& node);

// Filter: documents that may hold the words with these very accents; text must still be looked at.
Xapian::Query strict_candidates(const std::vector<QueryWord>& words);

struct CountedTerm {
  std::string term;
  Xapian::doccount frequency = 0;
};
// The terms that begin with `begin`, at most limit + 1 of them.
std::vector<CountedTerm> terms_beginning(const Terms& terms, const std::string& begin, std::size_t limit);
// Any of them, weighed as one word. Synonyms of two each: of several, Xapian guesses how many documents they have
// together by an order that is another in each database, and weights would differ.
Xapian::Query any_of(const std::vector<CountedTerm>& terms);

// The weight of neighbours of `run` that stand side by side in a document. Of a long run only the rarest
// pairs count (ranking.h): they tell most and cost least. Empty when there are none.
Xapian::Query adjacency(const Terms& terms, const std::vector<const QueryWord*>& run);

// `query` as a condition without weight.
Xapian::Query unweighted(const Xapian::Query& query);

}  // namespace hoptac
