// The text of a page as blocks.
#pragma once

#include <vector>

#include "ingest/readers/html_page.h"
#include "src/model/document.h"

namespace hoptac {

// In the order of the page. h1–h6 are headings, li list items, figcaption and the alt texts of pictures
// captions, rows of data tables "cell | cell"; tables that only lay out the page are read cell by cell.
// <br> is a line feed. Furniture is marked, script and style are left out. When all text would be
// furniture (a page that is nothing but a list of links), none is.
// `furniture`: for each element of the page (find_furniture).
std::vector<RawBlock> html_blocks(const HtmlPage& page, const std::vector<bool>& furniture);

}  // namespace hoptac
