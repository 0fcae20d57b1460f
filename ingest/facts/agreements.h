// Agreements: type, parties, dates, signatories, status, each with its evidence.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

// `analysis` holds institutions, people and dates already.
std::vector<Agreement> find_agreements(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
