// Back to the generation before a rebuild or a large increment.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "src/base/result.h"

namespace hoptac {

struct RollbackReport {
  std::string from, to;  // generations, "gen-3"
  std::size_t documents = 0;
  std::string created;  // when `to` was made, UTC
};

// Makes the other published generation current by one rename, after it was opened; done once more, it returns. Readers
// keep the one that they have open; the next ingest goes on from the one that is current, and removes a newer one.
// kUsage for an index of shards, kNotFound when there is no other, kIndexDamaged or kIndexTooNew when it cannot be
// opened, kIndexBusy, kCannotWrite, kInterrupted when `stop` is set while it waits for the lock.
Result<RollbackReport> roll_back(const std::string& index_directory, double lock_timeout,
                                 const std::atomic<bool>* stop = nullptr);

}  // namespace hoptac
