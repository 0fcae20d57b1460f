// OpenDocument texts: packages (odt) and flat files (fodt).
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// One document: paragraphs with their styles as headings and list items with their numbers, tables row by row, then
// footnotes and endnotes, page headers and footers as furniture. Text deleted in tracked changes, comments and
// formulas are left out. kEncrypted for a password, kDamaged for a broken container or XML, kTooLarge beyond the
// bounds of expansion.
Result<void> read_odt(std::string_view bytes, const DocumentSink& sink);

}  // namespace hoptac
