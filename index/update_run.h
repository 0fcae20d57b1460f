// One run over the files: decides for each whether it is unchanged, a duplicate, skipped, or to be
// indexed, and keeps ledger and documents in step.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/file_indexer.h"
#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/read_ahead.h"
#include "index/removed_list.h"
#include "index/roots.h"
#include "index/update.h"
#include "index/update_files.h"
#include "index/vanished.h"
#include "index/writer.h"
#include "ingest/metadata_list.h"
#include "ingest/sidecar.h"

namespace hoptac {

// Paths of indexed and duplicate files by the hash of their bytes: the bytewise smallest is indexed.
class EqualFiles {
 public:
  void add(const LedgerEntry& entry);
  void remove(const std::string& hash, const std::string& path);
  // nullptr when no file has these bytes.
  const std::set<std::string>* find(const std::string& hash) const;
  void reserve(std::size_t files) { paths_.reserve(files); }

 private:
  std::unordered_map<std::string, std::set<std::string>> paths_;
};

struct RunInput {
  const UpdateOptions& options;
  Pipeline& pipeline;
  Writer* writer = nullptr;  // none in a dry run
  Ledger ledger;             // of the generation written: in a rebuild what was carried over
  Ledger former;             // of the generation before, in a rebuild: what failed there is known
  Roots roots;
  Filters filters;
  const RemovedList& removed;    // by the user, for good
  MetadataList* list = nullptr;  // of this run; null without one
  ReadAhead* ahead = nullptr;    // none: files are read one after the other
};

class UpdateRun : private IdOwners {
 public:
  UpdateRun(RunInput input, UpdateReport& report);

  // Files in the order of the list. An error ends the run; what was committed stays.
  Result<void> run(FileList list, const ResolvedTargets& looked);

 private:
  struct Item;
  Sidecar sidecar_of(const SourceFile& file);
  void match_known_files(const std::vector<Target>& targets);
  void look_ahead(const FileList& list, std::size_t number);
  bool is_unchanged(const SeenFile& seen, const Sidecar& sidecar) const;
  Result<void> visit(const SeenFile& seen, std::size_t number);
  Result<void> load(Item& item, std::size_t number);
  std::string why_read(const Item& item, const LedgerEntry* known) const;
  Result<void> visit_known(Item& item);
  Result<void> visit_new(Item& item);
  Result<void> skip_removed(Item& item);
  Result<void> index_item(Item& item);
  Result<void> record_state(Item& item, FileState state, std::string reason);
  Result<void> demote(const std::string& path, const std::string& keeper);
  Result<bool> promote(const std::string& path);
  Result<void> ensure_keeper(const std::string& hash);
  Result<void> ensure_keepers();
  Result<void> count_duplicate(Item& item);
  Result<void> fail_unread(Item& item, const Error& error);
  void take_losses(Item& item, FileResult result);
  void report_known_losses(const Item& item);
  void count_seen(const SeenFile& seen);
  void count_unchanged(const SeenFile& seen, const LedgerEntry& entry);
  void count(const Item& item, FileState state, const std::string& reason);
  void tell(UpdateEvent::Kind kind, const FileOutcome* outcome);
  void look_for_vanished(const FileList& list, const ResolvedTargets& looked);
  Result<void> settle_vanished();
  std::string kept_as(const VanishedFile& file) const;
  Result<void> forget(const std::string& path);
  // The rows before the run; as far as it has come where it is no rebuild.
  const Ledger& before() const { return in_.former.empty() ? in_.ledger : in_.former; }
  bool is_known_failure(const LedgerEntry& entry) const;
  bool is_settled(const LedgerEntry& entry) const;
  bool is_contested_still(const LedgerEntry& entry) const;
  bool looks_unchanged(const LedgerEntry& entry, const SourceFile& file, const Sidecar& sidecar) const;
  bool gives_up(const std::string& owner, const LedgerEntry& claimer) const override;
  std::pair<std::string, std::string> row_after(const std::string& owner, std::size_t taken) override;
  bool is_stale(const LedgerEntry& entry) const;
  bool is_cured(const LedgerEntry& entry) const;
  bool stopped() const { return in_.options.stop != nullptr && in_.options.stop->load(); }

  RunInput in_;
  UpdateReport& report_;
  FileIndexer indexer_;
  EqualFiles equal_;                             // of files that are not gone
  VanishedFiles vanished_;                       // before the run
  std::map<std::string, std::string> gone_;      // those of them that were held, by hash, the smallest each
  std::set<std::string> taken_over_;             // files of which other files have taken all records
  std::map<std::string, std::string> arrivals_;  // new files of the run by the hash of their bytes, the smallest each
  std::size_t next_ = 0;                         // the first file that look_ahead() has not looked at
  std::map<std::size_t, Sidecar> looked_at_;     // by number, from there to the file that is visited
  std::size_t done_ = 0, total_ = 0;
  std::uint64_t bytes_done_ = 0, bytes_total_ = 0;
};

}  // namespace hoptac
