// Years, relative words and open ends: what the words leave to the document and the sentence.
#pragma once

#include <vector>

#include "ingest/facts/date_context.h"

namespace hoptac {

// The facts of found dates, in their order. A year that the words do not tell comes from the sentence
// when it names one, else from the document's own date: the nearest past, unless the sentence looks
// ahead; without any of them the date stays unresolved.
std::vector<DateFact> resolve_dates(const FactInput& input, const std::vector<FoundDate>& found);

// The year of a day or month that is told without one, seen from `reference`: its own year, the year before when that
// lies more than two months ahead (unless `future`), the year after when it is long past and `future`.
int infer_year(const PartialDate& reference, const PartialDate& date, bool future);

}  // namespace hoptac
