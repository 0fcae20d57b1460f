#include "index/update_run.h"

#include <algorithm>

#include "index/staleness.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// So many files are looked at before the one that is visited: what is seen of those is kept till then.
constexpr std::size_t kLookAhead = 4096;

// Trouble that may go away without a change of the file: looked at in every run. "internal" is the machine's, such as
// no memory or no process for a reader; also of a record inside a file.
bool may_pass(const LedgerEntry& entry) {
  return (entry.row.state == FileState::kFailed && entry.row.reason.starts_with("failed: unreadable")) ||
         (has_failures(entry) && entry.row.reason.find("failed: internal") != std::string::npos);
}

// The root of a ROOT/relative path.
std::string root_of(const std::string& path) { return path.substr(0, path.find('/')); }

}  // namespace

// Some lost record's id still belongs to another file.
bool UpdateRun::is_contested_still(const LedgerEntry& entry) const {
  if (in_.writer == nullptr) return true;
  const auto is_taken = [&](const std::string& id) {
    const auto owner = in_.writer->taken_by(id, file_key(entry.row.path));
    return owner && *owner && !gives_up(**owner, entry);
  };
  return std::all_of(entry.contested.begin(), entry.contested.end(), is_taken);
}

bool UpdateRun::is_settled(const LedgerEntry& entry) const {
  const bool returned = entry.row.reason == kRemovedReason && !in_.removed.has_file(entry.row.path) &&
                        !in_.removed.has_content(entry.row.hash);
  return !returned && !entry.incomplete && !may_pass(entry) && !is_cured(entry) &&
         entry.row.reader_version == kReaderVersion && is_contested_still(entry);
}

// What it failed for is there now.
bool UpdateRun::is_cured(const LedgerEntry& entry) const {
  return has_failures(entry) && in_.options.is_cured && in_.options.is_cured(entry.row.reason);
}

// Size and mtime speak for the content, unless they were taken while the file may still have been
// written within the grain of its clock.
bool UpdateRun::looks_unchanged(const LedgerEntry& entry, const SourceFile& file, const Sidecar& sidecar) const {
  if (!is_settled(entry) || entry.row.size != file.size || entry.row.mtime_ns != file.mtime_ns) return false;
  const std::int64_t newest = std::max(file.mtime_ns, sidecar.mtime_ns);
  return newest + limits::kRacyMtimeNs < entry.recorded_ns && has_stat(entry.sidecar, sidecar);
}

bool UpdateRun::gives_up(const std::string& owner, const LedgerEntry& claimer) const {
  const auto entry = in_.ledger.find(owner);
  if (entry == in_.ledger.end()) return false;
  return entry->second.row.hash == claimer.row.hash || !find_file(entry->second, in_.roots, in_.filters);
}

std::pair<std::string, std::string> UpdateRun::row_after(const std::string& owner, std::size_t taken) {
  std::string key = ledger_metadata_key(owner);
  const auto found = in_.ledger.find(owner);
  if (found == in_.ledger.end()) return {std::move(key), {}};
  LedgerEntry& entry = found->second;
  entry.row.documents -= std::min(entry.row.documents, taken);
  if (entry.row.documents > 0) return {std::move(key), encode_entry(entry)};
  equal_.remove(entry.row.hash, entry.row.path);
  taken_over_.insert(owner);
  in_.ledger.erase(found);
  return {std::move(key), {}};
}

void EqualFiles::add(const LedgerEntry& entry) {
  const FileState state = entry.row.state;
  if (entry.row.hash.empty() || (state != FileState::kIndexed && state != FileState::kDuplicate)) return;
  paths_[entry.row.hash].insert(entry.row.path);
}

void EqualFiles::remove(const std::string& hash, const std::string& path) {
  const auto group = paths_.find(hash);
  if (group == paths_.end()) return;
  group->second.erase(path);
  if (group->second.empty()) paths_.erase(group);
}

const std::set<std::string>* EqualFiles::find(const std::string& hash) const {
  const auto group = paths_.find(hash);
  return group == paths_.end() ? nullptr : &group->second;
}

// A file on its way through the run.
struct UpdateRun::Item {
  const SeenFile& seen;
  LedgerEntry entry;  // as it will be
  Sidecar sidecar;
  FileContent content;
  std::string why = {};                 // it is read
  std::unique_ptr<ReadFile> read = {};  // when it was read ahead
  std::string id() const { return path_id(seen.path); }
};

