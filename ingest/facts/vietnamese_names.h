// Institution names by Vietnamese grammar: head noun, type, field, proper part, place.
#pragma once

#include <optional>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// The name whose head starts at token `at`, or nothing. The longest reading; see research notes in
// docs/extraction.md for where a name ends.
std::optional<NameMention> parse_vietnamese_name(const NameScope& scope, std::size_t at);

}  // namespace hoptac
