// Columns of lines: signature blocks and lists whose cells are kept apart by wide blanks.
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
};

// The cell of sentence `sentence` that holds `token`, and its number from the left in `ordinal`.
TextCell cell_at(const FactInput& input, std::size_t sentence, std::size_t token, std::size_t& ordinal);

// The cell number `ordinal` of a sentence; nothing when it has fewer.
std::optional<TextCell> cell_number(const FactInput& input, std::size_t sentence, std::size_t ordinal);

}  // namespace hoptac
