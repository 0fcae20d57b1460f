// What of a page is not its story: menus, share bars, teasers of other pages, and texts printed twice.
#pragma once

#include "ingest/structure/draft.h"

namespace hoptac {

// Marks lines that are furniture by themselves, teaser sections, and tables of contents. Lines with a
// publication stamp stay body, whatever else they hold. In doubt a line is body.
void mark_furniture(Draft& draft, const Boilerplate& phrases);

// Marks the later copies of equal texts: neighbours (a caption as alt text and below the picture), copies of
// the title, and longer texts anywhere. `title` is the title's first block, blocks.size() when it has none.
void mark_repeats(Draft& draft, std::size_t title);

}  // namespace hoptac
