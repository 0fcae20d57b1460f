// Queries to try, made from the names of this very index.
#pragma once

#include <string>
#include <vector>

#include "index/generation.h"

namespace hoptac {

inline constexpr std::size_t kSampleQueries = 3;

// Up to kSampleQueries, each of which finds something; fewer only when the index holds hardly anything.
// Throws Xapian's exceptions: call it guarded.
std::vector<std::string> sample_queries(const OpenGeneration& open);

}  // namespace hoptac
