// Writes into the databases of a generation as they are, in batches of bounded size. Each commit holds whole changes:
// the documents of a file (or of a part of a large one) and its ledger row.
#pragma once

#include <xapian.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "index/touched_keys.h"
#include "index/writer.h"

namespace hoptac {

class InPlaceWriter : public Writer {
 public:
  // kIndexBusy, kIndexTooNew, kIndexDamaged, kCannotWrite. `register_path` may be "": then agreement
  // records are not written.
  static Result<std::unique_ptr<InPlaceWriter>> open(const std::string& docs_path, const std::string& register_path,
                                                     WriteListener listener);

  Result<void> add(Change change) override;
  void add_lazily(std::string key, std::string value) override;
  Result<void> commit() override;
  Result<void> close() override;
  Result<std::optional<std::string>> taken_by(const std::string& id, std::string_view own_file_key) const override;
  Result<std::vector<std::string>> ids_of_file(std::string_view file_key) const override;
  bool has_committed() const override { return has_committed_; }
  const TouchedKeys* touched() const override { return &touched_; }

 private:
  InPlaceWriter() = default;
  Result<void> write(const std::vector<Change>& changes);
  Result<void> write_one_by_one(const std::vector<Change>& changes);
  Result<void> write_register(const std::vector<Change>& changes);
  void apply(const Change& change);
  void touch(const std::string& id_term);

  std::string path_;
  Xapian::WritableDatabase docs_;
  Xapian::WritableDatabase register_;
  bool with_register_ = false;
  WriteListener listener_;
  std::vector<Change> batch_;
  std::map<std::string, std::string> lazy_;
  std::map<std::string, std::string, std::less<>> queued_;  // ids that the batch writes -> path
  std::set<std::string, std::less<>> freed_;                // ids that the batch removes
  std::size_t batch_bytes_ = 0;
  std::size_t batch_documents_ = 0;
  std::size_t register_changes_ = 0;
  bool has_committed_ = false;
  TouchedKeys touched_;
};

}  // namespace hoptac
