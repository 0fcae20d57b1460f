// Parts of a body that may hold a label of their own: programmes, laboratories, factories, by their heads.
#pragma once

#include <vector>

#include "ingest/facts/input.h"

namespace hoptac {

// Adds the parts that a sentence names, as token ranges (both inclusive), in no order; they may overlap.
void find_units(const FactInput& input, TokenRange sentence, std::vector<std::pair<std::size_t, std::size_t>>& out);

}  // namespace hoptac
