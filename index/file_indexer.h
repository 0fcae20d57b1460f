// Indexes one file: all its documents and its ledger row, in one change, or in several when it is large.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/writer.h"

namespace hoptac {

struct FileResult {
  std::size_t documents = 0;
  std::size_t lost = 0;               // records that failed while others of the file are indexed
  std::vector<FileOutcome> outcomes;  // of lost records, the first kMaxLostOutcomes of them
  std::optional<Error> error;         // the file as a whole failed: none of its documents is in the index
  bool interrupted = false;           // the stop flag ended it; the row says that it is incomplete
};
inline constexpr std::size_t kMaxLostOutcomes = 1000;

// "failed: damaged: the detail".
std::string failure_reason(const Error& error);

class FileIndexer {
 public:
  // `writer` is nullptr in a dry run: everything is read, nothing written. `stop` may be nullptr.
  FileIndexer(Pipeline& pipeline, Writer* writer, const std::atomic<bool>* stop)
      : pipeline_(pipeline), writer_(writer), stop_(stop) {}

  // Replaces what the index has of this file. `entry` describes the file; state, reason and number of
  // documents are filled in. An error is fatal: the writer cannot go on.
  Result<FileResult> index(const FileContent& content, LedgerEntry& entry);

 private:
  struct Work;
  bool take(Work& work, PipelineResult item);
  Result<NewDocument> claim(const Work& work, Result<NewDocument> document);
  Result<void> write_part(Work& work, bool last);
  Result<void> write_failure(Work& work);

  Pipeline& pipeline_;
  Writer* writer_;
  const std::atomic<bool>* stop_;
};

}  // namespace hoptac
