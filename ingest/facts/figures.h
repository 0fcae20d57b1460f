// Counts that the text states about cooperation: "MOUs with 48 institutions since 2012".
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

std::vector<Figure> find_figures(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