// For the report: what is read again says why.
std::string UpdateRun::why_read(const Item& item, const LedgerEntry* known) const {
  if (known == nullptr) {
    if (before().contains(item.seen.path)) return "rebuild";
    const auto gone = gone_.find(item.entry.row.hash);
    return gone == gone_.end() ? "new" : "moved from " + path_id(gone->second);
  }
  if (known->row.hash != item.entry.row.hash) return "changed";
  if (known->row.reason == kRemovedReason) return "no longer removed";
  if (known->incomplete) return "was interrupted";
  if (may_pass(*known) || is_cured(*known)) return "cured: " + known->row.reason;
  if (known->row.reader_version != kReaderVersion) return "reader is newer";
  if (in_.options.only_failed && has_failures(*known)) return "tried again";
  if (!has_content(known->sidecar, item.sidecar)) return "metadata beside it changed";
  return "ids are free now";
}

UpdateRun::UpdateRun(RunInput input, UpdateReport& report)
    : in_(std::move(input)), report_(report), indexer_(in_.pipeline, in_.writer, *this, in_.removed, in_.options.stop) {
  equal_.reserve(in_.ledger.size());
  for (const auto& [path, entry] : in_.ledger) equal_.add(entry);
}

bool UpdateRun::is_stale(const LedgerEntry& entry) const {
  return hoptac::is_stale(entry, in_.pipeline.authority_version());
}

bool UpdateRun::is_known_failure(const LedgerEntry& entry) const {
  const auto known = before().find(entry.row.path);
  if (known == before().end()) return false;
  const LedgerRow& row = known->second.row;
  // Why it waits for OCR may change.
  const bool same = row.reason == entry.row.reason || (waits_for_ocr(known->second) && waits_for_ocr(entry));
  return row.state == entry.row.state && row.hash == entry.row.hash && same && row.lost == entry.row.lost &&
         row.reader_version == entry.row.reader_version;
}

void UpdateRun::tell(UpdateEvent::Kind kind, const FileOutcome* outcome) {
  if (!in_.options.on_event) return;
  in_.options.on_event({kind, done_, total_, bytes_done_, bytes_total_, outcome, nullptr, {}});
}

void UpdateRun::count(const Item& item, FileState state, const std::string& reason) {
  FileOutcome outcome{item.id(), {}, state, reason, item.entry.row.format, false};
  switch (state) {
    case FileState::kIndexed:
      ++report_.indexed;
      ++report_.formats[item.entry.row.format];
      outcome.id = item.entry.row.documents == 1 ? item.id() : "";
      break;
    case FileState::kUnchanged:
      return count_unchanged(item.seen, item.entry);
    case FileState::kDuplicate:
      ++report_.duplicate;
      break;
    case FileState::kSkipped:
      ++report_.skipped;
      break;
    case FileState::kFailed:
      outcome.known = is_known_failure(item.entry);
      ++(outcome.known ? report_.failed_known : report_.failed_new);
      break;
    case FileState::kVanished:
    case FileState::kRemoved:
      break;
  }
  count_seen(item.seen);
  tell(UpdateEvent::Kind::kFile, &outcome);
  report_.files.push_back(std::move(outcome));
}

void UpdateRun::count_seen(const SeenFile& seen) {
  report_.seen = ++done_;
  bytes_done_ += seen.file.size;
}

// Most files of most runs: not told in the report.
void UpdateRun::count_unchanged(const SeenFile& seen, const LedgerEntry& entry) {
  ++report_.unchanged;
  if (is_stale(entry)) ++report_.stale;
  count_seen(seen);
  if (!in_.options.on_event) return;
  const FileOutcome outcome{path_id(seen.path), {}, FileState::kUnchanged, {}, entry.row.format, false};
  tell(UpdateEvent::Kind::kFile, &outcome);
}

