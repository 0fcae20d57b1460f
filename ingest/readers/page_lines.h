// Running heads, feet and page numbers of paged documents.
#pragma once

#include <string>
#include <vector>

#include "src/model/document.h"

namespace hoptac {

// One text a page -> blocks in order: for each page its running head (furniture), its text, its running foot
// (furniture). A running line is one of the outer lines of a page that returns at the same end of most other
// pages, digits aside, or a page number alone. Pages without text give no block. Page numbers from 1.
std::vector<RawBlock> page_blocks(const std::vector<std::string>& pages);

}  // namespace hoptac
