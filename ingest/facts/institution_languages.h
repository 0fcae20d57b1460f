// Pages in two languages: "Song Thuong Commercial Joint Stock Bank" below "Ngân hàng TMCP Sông Thương".
#pragma once

#include <vector>

#include "ingest/facts/institution_entity.h"

namespace hoptac {

// Makes one entity of a Vietnamese name and the English names of the same kind that have its proper part, when no other
// Vietnamese name of the document could be meant. Names called after a place or of an office must deal with the same
// field.
void merge_languages(const FactInput& input, std::vector<InstitutionEntity>& entities);

}  // namespace hoptac