Result<void> UpdateRun::run(FileList list, const ResolvedTargets& looked) {
  total_ = list.files.size() + list.problems.size();
  for (const SeenFile& seen : list.files) bytes_total_ += seen.file.size;
  tell(UpdateEvent::Kind::kStarted, nullptr);
  look_for_vanished(list, looked);
  for (const WalkProblem& problem : list.problems) {
    const SeenFile place{problem.path, {}};
    Item item{place, {}, {}, {}};
    if (auto done = fail_unread(item, problem.error); !done) return done;
  }
  for (const SeenFile& seen : list.files) {
    if (stopped()) break;
    const auto number = static_cast<std::size_t>(&seen - list.files.data());
    look_ahead(list, number);
    if (auto visited = visit(seen, number); !visited) return visited;
  }
  if (stopped()) {
    report_.interrupted = true;
  } else {
    if (auto kept = ensure_keepers(); !kept) return kept;
    if (auto settled = settle_vanished(); !settled) return settled;
    match_known_files(looked.targets);
  }
  return {};
}

// What is said beside the file: its sidecar, and its row in the list of this run.
Sidecar UpdateRun::sidecar_of(const SourceFile& file) {
  Sidecar out = file.is_alone ? Sidecar{} : look_at_sidecar(file.location);
  if (in_.list == nullptr) return out;
  out.has_list = true;
  const MetadataList::Row* const row = in_.list->find(file);
  if (row == nullptr) return out;
  out.listed_hash = row->hash;
  out.listed = row->metadata;
  return out;
}

// Rows of files that the index has, where this run has not looked, are not without a file.
void UpdateRun::match_known_files(const std::vector<Target>& targets) {
  if (in_.list == nullptr || in_.list->matched() == in_.list->rows()) return;
  for (const auto& [path, entry] : in_.ledger) {
    const auto covered = [&p = path](const Target& target) { return target.covers(p); };
    if (std::none_of(targets.begin(), targets.end(), covered)) in_.list->find(locate(entry.row, in_.roots));
  }
}

bool UpdateRun::is_unchanged(const SeenFile& seen, const Sidecar& sidecar) const {
  const auto known = in_.ledger.find(seen.path);
  if (known == in_.ledger.end() || (in_.options.only_failed && has_failures(known->second))) return false;
  return looks_unchanged(known->second, seen.file, sidecar);
}

// Begins to read the files that will be read, as many as there is room for.
void UpdateRun::look_ahead(const FileList& list, std::size_t number) {
  const std::size_t end = std::min(list.files.size(), number + kLookAhead);
  for (; in_.ahead != nullptr && next_ < end && in_.ahead->has_room(); ++next_) {
    const SeenFile& seen = list.files[next_];
    Sidecar sidecar = sidecar_of(seen.file);
    if (is_unchanged(seen, sidecar)) continue;
    const auto known = in_.ledger.find(seen.path);
    const bool settled = known != in_.ledger.end() && is_settled(known->second);
    in_.ahead->start(next_, seen.file, sidecar, settled ? known->second.row.hash : std::string());
    looked_at_[next_] = std::move(sidecar);
  }
}

// The bytes of the file and of its sidecar.
Result<void> UpdateRun::load(Item& item, std::size_t number) {
  if (in_.ahead != nullptr) item.read = in_.ahead->take(number);
  const StageClock::Stage stage(in_.pipeline.clock(), "read");
  if (item.read) {
    item.sidecar = std::move(item.read->sidecar);
  } else {
    read_sidecar_content(item.sidecar);
  }
  auto content = item.read ? *std::move(item.read->content) : read_content(item.seen.file);
  if (!content) return fail(std::move(content.error()));
  item.content = *std::move(content);
  return {};
}

