// Posts of people: beside the name, on either side, with the body that the post is at.
#pragma once

#include <vector>

#include "ingest/facts/person_mention.h"

namespace hoptac {

// A post that a mention is told with.
struct RoleMention {
  std::size_t person = 0;  // into the list of person mentions
  Role role;
  bool implied = false;  // the text does not name the body beside the post
  Language language = Language::kUnknown;
};

// `people` as scan_people() gives them; `analysis.institutions` is there. In the order of the text.
std::vector<RoleMention> find_roles(const FactInput& input, const Analysis& analysis,
                                    const InstitutionIndex& institutions, const std::vector<PersonMention>& people);

}  // namespace hoptac
