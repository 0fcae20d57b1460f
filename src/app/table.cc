#include "src/app/table.h"

#include <algorithm>
#include <numeric>

namespace hoptac {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 12;

std::vector<std::size_t> natural_widths(const Row& header, const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const std::string& name : header) widths.push_back(display_width(name));
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  return widths;
}

// Takes cells from the widest column until the line fits.
void shrink(std::vector<std::size_t>& widths, std::size_t line) {
  while (std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1)) > line) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
  }
}

std::string line_of(const Row& row, const std::vector<std::size_t>& widths, const TextStyle& style) {
  std::string out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string cell = fit(row[i], widths[i], style.unicode);
    out += i + 1 < row.size() ? pad(cell, widths[i] + kGap) : cell;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string csv_cell(std::string_view cell) {
  std::string out(cell);
  if (!out.empty() && std::string_view("=+-@\t\r").find(out.front()) != std::string_view::npos) out.insert(0, "'");
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string text_table(const Row& header, const std::vector<Row>& rows, const TextStyle& style) {
  std::vector<Row> clean;
  for (const Row& row : rows) {
    clean.emplace_back();
    for (const std::string& cell : row) clean.back().push_back(one_line(cell));
  }
  std::vector<std::size_t> widths = natural_widths(header, clean);
  shrink(widths, style.width);
  std::string out = bold(line_of(header, widths, style), style) + "\n";
  for (const Row& row : clean) out += line_of(row, widths, style) + "\n";
  return out;
}

std::string CsvWriter::header(const Row& names) const { return (excel_ ? "\xEF\xBB\xBF" : "") + row(names); }

std::string CsvWriter::row(const Row& cells) const {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
  return out + (excel_ ? "\r\n" : "\n");
}

std::string join(const std::vector<std::string>& items, std::string_view separator) {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += separator;
    out += item;
  }
  return out;
}

}  // namespace hoptac
