// Names whose head stands before the list in the plural: "các bệnh viện được khen gồm Thống Nhất, Vũng Liêm và …".
#pragma once

#include <optional>
#include <string_view>

#include "ingest/facts/name_mention.h"

namespace hoptac {

struct PluralItem {
  TokenRange tokens;
  std::string_view kind;  // of the noun in the plural
};

// The item that begins at token `i` of such a list; nothing elsewhere. Looks back a bounded number of tokens;
// Vietnamese sentences only.
std::optional<PluralItem> plural_item_at(const NameScope& scope, std::size_t i);

}  // namespace hoptac
