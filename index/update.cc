#include "index/update.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/carry_over.h"
#include "index/checksums.h"
#include "index/corrections.h"
#include "index/features.h"
#include "index/file_indexer.h"
#include "index/generation.h"
#include "index/in_place_writer.h"
#include "index/increment.h"
#include "index/ledger.h"
#include "index/part_writer.h"
#include "index/parts.h"
#include "index/parts_copy.h"
#include "index/pipeline.h"
#include "index/rebuild.h"
#include "index/register.h"
#include "index/removed_list.h"
#include "index/runs.h"
#include "index/samples.h"
#include "index/shard_list.h"
#include "index/shards_register.h"
#include "index/staleness.h"
#include "index/update_files.h"
#include "index/update_run.h"
#include "index/writer.h"
#include "index/xapian_error.h"
#include "ingest/text/normalise.h"
#include "src/base/file.h"
#include "src/base/json.h"
#include "src/base/limits.h"
#include "src/base/task_pool.h"

namespace hoptac {
namespace {

// Documents whose register is made within half a second.
constexpr std::size_t kQuickRegister = 5000;

// What the index holds before the run.
struct Before {
  std::optional<Generation> generation;
  bool readable = true;
  bool is_damaged = false;  // more may be there than the ledger tells
  Ledger ledger;
  Roots roots;
  RemovedList removed;
  std::uint64_t revision = 0;
  std::string unicode;  // that the words of its documents were made with
  bool register_current = false;
  bool rows_current = false;
  std::string corrections_hash;  // that the register was made with
  ShardPart shard;
};

Result<Before> read_before(const std::string& index_directory) {
  Before out;
  auto generation = current_generation(index_directory);
  if (!generation) {
    if (generation.error().code == ErrorCode::kIndexMissing) return out;
    return fail(std::move(generation.error()));
  }
  out.generation = *generation;
  out.register_current = is_register_current(*generation);
  out.rows_current = has_current_rows(*generation);
  out.corrections_hash = corrections_hash_of(*generation);
  return guarded(index_directory, [&]() -> Result<Before> {
    const Docs docs = open_docs(*generation);
    if (auto known = check_features(docs.all, index_directory); !known) return fail(std::move(known.error()));
    out.ledger = read_ledger(docs);
    out.roots = read_roots(docs);
    out.removed = read_removed(docs.all);
    out.shard = parse_shard_part(docs.all.get_metadata(std::string(kShardKey))).value_or(ShardPart{});
    out.revision = docs.revision();
    out.unicode = get_string(read_versions(docs.all), "unicode");
    return std::move(out);
  });
}

// Guards a folder of the user's against a mistyped --index.
Result<void> check_place(const std::string& directory) {
  if (!path_exists(directory) || path_exists(lock_path(directory)) || path_exists(join_path(directory, "current"))) {
    return {};
  }
  const auto entries = list_directory(directory);
  if (!entries) return fail(ErrorCode::kCannotWrite, directory, entries.error().detail);
  const auto is_ours = [&](const DirEntry& entry) { return entry.name == base_name(corrections_path(directory)); };
  if (std::all_of(entries->begin(), entries->end(), is_ours)) return {};
  return fail(ErrorCode::kUsage, directory,
              "the folder is not empty and no index of hoptac; name another with --index");
}

// One call of update_index().
class Update {
 public:
  explicit Update(const UpdateOptions& options) : options_(options) {}

  Result<UpdateReport> run() {
    const double cpu_before = cpu_seconds();
    const std::int64_t begin = now_ns();
    report_.started = now_utc();
    auto done = prepare();
    if (done) done = work();
    report_.seconds = static_cast<double>(now_ns() - begin) / 1e9;
    report_.cpu_seconds = cpu_seconds() - cpu_before;
    if (pipeline_) report_.stage_cpu = pipeline_->clock().seconds();
    if (!done) return end_early(std::move(done.error()));
    report_.is_unicode_stale = !before_.unicode.empty() && !options_.rebuild && before_.unicode != unicode_version();
    if (!options_.dry_run) {
      if (auto saved = save_run(options_.index_directory, report_); !saved) return fail(std::move(saved.error()));
    }
    if (options_.on_event) options_.on_event({.kind = UpdateEvent::Kind::kFinished, .done = report_.seen});
    return std::move(report_);
  }

