// How far each fact of a document may be trusted.
#pragma once

#include "src/model/analysis.h"

namespace hoptac {

// Sets `judgement` of every institution, person, role, date, certification and agreement. Points are
// added up over signals (the rule that found the fact, what supports it, what speaks against it); two
// thresholds make the levels. Points are calibrated on annotated texts: docs/extraction.md. Linear.
void judge(Analysis& analysis);

}  // namespace hoptac
