#include "index/postings.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "index/schema.h"
#include "src/base/leading_bytes.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

constexpr std::size_t kFirstSize = 2048;  // of the table: most documents have some 700 terms

}  // namespace

Posting& Postings::entry(std::string_view prefix, std::string_view value) {
  // Half the limit is storable whatever the bytes; words are lower case. Both spare the common case
  // a second look at every byte.
  const bool plain = prefix.size() + value.size() <= limits::kMaxTermBytes / 2 && !(value[0] >= 'A' && value[0] <= 'Z');
  if (plain && prefix.empty()) return find(value);
  if (plain && value[0] != ':') {
    scratch_.assign(prefix).append(value);
  } else {
    scratch_ = make_term(prefix, value);
  }
  return find(scratch_);
}

Posting& Postings::find(std::string_view term) {
  if (2 * (postings_.size() + 1) > table_.size()) grow();
  const std::size_t hash = std::hash<std::string_view>()(term);
  std::size_t at = hash & (table_.size() - 1);
  for (; table_[at] != 0; at = (at + 1) & (table_.size() - 1)) {
    const std::size_t i = table_[at] - 1;
    if (hashes_[i] == hash && postings_[i].term == term) return postings_[i];
  }
  hashes_.push_back(hash);
  table_[at] = static_cast<std::uint32_t>(hashes_.size());
  return postings_.emplace_back(Posting{std::string(term)});
}

void Postings::grow() {
  table_.assign(std::max(kFirstSize, 2 * table_.size()), 0);
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    std::size_t at = hashes_[i] & (table_.size() - 1);
    while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

void Postings::add_at(std::string_view prefix, std::string_view word, std::uint32_t weight, std::uint32_t position) {
  if (word.empty()) return;
  Posting& p = entry(prefix, word);
  p.wdf += weight;
  p.positions.push_back(position);
}

void Postings::add(std::string_view prefix, std::string_view word, std::uint32_t weight) {
  if (!word.empty()) entry(prefix, word).wdf += weight;
}

void Postings::filter(std::string_view prefix, std::string_view value) {
  if (!value.empty()) entry(prefix, value);
}

void Postings::filter_words(std::string_view prefix, std::string_view phrase) {
  for (const std::string_view word : split(phrase, ' ')) filter(prefix, word_value(word));
}

void Postings::term(const std::string& term) { find(term); }

// Sorted by their heads first: one string is compared for some ten numbers.
std::vector<Posting> Postings::take() {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  order.reserve(postings_.size());
  for (std::size_t i = 0; i < postings_.size(); ++i) order.emplace_back(leading_bytes(postings_[i].term), i);
  std::sort(order.begin(), order.end(), [this](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : postings_[a.second].term < postings_[b.second].term;
  });
  std::vector<Posting> out;
  out.reserve(order.size());
  for (const auto& [head, i] : order) out.push_back(std::move(postings_[i]));
  *this = Postings();
  return out;
}

}  // namespace hoptac
