// The text of an agreement itself: BÊN A / BÊN B, "(1) X … (2) Y", signature blocks.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// One telling when the document has at least two labelled parties, nothing else. Parties stand behind
// their labels; the date is that of the heading or the preamble, never one of a law that it is based on;
// representatives are signatories when the document has a signature block.
std::vector<Telling> find_legal_telling(const AgreementView& view);

}  // namespace hoptac
