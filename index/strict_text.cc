#include "index/strict_text.h"

#include "index/highlight.h"

namespace hoptac {

bool holds_exactly(const Document& document, const std::vector<QueryWord>& words, bool furniture) {
  MatchTerm term;
  term.words = words;
  term.strict = true;
  const Highlighter finder({term});
  if (!finder.find(document.title).empty()) return true;
  for (const Block& block : document.blocks) {
    if (block.use != BlockUse::kBody && !furniture) continue;
    if (!finder.find(slice(document.text, block.span)).empty()) return true;
  }
  return false;
}

}  // namespace hoptac
