// Where an agreement was signed.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// The place that a unit's own words give for its act ("signed in Hanoi", "tại Bệnh viện Bạch Mai, Hà Nội"),
// as written, without the preposition. Empty when there is none or when it may only say where a party
// sits ("Alpha University in Tokyo").
Span find_signing_place(const AgreementView& view, std::size_t at, const Unit& unit);

}  // namespace hoptac
