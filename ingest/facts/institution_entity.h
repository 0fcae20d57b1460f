// The bodies of one document while they are put together from their mentions.
#pragma once

#include <string>
#include <vector>

#include "ingest/facts/name_mention.h"

namespace hoptac {

struct InstitutionEntity {
  std::vector<NameMention> mentions;  // by grammar or authority list; the first made the entity
  std::vector<NameMention> aliases;   // acronyms and short forms
  std::string canonical;              // folded name, abbreviations spelled out
  std::string kind;
  std::string country;
  std::uint32_t authority = kNoAuthority;
};

// The folded words of a name with the abbreviations of normalisation_rules.tsv spelled out and legal
// forms left out: equal for spellings of one name.
std::string canonical_name(const FactInput& input, std::size_t first, std::size_t last);

// One entity a body: same authority row, same canonical name, or a shorter form of a longer name
// ("Bệnh viện Ea Kao" for "Bệnh viện Đa khoa khu vực Ea Kao").
std::vector<InstitutionEntity> merge_mentions(const FactInput& input, const std::vector<NameMention>& names);

}  // namespace hoptac
