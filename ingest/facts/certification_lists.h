// Holders that a text enumerates: "assessed by AUN-QA: Nursing (2018), Pharmacy (2020)", "Civil Engineering and X have
// been accredited by ABET".
#pragma once

#include <vector>

#include "ingest/facts/certification_holders.h"
#include "ingest/facts/certification_places.h"

namespace hoptac {

// The elements of the list behind a colon behind the label; none when there is no list. `places`: of the whole text.
std::vector<LabelHolder> listed_behind(const FactInput& input, const std::vector<HolderPlace>& places,
                                       const LabelMention& label);

// Fields of study alone are the subject of a label of education: they count for the university spoken of.
bool names_fields_before(const FactInput& input, const LabelMention& label);

}  // namespace hoptac
