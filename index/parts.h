// The parts of a build: merged into each other and, at the end, into one.
#pragma once

#include <string>
#include <vector>

#include "index/generation.h"
#include "src/base/result.h"

namespace hoptac {

// Of the blocks of Xapian's tables. A part is written once and merged once, from its beginning to its end: the fewer
// blocks the better, up to Xapian's largest; searches in it, while a first build goes on, read more than they need. The
// index has blocks of Xapian's own choice, because a search looks at entries here and there.
inline constexpr int kPartBlockBytes = 64 << 10;
inline constexpr int kIndexBlockBytes = 8 << 10;

// One part of all these, at `directory`; metadata of later parts wins, keys without a value (kNoValue) go. Synced.
Result<void> merge_parts(const Generation& generation, const std::vector<Part>& parts, const std::string& directory);

// Ends a build: gen-N/{docs, register} instead of parts, in one step for readers. Nothing to do without parts.
// REQUIRES: the lock, and no open writer. kCannotWrite when the disk has no room for both.
Result<void> finish_parts(const Generation& generation);

// Takes away what a killed run has left below parts/. REQUIRES: the lock.
Result<void> remove_unlisted_parts(const Generation& generation);

}  // namespace hoptac
