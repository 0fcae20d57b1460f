// A generation that begins as a copy of another one, in parts (parts.h): a large increment goes on from there.
#pragma once

#include <vector>

#include "index/generation.h"
#include "src/base/result.h"

namespace hoptac {

// The parts that a generation made by copy_parts() begins with.
std::vector<Part> copied_parts(const Generation& from);
// Copies the documents and their records, not synced: a kill loses the whole generation, and once merged the copies go.
// `list` of meta.json is the caller's to write. REQUIRES: the lock. kCannotWrite, kUnreadable.
Result<void> copy_parts(const Generation& from, const Generation& to);

// Syncs a generation that is to be shown before its parts are merged. Until that is done it answers from the register
// of the one before, and says so.
Result<void> make_showable(const Generation& from, const Generation& to);

}  // namespace hoptac