 private:
  // The error that ended the run is the one to tell; what cannot be removed now, the next run removes. What it takes
  // on the disk goes first, then the report may have room.
  Result<UpdateReport> end_early(Error error) {
    if (!lock_) return fail(std::move(error));
    static_cast<void>(remove_unpublished(options_.index_directory));
    if (is_of_the_run(error.code)) {
      report_.error = error;
      if (before_.generation && report_.generation.empty()) report_.generation = before_.generation->name;
      static_cast<void>(save_run(options_.index_directory, report_));
    }
    return fail(std::move(error));
  }

  // Not of how it was called, nor of an index that is another program's.
  static bool is_of_the_run(ErrorCode code) {
    return code != ErrorCode::kUsage && code != ErrorCode::kIndexMissing && code != ErrorCode::kIndexTooNew;
  }

  // All that can stop a run before a file is read.
  Result<void> prepare() {
    if (!options_.dry_run) {
      if (auto good = check_place(options_.index_directory); !good) return good;
      if (auto made = make_directories(options_.index_directory); !made) return made;
      if (auto locked = take_lock(); !locked) return locked;
      if (auto removed = remove_unpublished(options_.index_directory); !removed) return removed;
    }
    if (auto read = look_before(); !read) return read;
    if (options_.paths.empty() && options_.sources.empty() && !before_.generation)
      return fail(ErrorCode::kIndexMissing, options_.index_directory, "name the folders to make one from");
    if (auto same = check_part(); !same) return same;
    if (auto read = read_overrides(); !read) return read;
    if (auto read = read_metadata_list(); !read) return read;
    auto targets = options_.sources.empty()
                       ? resolve_targets(options_.paths, options_.source, before_.roots)
                       : resolve_sources(options_.sources, options_.paths, options_.source, before_.roots);
    if (!targets) return fail(std::move(targets.error()));
    targets_ = *std::move(targets);
    auto pipeline = make_pipeline();
    if (!pipeline) return fail(std::move(pipeline.error()));
    pipeline_.emplace(*std::move(pipeline));
    return keep_overrides();
  }

  Result<void> take_lock() {
    const std::string path = lock_path(options_.index_directory);
    auto lock = FileLock::acquire(path, 0, options_.stop);
    if (!lock && lock.error().code == ErrorCode::kIndexBusy && options_.lock_timeout > 0) {
      tell(UpdateEvent::Kind::kWaiting, lock.error().detail);
      lock = FileLock::acquire(path, options_.lock_timeout, options_.stop);
    }
    if (!lock) return fail(std::move(lock.error()));
    lock_.emplace(*std::move(lock));
    return {};
  }

  void tell(UpdateEvent::Kind kind, std::string detail) const {
    if (options_.on_event) options_.on_event({.kind = kind, .detail = std::move(detail)});
  }

  // A rebuild of an index that cannot be read starts from nothing, and says so.
  Result<void> look_before() {
    auto before = read_before(options_.index_directory);
    if (before) {
      before_ = *std::move(before);
      if (!before_.generation) return {};
      if (options_.rebuild) {
        const auto sums = check_checksums(*before_.generation);
        before_.is_damaged = !sums || !sums->damage.empty();
        return {};
      }
      auto meta = load_meta(*before_.generation);
      return meta ? Result<void>() : fail(std::move(meta.error()));
    }
    if (!options_.rebuild) return fail(std::move(before.error()));
    if (auto generation = current_generation(options_.index_directory)) before_.generation = *std::move(generation);
    before_.readable = before_.generation && salvage();
    before_.is_damaged = true;
    report_.files.push_back(
        {options_.index_directory,
         {},
         FileState::kFailed,
         failure_reason(before.error()) + (before_.readable ? "; what can be read is carried over"
                                                            : "; made anew from the files named, nothing carried over"),
         {},
         false});
    return {};
  }

