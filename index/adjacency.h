// Do two words stand side by side? Told from a sample, for choosing between words, not for counting.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace hoptac {

struct AdjacencySample {
  std::size_t documents = 40;  // that hold both
  std::size_t steps = 4000;    // of the walk that looks for them
};

// Documents of a sample, by docid, in which term `second` stands right behind term `first`.
std::vector<Xapian::docid> adjacent(const Xapian::Database& db, const std::string& first, const std::string& second,
                                    const AdjacencySample& sample = {});

}  // namespace hoptac
