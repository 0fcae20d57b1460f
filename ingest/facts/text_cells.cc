#include "ingest/facts/text_cells.h"

namespace hoptac {

TextCell cell_at(const FactInput& input, std::size_t sentence, std::size_t token, std::size_t& ordinal) {
  const TokenRange range = input.sentences[sentence].tokens;
  TextCell cell{range.begin, range.end - 1};
  ordinal = 0;
  for (std::size_t i = range.begin + 1; i < range.end; ++i) {
    if (input.tokens[i].gap != Gap::kWide) continue;
    if (i > token) {
      cell.last = i - 1;
      break;
    }
    cell.first = i;
    ++ordinal;
  }
  return cell;
}

std::optional<TextCell> cell_number(const FactInput& input, std::size_t sentence, std::size_t ordinal) {
  const TokenRange range = input.sentences[sentence].tokens;
  std::size_t number = 0, first = range.begin;
  for (std::size_t i = range.begin + 1; i < range.end; ++i) {
    if (input.tokens[i].gap != Gap::kWide) continue;
    if (number == ordinal) return TextCell{first, i - 1};
    first = i;
    ++number;
  }
  if (number != ordinal) return std::nullopt;
  return TextCell{first, range.end - 1};
}

}  // namespace hoptac
