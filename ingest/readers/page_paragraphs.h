// Lines of pages -> blocks: running heads, feet and page numbers (furniture), headings, paragraphs, list items, rows.
#pragma once

#include <vector>

#include "ingest/readers/running_lines.h"
#include "src/model/document.h"

namespace hoptac {

// Blocks in order, one a paragraph, with the number of the page where it begins (from 1). Lines of a
// paragraph are joined, over hyphens and over the end of a column or page too.
std::vector<RawBlock> page_blocks(const std::vector<LaidPage>& pages);

}  // namespace hoptac
