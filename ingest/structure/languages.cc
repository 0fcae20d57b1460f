#include "ingest/structure/languages.h"

#include <utility>

namespace hoptac {

Language mark_languages(Draft& draft, Language stated) {
  std::size_t vietnamese = 0;
  std::size_t english = 0;
  for (DraftBlock& block : draft.blocks) {
    block.block.language = detect_language(draft.tokens, block.tokens);
    if (block.block.use != BlockUse::kBody) continue;
    if (block.block.language == Language::kVietnamese) vietnamese += block.words;
    if (block.block.language == Language::kEnglish) english += block.words;
  }
  Language language = stated;
  if (vietnamese != english) language = vietnamese > english ? Language::kVietnamese : Language::kEnglish;
  Language before = Language::kUnknown;
  for (DraftBlock& block : draft.blocks) {
    if (block.block.language == Language::kUnknown) block.block.language = before;
    before = block.block.language;
  }
  Language after = language;
  for (std::size_t i = draft.blocks.size(); i-- > 0;) {
    Block& block = draft.blocks[i].block;
    if (block.language == Language::kUnknown) block.language = after;
    after = block.language;
  }
  return language;
}

}  // namespace hoptac