Result<void> UpdateRun::visit(const SeenFile& seen, std::size_t number) {
  const auto looked_at = looked_at_.extract(number);
  Item item{seen, {}, looked_at ? std::move(looked_at.mapped()) : sidecar_of(seen.file), {}};
  const auto known = in_.ledger.find(seen.path);
  const bool again = in_.options.only_failed && known != in_.ledger.end() && has_failures(known->second);
  if (is_unchanged(seen, item.sidecar)) {
    if (known->second.row.state == FileState::kIndexed && known->second.row.lost == 0) {
      count_unchanged(seen, known->second);
      return {};
    }
    item.entry = known->second;
    return visit_known(item);
  }
  LedgerRow& row = item.entry.row;
  row.path = seen.path;
  row.root = seen.file.root;
  row.size = seen.file.size;
  row.mtime_ns = seen.file.mtime_ns;
  row.reader_version = kReaderVersion;
  row.rules_version = kRulesVersion;
  item.entry.authority = in_.pipeline.authority_version();
  item.entry.recorded_ns = now_ns();
  if (in_.removed.has_file(seen.path)) return skip_removed(item);
  if (auto loaded = load(item, number); !loaded) return fail_unread(item, loaded.error());
  row.hash = item.content.hash;
  item.entry.sidecar = signature_of(item.sidecar);
  const bool same = known != in_.ledger.end() && !again && is_settled(known->second) &&
                    known->second.row.hash == row.hash && has_content(known->second.sidecar, item.sidecar);
  if (!same) {
    item.why = why_read(item, known == in_.ledger.end() ? nullptr : &known->second);
    return visit_new(item);
  }
  // Touched, but equal: the row is refreshed when something else is committed anyway.
  LedgerEntry refreshed = known->second;
  refreshed.row.size = row.size;
  refreshed.row.mtime_ns = row.mtime_ns;
  refreshed.recorded_ns = item.entry.recorded_ns;
  refreshed.sidecar = refreshed_signature(item.sidecar, known->second.sidecar);
  if (in_.writer != nullptr) in_.writer->add_lazily(ledger_metadata_key(seen.path), encode_entry(refreshed));
  item.entry = std::move(refreshed);
  return visit_known(item);
}

// The file is as the ledger has it.
Result<void> UpdateRun::visit_known(Item& item) {
  switch (item.entry.row.state) {
    case FileState::kDuplicate:
      return count_duplicate(item);
    case FileState::kSkipped:
    case FileState::kFailed:
      count(item, item.entry.row.state, item.entry.row.reason);
      return {};
    default:
      report_known_losses(item);
      count(item, FileState::kUnchanged, {});
      return {};
  }
}

// A duplicate whose keeper is gone may have taken over just now.
Result<void> UpdateRun::count_duplicate(Item& item) {
  const std::string hash = item.entry.row.hash;
  if (auto kept = ensure_keeper(hash); !kept) return kept;
  item.entry = in_.ledger[item.seen.path];
  const std::string reason =
      item.entry.row.state == FileState::kIndexed ? "takes over from a duplicate" : item.entry.row.reason;
  count(item, item.entry.row.state, reason);
  return {};
}

// By its name, whatever it holds by now, or by its bytes. A row that says so already is no reason to commit.
Result<void> UpdateRun::skip_removed(Item& item) {
  const auto known = in_.ledger.find(item.seen.path);
  if (known != in_.ledger.end() && known->second.row.reason == kRemovedReason) {
    if (in_.writer != nullptr) {
      item.entry.row.state = FileState::kSkipped;
      item.entry.row.reason = kRemovedReason;
      in_.writer->add_lazily(ledger_metadata_key(item.seen.path), encode_entry(item.entry));
    }
  } else {
    if (known != in_.ledger.end()) equal_.remove(known->second.row.hash, known->first);
    if (auto done = record_state(item, FileState::kSkipped, std::string(kRemovedReason)); !done) return done;
  }
  count(item, FileState::kSkipped, std::string(kRemovedReason));
  return {};
}

Result<void> UpdateRun::visit_new(Item& item) {
  if (in_.removed.has_content(item.entry.row.hash)) return skip_removed(item);
  const auto known = in_.ledger.find(item.seen.path);
  if (known != in_.ledger.end()) equal_.remove(known->second.row.hash, known->first);
  const bool arrived = !before().contains(item.seen.path) && gone_.contains(item.entry.row.hash);
  if (arrived) arrivals_.emplace(item.entry.row.hash, item.seen.path);  // in the order of paths
  item.entry.row.format = format_name(item.content.format);
  if (item.content.format == Format::kUnknown) {
    if (auto done = record_state(item, FileState::kSkipped, "skipped: no known format"); !done) return done;
    count(item, FileState::kSkipped, item.entry.row.reason);
    return {};
  }
  const std::set<std::string>* const group = equal_.find(item.entry.row.hash);
  if (group != nullptr && *group->begin() < item.seen.path) {
    item.entry.keeper = *group->begin();
    auto done = record_state(item, FileState::kDuplicate, "duplicate of " + path_id(item.entry.keeper));
    if (!done) return done;
    equal_.add(item.entry);
    return count_duplicate(item);
  }
  if (auto done = index_item(item); !done) return done;
  if (report_.interrupted) return {};
  const bool indexed = item.entry.row.state == FileState::kIndexed;
  std::string reason = indexed ? item.why : item.entry.row.reason;
  if (indexed && !item.sidecar.fault.empty()) reason += "; " + item.sidecar.fault;
  count(item, item.entry.row.state, reason);
  if (!indexed) in_.ledger[item.seen.path] = item.entry;
  return {};
}

