// Tellings of one agreement become one agreement.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// Tellings that carry their own date are put together first (same parties, agreeing dates and types),
// then undated ones join the best that fits, then those without parties the nearest one. What fits
// nowhere is an agreement of its own when it names its parties, and nothing otherwise.
std::vector<Agreement> merge_tellings(const AgreementView& view, std::vector<Telling> tellings);

}  // namespace hoptac
