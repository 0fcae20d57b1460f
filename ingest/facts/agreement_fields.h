// What an agreement is about, in the words of the text.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// The words behind "on", "in the field of", "về", "trong lĩnh vực" where these belong to the unit's
// agreement; split at commas and "and", as written, each at most kMaxFieldBytes. Rather none than a
// clause that is no field.
std::vector<Span> find_fields(const AgreementView& view, std::size_t at, const Unit& unit);

inline constexpr std::size_t kMaxFieldBytes = 80;

}  // namespace hoptac