// Indexes the item's bytes and makes it the keeper of its group.
Result<void> UpdateRun::index_item(Item& item) {
  item.entry.row.reason = item.sidecar.fault;
  auto result = indexer_.index({item.seen.file, item.content, item.sidecar}, item.entry, item.read.get());
  if (!result) return fail(std::move(result.error()));
  report_.documents += result->documents;
  report_.bytes += item.seen.file.size;
  report_.interrupted = report_.interrupted || result->interrupted;
  take_losses(item, *std::move(result));
  if (report_.interrupted) return {};
  if (item.entry.row.state != FileState::kIndexed) return {};
  in_.ledger[item.seen.path] = item.entry;
  equal_.add(item.entry);
  const std::set<std::string> group = *equal_.find(item.entry.row.hash);
  for (const std::string& path : group) {
    if (path == item.seen.path) continue;
    if (auto done = demote(path, item.seen.path); !done) return done;
  }
  return {};
}

// Records that were lost in the same way before are known.
void UpdateRun::take_losses(Item& item, FileResult result) {
  const bool known = is_known_failure(item.entry);
  if (!known) report_.record_failures += result.lost;
  for (FileOutcome& outcome : result.outcomes) {
    outcome.known = known && outcome.state == FileState::kFailed;
    report_.files.push_back(std::move(outcome));
  }
}

void UpdateRun::report_known_losses(const Item& item) {
  const LedgerRow& row = item.entry.row;
  if (row.lost > 0) report_.files.push_back({item.id(), {}, FileState::kFailed, row.reason, row.format, true});
}

// A row without documents; what the index has of the file goes.
Result<void> UpdateRun::record_state(Item& item, FileState state, std::string reason) {
  item.entry.row.state = state;
  item.entry.row.reason = std::move(reason);
  item.entry.row.documents = 0;
  item.entry.row.lost = 0;
  item.entry.contested.clear();
  in_.ledger[item.seen.path] = item.entry;
  if (in_.writer == nullptr) return {};
  auto ids = in_.writer->ids_of_file(file_key(item.seen.path));
  if (!ids) return fail(std::move(ids.error()));
  return in_.writer->add(
      {item.seen.path, {}, *std::move(ids), {{ledger_metadata_key(item.seen.path), encode_entry(item.entry)}}});
}

// Another file of the same bytes with a smaller id is indexed now.
Result<void> UpdateRun::demote(const std::string& path, const std::string& keeper) {
  const auto known = in_.ledger.find(path);
  if (known == in_.ledger.end() ||
      (known->second.row.state == FileState::kDuplicate && known->second.keeper == keeper)) {
    return {};
  }
  const SeenFile seen{path, locate(known->second.row, in_.roots)};
  Item item{seen, known->second, {}, {}};
  item.entry.keeper = keeper;
  return record_state(item, FileState::kDuplicate, "duplicate of " + path_id(keeper));
}

// Sees to it that the smallest file of the group is indexed; one that is gone or has changed meanwhile
// is passed over.
Result<void> UpdateRun::ensure_keeper(const std::string& hash) {
  while (const std::set<std::string>* group = equal_.find(hash)) {
    if (in_.ledger[*group->begin()].row.state == FileState::kIndexed) return {};
    const std::string path = *group->begin();
    auto promoted = promote(path);
    if (!promoted) return fail(std::move(promoted.error()));
    if (*promoted) return {};
    equal_.remove(hash, path);
  }
  return {};
}

// Of all groups. One whose smallest file is no duplicate has its keeper.
Result<void> UpdateRun::ensure_keepers() {
  std::vector<std::string> hashes;
  for (const auto& [path, entry] : in_.ledger) {
    if (entry.row.state == FileState::kDuplicate) hashes.push_back(entry.row.hash);
  }
  for (const std::string& hash : hashes) {
    if (auto kept = ensure_keeper(hash); !kept) return kept;
  }
  return {};
}

