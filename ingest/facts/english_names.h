// Institution names by English grammar: capital words around a head word, "of …" and "at …" behind it.
#pragma once

#include <optional>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// The name that the head word at token `at` makes, or nothing. `floor`: the first token it may use.
std::optional<NameMention> parse_english_name(const NameScope& scope, std::size_t at, std::size_t floor);

}  // namespace hoptac
