// Tables (csv, tsv) with a header row: comma, semicolon or tab, any encoding that we know.
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// With a column of texts (or of titles) a row is a document: its id from the column id, else its number is the member;
// columns that mean nothing to us are kept as metadata. A faulty row is an error with its line and costs that row only.
// Any other table is one document, a block "cell | cell" a row.
Result<void> read_csv(std::string_view bytes, const DocumentSink& sink);
// The same from a file of any size, a row at a time.
Result<void> read_csv_file(const std::string& path, const DocumentSink& sink);

}  // namespace hoptac
