#include "index/sample.h"

#include <algorithm>
#include <bit>

#include "index/schema.h"
#include "src/base/hash.h"

namespace hoptac {
namespace {

constexpr int kMaxLevel = 24;

std::string sample_term(int level) {
  const std::string digits{static_cast<char>('0' + level / 10), static_cast<char>('0' + level % 10)};
  return make_term(prefix::kSample, digits);
}

}  // namespace

std::vector<std::string> sample_terms(std::string_view id) {
  std::vector<std::string> out;
  const int levels = std::min(std::countl_zero(hash_number(id)), kMaxLevel);
  for (int level = 1; level <= levels; ++level) out.push_back(sample_term(level));
  return out;
}

Xapian::Query sample_of(const Terms& index, const Xapian::Query& query, Xapian::doccount frequency,
                        std::size_t wanted) {
  int level = 0;
  while (level < kMaxLevel && (frequency >> level) > wanted) ++level;
  // An index of before there were samples has none.
  if (level == 0 || !index.exists(sample_term(level))) return query;
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(sample_term(level))};
}

Xapian::Query sample_of(const Terms& index, const std::vector<std::string>& terms, std::size_t wanted) {
  Xapian::doccount rarest = static_cast<Xapian::doccount>(-1);
  for (const std::string& term : terms) rarest = std::min(rarest, index.frequency(term));
  if (rarest == 0 || terms.empty()) return {};
  return sample_of(index, Xapian::Query(Xapian::Query::OP_AND, terms.begin(), terms.end()), rarest, wanted);
}

std::vector<Xapian::docid> first_by_id(const Xapian::Database& docs, const Xapian::Query& query, std::size_t limit) {
  std::vector<Xapian::docid> out;
  if (query.empty() || docs.get_doccount() == 0) return out;
  Xapian::Enquire enquire(docs);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(slot_number(Slot::kId), false);
  const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  for (auto it = found.begin(); it != found.end(); ++it) out.push_back(*it);
  return out;
}

}  // namespace hoptac
