// Where the bodies of a document are, as far as the text shows it.
#pragma once

#include <vector>

#include "ingest/facts/institution_entity.h"

namespace hoptac {

// Sets `country` of each entity: the authority's, else from "(Hàn Quốc)", ", Japan", "South Korea's",
// a country or place in the name, else Vietnam for Vietnamese names; "" when nothing shows it.
void set_countries(const FactInput& input, std::vector<InstitutionEntity>& entities);

}  // namespace hoptac
