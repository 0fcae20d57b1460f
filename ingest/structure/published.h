// When a document says it was published.
#pragma once

#include <string>

#include "ingest/structure/headline.h"

namespace hoptac {

struct Publication {
  std::string iso;     // "" when unknown
  std::string origin;  // "sidecar", "metadata", "text" or ""
  Span span;           // of the date, when from the text
  std::string place;   // of the dateline
};

// Sidecar, then metadata, then the text: a stamp under the headline, a labelled stamp anywhere, a dateline,
// a date in brackets behind the title, a stamp that says "updated", a crawler's stamp. A weekday and date
// above the headline is the day of rendering and counts for nothing.
Publication find_publication(const Draft& draft, const Boilerplate& phrases, const RawMetadata& metadata,
                             const Headline& headline);

}  // namespace hoptac
