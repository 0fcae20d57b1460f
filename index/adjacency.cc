#include "index/adjacency.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "index/sample.h"
#include "index/schema.h"

namespace hoptac {
namespace {

using Xapian::Query;

constexpr std::size_t kSampled = 32;         // of the documents that hold the rarer word
constexpr std::size_t kMost = 2 * kSampled;  // a sample is about as large as it is to be
constexpr std::size_t kAtOnce = 24;          // pairs of a match: two bits each of the 53 of a weight

constexpr std::size_t looked_bit(std::size_t pair) { return 2 * pair; }
constexpr std::size_t found_bit(std::size_t pair) { return 2 * pair + 1; }

// The documents of `query`, which have the term, by a weight of one bit: where several such are joined by OR, the
// weight of a document tells which of them it matches.
Query by_bit(const std::string& term, const Query& query, std::size_t bit) {
  return {Query::OP_SCALE_WEIGHT, Query(Query::OP_FILTER, Query(term), query), std::ldexp(1, static_cast<int>(bit))};
}

Query of_pairs(const Terms& terms, const TermPair* pairs, std::size_t count) {
  std::vector<Query> parts;
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<std::string> words{pairs[i].first, pairs[i].second};
    const Query sample = sample_of(terms, words, kSampled);
    if (sample.empty()) continue;
    const Query behind(Query::OP_PHRASE, words.begin(), words.end(), 2);
    parts.push_back(by_bit(words[0], sample, looked_bit(i)));
    parts.push_back(by_bit(words[0], Query(Query::OP_FILTER, sample, behind), found_bit(i)));
  }
  return {Query::OP_OR, parts.begin(), parts.end()};
}

void look(const Xapian::Database& docs, const Query& query, Beside* out, std::size_t count) {
  if (query.empty() || docs.get_doccount() == 0) return;
  Xapian::Enquire enquire(docs);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::CoordWeight());
  enquire.set_sort_by_value_then_relevance(slot_number(Slot::kId), false);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(kMost * count));
  for (auto it = found.begin(); it != found.end(); ++it) {
    const auto bits = static_cast<std::uint64_t>(it.get_weight());
    for (std::size_t i = 0; i < count; ++i) {
      out[i].looked += bits >> looked_bit(i) & 1U;
      if ((bits >> found_bit(i) & 1U) == 0) continue;
      ++out[i].found;
      if (out[i].where == 0) out[i].where = *it;
    }
  }
}

}  // namespace

std::vector<Beside> beside_each_other(const Xapian::Database& docs, const Terms& terms,
                                      const std::vector<TermPair>& pairs) {
  std::vector<Beside> out(pairs.size());
  for (std::size_t begin = 0; begin < pairs.size(); begin += kAtOnce) {
    const std::size_t count = std::min(kAtOnce, pairs.size() - begin);
    look(docs, of_pairs(terms, &pairs[begin], count), &out[begin], count);
  }
  return out;
}

}  // namespace hoptac
