// Which institution stands where: the mentions of Analysis::institutions by token.
#pragma once

#include <vector>

#include "ingest/facts/input.h"

namespace hoptac {

struct InstitutionAt {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  int index = -1;  // into Analysis::institutions
  bool government = false;
};

class InstitutionIndex {
 public:
  InstitutionIndex(const FactInput& input, const Analysis& analysis);

  // The mention that holds token `i`, or nullptr.
  const InstitutionAt* at(std::size_t i) const;
  // The last mention that ends before token `i`, or nullptr.
  const InstitutionAt* before(std::size_t i) const;
  // All mentions in the order of the text.
  const std::vector<InstitutionAt>& mentions() const { return mentions_; }
  // How often the institution `index` is named.
  std::size_t count(int index) const {
    return index >= 0 && static_cast<std::size_t>(index) < counts_.size() ? counts_[static_cast<std::size_t>(index)]
                                                                          : 0;
  }
  // Marks the tokens of mentions.
  std::vector<bool> taken(std::size_t tokens) const;

 private:
  std::vector<InstitutionAt> mentions_;
  std::vector<std::size_t> counts_;  // of mentions, beside Analysis::institutions
};

}  // namespace hoptac
