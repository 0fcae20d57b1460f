// When two English names of one document are forms of one name.
#pragma once

#include "ingest/facts/input.h"
#include "ingest/facts/institution_entity.h"

namespace hoptac {

// "Cancer & Stroke Hospital" of "Song Han Cancer & Stroke Hospital", "Kirov Academy" of "S.M. Kirov Military Medical
// Academy", the second line of a name in capitals. Several longer names: the caller decides.
bool is_english_short_form(const FactInput& input, const InstitutionEntity& shorter, const InstitutionEntity& longer);

}  // namespace hoptac
