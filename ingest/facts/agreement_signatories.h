// Who signed.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

struct SignatoryMention {
  int person = -1;  // into Analysis::people
  Span span;
};

// The people of a unit of whom the sentence says that they signed: subject of the act, or behind "by".
// Witnesses, speakers and sources are none. Empty when the act is no signing. Of a listed
// unit who is named signed.
std::vector<SignatoryMention> find_signatories(const AgreementView& view, std::size_t at, const Unit& unit);

}  // namespace hoptac
