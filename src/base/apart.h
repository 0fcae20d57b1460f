// Work that bad data may crash or hang, done in a copy of this process.
#pragma once

#include <functional>
#include <string>

#include "src/base/result.h"

namespace hoptac {

inline constexpr double kApartPatience = 20;

// What `work` returns. kDamaged when it was ended by a signal, took more than `seconds` of CPU (rounded up to whole
// ones) or kApartPatience times as long by the clock: the detail says which. A busy machine makes nothing damaged.
// Only the answer comes back: what `work` changes in memory stays in the copy.
// REQUIRES: no other thread of this process holds a lock, as of the allocator.
Result<std::string> run_apart(double seconds, const std::function<std::string()>& work);

}  // namespace hoptac