  ShardPart part() const { return options_.shard.value_or(before_.shard); }

  // Documents of two parts would mix.
  Result<void> check_part() const {
    const bool anew = !before_.generation || options_.rebuild || before_.ledger.empty();
    if (anew || part() == before_.shard) return {};
    return fail(ErrorCode::kUsage, options_.index_directory,
                "it holds the documents of shard " + print(before_.shard) + ", not of " + print(part()) +
                    "; --rebuild makes it anew");
  }

  // What can be read of the ledger and the roots of a damaged database. False when it is whole: of another program.
  bool salvage() {
    const auto sums = check_checksums(*before_.generation);
    const auto saved = guarded(before_.generation->docs(), [&]() -> Result<SavedMetadata> {
      return save_metadata(open_docs(*before_.generation).all);
    });
    if (!saved || (saved->is_whole && sums && sums->damage.empty())) return false;
    before_.ledger = ledger_of(*saved);
    before_.roots = roots_of(*saved);
    return true;
  }

  Result<void> work() {
    auto files = collect();
    if (!files) return fail(std::move(files.error()));
    leave_out_list(*files);
    if (options_.dry_run) return look_only(*std::move(files));
    const bool fresh = options_.rebuild || !before_.generation;
    is_beside_ = !fresh && grows_beside(*files);
    if (fresh || is_beside_) {
      auto made = create_generation(options_.index_directory);
      if (!made) return fail(std::move(made.error()));
      generation_ = *std::move(made);
    } else {
      generation_ = *before_.generation;
    }
    in_parts_ = fresh || is_beside_ || !list_parts(generation_).empty();
    if (auto done = write(*std::move(files), fresh); !done) return done;
    return finish(fresh);
  }

  // A register that is behind would be carried along as if it were not: that of parts is taken to be whole.
  bool grows_beside(const FileList& files) const {
    if (options_.only_failed || options_.only_ocr) return false;
    if (list_parts(*before_.generation).empty() && !before_.register_current) return false;
    return goes_through_parts(estimate_increment(before_.ledger, files), options_.parts_from, *before_.generation);
  }

  Result<FileList> collect() {
    const StageClock::Stage stage(pipeline_->clock(), "walk");
    if (options_.only_ocr) return waiting_files(before_.ledger, targets_, waits_for_ocr);
    if (options_.only_failed) return waiting_files(before_.ledger, targets_, has_failures);
    auto files = walk_targets(targets_, options_.index_directory);
    if (files && options_.rebuild) add_known_files(*files, before_.ledger, targets_);
    return files;
  }

  Result<void> look_only(FileList files) {
    auto [ledger, former] = ledgers(options_.rebuild);
    UpdateRun run({options_, *pipeline_, nullptr, std::move(ledger), std::move(former), targets_.roots,
                   targets_.filters, before_.removed, list_ ? &*list_ : nullptr},
                  report_);
    auto done = run.run(std::move(files), targets_);
    describe_list();
    return done;
  }

  Result<void> write(FileList files, bool fresh) {
    pool_.emplace(options_.jobs);
    auto writer = open_writer();
    if (!writer) return fail(std::move(writer.error()));
    if (auto queued = queue_metadata(**writer, fresh); !queued) return queued;
    auto done = carry_and_run(**writer, std::move(files), fresh);
    const StageClock::Stage stage(pipeline_->clock(), "write");
    auto closed = (*writer)->close();
    count_other({{"write", (*writer)->other_cpu_seconds()}});
    if (!done) return done;
    report_.changed = (*writer)->has_committed();
    if (const TouchedKeys* const keys = (*writer)->touched()) touched_ = *keys;
    return closed;
  }

