// Plain text and Markdown.
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// The whole text in one block; structure finds the paragraphs.
Result<void> read_text(std::string_view bytes, const DocumentSink& sink, std::string_view charset = {});

// CommonMark as people write it, without its markup: headings, list items, table rows ("a | b"),
// picture texts as captions, links by their text, a YAML front matter as metadata.
Result<void> read_markdown(std::string_view bytes, const DocumentSink& sink);

}  // namespace hoptac