Result<bool> UpdateRun::promote(const std::string& path) {
  const LedgerEntry before = in_.ledger[path];
  const auto seen = find_file(before, in_.roots, in_.filters);
  if (!seen) return false;
  auto content = read_content(seen->file);
  if (!content || content->hash != before.row.hash) return false;
  Item item{*seen, before, sidecar_of(seen->file), *std::move(content)};
  read_sidecar_content(item.sidecar);
  item.entry.sidecar = signature_of(item.sidecar);
  item.entry.keeper.clear();
  if (auto done = index_item(item); !done) return fail(std::move(done.error()));
  return item.entry.row.state == FileState::kIndexed;
}

// Nothing was read: what the index has of the file stays, because nobody knows better.
Result<void> UpdateRun::fail_unread(Item& item, const Error& error) {
  item.entry.row.path = item.seen.path;
  item.entry.row.root = root_of(item.seen.path);
  item.entry.row.reason = failure_reason(error);
  const auto known = in_.ledger.find(item.seen.path);
  const bool keeps = known != in_.ledger.end() && known->second.row.documents > 0;
  if (keeps) item.entry = known->second;
  if (keeps) item.entry.row.reason = failure_reason(error);
  item.entry.row.state = FileState::kFailed;
  count(item, FileState::kFailed, item.entry.row.reason);
  if (keeps) return {};
  const LedgerEntry former = std::exchange(in_.ledger[item.seen.path], item.entry);
  if (in_.writer == nullptr || former.row.reason == item.entry.row.reason) return {};
  return in_.writer->add({item.seen.path, {}, {}, {{ledger_metadata_key(item.seen.path), encode_entry(item.entry)}}});
}

// A partial run has not looked whether anything is gone. What is gone keeps no duplicate out: the next of the group
// takes over while the run goes on.
void UpdateRun::look_for_vanished(const FileList& list, const ResolvedTargets& looked) {
  if (in_.options.only_failed || in_.options.only_ocr) return;
  vanished_ = find_vanished(before(), list, looked);
  for (const VanishedFile& file : vanished_.files) {
    equal_.remove(file.hash, file.path);
    if (file.held) gone_.emplace(file.hash, file.path);
  }
}

// REQUIRES: ensure_keeper() of all hashes.
std::string UpdateRun::kept_as(const VanishedFile& file) const {
  if (taken_over_.contains(file.path)) return "its records are in another file";
  const std::set<std::string>* const group = equal_.find(file.hash);
  if (group == nullptr) return {};
  const auto keeper = in_.ledger.find(*group->begin());
  if (keeper == in_.ledger.end() || keeper->second.row.documents == 0) return {};
  const auto arrived = arrivals_.find(file.hash);
  return arrived != arrivals_.end() ? "moved to " + path_id(arrived->second)
                                    : "its bytes are kept as " + path_id(keeper->first);
}

// After all files were looked at, so that what was moved is known; told before all else.
Result<void> UpdateRun::settle_vanished() {
  VanishedVerdict verdict =
      judge_vanished(vanished_, in_.options.prune, [this](const VanishedFile& file) { return kept_as(file); });
  report_.unconfirmed = std::move(verdict.unconfirmed);
  std::vector<FileOutcome> told;
  for (VanishedFate& fate : verdict.fates) {
    const VanishedFile& file = *fate.file;
    if (fate.removed) {
      if (auto gone = forget(file.path); !gone) return gone;
    }
    if (file.hash.empty()) continue;
    ++(fate.removed ? report_.removed : report_.vanished);
    const FileState state = fate.removed ? FileState::kRemoved : FileState::kVanished;
    told.push_back({path_id(file.path), {}, state, std::move(fate.reason), file.format, false});
  }
  report_.files.insert(report_.files.begin(), std::make_move_iterator(told.begin()),
                       std::make_move_iterator(told.end()));
  return {};
}

// Takes the file out, with whatever the index has of it.
Result<void> UpdateRun::forget(const std::string& path) {
  in_.ledger.erase(path);
  if (in_.writer == nullptr) return {};
  auto ids = in_.writer->ids_of_file(file_key(path));
  if (!ids) return fail(std::move(ids.error()));
  return in_.writer->add({path, {}, *std::move(ids), {{ledger_metadata_key(path), {}}}});
}

}  // namespace hoptac
