// Rows of a table in text: RFC 4180 with any separator, line feeds inside quotes, one row in memory at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

struct CsvRow {
  std::size_t line = 0;  // of the file, where the row begins
  std::vector<std::string> cells;
  bool cut = false;       // longer than the limit, or of more cells than kMaxCsvCells: the cells are not whole
  bool unclosed = false;  // the file ended inside quotes

  // An empty line.
  bool blank() const { return cells.size() == 1 && cells[0].empty(); }
};

// Each cell takes some memory, however empty it is.
inline constexpr std::size_t kMaxCsvCells = 20'000;

// Takes the text in pieces. A quote that opens a cell and never closes swallows no more than a row of `limit` bytes.
class CsvParser {
 public:
  using Sink = std::function<bool(CsvRow)>;  // returns false to end the reading

  CsvParser(char separator, std::size_t limit) : separator_(separator), limit_(limit) {}
  // False when the sink has ended the reading.
  bool feed(std::string_view piece, const Sink& sink);
  // A last row without a line feed.
  void finish(const Sink& sink);

 private:
  enum class State { kCellStart, kPlain, kQuoted, kQuoteInQuoted };
  void add(char c);
  bool end_row(const Sink& sink);

  char separator_;
  std::size_t limit_;
  State state_ = State::kCellStart;
  CsvRow row_{1, {std::string()}};
  std::size_t bytes_ = 0;  // of the row so far
  std::size_t line_ = 1;
  bool any_ = false;
};

// The comma, semicolon or tab that the first row has most of, outside of quotes; the comma when it has none.
char guess_separator(std::string_view text);

// `use` for all rows of a whole text; a BOM is passed over.
void for_each_csv_row(std::string_view text, std::size_t limit, const CsvParser::Sink& sink);

}  // namespace hoptac
