// Small changes of an index in place: the lock, and metadata of docs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "index/generation.h"
#include "src/base/file.h"
#include "src/base/result.h"

namespace hoptac {

struct LockedIndex {
  std::optional<FileLock> lock;
  Generation generation;  // current, as the last writer left it
};

// `command` ("remove") asks. kUsage for an index of shards, kIndexMissing, kIndexBusy after `lock_timeout` seconds,
// kIndexTooNew. With `look_only` nothing is locked.
Result<LockedIndex> lock_index(const std::string& index_directory, std::string_view command, double lock_timeout,
                               bool look_only = false);

// Sets metadata of docs in one commit, and the stamp of a register that was current before; after a crash between the
// two the next run mends the register. An empty value takes a key away. REQUIRES: the lock.
Result<void> set_docs_metadata(const Generation& generation, const std::map<std::string, std::string>& metadata);

}  // namespace hoptac
