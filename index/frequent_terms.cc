#include "index/frequent_terms.h"

#include <algorithm>
#include <charconv>
#include <span>

#include "index/schema.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kMany = 500;     // terms behind a beginning that are not walked
constexpr std::size_t kKept = 16;      // terms in a row
constexpr std::size_t kMaxBegin = 40;  // bytes of a beginning that gets a row
constexpr std::string_view kPrefixes[] = {"",
                                          prefix::kExact,
                                          prefix::kTitle,
                                          prefix::kInstitutionName,
                                          prefix::kInstitutionWord,
                                          prefix::kPersonName,
                                          prefix::kPersonWord,
                                          prefix::kCertificationName};

bool is_better(const FrequentTerm& a, const FrequentTerm& b) {
  return a.frequency != b.frequency ? a.frequency > b.frequency : a.value < b.value;
}

std::string row_key(std::string_view prefix, std::string_view begin) {
  return std::string(kFrequentTermsKey).append(prefix).append(begin);
}

using FrequentTerms = std::span<const FrequentTerm>;

std::string best_row(FrequentTerms terms) {
  std::vector<const FrequentTerm*> best(std::min(kKept, terms.size()));
  std::vector<const FrequentTerm*> all(terms.size());
  std::transform(terms.begin(), terms.end(), all.begin(), [](const FrequentTerm& term) { return &term; });
  std::partial_sort_copy(all.begin(), all.end(), best.begin(), best.end(),
                         [](const auto* a, const auto* b) { return is_better(*a, *b); });
  std::string out;
  for (const FrequentTerm* const term : best) {
    out.append(out.empty() ? "" : std::string(1, kJoin)).append(term->value);
    out.append({kJoin, kPart}).append(std::to_string(term->frequency));
  }
  return out;
}

// The rows of all beginnings of `size` bytes and more that `terms`, sorted and with the first `size` bytes in common,
// have: one with few terms has none, nor has any longer one.
void add_rows(std::string_view prefix, FrequentTerms terms, std::size_t size,
              std::map<std::string, std::string>& rows) {
  if (terms.size() <= kMany) return;
  const std::string_view first = terms.front().value;
  if (is_boundary(first, size)) rows.emplace(row_key(prefix, first.substr(0, size)), best_row(terms));
  if (size == kMaxBegin) return;
  const auto next_byte = [size](const FrequentTerm& term) {
    return term.value.size() > size ? term.value[size] : '\0';
  };
  for (std::size_t begin = 0, end = 0; begin < terms.size(); begin = end) {
    const char byte = next_byte(terms[begin]);
    while (end < terms.size() && next_byte(terms[end]) == byte) ++end;
    if (terms[begin].value.size() > size) add_rows(prefix, terms.subspan(begin, end - begin), size + 1, rows);
  }
}

// Calls `visit` with the terms prefix + begin…, at most `limit` of them.
template <typename Visit>
void each_term(const Terms& terms, std::string_view prefix, std::string_view begin, std::size_t limit,
               const Visit& visit) {
  const std::string head = std::string(prefix).append(begin);
  auto it = terms.walk(head);
  if (head.empty()) it.skip_to("a");  // capitals begin prefixes, digits are not completed
  for (std::size_t i = 0; i < limit && !it.done(); it.next(), ++i)
    visit(FrequentTerm{it.term().substr(prefix.size()), it.frequency()});
}

// The terms of a row; 0 where it does not give their frequency.
std::vector<FrequentTerm> read_row(std::string_view row) {
  std::vector<FrequentTerm> out;
  for (const std::string_view item : split(row, kJoin)) {
    if (!item.starts_with(kPart)) {
      out.push_back({std::string(item)});
    } else if (!out.empty()) {
      std::from_chars(item.data() + 1, item.data() + item.size(), out.back().frequency);
    }
  }
  return out;
}

}  // namespace

std::map<std::string, std::string> frequent_term_rows(const Xapian::Database& docs) {
  std::map<std::string, std::string> rows;
  if (docs.get_doccount() == 0) return rows;
  for (const std::string_view prefix : kPrefixes) {
    std::vector<FrequentTerm> terms;  // with one first byte
    each_term(Terms(docs), prefix, {}, static_cast<std::size_t>(-1), [&](FrequentTerm term) {
      if (term.value.empty()) return;
      if (!terms.empty() && terms.front().value[0] != term.value[0]) {
        add_rows(prefix, terms, 1, rows);
        terms.clear();
      }
      terms.push_back(std::move(term));
    });
    add_rows(prefix, terms, 1, rows);
  }
  return rows;
}

std::vector<FrequentTerm> frequent_terms(const OpenGeneration& open, std::string_view prefix, std::string_view begin,
                                         std::size_t limit) {
  std::vector<FrequentTerm> out;
  const std::string row = open.register_db.get_metadata(row_key(prefix, utf8_prefix(begin, kMaxBegin)));
  if (row.empty() || begin.size() > kMaxBegin) {
    each_term(open.terms, prefix, begin, 2 * kMany, [&](FrequentTerm term) { out.push_back(std::move(term)); });
  } else {
    out = read_row(row);
    for (FrequentTerm& term : out) {
      if (term.frequency == 0 || !open.register_current)
        term.frequency = open.terms.frequency(std::string(prefix).append(term.value));
    }
    std::erase_if(out, [](const FrequentTerm& term) { return term.frequency == 0; });
  }
  std::sort(out.begin(), out.end(), is_better);
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace hoptac
