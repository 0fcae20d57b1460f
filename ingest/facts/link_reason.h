// Why an institution is linked to its authority id, or to none: what `extract --explain` says. Made from
// the finished facts, so that it costs nothing otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/authority/authority.h"
#include "src/model/analysis.h"

namespace hoptac {

struct LinkReason {
  // Linked: exact-name (`form` is a name of the record), decided-in-document (several records bear `form`,
  // the text told which), defined-in-document (no form is a name of the record by itself: a definition or
  // longer name in the text led there). Not linked: ambiguous (`among` bear the name), unknown-name.
  std::string_view why;
  std::string form;                // as written
  std::vector<std::string> among;  // authority ids, sorted
};

LinkReason link_reason(const Institution& institution, std::string_view text, const Authority& authority);

}  // namespace hoptac
