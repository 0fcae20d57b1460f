// The parts of an agreement text: articles, parties, preamble, signatures, annexes.
#pragma once

#include "ingest/structure/draft.h"
#include "ingest/structure/headline.h"
#include "ingest/structure/part_cues.h"

namespace hoptac {

// Gives body blocks the kinds kArticle (the block that begins with the number of an article), kParties, kPreamble,
// kSignatures and kAnnex (its heading), when several cues together say that the text is an agreement: articles numbered
// in order, parties named as such before them, two sides that sign behind them, the title. One of them alone changes
// nothing: decisions have articles too, and press releases speak of parties. Rows of tables keep their kind but for
// those that are signed.
void mark_agreement_parts(Draft& draft, const PartCues& cues, const Headline& headline);

}  // namespace hoptac
