// Rows of tables: data, or a means to lay out a page.
#pragma once

#include <vector>

#include "src/model/document.h"

namespace hoptac {

using Cells = std::vector<std::vector<RawBlock>>;  // the blocks of each cell

// Adds a row of data as one kTableRow block, "cell | cell". A row that lays out a page (headings, captions or
// rows in its cells, two columns of several paragraphs, one cell, much text) is added cell by cell instead.
void add_row(Cells&& cells, std::vector<RawBlock>& out);

}  // namespace hoptac
