// Writes documents and ledger rows into one `docs` database, in batches of bounded size. Each commit
// holds whole changes: the documents of a file (or of a part of a large one) and its ledger row.
#pragma once

#include <xapian.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "src/model/record.h"

namespace hoptac {

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

// Refuses what Xapian would refuse later together with the whole batch: over-long terms, a record
// without its own id term. kInternal names the term.
Result<void> check_record(const IndexRecord& record);

// Not thread-safe. What was added and not committed is lost with the writer.
class Writer {
 public:
  struct Listener {
    std::function<void(const std::vector<std::string>& ids)> committed;     // now on disk
    std::function<void(const Change& change, const Error& error)> refused;  // this change alone is lost
  };

  // kIndexBusy, kIndexTooNew, kIndexDamaged, kCannotWrite. `register_path` may be "": then agreement
  // records are not written.
  static Result<Writer> open(const std::string& docs_path, const std::string& register_path, Listener listener);

  // Queues the change and commits when the batch is full. A fatal error means that the batch is lost
  // (disk full); all batches before are on disk.
  Result<void> add(Change change);
  // Queues metadata that is written with the next commit, but is no reason for one; a change that
  // has the key replaces it.
  void add_lazily(std::string key, std::string value);
  Result<void> commit();
  // Commits, and the register too; the writer is of no use afterwards.
  Result<void> close();

  // The path of the file that another document of this id came from, committed or queued; nothing
  // when the id is free, will be by a queued removal, or belongs to `own_file_key`.
  Result<std::optional<std::string>> taken_by(const std::string& id, std::string_view own_file_key) const;
  // Ids of the committed documents of a file, but those that the batch removes or gives to another.
  Result<std::vector<std::string>> ids_of_file(std::string_view file_key) const;
  // The database as of the last commit.
  const Xapian::WritableDatabase& docs() const { return docs_; }
  bool has_committed() const { return has_committed_; }

 private:
  Writer() = default;
  Result<void> write(const std::vector<Change>& changes);
  Result<void> write_one_by_one(const std::vector<Change>& changes);
  Result<void> write_register(const std::vector<Change>& changes);
  void apply(const Change& change);

  std::string path_;
  Xapian::WritableDatabase docs_;
  Xapian::WritableDatabase register_;
  bool with_register_ = false;
  Listener listener_;
  std::vector<Change> batch_;
  std::map<std::string, std::string> lazy_;
  std::map<std::string, std::string, std::less<>> queued_;  // ids that the batch writes -> path
  std::set<std::string, std::less<>> freed_;                // ids that the batch removes
  std::size_t batch_bytes_ = 0;
  std::size_t batch_documents_ = 0;
  std::size_t register_changes_ = 0;
  bool has_committed_ = false;
};

// One record as Xapian has it.
Xapian::Document to_xapian(const IndexRecord& record);

}  // namespace hoptac
