// Tables that a linguist edits: UTF-8, tab separated, one header row, `|` between list
// items, no quoting; lines that start with `#` and empty lines are comments.
#pragma once

#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace hoptac {

// A parsed table. Views point into the text given to parse(): that text must outlive it.
class Table {
 public:
  // Fails with kBadRecord, naming `name` and the line, when a row has another number of
  // cells than the header.
  static Result<Table> parse(std::string_view name, std::string_view text);

  std::size_t size() const { return rows_.size(); }
  // The cell of `column` in `row`; empty when the table has no such column.
  std::string_view cell(std::size_t row, std::string_view column) const;
  // The list items of a cell, empty ones left out.
  std::vector<std::string_view> list(std::size_t row, std::string_view column) const;
  const std::vector<std::string_view>& header() const { return header_; }
  // The line of `row` in the text, from 1.
  std::size_t line(std::size_t row) const { return lines_[row]; }

 private:
  std::vector<std::string_view> header_;
  std::vector<std::vector<std::string_view>> rows_;
  std::vector<std::size_t> lines_;
};

// Splits at every `separator`; keeps empty parts.
std::vector<std::string_view> split(std::string_view text, char separator);
// Takes the text before the next `separator`, or all that is left, off the front of `left`, and the separator with it.
std::string_view take_field(std::string_view& left, char separator);
// Cuts ASCII blanks at both ends.
std::string_view trim(std::string_view text);

}  // namespace hoptac
