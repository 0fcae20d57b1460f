// Hard-wrapped text: is it, and how lines are put together again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// A line of a raw block, blanks at both ends cut.
struct RawLine {
  std::string_view text;
  std::size_t width = 0;  // code points, with the indent
  bool gap = false;       // behind a blank line or at the start of a raw block
};

// The width at which a document's lines were broken; 0 when they were not.
struct WrapWidth {
  std::size_t columns = 0;
  std::size_t slack = 0;  // columns by which a full line may fall short: proportional type
};

// Evidence for wrapping: lines break where the next word would not have fitted, and in mid-sentence.
WrapWidth detect_wrap(const std::vector<RawLine>& lines);
// The width of lines that are known to be laid out, in proportional type (PDF).
WrapWidth layout_width(const std::vector<RawLine>& lines);
// How many lines from the first on are one headline in larger type: each but the last is full at a width of
// its own, well below `width`.
std::size_t headline_lines(const std::vector<RawLine>& lines, WrapWidth width);

// What the lines put together so far say of the next one. Borrows their text.
class Paragraph {
 public:
  void start(const RawLine& line);
  void add(const RawLine& line);
  // True when `next` continues `line`, the last one added: a break forced by the width, or in mid-sentence; never an
  // entry of a list, a line of a form or a row of a table.
  bool continues(const RawLine& line, const RawLine& next, WrapWidth width) const;

 private:
  bool is_next_row(std::string_view next) const;

  std::string_view first_;
  std::size_t bars_ = 0;      // between cells, so far
  std::size_t row_bars_ = 0;  // of the row before; 0 when there is none
};

}  // namespace hoptac
