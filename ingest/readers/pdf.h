// PDF files with a text layer.
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// One document: a block a page, in reading order, its lines ended by line feeds as printed. Lines repeated at
// the top or bottom of the pages and page numbers are furniture. kEncrypted when a password is needed,
// kNeedsOcr when no page has text, kDamaged when it cannot be opened.
Result<void> read_pdf(std::string_view bytes, const DocumentSink& sink);

}  // namespace hoptac
