// What the documents of an index were made with, beside what this program would make them with now. Older rules are no
// error: the facts are those of then.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/ledger.h"
#include "src/base/json_fwd.h"

namespace hoptac {

// Metadata under kVersionsKey: reader, rules, authority, unicode and when the generation was made.
Json versions_now(const std::string& created, const std::string& authority);

// Facts of the file were made by other rules or other authority lists.
bool is_stale(const LedgerEntry& entry, std::string_view authority);

struct Staleness {
  std::size_t files = 0;             // whose facts are stale
  std::vector<std::string> reasons;  // "rules 5, now 6", "other authority lists", "Unicode 14.0, now 15.0"
};
Staleness staleness_of(const Ledger& ledger, const Json& versions, std::string_view authority);
// "12 files have facts of before (rules 5, now 6): hoptac reindex derives them anew", "" when nothing is stale.
std::string describe(const Staleness& staleness);

}  // namespace hoptac
