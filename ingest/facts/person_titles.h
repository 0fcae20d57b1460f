// Honorifics before a name ("PGS.TS.BS.", "Associate Professor, Dr.") and letters behind it ("MD, PhD").
#pragma once

#include <optional>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// Last token of the chain of honorifics that starts at `at`, closing points included; nothing when none starts there.
// Any punctuation joins the parts: "PGS, TS", "PGS-TS", "Prof.PhD.MD", "Dr. (Ms.)".
std::optional<std::size_t> honorific_chain(const NameScope& scope, std::size_t at);

// Last token of the letters behind the name that ends at `last`; `last` when there are none. Titles that open the
// next person's name are not.
std::size_t post_nominals(const NameScope& scope, std::size_t last);

// True when the chain [first, last] holds nothing but words of address ("ông", "Ms.").
bool is_address_only(const NameScope& scope, std::size_t first, std::size_t last);

}  // namespace hoptac
