// Quotes with their speaker, and recognitions (awards, memberships of networks).
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

std::vector<Quote> find_quotes(const FactInput& input, const Analysis& analysis);
std::vector<Recognition> find_recognitions(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
