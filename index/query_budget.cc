#include "index/query_budget.h"

#include <algorithm>

#include "index/schema.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::uint64_t kTermReads = 64;  // what it costs to open a list, whatever its length

}  // namespace

QueryBudget::QueryBudget(Xapian::doccount documents)
    : all_(limits::kMaxQueryReads * std::max<std::uint64_t>(documents, limits::kSmallIndex)), left_(all_) {}

bool QueryBudget::spend(std::uint64_t reads) {
  const bool enough = reads <= left_;
  left_ -= std::min(reads, left_);
  return enough;
}

std::string QueryBudget::cause() {
  return "too much to read: a query may read " + std::to_string(limits::kMaxQueryReads) +
         " postings for each document of the index; use fewer or rarer words, or longer beginnings of words";
}

std::uint64_t postings_of(const Terms& terms, const Xapian::Query& query) {
  std::uint64_t out = 0;
  const auto end = query.get_terms_end();
  for (auto it = query.get_terms_begin(); it != end; ++it) {
    const std::string term = *it;
    out += kTermReads + (term.starts_with(prefix::kId) ? 1 : terms.frequency(term));
  }
  return out;
}

std::uint64_t rarest_postings(const Terms& terms, Xapian::doccount documents, const std::vector<QueryWord>& words) {
  std::uint64_t out = words.empty() ? 0 : documents;
  for (const QueryWord& word : words)
    out = std::min<std::uint64_t>(out, terms.frequency(make_term({}, word_value(word.folded))));
  return kTermReads * words.size() + out;
}

}  // namespace hoptac
