// What differs between the facts of two analyses of one document.
#pragma once

#include <string>
#include <vector>

#include "src/base/json.h"
#include "src/model/analysis.h"
#include "src/model/document.h"

namespace hoptac {

struct FactChange {
  std::string kind;  // a list of docs/json.md: "institutions", "agreements", …
  bool is_added = false;
  Json fact;  // as `extract` prints it, without the places in the text
};

// Sorted by kind, removed before added. A fact of which anything but its places has changed is one removed and one
// added.
std::vector<FactChange> fact_changes(const Document& document, const Analysis& before, const Analysis& after);

}  // namespace hoptac
