#include "index/reindex.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "index/carry_over.h"
#include "index/checksums.h"
#include "index/corrections.h"
#include "index/fact_changes.h"
#include "index/features.h"
#include "index/generation.h"
#include "index/in_place_writer.h"
#include "index/part_writer.h"
#include "index/parts.h"
#include "index/register.h"
#include "index/schema.h"
#include "index/searcher.h"
#include "index/shard_list.h"
#include "index/space.h"
#include "index/staleness.h"
#include "index/stored.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/json.h"
#include "src/base/task_pool.h"

namespace hoptac {
namespace {

// One call of reindex().
class Reindex {
 public:
  explicit Reindex(const ReindexOptions& options) : options_(options) {}

  Result<ReindexReport> run() {
    const std::int64_t begin = now_ns();
    if (auto ready = prepare(); !ready) return fail(std::move(ready.error()));
    auto done = options_.where.empty() ? all() : some();
    if (!done) {
      if (lock_) static_cast<void>(remove_unpublished(options_.index_directory));
      return fail(std::move(done.error()));
    }
    report_.seconds = static_cast<double>(now_ns() - begin) / 1e9;
    return std::move(report_);
  }

 private:
  Result<void> prepare() {
    if (auto one = refuse_shards(options_.index_directory, "reindex"); !one) return one;
    if (auto exists = current_generation(options_.index_directory); !exists) return fail(std::move(exists.error()));
    if (!options_.dry_run) {
      if (auto locked = take_lock(); !locked) return locked;
      if (auto removed = remove_unpublished(options_.index_directory); !removed) return removed;
    }
    auto generation = current_generation(options_.index_directory);  // as the last writer left it
    if (!generation) return fail(std::move(generation.error()));
    from_ = *std::move(generation);
    if (auto whole = require_merged(from_); !whole) return whole;
    auto corrections = read_corrections(corrections_path(options_.index_directory));
    if (!corrections && corrections.error().code != ErrorCode::kNotFound) return fail(std::move(corrections.error()));
    if (corrections) corrections_ = *std::move(corrections);
    auto pipeline = Pipeline::create(options_.authority_directory, std::make_unique<DirectReader>());
    if (!pipeline) return fail(std::move(pipeline.error()));
    pipeline_.emplace(*std::move(pipeline));
    return open_documents();
  }

  Result<void> take_lock() {
    const std::string path = lock_path(options_.index_directory);
    auto lock = FileLock::acquire(path, 0, options_.stop);
    if (!lock && lock.error().code == ErrorCode::kIndexBusy && options_.lock_timeout > 0) {
      tell(ReindexEvent::Kind::kWaiting, lock.error().detail);
      lock = FileLock::acquire(path, options_.lock_timeout, options_.stop);
    }
    if (!lock) return fail(std::move(lock.error()));
    lock_.emplace(*std::move(lock));
    return {};
  }

  void tell(ReindexEvent::Kind kind, std::string detail = {}) const {
    if (options_.on_event) options_.on_event({kind, report_.documents, total_, std::move(detail)});
  }

  // Damage of the metadata is no reason to stop, another program's features are.
  Result<void> open_documents() {
    auto docs = guarded(from_.docs(), [&]() -> Result<Xapian::Database> { return Xapian::Database(from_.docs()); });
    if (!docs) {
      return fail(docs.error().code, docs.error().path,
                  docs.error().detail +
                      "; nothing of it can be read: hoptac rollback where there is a generation before, "
                      "or from the sources: hoptac ingest --rebuild FOLDER");
    }
    docs_ = *std::move(docs);
    saved_ = save_metadata(docs_);
    ledger_ = ledger_of(saved_);
    const auto sums = check_checksums(from_);
    is_damaged_ = !saved_.is_whole || !sums || !sums->damage.empty();
    const auto known = guarded(from_.docs(), [&] { return check_features(docs_, options_.index_directory); });
    if (!known && !is_damaged_) return fail(known.error());
    report_.generation = from_.name;
    return {};
  }

  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  CarryListener listener() {
    CarryListener out;
    out.lost = [this](const std::string& path, const std::string& id, const Error& error) {
      report_.lost.push_back({path, id, error.detail});
    };
    out.derived = [this](const std::string& stored, const NewDocument& made) { note(stored, made); };
    out.is_stopped = [this] { return is_stopped(); };
    return out;
  }

  void note(const std::string& stored, const NewDocument& made) {
    ++report_.documents;
    tell(ReindexEvent::Kind::kDocument, made.id);
    if (!options_.diff) return;
    const auto before = decode_stored(stored);
    const auto after = decode_stored(made.record.data);
    if (!before || !after) return;
    const auto changes = fact_changes(after->document, before->analysis, after->analysis);
    if (changes.empty()) return;
    ++report_.changed;
    for (const FactChange& change : changes) ++(change.is_added ? report_.added : report_.removed);
    if (options_.on_change) options_.on_change(made.id, changes);
  }

