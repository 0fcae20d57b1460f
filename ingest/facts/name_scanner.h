// All institution mentions of a document: both grammars and the authority list, overlaps resolved.
#pragma once

#include <vector>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// In the order of the text, none overlapping. Inner units are among them (they keep other readings
// off their words); so are ambiguous and weak ones: the caller decides with the whole document in sight.
std::vector<NameMention> scan_names(const FactInput& input);

}  // namespace hoptac
