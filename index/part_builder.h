// Builds one part of a fresh index: from records to two merged, synced databases.
//
// Xapian's writer gathers what it is given in maps of maps, which get slower with every document; so a part is built
// from slices of a few documents, which are not synced and go away, and one compact. Measured on 3,757 generated
// documents, CPU of add, commit and all merging: slices of 64 documents .67-.70 of databases of 500.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "index/writer.h"
#include "src/base/result.h"
#include "src/base/task_pool.h"

namespace hoptac {

struct QueuedDocument {
  NewDocument document;
  std::string path;   // of its file
  bool gone = false;  // another change has removed or replaced it meanwhile
};

// A document that Xapian would not take.
struct RefusedDocument {
  std::string path;
  Error error;
};

// Used by one thread; slices are written by the workers of the pool.
class PartBuilder {
 public:
  // Below `directory`, which is emptied first.
  static Result<std::unique_ptr<PartBuilder>> begin(std::string directory, TaskPool& pool);
  PartBuilder(const PartBuilder&) = delete;
  PartBuilder& operator=(const PartBuilder&) = delete;
  // Waits for what is being written.
  ~PartBuilder();

  // Hands over a slice. Waits when several are on their way: memory is bounded. kCannotWrite.
  Result<void> add(std::vector<QueuedDocument> documents);
  // Waits for all slices that were added.
  Result<void> wait();
  // Writes DIRECTORY/{docs, register} without the documents of these ids, and syncs them.
  Result<void> finish(const std::map<std::string, std::string>& metadata, const std::vector<std::string>& removed);

  // After wait(): what was not written.
  const std::vector<RefusedDocument>& refused() const { return refused_; }
  const std::string& directory() const { return directory_; }
  // CPU seconds that other threads have spent on it.
  double other_cpu_seconds() const { return other_cpu_; }

 private:
  struct Slice;
  PartBuilder(std::string directory, TaskPool& pool);
  Result<void> wait_for_first();

  std::string directory_;
  TaskPool& pool_;
  std::size_t slices_ = 0;
  std::deque<std::unique_ptr<Slice>> writing_;
  std::vector<RefusedDocument> refused_;
  double other_cpu_ = 0;
};

}  // namespace hoptac
