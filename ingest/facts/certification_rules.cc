#include "ingest/facts/certification_rules.h"

#include <algorithm>
#include <array>

#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::array<std::string_view, 27> kClasses{
    "held",    "sought", "lapsed", "dropped", "negated", "label", "body",         "compare",   "award",
    "code",    "unit",   "agent",  "of",      "anaphor", "level", "level-number", "product",   "basis",
    "planned", "party",  "plural", "same",    "define",  "as",    "no-label",     "once-more", "aside"};

constexpr std::array<std::string_view, 12> kOtherKinds{"accreditation body", "award",
                                                       "state award",        "infection control award",
                                                       "management award",   "ranking",
                                                       "affiliation",        "education credit",
                                                       "personal training",  "personal licence",
                                                       "operating licence",  "network"};

// Words that an issuer's name needs to be told from a common noun.
constexpr std::size_t kMinIssuerWords = 3;

}  // namespace

bool is_certification_kind(const AuthorityCertification& row) {
  return std::find(kOtherKinds.begin(), kOtherKinds.end(), row.kind) == kOtherKinds.end();
}

bool is_product_kind(const AuthorityCertification& row) {
  return row.kind.starts_with("medical device") && !is_numbered_standard(row);
}

bool is_numbered_standard(const AuthorityCertification& row) {
  const std::size_t number = row.id.rfind('-') + 1;
  return number > 0 && row.id.size() - number >= 4 &&
         row.id.find_first_not_of("0123456789", number) == std::string::npos;
}

Result<CertificationRules> CertificationRules::load(const Authority& authority, const TableSource& tables) {
  CertificationRules out;
  auto cues = CueTable::load(tables, "certification_cues.tsv", kClasses);
  if (!cues) return fail(cues.error());
  out.cues = std::move(*cues);
  const auto& rows = authority.certifications();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_certification_kind(rows[i]) && !rows[i].issuer.empty()) out.issuer_names.insert(fold_phrase(rows[i].issuer));
    if (split(rows[i].issuer, ' ').size() < kMinIssuerWords || !is_certification_kind(rows[i])) continue;
    if (rows[i].issuer.find('/') == std::string::npos && rows[i].issuer.find("Vietnam") == std::string::npos) {
      out.issuers.add(rows[i].issuer, static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

}  // namespace hoptac
