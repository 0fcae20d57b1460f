// How much reading a query may cause: a bound on its time, whatever it looks like.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "index/query_ast.h"
#include "index/terms.h"

namespace hoptac {

// Counts postings and documents that the parts of a query make us read, against limits::kMaxQueryReads for every
// document of the index.
class QueryBudget {
 public:
  explicit QueryBudget(Xapian::doccount documents);

  // False when it is used up.
  bool spend(std::uint64_t reads);
  void refill() { left_ = all_; }
  std::uint64_t left() const { return left_; }
  // What is said to who has used it up.
  static std::string cause();

 private:
  std::uint64_t all_;
  std::uint64_t left_;
};

// Postings of the terms of `query`, at most; a term at several places counts once for each (word_terms()).
std::uint64_t postings_of(const Terms& terms, const Xapian::Query& query);

// Of `documents` those that can hold all of the words, at most: what it takes to look for a name that was not typed.
std::uint64_t rarest_postings(const Terms& terms, Xapian::doccount documents, const std::vector<QueryWord>& words);

}  // namespace hoptac