  Result<std::unique_ptr<Writer>> open_writer() {
    WriteListener listener;
    listener.beginning = [this] { return begin_changes(generation_, !register_kept_); };
    listener.committed = [this](const std::vector<std::string>& ids) {
      // What is hidden is acknowledged when it is published.
      if (options_.on_event && !is_hidden()) {
        options_.on_event({.kind = UpdateEvent::Kind::kCommitted, .committed = &ids});
      }
    };
    listener.refused = [this](const std::string& path, const Error& error) {
      report_.files.push_back({path_id(path), {}, FileState::kFailed, failure_reason(error), {}, false});
      ++report_.record_failures;
    };
    register_kept_ = in_parts_ || before_.register_current;
    if (!in_parts_) {
      return InPlaceWriter::open(generation_.docs(), register_kept_ ? generation_.register_db() : "", listener);
    }
    PartWriter::Options how;
    how.pool = &*pool_;
    how.is_published = before_.generation && before_.generation->name == generation_.name;
    if (how.is_published || is_beside_) how.known = &before_.ledger;
    if (is_beside_) how.base = before_.generation;
    if (is_beside_) how.copy_base = [this] { return copy_before(); };
    // A first index can be opened from its first part on; a rebuild shows at its end.
    if (!before_.generation) how.on_first_part = [this] { return publish(generation_); };
    return PartWriter::open(generation_, std::move(how), listener);
  }

  // What is there is not changed, so that its checksums stay as they are.
  Result<void> copy_before() {
    const StageClock::Stage stage(pipeline_->clock(), "copy");
    if (auto sound = refuse_damage(*before_.generation); !sound) return sound;
    return copy_parts(*before_.generation, generation_);
  }

  // Beside the index that is there: nobody sees it before it is published.
  bool is_hidden() const { return is_beside_ || (options_.rebuild && before_.generation); }

  Result<void> carry_and_run(Writer& writer, FileList files, bool fresh) {
    auto [ledger, former] = ledgers(fresh);
    if (fresh && before_.generation && before_.readable) {
      const CarrySource from{*before_.generation, former, files, options_.stop, before_.is_damaged};
      auto carried = carry_over(from, writer, *pipeline_, report_);
      if (!carried) return fail(std::move(carried.error()));
      ledger = *std::move(carried);
    }
    std::optional<ReadAhead> ahead;
    if (reads_ahead())
      ahead.emplace(
          *pool_, [this] { return pipeline_->sibling(make_reader()); }, options_.stop);
    UpdateRun run({options_, *pipeline_, &writer, std::move(ledger), std::move(former), targets_.roots,
                   targets_.filters, before_.removed, list_ ? &*list_ : nullptr, ahead ? &*ahead : nullptr},
                  report_);
    auto done = run.run(std::move(files), targets_);
    if (ahead) count_other(ahead->stage_seconds());
    describe_list();
    return done;
  }

  // Gives the ledger away: that of a run, and the former one where it begins anew.
  std::pair<Ledger, Ledger> ledgers(bool anew) {
    Ledger known = std::exchange(before_.ledger, {});
    files_before_ = known.size();
    return anew ? std::pair(Ledger{}, std::move(known)) : std::pair(std::move(known), Ledger{});
  }

  // Readers that nobody bounds are not asked from several threads.
  bool reads_ahead() const { return options_.jobs > 1 && options_.make_reader != nullptr; }

  std::unique_ptr<FileReader> make_reader() const {
    return options_.make_reader ? options_.make_reader() : std::make_unique<DirectReader>();
  }

  Result<Pipeline> make_pipeline() const {
    auto pipeline = Pipeline::create(options_.authority_directory, make_reader());
    if (pipeline) pipeline->set_part(part());
    return pipeline;
  }

  // What other threads have spent.
  void count_other(const std::map<std::string, double>& seconds) {
    for (const auto& [stage, spent] : seconds) pipeline_->clock().add(stage, spent);
  }

  // New and moved roots are a change; versions are written beside one.
  Result<void> queue_metadata(Writer& writer, bool fresh) {
    Change change;
    if (part() != before_.shard || (fresh && part().parts > 1)) change.metadata.emplace_back(kShardKey, print(part()));
    for (const auto& [name, folder] : targets_.roots) {
      const auto known = before_.roots.find(name);
      if (!fresh && known != before_.roots.end() && known->second == folder) continue;
      change.metadata.emplace_back(root_metadata_key(name), encode_root(name, folder));
    }
    for (const auto& [id, row] : before_.removed.rows()) {
      if (fresh) change.metadata.emplace_back(removed_metadata_key(id), encode_removed(row));
    }
    writer.add_lazily(std::string(kFeaturesKey), to_line(fresh ? feature_json() : features()));
    writer.add_lazily(std::string(kVersionsKey), to_line(versions(fresh)));
    if (change.metadata.empty()) return {};
    return writer.add(std::move(change));
  }

