// XML of any vocabulary: news exports, DocBook-like texts, RSS and Atom feeds, NewsML.
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// One document; of a feed (RSS, Atom) and of a news message one for each item, whose member is its id (guid, id), else
// its address, else its number. Text of elements becomes blocks by the elements' names; HTML that stands in an element
// as text is read as HTML. Title from <title>, <headline> and their kin; date, address, language, publisher and author
// from elements of such names. No entity is expanded but those of XML and HTML by name; a document type that declares
// anything is refused.
Result<void> read_xml_text(std::string_view bytes, const DocumentSink& sink, std::string_view charset = {});

}  // namespace hoptac
