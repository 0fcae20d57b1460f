#include "ingest/authority/table_extension.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

tl::unexpected<Error> faulty(const std::string& path, std::size_t line, std::string detail) {
  return fail(ErrorCode::kBadRecord, path + ":" + std::to_string(line), std::move(detail));
}

// A first line "# replace".
bool replaces(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return first.starts_with('#') && trim(first.substr(1)) == "replace";
}

std::string joined(const std::vector<std::string_view>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out.append(i == 0 ? "" : "\t").append(cells[i]);
  return out.append("\n");
}

std::string column_list(const Table& table) {
  std::string out;
  for (const std::string_view column : table.header()) out.append(out.empty() ? "" : ", ").append(column);
  return out;
}

// Its columns are columns of the built-in table, each once, the first one among them.
Result<void> check_header(const Table& built_in, const Table& own, const std::string& path) {
  const auto& known = built_in.header();
  for (const std::string_view column : own.header()) {
    if (std::find(known.begin(), known.end(), column) == known.end())
      return faulty(path, 1, "unknown column \"" + std::string(column) + "\"; columns are " + column_list(built_in));
    if (std::count(own.header().begin(), own.header().end(), column) > 1)
      return faulty(path, 1, "column \"" + std::string(column) + "\" stands there twice; leave one");
  }
  if (std::find(own.header().begin(), own.header().end(), known.front()) != own.header().end()) return {};
  return faulty(path, 1, "the header row lacks the column \"" + std::string(known.front()) + "\"");
}

// The rows of the extension by their first cell, as lines of the built-in table.
using Rows = std::map<std::string, std::string, std::less<>>;

Result<Rows> read_rows(const Table& built_in, const Table& own, const std::string& path) {
  Rows out;
  const std::string_view first = built_in.header().front();
  for (std::size_t row = 0; row < own.size(); ++row) {
    const std::string id(trim(own.cell(row, first)));
    if (id.empty()) return faulty(path, own.line(row), "no " + std::string(first) + "; give the row one of its own");
    std::vector<std::string_view> cells;
    for (const std::string_view column : built_in.header()) cells.push_back(trim(own.cell(row, column)));
    if (!out.emplace(id, joined(cells)).second)
      return faulty(path, own.line(row), "\"" + id + "\" stands there twice; leave one of the rows");
  }
  return out;
}

}  // namespace

Result<std::string> extend_table(std::string_view built_in, std::string_view extension, const std::string& path) {
  if (extension.starts_with(kByteOrderMark)) extension.remove_prefix(kByteOrderMark.size());
  // Names are shown as they stand here: composed, whatever the editor wrote.
  const std::string text = clean_text(extension);
  if (built_in.empty() || replaces(text)) return text;
  const Result<Table> base = Table::parse(path, built_in);
  if (!base) return fail(base.error());
  const Result<Table> own = Table::parse(path, text);
  if (!own) return fail(own.error());
  if (own->header().empty()) return std::string(built_in);
  if (auto fits = check_header(*base, *own, path); !fits) return fail(std::move(fits.error()));
  Result<Rows> rows = read_rows(*base, *own, path);
  if (!rows) return fail(std::move(rows.error()));
  std::string out = joined(base->header());
  const std::string_view first = base->header().front();
  for (std::size_t row = 0; row < base->size(); ++row) {
    const auto own_row = rows->find(base->cell(row, first));
    if (own_row == rows->end()) {
      std::vector<std::string_view> cells;
      for (const std::string_view column : base->header()) cells.push_back(base->cell(row, column));
      out += joined(cells);
    } else {
      out += own_row->second;
      rows->erase(own_row);
    }
  }
  for (const auto& [id, line] : *rows) out += line;
  return out;
}

}  // namespace hoptac
