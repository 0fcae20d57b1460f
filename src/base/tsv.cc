#include "src/base/tsv.h"

#include <algorithm>
#include <string>

namespace hoptac {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  while (true) {
    const std::size_t at = text.find(separator, begin);
    out.push_back(text.substr(begin, at == std::string_view::npos ? at : at - begin));
    if (at == std::string_view::npos) return out;
    begin = at + 1;
  }
}

std::string_view take_field(std::string_view& left, char separator) {
  const std::size_t end = std::min(left.find(separator), left.size());
  const std::string_view field = left.substr(0, end);
  left.remove_prefix(std::min(end + 1, left.size()));
  return field;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

Result<Table> Table::parse(std::string_view name, std::string_view text) {
  Table table;
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells = split(line, '\t');
    if (table.header_.empty()) {
      table.header_ = std::move(cells);
      continue;
    }
    if (cells.size() != table.header_.size()) {
      return fail(ErrorCode::kBadRecord, std::string(name),
                  "line " + std::to_string(number) + " has " + std::to_string(cells.size()) +
                      " cells, the header has " + std::to_string(table.header_.size()));
    }
    table.rows_.push_back(std::move(cells));
    table.lines_.push_back(number);
  }
  return table;
}

std::string_view Table::cell(std::size_t row, std::string_view column) const {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i] == column) return rows_[row][i];
  }
  return {};
}

std::vector<std::string_view> Table::list(std::size_t row, std::string_view column) const {
  std::vector<std::string_view> out;
  for (const std::string_view item : split(cell(row, column), '|')) {
    if (!trim(item).empty()) out.push_back(trim(item));
  }
  return out;
}

}  // namespace hoptac
