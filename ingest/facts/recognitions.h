// Recognitions of institutions: awards, memberships of networks.
#pragma once

#include "ingest/facts/input.h"
#include "ingest/facts/name_mention.h"

namespace hoptac {

// `names` are those of scan_names().
std::vector<Recognition> find_recognitions(const FactInput& input, const Analysis& analysis,
                                           const std::vector<NameMention>& names);

}  // namespace hoptac
