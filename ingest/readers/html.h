// HTML pages, as saved by browsers and crawlers.
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// One document: the page's text as blocks, menus and the like marked as furniture, metadata of its head.
Result<void> read_html(std::string_view bytes, const DocumentSink& sink);

}  // namespace hoptac
