// Certifications, accreditations and quality labels, with holder and status.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

// One entity per (label, holder). `analysis.institutions` must be there: the holder is one of them.
std::vector<Certification> find_certifications(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
