// What a paragraph style of an Office file means.
#pragma once

#include <optional>
#include <string_view>

#include "src/model/document.h"

namespace hoptac {

struct ParagraphStyle {
  BlockKind kind = BlockKind::kParagraph;
  BlockUse use = BlockUse::kBody;  // a table of contents is furniture
};

// By the name of a built-in style ("heading 1", "List Bullet"), which is English in every language of Word and
// LibreOffice; nothing for a name that says nothing.
std::optional<ParagraphStyle> style_by_name(std::string_view style_name);

}  // namespace hoptac
