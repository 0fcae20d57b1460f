#include "ingest/metadata_list.h"

#include <algorithm>

#include "ingest/facts/dates.h"
#include "ingest/readers/column_names.h"
#include "ingest/text/decode.h"
#include "ingest/text/normalise.h"
#include "src/base/csv.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// "./a//b\c/../d" -> "a/b/d", in one normal form: file names of a Mac are decomposed, lists hardly ever.
std::string path_key(std::string_view path) {
  std::string text = clean_text(path);
  if (text.find('/') == std::string::npos) std::replace(text.begin(), text.end(), '\\', '/');
  std::vector<std::string_view> parts;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty()) {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  std::string out;
  for (const std::string_view part : parts) out.append(out.empty() && text[0] != '/' ? "" : "/").append(part);
  return out;
}

std::string hash_of(const RawMetadata& m) {
  std::string all;
  for (const std::string* value : {&m.title, &m.published, &m.url, &m.publisher, &m.language}) all += *value + '\x1F';
  for (const auto& [name, value] : m.other) all.append(name).append("\x1E").append(value).append("\x1F");
  return all == std::string(5, '\x1F') ? std::string() : short_hash(all);
}

tl::unexpected<Error> no_list(const std::string& file, std::string detail) {
  return fail(ErrorCode::kUsage, file, std::move(detail));
}

std::string fault_of(const CsvRow& row, std::size_t columns, const std::string& path) {
  if (row.unclosed) return "a quote that opens a cell is not closed; the rows behind it are in that cell";
  if (row.cut) return "longer than " + std::to_string(limits::kMaxRecordBytes) + " bytes";
  if (row.cells.size() > columns) {
    return std::to_string(row.cells.size()) + " cells, the header has " + std::to_string(columns) +
           "; a cell that holds the separator needs quotes";
  }
  return path.empty() ? "no path" : "";
}

}  // namespace

Result<MetadataList> MetadataList::read(const std::string& file) {
  const auto bytes = read_file(file, limits::kMaxFileBytes);
  if (!bytes) return no_list(file, "the list of metadata cannot be read: " + bytes.error().detail);
  const auto decoded = decode(*bytes);
  if (!decoded) return no_list(file, "the list of metadata is no text: " + decoded.error().detail);
  MetadataList list;
  list.location_ = absolute_path(file);
  list.folder_ = list.location_.substr(0, list.location_.rfind('/'));
  std::vector<std::string> header;
  std::vector<Column> columns;
  for_each_csv_row(decoded->text, limits::kMaxRecordBytes, [&](CsvRow row) {
    if (header.empty()) {
      header = std::move(row.cells);
      columns = columns_of(header);
      return true;
    }
    std::string path = cell_of(columns, row.cells, Column::kPath);
    if (std::string fault = fault_of(row, columns.size(), path); !fault.empty()) {
      list.faults_.emplace_back(row.line, std::move(fault));
      return true;
    }
    RawMetadata metadata = row_metadata(header, columns, row.cells);
    if (!metadata.published.empty() && parse_stamp(metadata.published).empty()) {
      list.faults_.emplace_back(row.line, path + ": no date: " + metadata.published + " (2024-03-12 is one)");
      metadata.published.clear();
    }
    std::string hash = hash_of(metadata);
    metadata.from_sidecar = true;
    list.add({row.line, std::move(path), std::move(metadata), std::move(hash)});
    return true;
  });
  if (std::find(columns.begin(), columns.end(), Column::kPath) != columns.end()) return list;
  return no_list(
      file, "line 1 has no column \"path\"; a list of metadata begins with path,title,date,url,publisher,language");
}

void MetadataList::add(Row row) {
  const std::string below = path_key(row.path.starts_with('/') ? row.path : join_path(folder_, row.path));
  const auto [at, is_new] = by_path_.try_emplace(path_key(row.path), rows_.size());
  if (!is_new) {
    faults_.emplace_back(
        row.line, row.path + " stands in line " + std::to_string(rows_[at->second].line) + " already, which counts");
    return;
  }
  by_path_.try_emplace(below, rows_.size());
  rows_.push_back(std::move(row));
}

MetadataList::Row* MetadataList::find_key(const std::string& key) {
  const auto at = by_path_.find(key);
  return at == by_path_.end() ? nullptr : &rows_[at->second];
}

const MetadataList::Row* MetadataList::find(const SourceFile& file) {
  Row* row = find_key(path_key(file.location));
  if (row == nullptr) row = find_key(path_key(join_path(file.root, file.path)));
  if (row == nullptr) row = find_key(path_key(file.path));
  if (row != nullptr) row->matched = true;
  return row;
}

std::size_t MetadataList::matched() const {
  return static_cast<std::size_t>(std::count_if(rows_.begin(), rows_.end(), [](const Row& r) { return r.matched; }));
}

std::vector<std::string> MetadataList::faults(bool unmatched) const {
  auto all = faults_;
  for (const Row& row : rows_) {
    if (unmatched && !row.matched) all.emplace_back(row.line, row.path + ": no file of this run or of the index");
  }
  std::sort(all.begin(), all.end());
  std::vector<std::string> out;
  for (const auto& [line, what] : all) out.push_back(base_name(location_) + ":" + std::to_string(line) + ": " + what);
  return out;
}

}  // namespace hoptac
