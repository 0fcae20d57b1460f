#include "index/rank.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "index/ranking.h"
#include "index/schema.h"

namespace hoptac {
namespace {

using Xapian::Query;

constexpr Xapian::doccount kSpare = 16;  // matches looked at on either side of what is asked for

Xapian::BM25Weight bm25() { return {ranking::kK1, 0, 1, ranking::kB, ranking::kShortest}; }

// The last bits of a weight depend on the order in which its parts were added, and that on the database: two weights
// that differ only there are equal.
double rounded(double weight) {
  constexpr double kSteps = 1U << 20U;
  return std::round(weight * kSteps) / kSteps;
}

// A match and its place in the MSet.
struct Place {
  Match match;
  Xapian::doccount at = 0;
};

// Part of all matches in their order.
struct Slice {
  Xapian::MSet set;
  std::vector<Place> places;
  std::size_t total = 0;

  std::string id(std::size_t i, const ResultOrder& order) const {
    return id_of_sort_key(order, set[places[i].at].get_sort_key());
  }
};

// Puts matches of equal weight in the order of their ids, where Xapian saw a difference between the weights.
void order_equals(const Xapian::MSet& set, std::vector<Place>& places) {
  for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
    for (end = begin + 1; end < places.size() && places[end].match.weight == places[begin].match.weight;) ++end;
    if (set[places[begin].at].get_weight() == set[places[end - 1].at].get_weight()) continue;
    const auto by_id = [&](const Place& a, const Place& b) {
      return set[a.at].get_sort_key() < set[b.at].get_sort_key();
    };
    std::sort(places.begin() + static_cast<std::ptrdiff_t>(begin), places.begin() + static_cast<std::ptrdiff_t>(end),
              by_id);
  }
}

std::vector<Place> places_of(const Xapian::MSet& set) {
  std::vector<Place> out;
  out.reserve(set.size());
  for (auto it = set.begin(); it != set.end(); ++it)
    out.push_back({{*it, rounded(it.get_weight())}, static_cast<Xapian::doccount>(out.size())});
  return out;
}

// Matches [begin, begin + count). Those of equal weight across a border must be seen together, so it looks farther
// until it sees another weight. The spies of `enquire` count once.
Slice slice(Xapian::Enquire& enquire, const ResultOrder& order, Xapian::doccount begin, Xapian::doccount count,
            Xapian::doccount all) {
  Slice out;
  for (Xapian::doccount spare = order.slot ? 0 : kSpare;; spare *= 4) {
    const Xapian::doccount low = begin - std::min(begin, spare);
    const Xapian::doccount wanted = std::min<Xapian::doccount>(all, begin - low + count + std::min(spare, all));
    out.set = enquire.get_mset(low, wanted, all);
    enquire.clear_matchspies();
    out.total = out.set.get_matches_estimated();
    out.places = places_of(out.set);
    const std::size_t size = out.places.size();
    const std::size_t first = std::min<std::size_t>(begin - low, size);
    const std::size_t last = std::min<std::size_t>(first + count, size);
    const auto weight = [&](std::size_t i) { return out.places[i].match.weight; };
    const bool left = order.slot || low == 0 || first == last || weight(first) != weight(0);
    const bool right = order.slot || low + size >= out.total || first == last || weight(last - 1) != weight(size - 1);
    if (!left || !right) continue;
    if (!order.slot) order_equals(out.set, out.places);
    out.places.erase(out.places.begin() + static_cast<std::ptrdiff_t>(last), out.places.end());
    out.places.erase(out.places.begin(), out.places.begin() + static_cast<std::ptrdiff_t>(first));
    return out;
  }
}

// A match and what decides among equal weights.
struct Candidate {
  Place place;
  std::string id;
};

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
  const double x = a.place.match.weight, y = b.place.match.weight;
  return x != y ? x > y : a.id < b.id;
}

void rerank(const Xapian::Database& docs, const RankRequest& request, Slice& found) {
  std::vector<Candidate> best;
  for (std::size_t i = 0; i < std::min(found.places.size(), ranking::kReranked); ++i)
    best.push_back({found.places[i], found.id(i, request.order)});
  const auto weights = neighbour_weights(docs, request.neighbours, best);
  for (Candidate& candidate : best) {
    const auto more = weights.find(candidate.place.match.document);
    if (more != weights.end()) candidate.place.match.weight = rounded(candidate.place.match.weight + more->second);
  }
  std::sort(best.begin(), best.end(), comes_before);
  std::transform(best.begin(), best.end(), found.places.begin(), [](const Candidate& c) { return c.place; });
}

Ranked ranked(const Slice& found, const RankRequest& request, std::size_t begin, std::size_t end) {
  Ranked out;
  out.total = found.total;
  for (std::size_t i = begin; i < std::min(end, found.places.size()); ++i) {
    out.matches.push_back(found.places[i].match);
    if (request.with_ids) out.ids.push_back(found.id(i, request.order));
  }
  return out;
}

}  // namespace

namespace {

void count_here(const Xapian::Database& docs, const Query& query, FacetCounter& facets) {
  if (facets.empty() || docs.size() == 0 || docs.get_doccount() == 0) return;
  Xapian::Enquire enquire(docs);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::CoordWeight());  // see count_matches()
  facets.attach(enquire);
  enquire.get_mset(0, 0, docs.get_doccount());
}

}  // namespace

Ranked rank(const Xapian::Database& docs, const RankRequest& request, FacetCounter& facets) {
  Xapian::Enquire enquire(docs);
  enquire.set_query(request.query);
  enquire.set_weighting_scheme(bm25());
  set_order(enquire, request.order);
  if (request.beside_servers) count_here(*request.beside_servers, request.query, facets);
  facets.attach(enquire, request.beside_servers ? FacetCounter::Counted::kByServers : FacetCounter::Counted::kAll);
  const Xapian::doccount all = docs.get_doccount();
  const auto bounded = [&](std::size_t count) {
    return static_cast<Xapian::doccount>(std::min<std::size_t>(count, all));
  };
  const Xapian::doccount offset = bounded(request.offset);
  const Xapian::doccount limit = request.limit == 0 ? all : bounded(request.limit);
  const bool late = !request.order.slot && !request.neighbours.empty() && offset < ranking::kReranked;
  if (!late) return ranked(slice(enquire, request.order, offset, limit, all), request, 0, limit);
  const std::size_t wanted = std::max(ranking::kReranked, std::size_t{offset} + limit);
  Slice found = slice(enquire, request.order, 0, bounded(wanted), all);
  if (found.places.size() > 1) rerank(docs, request, found);
  return ranked(found, request, offset, std::size_t{offset} + limit);
}

}  // namespace hoptac
