// Tables of partners: a row is an agreement of the page's own body with the partner that it names.
#pragma once

#include <vector>

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// A row below a header that has a column of partners and one of documents or dates. Token ranges of cells; empty where
// the table has no such column.
struct PartnerRow {
  std::size_t first_sentence = 0;  // into FactInput::sentences, both inclusive
  std::size_t last_sentence = 0;
  TokenRange partner;
  TokenRange document;
  TokenRange date;
  TokenRange remark;
};

std::vector<PartnerRow> find_partner_rows(const FactInput& input);

// What a row tells; a renewal that it dates apart is a telling of its own. Nothing without a partner or when the
// partner is `host` (-1: unknown).
std::vector<Telling> read_partner_row(const AgreementView& view, const PartnerRow& row, int host);

}  // namespace hoptac
