// Word files (Office Open XML).
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// One document: paragraphs with their styles as headings and list items, tables row by row, page headers and
// footers as furniture, then footnotes. Deleted text of tracked changes is left out. kEncrypted for a
// password, kDamaged for a broken container or XML, kTooLarge beyond the bounds of expansion.
Result<void> read_docx(std::string_view bytes, const DocumentSink& sink);

}  // namespace hoptac
