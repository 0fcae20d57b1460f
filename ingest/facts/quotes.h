// What people are quoted with.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

std::vector<Quote> find_quotes(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
