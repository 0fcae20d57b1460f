// People who may be taken for one another: the rows of `people --ambiguous`.
#pragma once

#include <vector>

#include "index/entities.h"
#include "src/model/search.h"

namespace hoptac {

// Of each entry that has any: the others with the same name, and those of the same institution whose
// name may be another spelling of it. In the order of `people`; empty for the rest.
std::vector<std::vector<EntityCandidate>> find_namesakes(const std::vector<EntityEntry>& people);

}  // namespace hoptac
