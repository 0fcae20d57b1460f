// Countries and kinds of bodies that the text tells by those who lead them.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

// "Bui Quang Thao, Director of the Military Medical Academy of the Tropics": a body whose officers all have Vietnamese
// names is Vietnamese, where the text says nothing else. `analysis.people` must be there.
void tell_countries_of_officers(const FactInput& input, Analysis& analysis);

// "the Rector of the Institute of Fine Arts": an institute with a rector is a school of higher learning.
void tell_kinds_of_officers(Analysis& analysis);

}  // namespace hoptac
