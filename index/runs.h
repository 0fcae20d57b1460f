// The reports of past runs: DIR/runs/TIME.json, the newest kRunsKept of them.
#pragma once

#include <cstddef>
#include <string>

#include "index/update.h"
#include "src/base/result.h"

namespace hoptac {

inline constexpr std::size_t kRunsKept = 20;

// REQUIRES: the lock.
Result<void> save_run(const std::string& index_directory, const UpdateReport& report);
// Leaves only counts, and path, id and state of files in the reports of past runs: reasons and sample queries quote
// texts. REQUIRES: the lock.
Result<void> strip_runs(const std::string& index_directory);
// The report of the newest run, as of docs/json.md; null when there was none.
Json last_report(const std::string& index_directory);
// When that run began, "" when there was none.
std::string last_run(const std::string& index_directory);

}  // namespace hoptac
