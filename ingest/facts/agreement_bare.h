// Parties that the institution finder knows no body by: names where only a party can stand, in a partner's cell of a
// table or behind "with" of a signing.
#pragma once

#include <vector>

#include "ingest/facts/agreement_tables.h"

namespace hoptac {

// One institution a name, with its mention and without id, kind or country. None overlaps a mention of `analysis`.
std::vector<Institution> find_bare_parties(const FactInput& input, const Analysis& analysis,
                                           const std::vector<PartnerRow>& rows);

}  // namespace hoptac
