// How a run changes an index that is there. Little goes into its databases in place. Much goes through parts, as a
// first build does: into a hidden generation that begins with a copy of what is there, is merged once and shown by one
// rename; writing costs less so, and the index stays compact, but the copy and the merge are paid for every document of
// it.
#pragma once

#include <cstddef>

#include "index/generation.h"
#include "index/ledger.h"
#include "index/update_files.h"

namespace hoptac {

struct PartsFrom;  // update.h

// Documents that a run is about to write, as far as names, sizes and times of its files tell: nothing is read. A new
// file is taken to hold as many for its size as those of its extension that the index knows, but one at most where
// those hold one each; of an extension that is new as many as all files do.
struct Increment {
  double added = 0;      // of new files
  double changed = 0;    // of files that look changed: what the index has of them goes
  std::size_t held = 0;  // by the index
};
// Both in the order of paths.
Increment estimate_increment(const Ledger& ledger, const FileList& list);

// False also where the disk has no room for the copy and the merged index: in place, less is needed.
bool goes_through_parts(const Increment& increment, const PartsFrom& from, const Generation& generation);

}  // namespace hoptac
