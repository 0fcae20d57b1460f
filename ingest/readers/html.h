// HTML pages, as saved by browsers and crawlers.
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// One document: the page's text as blocks, menus and the like marked as furniture, metadata of its head.
// `charset` of an HTTP or MIME header beats the page's own declaration.
Result<void> read_html(std::string_view bytes, const DocumentSink& sink, std::string_view charset = {});

}  // namespace hoptac
