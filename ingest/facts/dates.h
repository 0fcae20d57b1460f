// Dates of both languages, with precision, intervals and year inference.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

// Dates in the order of the text; the same surface at another place is a fact again (callers that
// list them make them unique). Years missing in the text come from Document::published, else from
// the sentence or the document's other dates; never from today. Not dates: see docs/extraction.md.
std::vector<DateFact> find_dates(const FactInput& input);

// The date that stands at the start of a short text (a dateline, a stamp, metadata: "2022-10-17T08:00:00Z",
// "Thứ tư, 17/05/2023 - 14:02", "Published: Tue, 10 Jun 2025"); day-first. "" when there is none.
std::string parse_stamp(std::string_view text);

}  // namespace hoptac
