#include "ingest/facts/certification_rules.h"

#include <algorithm>
#include <array>

#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::array<std::string_view, 14> kClasses{"held",  "sought", "lapsed",  "dropped", "negated",
                                                    "label", "body",   "compare", "award",   "code",
                                                    "unit",  "agent",  "of",      "anaphor"};

constexpr std::array<std::string_view, 13> kOtherKinds{"award",
                                                       "state award",
                                                       "infection control award",
                                                       "management award",
                                                       "ranking",
                                                       "affiliation",
                                                       "education credit",
                                                       "personal training",
                                                       "personal licence",
                                                       "operating licence",
                                                       "medical device",
                                                       "medical device / drug",
                                                       "network"};

// Words that an issuer's name needs to be told from a common noun.
constexpr std::size_t kMinIssuerWords = 3;

}  // namespace

bool is_certification_kind(const AuthorityCertification& row) {
  if (row.id.starts_with("iso-")) return true;
  return std::find(kOtherKinds.begin(), kOtherKinds.end(), row.kind) == kOtherKinds.end();
}

Result<CertificationRules> CertificationRules::load(const Authority& authority, const TableSource& tables) {
  CertificationRules out;
  auto cues = CueTable::load(tables, "certification_cues.tsv", kClasses);
  if (!cues) return fail(cues.error());
  out.cues = std::move(*cues);
  const auto& rows = authority.certifications();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (split(rows[i].issuer, ' ').size() < kMinIssuerWords || !is_certification_kind(rows[i])) continue;
    if (rows[i].issuer.find('/') == std::string::npos && rows[i].issuer.find("Vietnam") == std::string::npos) {
      out.issuers.add(rows[i].issuer, static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

}  // namespace hoptac
