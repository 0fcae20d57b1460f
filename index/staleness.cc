#include "index/staleness.h"

#include <set>

#include "ingest/facts/analyze.h"
#include "ingest/readers/reader.h"
#include "ingest/text/normalise.h"
#include "src/base/json.h"

namespace hoptac {

Json versions_now(const std::string& created, const std::string& authority) {
  return {{"created", created},
          {"reader", kReaderVersion},
          {"rules", kRulesVersion},
          {"authority", authority},
          {"unicode", unicode_version()}};
}

bool is_stale(const LedgerEntry& entry, std::string_view authority) {
  return entry.row.state == FileState::kIndexed &&
         (entry.row.rules_version != kRulesVersion || entry.authority != authority);
}

Staleness staleness_of(const Ledger& ledger, const Json& versions, std::string_view authority) {
  Staleness out;
  std::set<std::string> reasons;
  for (const auto& [path, entry] : ledger) {
    if (!is_stale(entry, authority)) continue;
    ++out.files;
    if (entry.row.rules_version != kRulesVersion) {
      reasons.insert("rules " + std::to_string(entry.row.rules_version) + ", now " + std::to_string(kRulesVersion));
    }
    if (entry.authority != authority) reasons.insert("other authority lists");
  }
  const std::string unicode = get_string(versions, "unicode");
  if (!unicode.empty() && unicode != unicode_version()) {
    reasons.insert("words of Unicode " + unicode + ", now " + unicode_version());
  }
  out.reasons.assign(reasons.begin(), reasons.end());
  return out;
}

std::string describe(const Staleness& staleness) {
  if (staleness.reasons.empty()) return {};
  std::string reasons;
  for (const std::string& reason : staleness.reasons) reasons.append(reasons.empty() ? "" : "; ").append(reason);
  const std::string files = staleness.files == 0 ? "the documents are" : std::to_string(staleness.files) + " files are";
  return files + " as they were made then (" + reasons + "): hoptac reindex makes them anew, without the sources";
}

}  // namespace hoptac
