// Who holds a certification: the body or part of one that the sentence gives it to, else the one spoken of.
#pragma once

#include <string>

#include "ingest/facts/certification_labels.h"
#include "ingest/facts/name_mention.h"

namespace hoptac {

struct LabelHolder {
  int institution = -1;  // into Analysis::institutions; -1 = unknown or a part of one
  std::string unit;      // a part with a name of its own, as written: "Khoa Vi sinh"; else ""
  bool told = false;     // by the label's own sentence; else by what stands before it

  bool is_known() const { return institution >= 0 || !unit.empty(); }
  friend bool operator==(const LabelHolder& a, const LabelHolder& b) {
    return a.institution == b.institution && a.unit == b.unit;
  }
};

// `names` are those of scan_names(). The holders of each label (perhaps one that is unknown; none when the label is
// told of others), in the labels' order.
std::vector<std::vector<LabelHolder>> find_holders(const FactInput& input, const Analysis& analysis,
                                                   const std::vector<NameMention>& names,
                                                   const std::vector<LabelMention>& labels);

}  // namespace hoptac
