// What the elements of common XML vocabularies are for, by their names.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoptac {

enum class XmlUse : std::uint8_t {
  kParagraph,  // any other name: its text is a block of its own
  kInline,
  kTitle,
  kHeading,
  kListItem,
  kCaption,
  kRow,
  kCell,
  kItem,     // a document of its own: RSS item, Atom entry, newsItem
  kDropped,  // no text for people
  // Of a feed's item these are no text; elsewhere they are both.
  kDate,
  kModified,
  kUrl,
  kId,
  kLanguage,
  kPublisher,
  kAuthor,
  kKeywords
};

// By local name, any case.
XmlUse xml_use(std::string_view name);

}  // namespace hoptac
