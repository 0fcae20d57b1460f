// Cuts a sentence into the parts that speak of one agreement each.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// Pairs acts with the nouns they govern ("signed a contract", "the contract was signed") and reads what
// stands before the act: planned, only discussed, denied. A noun without an act is a unit of its own;
// one in a list behind an act ("an MOU with A, a contract with B") shares the act.
std::vector<Unit> find_units(const Frame& frame, const FactInput& input);

}  // namespace hoptac
