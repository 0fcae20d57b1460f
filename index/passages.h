// Cuts the passages of a document that show best why a query found it.
#pragma once

#include <vector>

#include "index/highlight.h"
#include "src/model/document.h"
#include "src/model/search.h"

namespace hoptac {

// Bytes of a passage, about: it ends with a sentence where one ends in time.
inline constexpr std::size_t kPassageBytes = 240;

struct PassageOptions {
  std::size_t count = 2;
  bool furniture = false;  // furniture and repeats, too
};

// Passages with most different query words first, side by side before apart; each next one for what those before
// do not show; body before furniture, then in the order of the text; none overlap. Without any match the beginning
// of the body. passage.text == slice(document.text, passage.span).
std::vector<Passage> cut_passages(const Document& document, const Highlighter& highlighter,
                                  const PassageOptions& options);

}  // namespace hoptac
