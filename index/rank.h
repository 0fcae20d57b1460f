// Which documents come first.
//
// By words, BM25 orders all matches. Words that stand side by side are looked up late, in the best kReranked of them
// only (ranking.h): looking them up in each of thousands would cost several times all the rest. The order is total and
// does not depend on the page asked for, nor on how the documents are spread over databases. Uses Xapian and lets its
// exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "index/facets.h"
#include "index/hits.h"
#include "index/result_order.h"

namespace hoptac {

struct RankRequest {
  Xapian::Query query;
  Xapian::Query neighbours;  // QueryBuilder::neighbours(); may be empty
  ResultOrder order;
  std::size_t offset = 0;
  std::size_t limit = 0;  // 0 = all
  bool with_ids = false;
  // Some of the databases are on other machines, these are not (facets.h); without a value all are here.
  std::optional<Xapian::Database> beside_servers;
};

struct Ranked {
  std::size_t total = 0;  // exact
  // From `offset` on; equal weights and equal keys in the order of the ids, whatever the docids.
  std::vector<Match> matches;
  std::vector<std::string> ids;  // of the matches, when asked for
};

// `facets` sees every match.
Ranked rank(const Xapian::Database& docs, const RankRequest& request, FacetCounter& facets);

}  // namespace hoptac
