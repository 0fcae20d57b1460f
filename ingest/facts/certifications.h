// Certifications, accreditations and quality labels, with holder and status.
#pragma once

#include "ingest/facts/input.h"
#include "ingest/facts/name_mention.h"

namespace hoptac {

// One entity per (label, holder). `analysis.institutions` must be there: the holder is one of them.
// `names` are those of scan_names().
std::vector<Certification> find_certifications(const FactInput& input, const Analysis& analysis,
                                               const std::vector<NameMention>& names);

}  // namespace hoptac
