// Document + Analysis -> IndexRecord: what is written for one document, as schema.h says. Pure: no
// database, no clock, no file; the same input gives the same record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/authority/authority.h"
#include "ingest/text/tokenised_document.h"
#include "src/model/analysis.h"
#include "src/model/document.h"
#include "src/model/record.h"
#include "src/model/search.h"

namespace hoptac {

// The record of `docs`. `file_key` names the file that the document came from (ledger.h); the
// authority gives the parents of topics. Warnings about words too long to index are added to the
// stored document.
IndexRecord make_record(const TokenisedDocument& read, const Analysis& analysis, const Authority& authority,
                        std::string_view file_key);

// The records of `register`: one for each agreement that the document tells of.
std::vector<IndexRecord> make_register_records(const Document& document, const Analysis& analysis,
                                               const Authority& authority);

// The row that a register record stores; `number` counts the document's agreements from 1.
AgreementRow make_row(const Document& document, const Analysis& analysis, std::size_t number);

// One line a term ("term wdf [positions]"), then one a value ("slot=value"): for tests and debugging.
std::string print_record(const IndexRecord& record);

}  // namespace hoptac