  // Everything, into a new generation.
  Result<void> all() {
    total_ = guarded(from_.docs(), [&]() -> Result<std::size_t> { return docs_.get_doccount(); }).value_or(0);
    tell(ReindexEvent::Kind::kStarted);
    if (options_.dry_run) return carry(nullptr);
    if (auto room = check_space(options_.index_directory, tree_size(from_.directory()) / 4); !room) return room;
    auto made = create_generation(options_.index_directory);
    if (!made) return fail(std::move(made.error()));
    if (auto filled = fill(*made); !filled) return filled;
    report_.interrupted = is_stopped();
    return report_.interrupted ? remove_tree(made->directory()) : publish_new(*made);
  }

  Result<void> fill(const Generation& made) {
    WriteListener refusals;
    refusals.refused = [this](const std::string& path, const Error& error) {
      report_.lost.push_back({path, {}, error.detail});
    };
    TaskPool pool(1);
    PartWriter::Options how;
    how.pool = &pool;
    auto writer = PartWriter::open(made, std::move(how), refusals);
    if (!writer) return fail(std::move(writer.error()));
    if (auto copied = copy_metadata(**writer); !copied) return copied;
    if (auto carried = carry(writer->get()); !carried) return carried;
    if (is_stopped()) return {};
    if (auto closed = (*writer)->close(); !closed) return closed;
    return finish_parts(made);
  }

  Result<void> publish_new(const Generation& made) {
    if (report_.documents == 0 && !report_.lost.empty()) {
      return fail(ErrorCode::kIndexDamaged, from_.docs(),
                  "no document can be read; from the sources: hoptac ingest --rebuild FOLDER");
    }
    auto summary = finish_register(made, true, pipeline_->authority(), corrections_);
    if (!summary) return fail(std::move(summary.error()));
    if (auto published = publish(made); !published) return published;
    tell(ReindexEvent::Kind::kPublished, made.name);
    if (auto recorded = record_checksums(made); !recorded) return recorded;
    return describe_index();
  }

  // What is not the ledger's, and rows of files without documents.
  Result<void> copy_metadata(Writer& writer) {
    Change change;
    for (const auto& [key, value] : saved_.rows) {
      if (key == kFeaturesKey || key == kVersionsKey || key.starts_with(ledger_prefix())) continue;
      change.metadata.emplace_back(key, value);
    }
    for (const auto& [path, entry] : ledger_) {
      if (entry.row.documents == 0) change.metadata.emplace_back(ledger_metadata_key(path), encode_entry(entry));
    }
    change.metadata.emplace_back(kVersionsKey, to_line(versions_now(now_utc(), pipeline_->authority_version())));
    return writer.add(std::move(change));
  }

  Result<void> carry(Writer* writer) {
    Carrier carrier(docs_, *pipeline_, writer, listener());
    for (const auto& [path, entry] : ledger_) {
      if (is_stopped()) break;
      if (entry.row.documents == 0) continue;
      if (auto carried = carrier.carry(entry); !carried) return carried;
    }
    if (is_stopped()) report_.interrupted = true;
    if (report_.interrupted) return {};
    return carrier.carry_rest(is_damaged_, [this](std::string_view path) { return !ledger_.contains(path); });
  }

  // What the query finds, in place.
  Result<void> some() {
    if (auto meta = load_meta(from_); !meta) return fail(std::move(meta.error()));
    auto ids = find_documents();
    if (!ids) return fail(std::move(ids.error()));
    total_ = ids->size();
    tell(ReindexEvent::Kind::kStarted);
    if (options_.dry_run) return replace(*ids, nullptr);
    if (total_ == 0) return describe_index();
    const bool current = is_register_current(from_);
    WriteListener hooks;
    hooks.beginning = [this, current] { return begin_changes(from_, !current); };
    hooks.committed = [this](const std::vector<std::string>& written) {
      if (options_.on_event)
        options_.on_event({ReindexEvent::Kind::kCommitted, report_.documents, total_, {}, &written});
    };
    hooks.refused = [this](const std::string& path, const Error& error) {
      report_.lost.push_back({path, {}, error.detail});
    };
    auto writer = InPlaceWriter::open(from_.docs(), current ? from_.register_db() : "", hooks);
    if (!writer) return fail(std::move(writer.error()));
    auto replaced = replace(*ids, writer->get());
    auto closed = (*writer)->close();
    if (!replaced) return replaced;
    if (!closed) return closed;
    if (auto begun = begin_changes(from_, !current); !begun) return begun;
    auto summary = finish_register(from_, current, pipeline_->authority(), corrections_, (*writer)->touched());
    if (!summary) return fail(std::move(summary.error()));
    if (auto recorded = record_checksums(from_); !recorded) return recorded;
    return describe_index();
  }

