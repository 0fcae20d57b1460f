#include "index/frequent_terms.h"

#include <algorithm>
#include <charconv>

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

// Goes through sorted terms once and knows of each of their beginnings how many terms it has and which are the best.
class Beginnings {
 public:
  Beginnings(std::string_view prefix, std::map<std::string, std::string>& rows) : prefix_(prefix), rows_(rows) {}

  void add(const FrequentTerm& term) {
    const auto [a, b] = std::mismatch(begin_.begin(), begin_.end(), term.value.begin(), term.value.end());
    close_from(static_cast<std::size_t>(a - begin_.begin()));
    const std::size_t size = std::min(term.value.size(), kMaxBegin);
    for (std::size_t i = open_.size(); i < size; ++i) open_.emplace_back();
    begin_ = term.value.substr(0, size);
    for (Beginning& beginning : open_) beginning.add(term);
  }

  // All beginnings longer than `size` bytes are over.
  void close_from(std::size_t size) {
    while (open_.size() > size) {
      const std::string_view begin = std::string_view(begin_).substr(0, open_.size());
      if (open_.back().count > kMany && is_boundary(begin_, begin.size()))
        rows_.emplace(row_key(prefix_, begin), open_.back().row());
      open_.pop_back();
    }
    begin_.resize(std::min(begin_.size(), size));
  }

 private:
  struct Beginning {
    std::size_t count = 0;
    std::vector<FrequentTerm> best;  // a heap, the worst in front

    void add(const FrequentTerm& term) {
      ++count;
      if (best.size() == kKept) {
        if (!is_better(term, best.front())) return;
        std::pop_heap(best.begin(), best.end(), is_better);
        best.pop_back();
      }
      best.push_back(term);
      std::push_heap(best.begin(), best.end(), is_better);
    }
    std::string row() {
      std::sort_heap(best.begin(), best.end(), is_better);
      std::string out;
      for (const FrequentTerm& term : best) {
        out.append(out.empty() ? "" : std::string(1, kJoin)).append(term.value);
        out.append({kJoin, kPart}).append(std::to_string(term.frequency));
      }
      return out;
    }
  };

  std::string_view prefix_;
  std::map<std::string, std::string>& rows_;
  std::string begin_;
  std::vector<Beginning> open_;  // one for each byte of begin_
};

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
  for (const std::string_view prefix : kPrefixes) {
    Beginnings beginnings(prefix, rows);
    each_term(Terms(docs), prefix, {}, docs.get_doccount() == 0 ? 0 : static_cast<std::size_t>(-1),
              [&](const FrequentTerm& term) { beginnings.add(term); });
    beginnings.close_from(0);
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
