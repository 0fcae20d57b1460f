// Institutions: names by grammar and by authority list, aliases merged, linked when certain.
#pragma once

#include "ingest/facts/input.h"
#include "ingest/facts/name_mention.h"

namespace hoptac {

// `names` are those of scan_names().
std::vector<Institution> find_institutions(const FactInput& input, const std::vector<NameMention>& names);

}  // namespace hoptac
