#include "ingest/readers/csv_table.h"

#include <algorithm>
#include <optional>

#include "ingest/readers/column_names.h"
#include "ingest/readers/raw_document.h"
#include "ingest/text/decode.h"
#include "src/base/csv.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";
// As in jsonl: an id is shown, typed and posted as a term.
constexpr std::size_t kMaxIdBytes = 1024;
constexpr std::size_t kPiece = 1U << 20;

bool has(const std::vector<Column>& columns, Column wanted) {
  return std::find(columns.begin(), columns.end(), wanted) != columns.end();
}

std::string joined(const std::vector<std::string>& cells, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out.append(i == 0 ? "" : between).append(collapse_space(cells[i]));
  return out;
}

// Takes rows; knows after the first whether they are documents or the lines of one.
class TableReader {
 public:
  TableReader(const DocumentSink& sink, std::string encoding, double confidence)
      : sink_(sink), encoding_(std::move(encoding)), confidence_(confidence) {}

  bool take(CsvRow row) {
    if (auto decoded = decode_cells(row); !decoded) {
      lose(row, std::move(decoded.error()));
    } else if (header_.empty()) {
      begin(std::move(row));
    } else if (records_) {
      take_record(row);
    } else {
      take_line(row);
    }
    return true;
  }

  Result<void> finish() {
    if (header_.empty()) return fail(ErrorCode::kEmpty);
    if (records_) return {};
    if (!has_text(table_)) return fail(ErrorCode::kEmpty);
    stamp(table_);
    bound_text(table_);
    sink_(std::move(table_));
    return {};
  }

 private:
  // Rows of a file that is read in pieces, or too large to be decoded at once, come as bytes.
  Result<void> decode_cells(CsvRow& row) {
    for (std::string& cell : row.cells) {
      if (find_invalid_utf8(cell) == std::string_view::npos) continue;
      auto decoded = decode(cell);
      if (!decoded) return fail(std::move(decoded.error()));
      cell = std::move(decoded->text);
      encoding_ = decoded->encoding;
      confidence_ = std::min(confidence_, decoded->confidence);
    }
    return {};
  }

  void begin(CsvRow row) {
    columns_ = columns_of(row.cells);
    records_ = has(columns_, Column::kText) || (has(columns_, Column::kTitle) && has(columns_, Column::kId));
    if (!records_) take_line(row);
    header_ = std::move(row.cells);
  }

  void lose(const CsvRow& row, Error error) {
    error.detail = "line " + std::to_string(row.line) + ": " + error.detail;
    sink_(fail(std::move(error)));
  }

  void lose(const CsvRow& row, ErrorCode code, std::string detail) { lose(row, Error{code, {}, std::move(detail)}); }

  // What makes a row unusable; "" when nothing does.
  std::string fault_of(const CsvRow& row, const std::string& id) const {
    if (row.unclosed) return "a quote that opens a cell is not closed; the rows behind it are in that cell";
    if (row.cut)
      return "longer than " + std::to_string(limits::kMaxRecordBytes) + " bytes, or of more than " +
             std::to_string(kMaxCsvCells) + " cells";
    const bool more = row.cells.size() > header_.size() &&
                      std::any_of(row.cells.begin() + static_cast<std::ptrdiff_t>(header_.size()), row.cells.end(),
                                  [](const std::string& c) { return !trim(c).empty(); });
    if (more) {
      return std::to_string(row.cells.size()) + " cells, the header has " + std::to_string(header_.size()) +
             "; a cell that holds the separator needs quotes";
    }
    const bool control = std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (id.size() > kMaxIdBytes || control) return "the id is too long or has control characters";
    if (has(columns_, Column::kId) && id.empty()) return "no id";
    return {};
  }

  void take_record(const CsvRow& row) {
    ++number_;
    const std::string id = cell_of(columns_, row.cells, Column::kId);
    if (std::string fault = fault_of(row, id); !fault.empty()) {
      return lose(row, ErrorCode::kBadRecord, std::move(fault));
    }
    RawDocument document;
    document.own_id = !id.empty();
    document.member = id.empty() ? std::to_string(number_) : id;
    document.metadata = row_metadata(header_, columns_, row.cells);
    add_block(document, {.kind = BlockKind::kTitle, .text = document.metadata.title});
    for (std::size_t i = 0; i < std::min(columns_.size(), row.cells.size()); ++i) {
      if (columns_[i] == Column::kText) add_block(document, {.text = row.cells[i]});
    }
    if (document.blocks.empty()) return lose(row, ErrorCode::kEmpty, "neither title nor text");
    document.content_hash = content_hash(joined(row.cells, "\x1F"));
    stamp(document);
    bound_text(document);
    sink_(std::move(document));
  }

  void take_line(const CsvRow& row) {
    if (row.unclosed || row.cut)
      table_.warnings.push_back("line " + std::to_string(row.line) + ": " + fault_of(row, {}));
    if (size_ > limits::kMaxTextBytes) return;  // bound_text() will say so
    std::string line = joined(row.cells, " | ");
    size_ += line.size();
    add_block(table_, {.kind = BlockKind::kTableRow, .text = std::move(line)});
  }

  void stamp(RawDocument& document) const {
    document.format = Format::kCsv;
    document.encoding = encoding_;
    document.encoding_confidence = confidence_;
  }

  const DocumentSink& sink_;
  std::string encoding_;
  double confidence_;
  std::vector<std::string> header_;
  std::vector<Column> columns_;
  RawDocument table_;
  std::size_t size_ = 0;
  std::size_t number_ = 0;
  bool records_ = false;
};

bool is_wide(std::string_view bytes) { return bytes.substr(0, 4096).find('\0') != std::string_view::npos; }

Result<void> read_rows(std::string_view text, TableReader& table) {
  for_each_csv_row(text, limits::kMaxRecordBytes, [&](CsvRow row) { return table.take(std::move(row)); });
  return table.finish();
}

}  // namespace

Result<void> read_csv(std::string_view bytes, const DocumentSink& sink) {
  const bool utf8 = !is_wide(bytes) && find_invalid_utf8(bytes) == std::string_view::npos;
  // Evidence for an encoding is best in the whole; a table beyond that bound is decoded cell by cell.
  if (utf8 || (!is_wide(bytes) && bytes.size() > limits::kMaxTextBytes)) {
    TableReader table(sink, "UTF-8", 1.0);
    return read_rows(bytes, table);
  }
  const auto decoded = decode(bytes);
  if (!decoded) return fail(decoded.error());
  TableReader table(sink, decoded->encoding, decoded->confidence);
  return read_rows(decoded->text, table);
}

Result<void> read_csv_file(const std::string& path, const DocumentSink& sink) {
  TableReader table(sink, "UTF-8", 1.0);
  std::optional<CsvParser> parser;
  bool wide = false;
  const auto take = [&](CsvRow row) { return table.take(std::move(row)); };
  const auto read = for_each_piece(path, kPiece, [&](std::string_view piece) {
    if (!parser) {
      wide = is_wide(piece);
      if (piece.starts_with(kUtf8Bom)) piece.remove_prefix(kUtf8Bom.size());
      parser.emplace(guess_separator(piece), limits::kMaxRecordBytes);
    }
    return !wide && parser->feed(piece, take);
  });
  if (!read) return read;
  if (wide) {  // line feeds and quotes are not bytes there: it must fit in memory
    const auto bytes = read_file(path, limits::kMaxFileBytes);
    return bytes ? read_csv(*bytes, sink) : fail(bytes.error());
  }
  if (parser) parser->finish(take);
  return table.finish();
}

}  // namespace hoptac
