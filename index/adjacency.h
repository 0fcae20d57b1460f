// Do two words stand side by side? Told from a sample (sample.h), for choosing between words, not for counting.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <string>

#include "index/terms.h"

namespace hoptac {

struct Beside {
  std::size_t looked = 0;  // documents of the sample that hold both
  std::size_t found = 0;   // of them those in which `second` stands right behind `first`
  double share() const { return looked == 0 ? 0 : static_cast<double>(found) / static_cast<double>(looked); }
};

Beside beside_each_other(const Xapian::Database& docs, const Terms& terms, const std::string& first,
                         const std::string& second);
// One where they stand so, the first by its id; 0 when none of the sample.
Xapian::docid where_beside(const Xapian::Database& docs, const Terms& terms, const std::string& first,
                           const std::string& second);

}  // namespace hoptac
