#include "ingest/readers/paragraph_style.h"

#include <string>

#include "ingest/readers/raw_document.h"

namespace hoptac {

std::optional<ParagraphStyle> style_by_name(std::string_view style_name) {
  const std::string name = ascii_lower(style_name);
  if (name.starts_with("heading")) return ParagraphStyle{BlockKind::kHeading, BlockUse::kBody};
  if (name == "title") return ParagraphStyle{BlockKind::kTitle, BlockUse::kBody};
  if (name.starts_with("caption") || name == "image caption" || name == "table caption") {
    return ParagraphStyle{BlockKind::kCaption, BlockUse::kBody};
  }
  if (name.starts_with("list")) return ParagraphStyle{BlockKind::kListItem, BlockUse::kBody};
  if (name.starts_with("toc")) return ParagraphStyle{BlockKind::kParagraph, BlockUse::kFurniture};
  return std::nullopt;
}

}  // namespace hoptac
