#include "ingest/facts/text_cells.h"

#include <algorithm>

namespace hoptac {

namespace {

// Calls `visit` with each cell that is not empty; returns the number of cells.
template <typename Visit>
std::size_t for_each_cell(const FactInput& input, TokenRange range, Visit visit) {
  std::size_t ordinal = 0, first = range.begin;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const bool bar = input.tokens.is(i, '|');
    if (!bar && (i == first || input.tokens[i].gap != Gap::kWide)) continue;
    if (i > first) visit(TextCell{first, i - 1, ordinal, 0});
    if (bar || i > first) ++ordinal;
    first = bar ? i + 1 : i;
  }
  if (first < range.end) visit(TextCell{first, range.end - 1, ordinal, 0});
  return ordinal + 1;
}

// "KT. TỔNG GIÁM ĐỐC", "TL. HIỆU TRƯỞNG", "TUQ. …": the post of who signs instead stands in the line below.
bool is_signed_for(const FactInput& input, std::size_t token) {
  static constexpr std::string_view kMarks[] = {"kt", "tl", "tuq", "tm"};
  const std::string_view word = input.tokens.exact(token);
  return std::find(std::begin(kMarks), std::end(kMarks), word) != std::end(kMarks);
}

// The column of a line of one cell below a line of several; blanks at the start of a line are not kept.
bool is_lone_cell_of(const FactInput& input, std::size_t sentence, const TextCell& cell) {
  bool found = false;
  if (sentence == 0) return false;
  for_each_cell(input, input.sentences[sentence - 1].tokens, [&](const TextCell& above) {
    found = found || (above.ordinal == cell.ordinal && is_signed_for(input, above.first));
  });
  return found;
}

}  // namespace

TextCell cell_at(const FactInput& input, std::size_t sentence, std::size_t token) {
  TextCell found;
  const std::size_t cells = for_each_cell(input, input.sentences[sentence].tokens, [&](const TextCell& cell) {
    if (cell.first <= token) found = cell;
  });
  found.cells = cells;
  return found;
}

std::optional<TextCell> cell_in_column(const FactInput& input, std::size_t sentence, const TextCell& cell) {
  const TokenRange range = input.sentences[sentence].tokens;
  if (range.end - range.begin > kMaxLineTokens) return std::nullopt;
  std::optional<TextCell> same, only;
  const std::size_t cells = for_each_cell(input, range, [&](const TextCell& other) {
    if (other.ordinal == cell.ordinal) same = other;
    only = other;
  });
  if (cells == 1 && cell.cells > 1) return is_lone_cell_of(input, sentence, cell) ? only : std::nullopt;
  return same;
}

}  // namespace hoptac
