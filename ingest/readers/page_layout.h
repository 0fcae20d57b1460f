// Words of a page and where they stand -> lines in reading order: columns, tables and texts side by side.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace hoptac {

// A rectangle, y downwards. Empty until something is added.
struct Box {
  double x0 = std::numeric_limits<double>::max(), y0 = std::numeric_limits<double>::max();
  double x1 = std::numeric_limits<double>::lowest(), y1 = std::numeric_limits<double>::lowest();
  void add(const Box& other);
  double width() const { return x1 - x0; }
  double height() const { return y1 - y0; }
  double middle() const { return (y0 + y1) / 2; }
};

struct PageWord {
  std::string text;
  Box box;
  bool space_after = true;
};

// A page whose text runs from left to right.
struct WordPage {
  double width = 0, height = 0;
  std::vector<PageWord> words;  // in the order of the file's own layout
};

// A line of text, or a row of a table.
struct PageLine {
  std::string text;   // cells of a row are joined by " | "
  Box box;            //
  double size = 0;    // height of its letters
  double first = 0;   // width of its first word
  double left = 0;    // borders of its column; both 0 where the page is the column
  double right = 0;   //
  int region = 0;     // lines of one column, one after the other, have the same
  bool row = false;   // of a table
  bool item = false;  // a list mark and its text, set apart by the layout
};

std::vector<PageLine> lay_out(const WordPage& page);

}  // namespace hoptac
