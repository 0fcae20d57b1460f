// Who holds a certification: the institution that the sentence gives it to, else the one spoken of.
#pragma once

#include "ingest/facts/certification_labels.h"

namespace hoptac {

struct LabelHolder {
  int institution = -1;  // into Analysis::institutions; -1 = unknown
  bool told = false;     // by the label's own sentence; else by what stands before it
};

// One holder a label, in the labels' order.
std::vector<LabelHolder> find_holders(const FactInput& input, const Analysis& analysis,
                                      const std::vector<LabelMention>& labels);

}  // namespace hoptac
