// Words of a page -> runs: what stands side by side on one line without a wide gap.
#pragma once

#include <string>
#include <vector>

#include "ingest/readers/page_layout.h"

namespace hoptac {

struct PageRun {
  std::string text;
  Box box;
  double size = 0;   // height of its letters
  double first = 0;  // width of its first word
  std::size_t words = 0;
  bool item = false;  // a list mark stands before it
};

std::vector<PageRun> find_runs(const WordPage& page);

// "•", "-", "1.", "a)", "(ii)": what stands before an entry of a list.
bool is_list_mark(const std::string& text);

}  // namespace hoptac
