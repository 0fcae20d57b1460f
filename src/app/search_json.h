// JSON and CSV forms of the searcher's answers, as documented in docs/json.md.
#pragma once

#include "src/app/table.h"
#include "src/base/json_fwd.h"
#include "src/model/search.h"

namespace hoptac {

Json hit_json(const Hit& hit);
Json search_json(const SearchResponse& response);
Json agreement_json(const AgreementRow& row);
Json agreements_json(const AgreementResponse& response);
Json entity_json(const EntityRow& row, const EntityRequest& request);

Row hit_header();
Row hit_row(const Hit& hit, std::size_t rank);
Row agreement_header();
Row agreement_row(const AgreementRow& row);
// The two last cells, aliases and key, are for programs.
Row entity_header(const EntityRequest& request);
Row entity_row(const EntityRow& row, const EntityRequest& request);

}  // namespace hoptac