  // Of the documents that stay.
  Json features() const {
    const auto raised = guarded(before_.generation->docs(),
                                [&]() -> Result<Json> { return raised_features(open_docs(*before_.generation).all); });
    return raised.value_or(feature_json());
  }

  // A new generation has none yet.
  Json versions(bool fresh) const {
    const auto known =
        guarded(generation_.docs(), [&]() -> Result<Json> { return read_versions(open_docs(generation_).all); });
    Json out = versions_now(known ? get_string(*known, "created") : now_utc(), pipeline_->authority_version());
    // The words of the other documents stay as they are.
    if (!fresh && !before_.unicode.empty()) out["unicode"] = before_.unicode;
    return out;
  }

  Result<void> finish(bool fresh) {
    if (report_.interrupted && is_hidden() && !is_beside_) {
      report_.changed = false;
      report_.generation = before_.generation->name;
      return remove_tree(generation_.directory());
    }
    if (is_beside_ && !report_.changed) {
      if (auto dropped = return_to_before(); !dropped) return dropped;
    }
    if (auto whole = finish_documents(); !whole) return whole;
    // Over many documents the register takes longer than a signal may wait; answers say that it is behind, and the next
    // run makes it.
    const bool leaves_register = report_.interrupted && files_before_ + report_.documents > kQuickRegister;
    if (!leaves_register) {
      if (auto made = bring_register(fresh); !made) return made;
    }
    if (auto shown = show(fresh); !shown) return shown;
    if (list_parts(generation_).empty() && !leaves_register && !has_checksums(generation_)) {
      if (auto recorded = record_checksums(generation_); !recorded) return recorded;
    }
    return describe_index();
  }

  // Nothing was to be written after all, or not yet.
  Result<void> return_to_before() {
    if (auto removed = remove_tree(generation_.directory()); !removed) return removed;
    is_beside_ = false;
    generation_ = *before_.generation;
    in_parts_ = !list_parts(generation_).empty();
    register_kept_ = in_parts_ || before_.register_current;
    return {};
  }

  Result<void> bring_register(bool fresh) {
    const StageClock::Stage stage(pipeline_->clock(), "register");
    const bool is_behind = !before_.register_current || !before_.rows_current;
    if (!report_.changed && !fresh && !is_behind && before_.corrections_hash == corrections_.hash) return {};
    if (auto begun = begin_changes(generation_, !register_kept_); !begun) return begun;
    auto summary = finish_register(generation_, register_kept_, pipeline_->authority(), corrections_,
                                   touched_ ? &*touched_ : nullptr);
    return summary ? Result<void>() : fail(std::move(summary.error()));
  }

  Result<void> show(bool fresh) {
    if (is_hidden()) {
      if (auto published = publish(generation_); !published) return published;
    }
    if (fresh || is_beside_) tell(UpdateEvent::Kind::kPublished, generation_.name);
    return {};
  }

  // A run that was interrupted leaves its parts to the next, and their registers too.
  Result<void> finish_documents() {
    const StageClock::Stage stage(pipeline_->clock(), "merge");
    if (!in_parts_) return {};
    // Also those of an earlier run, when this one had nothing to add.
    const bool has_documents = !list_parts(generation_).empty();
    if (report_.interrupted) {
      register_kept_ = false;
      if (is_beside_) return make_showable(*before_.generation, generation_);
    } else if (auto merged = finish_parts(generation_); !merged) {
      return merged;
    }
    if (has_documents) return {};
    if (auto made = make_databases(generation_); !made) return made;
    return before_.generation ? Result<void>() : publish(generation_);
  }

