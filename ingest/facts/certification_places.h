// Where a text names who can hold a certification: institutions, and parts of them that have a name of their own.
#pragma once

#include <vector>

#include "ingest/facts/certification_labels.h"
#include "ingest/facts/name_mention.h"

namespace hoptac {

struct HolderPlace {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  int institution = -1;  // into Analysis::institutions; -1 for a part ("Khoa Vi sinh", "Bachelor of Nursing programme")

  bool is_unit() const { return institution < 0; }
};

// In the order of the text, none overlapping. `names` are those of scan_names(). Parts are sought only in the sentences
// of labels and those right before.
// Governments and accreditors are left out.
std::vector<HolderPlace> find_holder_places(const FactInput& input, const Analysis& analysis,
                                            const std::vector<NameMention>& names,
                                            const std::vector<LabelMention>& labels);

}  // namespace hoptac
