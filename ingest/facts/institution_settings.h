// Countries that the layout tells: the row of a table with a country column, an entry "Japan: …" of a list, the
// heading of a country's list.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "ingest/facts/input.h"

namespace hoptac {

// The country named at token `i` (ISO2) and its last token; "" when there is none. Regions are no countries.
std::pair<std::string_view, std::size_t> country_named_at(const FactInput& input, std::size_t i);

// For each sentence of `input` the country (ISO2) that its place in the page tells, or "".
std::vector<std::string_view> sentence_countries(const FactInput& input);

// Tokens of a cell of a table row, half open.
using TableCells = std::vector<TokenRange>;

// The cells of the row "a | b | c" that the sentence is in; empty when its line is no row of three cells or more.
TableCells table_cells(const FactInput& input, std::size_t sentence);

}  // namespace hoptac