  Result<void> describe_index() {
    auto open = open_generation(options_.index_directory);
    if (!open) return fail(std::move(open.error()));
    return guarded(options_.index_directory, [&]() -> Result<void> {
      report_.generation = open->generation.name;
      report_.revision = open->parts.revision();
      report_.agreements = open->register_db.get_doccount();
      // They are read from all names of the index.
      if (report_.indexed > 0) report_.sample_queries = sample_queries(*open);
      describe_corrections(open->register_db);
      return {};
    });
  }

  Result<void> read_metadata_list() {
    if (options_.metadata_list.empty()) return {};
    auto list = MetadataList::read(options_.metadata_list);
    if (!list) return fail(std::move(list.error()));
    list_ = *std::move(list);
    return {};
  }

  // The list is no document of the folder that it lies in.
  void leave_out_list(FileList& files) const {
    if (!list_) return;
    std::erase_if(files.files, [&](const SeenFile& f) { return f.file.location == list_->location(); });
  }

  void describe_list() {
    if (!list_) return;
    report_.metadata_rows = list_->rows();
    report_.metadata_matched = list_->matched();
    report_.metadata_faults = list_->faults(!report_.interrupted && !options_.only_failed);
  }

  // The corrections of this run: those given, or those that the index keeps.
  Result<void> read_overrides() {
    if (options_.drop_overrides) return {};
    const bool given = !options_.overrides.empty();
    auto read = read_corrections(given ? options_.overrides : corrections_path(options_.index_directory));
    if (!read && !given && read.error().code == ErrorCode::kNotFound) return {};
    if (!read) return fail(ErrorCode::kUsage, std::move(read.error().path), std::move(read.error().detail));
    corrections_ = *std::move(read);
    return {};
  }

  // What was given stays with the index, whatever generation it has.
  Result<void> keep_overrides() {
    const std::string kept = corrections_path(options_.index_directory);
    if (options_.dry_run) return {};
    if (options_.drop_overrides) return remove_tree(kept);
    if (options_.overrides.empty()) return {};
    const auto text = read_file(options_.overrides, limits::kMaxFileBytes);
    if (!text) return fail(text.error());
    const auto known = read_file(kept, limits::kMaxFileBytes);
    return known && *known == *text ? Result<void>() : write_file_atomic(kept, *text);
  }

  // A run without changes tells what the last one that looked found.
  void describe_corrections(const Xapian::Database& register_db) {
    const auto state = parse_json(register_db.get_metadata(std::string(kCorrectionsKey)));
    if (!state) return;
    report_.corrections = static_cast<std::size_t>(get_number(*state, "rows"));
    for (const Json& row : get_member(*state, "unused")) {
      report_.unused_corrections.push_back(
          "overrides.tsv:" + std::to_string(static_cast<std::size_t>(get_number(row, "line"))) + ": " +
          get_string(row, "what") + ": " + get_string(row, "reason"));
    }
  }

  const UpdateOptions& options_;
  UpdateReport report_;
  Corrections corrections_;
  std::optional<MetadataList> list_;
  std::optional<FileLock> lock_;
  Before before_;
  std::size_t files_before_ = 0;  // with a row in the ledger
  ResolvedTargets targets_;
  std::optional<Pipeline> pipeline_;
  Generation generation_;
  std::optional<TaskPool> pool_;
  bool in_parts_ = false;   // of a build that is not merged yet
  bool is_beside_ = false;  // an increment through parts: generation_ begins with a copy of the one before
  bool register_kept_ = false;
  std::optional<TouchedKeys> touched_;  // when only those were changed
};

}  // namespace

std::string_view file_state_name(FileState state) {
  switch (state) {
    case FileState::kIndexed:
      return "indexed";
    case FileState::kUnchanged:
      return "unchanged";
    case FileState::kDuplicate:
      return "duplicate";
    case FileState::kSkipped:
      return "skipped";
    case FileState::kFailed:
      return "failed";
    case FileState::kVanished:
      return "vanished";
    case FileState::kRemoved:
      return "removed";
  }
  return "";
}

Result<UpdateReport> update_index(const UpdateOptions& options) {
  return has_shards(options.index_directory) ? register_shards(options) : Update(options).run();
}

}  // namespace hoptac
