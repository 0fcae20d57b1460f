// What the columns of a table of documents hold, by the names in its header row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/model/document.h"

namespace hoptac {

enum class Column : std::uint8_t { kOther, kId, kPath, kTitle, kText, kDate, kUrl, kLanguage, kPublisher };

// English and Vietnamese names, whatever their case, accents, blanks and signs between words: "Nội dung", "noi_dung".
Column column_of(std::string_view header);
std::vector<Column> columns_of(const std::vector<std::string>& header);

// What one row says of its document: known columns into their fields, the first that is not empty counts; the others
// go to `other` under their header.
RawMetadata row_metadata(const std::vector<std::string>& header, const std::vector<Column>& columns,
                         const std::vector<std::string>& cells);
// The first cell of such a column that is not empty; "" when there is none.
std::string cell_of(const std::vector<Column>& columns, const std::vector<std::string>& cells, Column wanted);

}  // namespace hoptac
