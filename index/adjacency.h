// Do two words stand side by side? Told from a sample (sample.h), for choosing between words, not for counting.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "index/terms.h"

namespace hoptac {

struct Beside {
  std::size_t looked = 0;   // documents of the sample that hold both
  std::size_t found = 0;    // of them those in which `second` stands right behind `first`
  Xapian::docid where = 0;  // the first of these by its id; 0 when there is none
  double share() const { return looked == 0 ? 0 : static_cast<double>(found) / static_cast<double>(looked); }
};

struct TermPair {
  std::string first, second;
};

// Of each pair; all of them in one match as far as possible, because each match is two round trips to remote shards.
std::vector<Beside> beside_each_other(const Xapian::Database& docs, const Terms& terms,
                                      const std::vector<TermPair>& pairs);

}  // namespace hoptac
