// Acronyms and short forms of the bodies of a document.
#pragma once

#include <vector>

#include "ingest/facts/institution_entity.h"

namespace hoptac {

// Reads definitions ("Bệnh viện Quốc tế Sao Mai (SMIH)", "X (hereinafter referred to as \"Y\")", a name
// in the other language in brackets), then finds the defined forms, initials and proper parts
// ("Vinmec" of "Vinmec Healthcare System") elsewhere in the text. `names`: all mentions of scan_names().
void add_aliases(const FactInput& input, const std::vector<NameMention>& names,
                 std::vector<InstitutionEntity>& entities);

}  // namespace hoptac
