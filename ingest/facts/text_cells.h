// Columns of lines: signature blocks and lists whose cells are kept apart by wide blanks or by "|".
#pragma once

#include <cstdint>
#include <optional>

#include "ingest/facts/input.h"

namespace hoptac {

// Longer lines have no columns.
inline constexpr std::size_t kMaxLineTokens = 120;

// Tokens of a cell, both inclusive.
struct TextCell {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t ordinal = 0;  // from the left; empty cells between bars count
  std::size_t cells = 0;    // of the line
};

// The cell of sentence `sentence` that holds `token`.
TextCell cell_at(const FactInput& input, std::size_t sentence, std::size_t token);

// The cell of another sentence in the column of `cell`; nothing when there is none.
std::optional<TextCell> cell_in_column(const FactInput& input, std::size_t sentence, const TextCell& cell);

}  // namespace hoptac
