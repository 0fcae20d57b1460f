#include "index/rank.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "index/ranking.h"
#include "index/result_order.h"
#include "index/schema.h"

namespace hoptac {
namespace {

using Xapian::Query;

Xapian::BM25Weight bm25() { return {ranking::kK1, 0, 1, ranking::kB, ranking::kShortest}; }

Xapian::doccount bounded(std::size_t count, const Xapian::Database& docs) {
  return static_cast<Xapian::doccount>(std::min<std::size_t>(count, docs.get_doccount()));
}

// A match and what decides among equal weights.
struct Candidate {
  Match match;
  std::string id;
};

std::vector<Candidate> candidates_of(const Xapian::Database& docs, const std::vector<Match>& matches) {
  std::vector<Candidate> out;
  out.reserve(matches.size());
  for (const Match& match : matches) {
    out.push_back({match, docs.get_document(match.document).get_value(slot_number(Slot::kId))});
  }
  return out;
}

// What neighbours add, by document. Asks for the documents by their terms: shards and remote databases can do that.
std::unordered_map<Xapian::docid, double> neighbour_weights(const Xapian::Database& docs, const Query& neighbours,
                                                            const std::vector<Candidate>& candidates) {
  std::vector<std::string> ids;
  for (const Candidate& candidate : candidates) ids.push_back(id_term(candidate.id));
  Xapian::Enquire enquire(docs);
  enquire.set_query({Query::OP_FILTER, neighbours, Query(Query::OP_OR, ids.begin(), ids.end())});
  enquire.set_weighting_scheme(bm25());
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(candidates.size()));
  std::unordered_map<Xapian::docid, double> out;
  for (auto it = found.begin(); it != found.end(); ++it) out.emplace(*it, it.get_weight());
  return out;
}

bool comes_before(const Candidate& a, const Candidate& b) {
  return a.match.weight != b.match.weight ? a.match.weight > b.match.weight : a.id < b.id;
}

void rerank(const Xapian::Database& docs, const Query& neighbours, std::vector<Match>& matches) {
  const auto end = matches.begin() + static_cast<std::ptrdiff_t>(std::min(matches.size(), ranking::kReranked));
  std::vector<Candidate> best = candidates_of(docs, {matches.begin(), end});
  const auto weights = neighbour_weights(docs, neighbours, best);
  for (Candidate& candidate : best) {
    const auto more = weights.find(candidate.match.document);
    if (more != weights.end()) candidate.match.weight += more->second;
  }
  std::sort(best.begin(), best.end(), comes_before);
  std::transform(best.begin(), best.end(), matches.begin(), [](const Candidate& c) { return c.match; });
}

}  // namespace

Ranked rank(const Xapian::Database& docs, const RankRequest& request, FacetCounter& facets) {
  Xapian::Enquire enquire(docs);
  enquire.set_query(request.query);
  enquire.set_weighting_scheme(bm25());
  set_order(enquire, request.order);
  facets.attach(enquire);
  const Xapian::doccount all = docs.get_doccount();
  const Xapian::doccount offset = bounded(request.offset, docs);
  const Xapian::doccount limit = request.limit == 0 ? all : bounded(request.limit, docs);
  const bool late = request.order == nullptr && !request.neighbours.empty() && offset < ranking::kReranked;
  const Xapian::doccount first = late ? 0 : offset;
  const std::size_t wanted = late ? std::max(ranking::kReranked, std::size_t{offset} + limit) : limit;
  const Xapian::MSet found = enquire.get_mset(first, bounded(wanted, docs), all);
  Ranked out{found.get_matches_estimated(), matches_of(found)};
  if (!late) return out;
  if (out.matches.size() > 1) rerank(docs, request.neighbours, out.matches);
  const std::size_t passed_over = std::min<std::size_t>(offset, out.matches.size());
  out.matches.erase(out.matches.begin(), out.matches.begin() + static_cast<std::ptrdiff_t>(passed_over));
  if (out.matches.size() > limit) out.matches.resize(limit);
  return out;
}

}  // namespace hoptac
