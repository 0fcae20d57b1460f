// Running heads, feet and page numbers of paged documents.
#pragma once

#include <cstddef>
#include <vector>

#include "ingest/readers/page_layout.h"

namespace hoptac {

struct LaidPage {
  double height = 0;
  std::vector<PageLine> lines;  // in reading order
};

// For each page which of its lines are running ones: outer lines that return at the same place of other pages,
// digits aside, or a page number alone.
std::vector<std::vector<bool>> find_running_lines(const std::vector<LaidPage>& pages);

}  // namespace hoptac
