// Indexes one file: all its documents and its ledger row, in one change, or in several when it is large.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/read_ahead.h"
#include "index/removed_list.h"
#include "index/writer.h"

namespace hoptac {

struct FileResult {
  std::size_t documents = 0;
  std::size_t lost = 0;               // records that failed while others of the file are indexed
  std::size_t left_out = 0;           // documents that the user has removed for good
  std::vector<FileOutcome> outcomes;  // of lost records and of those left out, the first kMaxLostOutcomes of them
  std::optional<Error> error;         // the file as a whole failed: none of its documents is in the index
  bool interrupted = false;           // the stop flag ended it; the row says that it is incomplete
};
inline constexpr std::size_t kMaxLostOutcomes = 1000;

// Says whether a file may take over ids of another (that is gone, or holds the same bytes), and writes
// down what is left of the other.
class IdOwners {
 public:
  virtual ~IdOwners() = default;
  virtual bool gives_up(const std::string& owner, const LedgerEntry& claimer) const = 0;
  // The owner's ledger row as metadata, after `taken` of its documents have gone over.
  virtual std::pair<std::string, std::string> row_after(const std::string& owner, std::size_t taken) = 0;
};

// "failed: damaged: the detail".
std::string failure_reason(const Error& error);

class FileIndexer {
 public:
  // `writer` is nullptr in a dry run: everything is read, nothing written. `stop` may be nullptr.
  FileIndexer(Pipeline& pipeline, Writer* writer, IdOwners& owners, const RemovedList& removed,
              const std::atomic<bool>* stop)
      : pipeline_(pipeline), writer_(writer), owners_(owners), removed_(removed), stop_(stop) {}

  // Replaces what the index has of this file. `entry` describes the file; state, reason, numbers of
  // documents and lost records are filled in. An error is fatal: the writer cannot go on.
  // `read` is the file when it was read ahead, or nullptr.
  Result<FileResult> index(const LoadedFile& file, LedgerEntry& entry, ReadFile* read);

 private:
  struct Work;
  Result<void> process(Work& work, const LoadedFile& file, ReadFile* read);
  bool take(Work& work, PipelineResult item);
  Result<NewDocument> claim(Work& work, Result<NewDocument> document);
  bool leave_out(Work& work, const PipelineResult& item);
  void lose(Work& work, const std::string& member, const Error& error);
  Result<void> write_part(Work& work, bool last);
  Result<void> write_failure(Work& work);

  Pipeline& pipeline_;
  Writer* writer_;
  IdOwners& owners_;
  const RemovedList& removed_;
  const std::atomic<bool>* stop_;
};

}  // namespace hoptac
