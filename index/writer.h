// Writes documents and ledger rows into the index. In place (in_place_writer.h) for small changes of an index that is
// there; into parts (part_writer.h) when many documents are new.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "src/model/record.h"

namespace hoptac {

class TouchedKeys;  // touched_keys.h

// One document to be written, with the records of `register` that it tells of.
struct NewDocument {
  std::string id;
  IndexRecord record;
  std::vector<IndexRecord> agreements;
};

// What must be committed together.
struct Change {
  std::string path;  // of the file, for messages
  std::vector<NewDocument> documents;
  std::vector<std::string> removed;                           // document ids
  std::vector<std::pair<std::string, std::string>> metadata;  // key, value
};

// Text, terms and positions follow the stored data: it is a fair measure of what a change takes.
std::size_t bytes_of(const Change& change);

// Refuses what Xapian would refuse later together with the whole batch: over-long terms, a record
// without its own id term. kInternal names the term.
Result<void> check_record(const IndexRecord& record);

// One record as Xapian has it.
Xapian::Document to_xapian(const IndexRecord& record);

struct WriteListener {
  // Before the first change of databases that readers know; an error is that of the batch.
  std::function<Result<void>()> beginning;
  std::function<void(const std::vector<std::string>& ids)> committed;        // now on disk
  std::function<void(const std::string& path, const Error& error)> refused;  // the file's change alone is lost
};

// Used by one thread. What was added and not committed is lost with the writer.
class Writer {
 public:
  virtual ~Writer() = default;

  // Queues the change and commits when the batch is full. Removed documents go before new ones come. A fatal error
  // means that the batch is lost (disk full); all batches before are on disk.
  virtual Result<void> add(Change change) = 0;
  // Queues metadata that is written with the next commit, but is no reason for one; a change that
  // has the key replaces it.
  virtual void add_lazily(std::string key, std::string value) = 0;
  virtual Result<void> commit() = 0;
  // Commits, and the register too; the writer is of no use afterwards.
  virtual Result<void> close() = 0;

  // The path of the file that another document of this id came from, committed or queued; nothing
  // when the id is free, will be by a queued removal, or belongs to `own_file_key`.
  virtual Result<std::optional<std::string>> taken_by(const std::string& id, std::string_view own_file_key) const = 0;
  // Ids of the documents of a file, but those that the batch removes or gives to another. Those that are only queued
  // may be among them.
  virtual Result<std::vector<std::string>> ids_of_file(std::string_view file_key) const = 0;
  virtual bool has_committed() const = 0;
  // The keys that documents had which were changed, and have now; nullptr when they are not kept.
  virtual const TouchedKeys* touched() const { return nullptr; }
  // CPU seconds that other threads have spent on writing.
  virtual double other_cpu_seconds() const { return 0; }
};

}  // namespace hoptac
