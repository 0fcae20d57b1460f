// Mentions of entities in the order of the text: who is named first or last in a stretch of it.
#pragma once

#include <algorithm>
#include <vector>

#include "src/model/analysis.h"

namespace hoptac {

struct PlacedMention {
  Span span;
  int index;
};

template <typename Entity>
std::vector<PlacedMention> place(const std::vector<Entity>& entities) {
  std::vector<PlacedMention> out;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (const Mention& m : entities[i].mentions) out.push_back({m.span, static_cast<int>(i)});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  return out;
}

// Index of the first mention that begins in [begin, end); -1 when there is none.
inline int first_in(const std::vector<PlacedMention>& mentions, std::uint32_t begin, std::uint32_t end) {
  const auto at = std::lower_bound(mentions.begin(), mentions.end(), begin,
                                   [](const PlacedMention& m, std::uint32_t b) { return m.span.begin < b; });
  return at != mentions.end() && at->span.begin < end ? at->index : -1;
}

// Index of the last mention that ends before `end` and begins at or behind `begin`.
inline int last_in(const std::vector<PlacedMention>& mentions, std::uint32_t begin, std::uint32_t end) {
  const auto at = std::lower_bound(mentions.begin(), mentions.end(), end,
                                   [](const PlacedMention& m, std::uint32_t e) { return m.span.begin < e; });
  if (at == mentions.begin()) return -1;
  return (at - 1)->span.begin >= begin ? (at - 1)->index : -1;
}

}  // namespace hoptac
