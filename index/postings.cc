#include "index/postings.h"

#include <algorithm>
#include <utility>

#include "index/schema.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"

namespace hoptac {

Postings::Entry& Postings::entry(std::string_view prefix, std::string_view value) {
  // Half the limit is storable whatever the bytes; words are lower case. Both spare the common case
  // a second look at every byte.
  const bool plain = prefix.size() + value.size() <= limits::kMaxTermBytes / 2 && !(value[0] >= 'A' && value[0] <= 'Z');
  if (plain && value[0] != ':') {
    scratch_.assign(prefix).append(value);
  } else {
    scratch_ = make_term(prefix, value);
  }
  return entries_[scratch_];
}

void Postings::add_at(std::string_view prefix, std::string_view word, std::uint32_t weight, std::uint32_t position) {
  if (word.empty()) return;
  Entry& e = entry(prefix, word);
  e.wdf += weight;
  e.positions.push_back(position);
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

void Postings::term(const std::string& term) { entries_[term]; }

std::vector<Posting> Postings::take() {
  std::vector<Posting> out;
  out.reserve(entries_.size());
  while (!entries_.empty()) {
    auto node = entries_.extract(entries_.begin());
    out.push_back({std::move(node.key()), node.mapped().wdf, std::move(node.mapped().positions)});
  }
  std::sort(out.begin(), out.end(), [](const Posting& a, const Posting& b) { return a.term < b.term; });
  return out;
}

}  // namespace hoptac
