// Names without any head word ("Optiq", "Mitra Supplies"): capital words that the sentence proves to be a body.
#pragma once

#include <vector>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// Adds to `names` (all of one sentence, in order, none overlapping) runs of capital words that stand where only a body
// can: party of a signing ("between X and …", "ký với X"), beside other parties, "X (Germany)", "X, a Korean firm",
// "the scanner maker X", "Country Manager of X", "X's provost"; and in lists that share a head ("Đại học Sydney,
// Monash"). Weak names of `names` with such support lose their weakness. The order is kept.
void add_headless_names(const NameScope& scope, std::vector<NameMention>& names);

}  // namespace hoptac
