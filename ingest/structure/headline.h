// The title of a document.
#pragma once

#include <string>

#include "ingest/structure/draft.h"

namespace hoptac {

struct Headline {
  std::string text;       // "" when the document has none
  Span span;              // empty when it stands in the metadata only
  std::size_t first = 0;  // blocks of the text that hold it, half open; first == last: none
  std::size_t last = 0;
  bool from_metadata = false;
};

// A sane title of the metadata wins, freed of the site's name; else the first block that reads like a headline.
// Several lines of one legal title are one title.
Headline find_headline(const Draft& draft, const Boilerplate& phrases, const RawMetadata& metadata);

}  // namespace hoptac
