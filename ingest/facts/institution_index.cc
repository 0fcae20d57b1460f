#include "ingest/facts/institution_index.h"

#include <algorithm>

namespace hoptac {

InstitutionIndex::InstitutionIndex(const FactInput& input, const Analysis& analysis) {
  for (std::size_t n = 0; n < analysis.institutions.size(); ++n) {
    counts_.push_back(analysis.institutions[n].mentions.size());
    for (const Mention& mention : analysis.institutions[n].mentions) {
      const std::size_t first = input.tokens.at_offset(mention.span.begin);
      const std::size_t end = input.tokens.at_offset(mention.span.end);
      if (first >= end) continue;
      mentions_.push_back({first, end - 1, static_cast<int>(n), analysis.institutions[n].kind == "government"});
    }
  }
  std::sort(mentions_.begin(), mentions_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

const InstitutionAt* InstitutionIndex::at(std::size_t i) const {
  const auto next = std::upper_bound(mentions_.begin(), mentions_.end(), i,
                                     [](std::size_t token, const auto& m) { return token < m.first; });
  if (next == mentions_.begin() || std::prev(next)->last < i) return nullptr;
  return &*std::prev(next);
}

const InstitutionAt* InstitutionIndex::before(std::size_t i) const {
  const auto next = std::lower_bound(mentions_.begin(), mentions_.end(), i,
                                     [](const auto& m, std::size_t token) { return m.last < token; });
  return next == mentions_.begin() ? nullptr : &*std::prev(next);
}

std::vector<bool> InstitutionIndex::taken(std::size_t tokens) const {
  std::vector<bool> out(tokens, false);
  for (const InstitutionAt& m : mentions_) {
    for (std::size_t i = m.first; i <= m.last; ++i) out[i] = true;
  }
  return out;
}

}  // namespace hoptac
