// What the whole document says about mentions of people that were found sentence by sentence.
#pragma once

#include <vector>

#include "ingest/facts/person_mention.h"

namespace hoptac {

// People whose name the text says it has changed leave with all their mentions.
void drop_changed(const TokenStream& tokens, std::vector<PersonMention>& mentions);

// Single words that prove nothing stay only where a full name begins or ends with them.
void drop_unknown(const TokenStream& tokens, std::vector<PersonMention>& mentions);

// Full names of known people elsewhere in the text, accents or none: "đánh giá viên Fiona Maccallum" behind
// "TS Fiona Maccallum". `taken`: tokens of institution names. The mentions stay in the order of the text.
void add_bare_names(const FactInput& input, const std::vector<bool>& taken, std::vector<PersonMention>& mentions);

}  // namespace hoptac
