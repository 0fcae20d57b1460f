// Recognitions of institutions: awards, memberships of networks.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

std::vector<Recognition> find_recognitions(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
