// Institutions: names by grammar and by authority list, aliases merged, linked when certain.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

std::vector<Institution> find_institutions(const FactInput& input);

}  // namespace hoptac