  // (key of the file, id) of what the query finds, by file.
  Result<std::vector<std::pair<std::string, std::string>>> find_documents() {
    auto searcher = Searcher::open(options_.index_directory, options_.authority_directory);
    if (!searcher) return fail(std::move(searcher.error()));
    SearchRequest request;
    request.query = options_.where;
    request.limit = 0;
    request.passages = 0;
    std::vector<std::pair<std::string, std::string>> out;
    const auto found = searcher->stream(request, [&](const Hit& hit) {
      out.emplace_back(std::string(), hit.id);
      return !is_stopped();
    });
    if (!found) return fail(found.error());
    for (auto& [key, id] : out) key = file_key_of(id);
    std::sort(out.begin(), out.end());
    return out;
  }

  std::string file_key_of(const std::string& id) const {
    const auto key = guarded(from_.docs(), [&]() -> Result<std::string> {
      const std::string term = id_term(id), prefix(prefix::kFile);
      const auto at = docs_.postlist_begin(term);
      if (at == docs_.postlist_end(term)) return std::string();
      auto file = docs_.termlist_begin(*at);
      file.skip_to(prefix);
      const bool has = file != docs_.termlist_end(*at) && (*file).starts_with(prefix);
      return has ? (*file).substr(prefix.size()) : std::string();
    });
    return key.value_or("");
  }

  Result<void> replace(const std::vector<std::pair<std::string, std::string>>& ids, Writer* writer) {
    std::map<std::string, const LedgerEntry*> rows;
    for (const auto& [path, entry] : ledger_) rows.emplace(file_key(path), &entry);
    const CarryListener hooks = listener();
    for (std::size_t i = 0; i < ids.size() && !is_stopped();) {
      const std::size_t begin = i;
      const auto row = rows.find(ids[begin].first);
      std::size_t done = 0;
      for (; i < ids.size() && ids[i].first == ids[begin].first && !is_stopped(); ++i) {
        const std::string path = row == rows.end() ? std::string() : row->second->row.path;
        auto replaced = replace_one(ids[i].second, path, hooks, writer);
        if (!replaced) return fail(std::move(replaced.error()));
        done += *replaced ? 1U : 0U;
      }
      // A row tells the versions of all documents of its file.
      if (writer == nullptr || row == rows.end() || done != row->second->row.documents) continue;
      if (auto written = raise_row(*row->second, *writer); !written) return written;
    }
    report_.interrupted = is_stopped();
    return {};
  }

  Result<bool> replace_one(const std::string& id, const std::string& path, const CarryListener& hooks, Writer* writer) {
    const auto look_up = [&]() -> Result<std::string> {
      const std::string term = id_term(id);
      const auto at = docs_.postlist_begin(term);
      return at == docs_.postlist_end(term) ? std::string() : docs_.get_document(*at).get_data();
    };
    // Our own commits overtake what is read here.
    const auto data =
        guarded_retrying(from_.docs(), look_up, [&](const Xapian::Error&) { return docs_.reopen(), true; });
    const auto stored = data ? decode_stored(*data) : fail(data.error());
    if (!stored || path.empty()) {
      hooks.lost(path, id,
                 stored ? Error{ErrorCode::kIndexDamaged, {}, "no row of the ledger is its"} : stored.error());
      return false;
    }
    NewDocument made = pipeline_->derive(stored->document, path);
    hooks.derived(*data, made);
    if (writer == nullptr) return true;
    Change change{path, {}, {}, {}};
    change.documents.push_back(std::move(made));
    if (auto added = writer->add(std::move(change)); !added) return fail(std::move(added.error()));
    return true;
  }

  Result<void> raise_row(LedgerEntry entry, Writer& writer) {
    entry.row.rules_version = kRulesVersion;
    entry.authority = pipeline_->authority_version();
    return writer.add({entry.row.path, {}, {}, {{ledger_metadata_key(entry.row.path), encode_entry(entry)}}});
  }

  Result<void> describe_index() {
    auto open = open_generation(options_.index_directory);
    if (!open) return fail(std::move(open.error()));
    return guarded(options_.index_directory, [&]() -> Result<void> {
      report_.generation = open->generation.name;
      report_.revision = open->docs.get_revision();
      report_.agreements = open->register_db.get_doccount();
      return {};
    });
  }

  const ReindexOptions& options_;
  ReindexReport report_;
  std::optional<FileLock> lock_;
  Generation from_;
  Corrections corrections_;
  std::optional<Pipeline> pipeline_;
  Xapian::Database docs_;
  SavedMetadata saved_;
  Ledger ledger_;
  bool is_damaged_ = false;
  std::size_t total_ = 0;
};

}  // namespace

Result<ReindexReport> reindex(const ReindexOptions& options) { return Reindex(options).run(); }

}  // namespace hoptac
