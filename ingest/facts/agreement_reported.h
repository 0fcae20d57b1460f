// Cooperation that a text tells of without any signing.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// Entries of type "cooperation", status "reported": one institution is told, as a fact, to cooperate with
// another ("A has partnered with B", "hợp tác giữa A và B") in a sentence without an agreement in it. Only for
// parties that share no agreement of `found`; rather none than a visit or a shared event.
std::vector<Agreement> find_reported_cooperation(const AgreementView& view, const std::vector<Agreement>& found);

}  // namespace hoptac
