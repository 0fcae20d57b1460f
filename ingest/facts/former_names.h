// Older names of a body that the document also calls by its name of today.
#pragma once

#include <vector>

#include "ingest/facts/input.h"
#include "ingest/facts/institution_entity.h"

namespace hoptac {

// "called X College until 2014", "founded in 2006 as X", "its predecessor, X", "tiền thân là X": told once, it becomes
// another form of the body of today; the merged entity is left without mentions.
void merge_former_names(const FactInput& input, std::vector<InstitutionEntity>& entities);

}  // namespace hoptac
