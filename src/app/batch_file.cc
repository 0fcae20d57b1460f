#include "src/app/batch_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "ingest/text/decode.h"
#include "ingest/text/normalise.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

using Cells = std::vector<std::string>;

// A record of the file: its cells, or what is wrong with it.
struct Record {
  std::size_t line = 0;
  Cells cells;
  std::string fault;
};

bool has_utf16_mark(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

Result<std::string> text_of(std::string_view bytes) {
  if (has_utf16_mark(bytes)) {
    auto decoded = decode(bytes);
    if (!decoded) return fail(decoded.error());
    return std::move(decoded->text);
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return std::string(bytes);
}

// The record that begins at `pos`, as of RFC 4180; `pos` and `line` move behind it.
class CsvReader {
 public:
  CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool at_end() const { return pos_ >= text_.size(); }

  Record next() {
    Record out;
    out.line = line_;
    out.cells.emplace_back();
    bool fresh = true;  // at the beginning of a cell
    while (!at_end()) {
      const char c = text_[pos_++];
      if (c == '\n') break;
      if (c == '"' && fresh) {
        quoted(out);
      } else if (c == separator_) {
        out.cells.emplace_back();
      } else if (c != '\r' || !ends_line()) {
        out.cells.back() += c;
      }
      fresh = c == separator_;
    }
    ++line_;
    return out;
  }

 private:
  bool ends_line() const { return at_end() || text_[pos_] == '\n'; }

  void quoted(Record& out) {
    const std::size_t begin = pos_;
    const std::size_t line = line_;
    while (!at_end()) {
      const char c = text_[pos_++];
      if (c == '\n') ++line_;
      if (c != '"') {
        out.cells.back() += c;
      } else if (!at_end() && text_[pos_] == '"') {
        out.cells.back() += text_[pos_++];
      } else {
        return check_behind_quote(out);
      }
    }
    // Only this line is lost.
    out.fault = "a quote opens here and never closes; inside quotes a quote is written twice: \"\"";
    pos_ = std::min(text_.find('\n', begin), text_.size());
    line_ = line;
  }

  void check_behind_quote(Record& out) const {
    const bool cell_ends = ends_line() || text_[pos_] == separator_ || text_[pos_] == '\r';
    if (!cell_ends) out.fault = "text behind a closing quote; inside quotes a quote is written twice: \"\"";
  }

  std::string_view text_;
  char separator_;
  std::size_t pos_ = 0;
  std::size_t line_ = 1;
};

std::string_view first_line(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return trim(text.substr(begin, text.find('\n', begin) - begin));
}

// Where id and query stand in the rows of a CSV.
struct Columns {
  std::optional<std::size_t> id;
  std::size_t query = 0;
  std::size_t count = 2;
};

std::optional<Columns> header_columns(const Cells& cells) {
  Columns out;
  out.count = cells.size();
  std::optional<std::size_t> query;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string name = to_lower(trim(cells[i]));
    if (name == "id" || name == "query_id") out.id = i;
    if (name == "query") query = i;
  }
  if (!query) return std::nullopt;
  out.query = *query;
  return out;
}

bool is_blank(const Cells& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trim(cell).empty(); });
}

std::size_t columns_with(std::string_view line, char separator) {
  return CsvReader(line, separator).next().cells.size();
}

// Semicolons where the regional settings of a spreadsheet put them.
char separator_of(std::string_view line) {
  return columns_with(line, ';') > 1 && columns_with(line, ',') != 2 ? ';' : ',';
}

bool has_header(std::string_view text) {
  const std::string_view line = first_line(text);
  const auto columns = header_columns(CsvReader(line, separator_of(line)).next().cells);
  return columns && columns->id && line.find('\t') == std::string_view::npos;
}

// Turns records into rows; knows what all rows must keep.
class RowCollector {
 public:
  void fault(std::size_t line, std::string cause) { out_.faults.push_back({line, std::move(cause)}); }

  void add(std::size_t line, std::string_view id, std::string_view query) {
    id = trim(id);
    query = trim(query);
    const std::string_view both[] = {id, query};
    for (const std::string_view part : both) {
      if (find_invalid_utf8(part) != std::string_view::npos)
        return fault(line, "bytes that are no UTF-8; save the file as UTF-8");
      if (part.find('\0') != std::string_view::npos) return fault(line, "a NUL byte; save the file as UTF-8 text");
    }
    if (id.empty()) return fault(line, "no id before the query; rows are id<TAB>query, or id,query in a .csv");
    if (query.empty()) return fault(line, fmt::format("no query behind the id {}; take the row out or write one", id));
    const auto [before, fresh] = lines_.try_emplace(std::string(id), line);
    if (!fresh)
      return fault(line, fmt::format("the id {} is that of line {} too; give each row its own", id, before->second));
    out_.rows.push_back({line, std::string(id), std::string(query)});
  }

  BatchFile take() { return std::move(out_); }

 private:
  BatchFile out_;
  std::unordered_map<std::string, std::size_t> lines_;  // of ids
};

void add_csv_row(const Record& record, const Columns& columns, RowCollector& rows) {
  if (!record.fault.empty()) return rows.fault(record.line, record.fault);
  if (record.cells.size() != columns.count) {
    return rows.fault(record.line,
                      fmt::format("{} columns instead of {}; a cell that holds the separator stands in quotes",
                                  record.cells.size(), columns.count));
  }
  const std::string number = std::to_string(record.line);
  rows.add(record.line, columns.id ? std::string_view(record.cells[*columns.id]) : number, record.cells[columns.query]);
}

BatchFile read_csv(std::string_view text) {
  CsvReader reader(text, separator_of(first_line(text)));
  RowCollector rows;
  std::optional<Columns> columns;
  while (!reader.at_end()) {
    const Record record = reader.next();
    if (record.fault.empty() && is_blank(record.cells)) continue;
    if (columns) {
      add_csv_row(record, *columns, rows);
      continue;
    }
    columns = header_columns(record.cells);
    if (columns) continue;
    columns = Columns{0, 1, 2};
    add_csv_row(record, *columns, rows);
  }
  return rows.take();
}

BatchFile read_tsv(std::string_view text) {
  RowCollector rows;
  const bool tabs = text.find('\t') != std::string_view::npos;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    const std::size_t tab = line.find('\t');
    if (!tabs) {
      rows.add(number, std::to_string(number), line);
    } else if (tab == std::string_view::npos) {
      rows.fault(number, "no tab between id and query, though other rows have one; write id<TAB>query");
    } else {
      rows.add(number, line.substr(0, tab), line.substr(tab + 1));
    }
  }
  return rows.take();
}

}  // namespace

Result<BatchFile> read_batch(std::string_view name, std::string_view bytes) {
  const auto text = text_of(bytes);
  if (!text) return fail(text.error());
  const bool csv = to_lower(name).ends_with(".csv") || has_header(*text);
  return csv ? read_csv(*text) : read_tsv(*text);
}

}  // namespace hoptac
