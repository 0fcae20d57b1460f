// Why nothing was found, and what would be: each suggestion is a query that was counted.
#pragma once

#include <vector>

#include "index/query_builder.h"
#include "index/search_context.h"

namespace hoptac {

struct Analysed {
  std::vector<Suggestion> suggestions;
  std::vector<std::string> notes;  // "no institution is called …"
};

// For a query without matches: names that nobody knows, names that are not in this index, each
// condition whose removal would find something, and any of the words.
Analysed analyse_no_hits(const SearchContext& context, const ParsedQuery& parsed, const BuildOptions& options,
                         Target target, std::size_t undated);

// "any of the words" with its count, for a query with few matches; nothing when it finds no more.
std::vector<Suggestion> suggest_any(const SearchContext& context, const ParsedQuery& parsed,
                                    const BuildOptions& options, std::size_t total);

}  // namespace hoptac
