// The rows of `search --batch`: TSV, CSV, or one query a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace hoptac {

struct BatchRow {
  std::size_t line = 0;  // where it begins, from 1
  std::string id;
  std::string query;
};

// What is wrong with a row, and the way out.
struct BatchFault {
  std::size_t line = 0;
  std::string cause;
};

struct BatchFile {
  std::vector<BatchRow> rows;  // the sound ones
  std::vector<BatchFault> faults;
};

// `name` ends in .csv, or the first line is a header (id and query, any case, comma or semicolon between): CSV as
// of RFC 4180; without a header two columns. Else TSV: id<TAB>query; when no line has a tab, each line is a query
// and its number the id. A BOM, UTF-16 with a BOM, CRLF and empty lines are taken. Faulty: another number of columns,
// no id, an id used twice, no query, a quote without its other half, bytes that are no UTF-8.
// kBadEncoding when the whole is no text.
Result<BatchFile> read_batch(std::string_view name, std::string_view bytes);

}  // namespace hoptac
