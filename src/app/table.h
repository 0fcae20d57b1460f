// Rows for eyes and rows for spreadsheets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/app/terminal.h"

namespace hoptac {

using Row = std::vector<std::string>;

// Aligned columns in display cells, a header above; the widest column gives way to fit the line.
std::string text_table(const Row& header, const std::vector<Row>& rows, const TextStyle& style);

// RFC 4180. Cells that start with = + - @ (or a tab or carriage return) get a leading apostrophe, so
// that no spreadsheet runs them; `excel` adds a BOM and CRLF line ends.
class CsvWriter {
 public:
  explicit CsvWriter(bool excel) : excel_(excel) {}
  // The header line, with the BOM when asked for.
  std::string header(const Row& names) const;
  std::string row(const Row& cells) const;

 private:
  bool excel_;
};

// Joins list values of one cell: "a; b".
std::string join(const std::vector<std::string>& items, std::string_view separator = "; ");

}  // namespace hoptac
