#include "ingest/readers/column_names.h"

#include <algorithm>
#include <array>

#include "ingest/readers/raw_document.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

struct Name {
  std::string_view folded;  // without accents, blanks and signs
  Column column;
};

constexpr std::array kNames{
    Name{"id", Column::kId},
    Name{"path", Column::kPath},
    Name{"file", Column::kPath},
    Name{"filename", Column::kPath},
    Name{"duongdan", Column::kPath},
    Name{"tep", Column::kPath},
    Name{"tentep", Column::kPath},
    Name{"title", Column::kTitle},
    Name{"headline", Column::kTitle},
    Name{"tieude", Column::kTitle},
    Name{"nhande", Column::kTitle},
    Name{"text", Column::kText},
    Name{"body", Column::kText},
    Name{"content", Column::kText},
    Name{"fulltext", Column::kText},
    Name{"noidung", Column::kText},
    Name{"vanban", Column::kText},
    Name{"date", Column::kDate},
    Name{"published", Column::kDate},
    Name{"pubdate", Column::kDate},
    Name{"ngay", Column::kDate},
    Name{"ngaydang", Column::kDate},
    Name{"url", Column::kUrl},
    Name{"link", Column::kUrl},
    Name{"lienket", Column::kUrl},
    Name{"diachiweb", Column::kUrl},
    Name{"language", Column::kLanguage},
    Name{"lang", Column::kLanguage},
    Name{"ngonngu", Column::kLanguage},
    Name{"publisher", Column::kPublisher},
    Name{"source", Column::kPublisher},
    Name{"nguon", Column::kPublisher},
};

struct Field {
  Column column;
  std::string RawMetadata::*member;
};
constexpr std::array kFields{Field{Column::kTitle, &RawMetadata::title}, Field{Column::kDate, &RawMetadata::published},
                             Field{Column::kUrl, &RawMetadata::url}, Field{Column::kLanguage, &RawMetadata::language},
                             Field{Column::kPublisher, &RawMetadata::publisher}};

}  // namespace

Column column_of(std::string_view header) {
  std::string key;
  for (const char c : fold_phrase(header)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0) key += c;
  }
  const auto* const at = std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.folded == key; });
  return at == kNames.end() ? Column::kOther : at->column;
}

std::vector<Column> columns_of(const std::vector<std::string>& header) {
  std::vector<Column> out;
  for (const std::string& name : header) out.push_back(column_of(name));
  return out;
}

std::string cell_of(const std::vector<Column>& columns, const std::vector<std::string>& cells, Column wanted) {
  for (std::size_t i = 0; i < std::min(columns.size(), cells.size()); ++i) {
    if (columns[i] == wanted && !trim(cells[i]).empty()) return std::string(trim(cells[i]));
  }
  return {};
}

RawMetadata row_metadata(const std::vector<std::string>& header, const std::vector<Column>& columns,
                         const std::vector<std::string>& cells) {
  RawMetadata out;
  for (const Field& field : kFields) out.*field.member = cell_of(columns, cells, field.column);
  for (std::size_t i = 0; i < std::min(columns.size(), cells.size()); ++i) {
    const std::string_view name = trim(header[i]);
    const std::string_view value = trim(cells[i]);
    if (columns[i] == Column::kOther && !name.empty() && !value.empty()) out.other.emplace_back(name, value);
  }
  return out;
}

}  // namespace hoptac
