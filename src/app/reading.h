// Who reads files for a command: workers beside it.
#pragma once

#include <atomic>
#include <memory>

#include "ingest/file_reader.h"

namespace hoptac {

struct ReadingOptions {
  bool in_process = false;  // no worker: for measuring and debugging
};

// `stop` may be nullptr. The reader must not outlive it.
std::unique_ptr<FileReader> make_file_reader(const ReadingOptions& options, const std::atomic<bool>* stop);

// The word that makes this program a reading worker instead of a command, alone on its command line.
inline constexpr char kWorkerWord[] = "read-worker";

}  // namespace hoptac
