// Names of lines in capitals that the rest of the text does not bear out.
#pragma once

#include <vector>

#include "ingest/facts/institution_entity.h"

namespace hoptac {

// Removes bodies that only lines in capitals name, where ordinary text is at hand and does not: "MEDICAL UNIVERSITY" of
// "a medical university", "DIGITAL PATHOLOGY NETWORK" of "a digital pathology network".
void drop_common_names(const FactInput& input, std::vector<InstitutionEntity>& entities);

}  // namespace hoptac
