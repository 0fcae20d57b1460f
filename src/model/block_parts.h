// What kinds of block have in common.
#pragma once

#include <cstdint>

#include "src/model/document.h"

namespace hoptac {

// A line above other text: a headline, a heading, the heading of an article or annex. An article without a heading of
// its own is all text.
inline bool is_heading(const Block& block) {
  constexpr std::uint32_t kLineBytes = 120;
  const bool part = block.kind == BlockKind::kArticle || block.kind == BlockKind::kAnnex;
  return block.kind == BlockKind::kHeading || block.kind == BlockKind::kTitle ||
         (part && block.span.size() <= kLineBytes);
}

}  // namespace hoptac
