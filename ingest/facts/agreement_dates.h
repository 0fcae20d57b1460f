// When an agreement was, or is to be, signed; when it takes effect and ends.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

struct SigningDate {
  std::string iso;
  Span span;          // empty when it follows from the document's own date
  bool soft = false;  // from the sentences around
  int frame = -1;     // the sentence of the document's lead that it is from
};

// The date of a unit's act: the nearest in its part of the sentence that is no term, no effect, no act
// of law; "today" is the document's date; else the date of a sentence before in the same block; else the
// event date of the document. Empty when nothing says it.
SigningDate find_signing_date(const AgreementView& view, std::size_t at, const Unit& unit);

// Of a renewal told with several days ("in 2016 and again in 2022"): all of them behind the act.
std::vector<SigningDate> find_further_dates(const AgreementView& view, std::size_t at, const Unit& unit);

// Reads effect and expiry that the sentence states ("có hiệu lực từ … đến hết …") into the telling.
void read_term(const AgreementView& view, std::size_t at, Telling& telling);

// True when `iso` lies behind the document's date.
bool is_future(const Document& document, std::string_view iso);
// True when one of the two dates contains the other, or one is "".
bool dates_agree(std::string_view a, std::string_view b);

}  // namespace hoptac
