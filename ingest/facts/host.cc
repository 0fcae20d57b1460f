#include "ingest/facts/host.h"

#include <algorithm>

namespace hoptac {
namespace {

constexpr int kTitleWeight = 3;
constexpr int kFirstWeight = 4;

}  // namespace

int document_host(const FactInput& input, const Analysis& analysis) {
  int best = -1;
  int best_score = 0;
  int first = -1;
  std::uint32_t first_at = 0;
  std::vector<int> scores(analysis.institutions.size(), 0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (const Mention& m : analysis.institutions[i].mentions) {
      scores[i] += input.document.title_span.contains(m.span) ? kTitleWeight : 1;
      if (first < 0 || m.span.begin < first_at) first = static_cast<int>(i), first_at = m.span.begin;
    }
  }
  if (first >= 0) scores[static_cast<std::size_t>(first)] += kFirstWeight;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (scores[i] > best_score) best = static_cast<int>(i), best_score = scores[i];
  }
  return best;
}

}  // namespace hoptac
