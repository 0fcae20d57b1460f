#include "index/part_writer.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "index/features.h"
#include "index/ledger.h"
#include "index/parts.h"
#include "index/parts_copy.h"
#include "index/schema.h"
#include "index/space.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/json.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// Documents that are queued belong to no part yet.
constexpr std::uint32_t kQueued = 0;
// So many parts of one level are merged into one of the next: each part that a reader, or the last merge, has open
// takes some five descriptors.
constexpr std::size_t kFanIn = 64;
constexpr std::string_view kFolder = "parts/";

std::uint32_t number_of(const Part& part) {
  std::uint32_t number = 0;
  std::from_chars(part.name.data() + kFolder.size(), part.name.data() + part.name.size(), number);
  return number;
}

}  // namespace

PartWriter::PartWriter(const Generation& generation, Options options, WriteListener listener)
    : generation_(generation),
      options_(std::move(options)),
      listener_(std::move(listener)),
      features_(to_line(feature_json())) {}

Result<std::unique_ptr<PartWriter>> PartWriter::open(const Generation& generation, Options options,
                                                     WriteListener listener) {
  std::unique_ptr<PartWriter> out(new PartWriter(generation, std::move(options), std::move(listener)));
  if (auto loaded = out->load(); !loaded) return fail(std::move(loaded.error()));
  return out;
}

Result<void> PartWriter::load() {
  if (auto removed = remove_unlisted_parts(generation_); !removed) return removed;
  parts_ = options_.base ? copied_parts(*options_.base) : list_parts(generation_);
  Paths paths;
  if (options_.known != nullptr && !parts_.empty()) {
    for (const auto& [path, entry] : *options_.known) paths.emplace(file_key(path), path);
  }
  const std::vector<std::string> places = docs_paths(options_.base ? *options_.base : generation_);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::uint32_t number = number_of(parts_[i]);
    auto loaded = guarded(places[i], [&]() -> Result<void> {
      load_owners(Xapian::Database(places[i]), number, paths);
      return {};
    });
    if (!loaded) return loaded;
    last_number_ = std::max(last_number_, number);
  }
  options_.known = nullptr;
  return {};
}

// The ids come in one pass: files have theirs anywhere.
void PartWriter::load_owners(const Xapian::Database& docs, std::uint32_t part, const Paths& paths) {
  std::vector<std::string> ids(std::size_t{docs.get_lastdocid()} + 1);
  const Xapian::valueno slot = slot_number(Slot::kId);
  for (auto it = docs.valuestream_begin(slot); it != docs.valuestream_end(slot); ++it) ids[it.get_docid()] = *it;
  const std::string prefix(prefix::kFile);
  for (auto term = docs.allterms_begin(prefix); term != docs.allterms_end(prefix); ++term) {
    const std::string key = (*term).substr(prefix.size());
    const auto path = paths.find(key);
    for (auto at = docs.postlist_begin(*term); at != docs.postlist_end(*term); ++at)
      owners_.set_by_key(ids[*at], key, path == paths.end() ? std::string_view() : path->second, part);
  }
}

Result<void> PartWriter::add(Change change) {
  for (const std::string& id : change.removed) remove(id);
  for (NewDocument& document : change.documents) {
    if (auto queued = queue(std::move(document), change.path); !queued) return queued;
  }
  // Behind the documents: should the part end before them, a row must not say that they are there.
  for (auto& [key, value] : change.metadata) {
    part_bytes_ += key.size() + value.size();
    lazy_.erase(key);
    // An earlier part may have one.
    metadata_.insert_or_assign(std::move(key), value.empty() ? std::string(kNoValue) : std::move(value));
  }
  if (part_bytes_ < limits::kPartBytes && written_.size() + slice_.size() < limits::kPartDocuments) return {};
  return commit();
}

void PartWriter::remove(const std::string& id) {
  const auto owner = owners_.find(id);
  if (!owner) return;
  if (owner->part != kQueued) {
    edits_[owner->part].push_back(id);
  } else if (const auto at = in_slice_.find(id); at != in_slice_.end()) {
    slice_[at->second].gone = true;
    in_slice_.erase(at);
  } else {
    late_.push_back(id);
    written_.erase(id);
  }
  owners_.erase(id);
}

Result<void> PartWriter::queue(NewDocument document, const std::string& path) {
  remove(document.id);
  // One that is to be taken out of this part, under the same id: the part ends before it. A crash right then costs a
  // second reading of the file, whose row is not written yet.
  if (std::find(late_.begin(), late_.end(), document.id) != late_.end()) {
    if (auto ended = end_part(); !ended) return ended;
  }
  in_slice_[document.id] = slice_.size();
  owners_.set(document.id, path, kQueued);
  slice_bytes_ += document.record.data.size();
  slice_.push_back({std::move(document), path});
  if (slice_bytes_ < limits::kSliceBytes && slice_.size() < limits::kSliceDocuments) return {};
  return end_slice();
}

void PartWriter::add_lazily(std::string key, std::string value) {
  if (key == kFeaturesKey) features_ = value;
  lazy_.insert_or_assign(std::move(key), std::move(value));
}

std::string PartWriter::directory_of(const Part& part) const { return join_path(generation_.directory(), part.name); }

Part PartWriter::next_part(int level) { return {std::string(kFolder) + std::to_string(++last_number_), level}; }

Result<void> PartWriter::end_slice() {
  if (slice_.empty()) return {};
  if (!building_) {
    auto building = PartBuilder::begin(directory_of(next_part(0)), *options_.pool);
    if (!building) return fail(std::move(building.error()));
    building_ = *std::move(building);
  }
  if (auto room = check_space(generation_.directory(), slice_bytes_); !room) return room;
  for (const QueuedDocument& d : slice_) {
    if (!d.gone) written_.insert_or_assign(d.document.id, d.path);
  }
  part_bytes_ += std::exchange(slice_bytes_, 0);
  in_slice_.clear();
  return building_->add(std::exchange(slice_, {}));
}

Result<void> PartWriter::commit() {
  const bool empty = slice_.empty() && !building_ && metadata_.empty() && edits_.empty();
  if (empty && (lazy_.empty() || !has_committed_)) return {};
  metadata_.merge(std::exchange(lazy_, {}));
  return end_part();
}

Result<void> PartWriter::end_part() {
  if (auto ended = end_slice(); !ended) return ended;
  if (!building_) {
    auto building = PartBuilder::begin(directory_of(next_part(0)), *options_.pool);
    if (!building) return fail(std::move(building.error()));
    building_ = *std::move(building);
  }
  metadata_.emplace(kFeaturesKey, features_);
  metadata_.insert_or_assign(std::string(kCommitKey), std::to_string(now_ns()));
  const auto building = std::exchange(building_, nullptr);
  if (auto waited = building->wait(); !waited) return waited;
  lose_refused(building->refused());
  auto finished = building->finish(metadata_, late_);
  other_cpu_ += building->other_cpu_seconds();
  if (!finished) return finished;
  const Part part{std::string(kFolder) + base_name(building->directory()), 0};
  if (const auto copy_base = std::exchange(options_.copy_base, nullptr)) {
    if (auto copied = copy_base(); !copied) return copied;
  }
  std::vector<Part> parts = parts_;
  parts.push_back(part);
  if (auto edited = edit_parts(parts); !edited) return edited;
  if (auto listed = list(std::move(parts)); !listed) return listed;
  std::vector<std::string> ids;
  for (const auto& [id, path] : std::exchange(written_, {})) {
    owners_.set(id, path, number_of(part));
    ids.push_back(id);
  }
  metadata_.clear();
  late_.clear();
  part_bytes_ = 0;
  if (listener_.committed && !ids.empty()) listener_.committed(ids);
  return merge_full_level();
}

// A file with a document that Xapian has refused is not in this part: neither its documents nor its row.
void PartWriter::lose_refused(const std::vector<RefusedDocument>& refused) {
  for (const RefusedDocument& r : refused) {
    if (metadata_.erase(ledger_metadata_key(r.path)) == 0) continue;
    for (const std::string& id : owners_.ids_of(file_key(r.path))) {
      if (written_.erase(id) == 0) continue;
      late_.push_back(id);
      owners_.erase(id);
    }
    if (listener_.refused) listener_.refused(r.path, r.error);
  }
}

Result<void> PartWriter::edit_parts(std::vector<Part>& parts) {
  for (const auto& [number, removed] : std::exchange(edits_, {})) {
    const auto is_it = [number = number](const Part& part) { return number_of(part) == number; };
    const auto part = std::find_if(parts.begin(), parts.end(), is_it);
    if (part == parts.end()) return fail(ErrorCode::kInternal, generation_.directory(), "a part is not listed");
    if (auto edited = edit_part(*part, number, removed); !edited) return edited;
  }
  return {};
}

// Takes documents out, of a copy when readers may have the part open.
Result<void> PartWriter::edit_part(Part& part, std::uint32_t number, const std::vector<std::string>& removed) {
  if (options_.is_published) {
    const Part copy = next_part(part.level);
    if (auto copied = merge_parts(generation_, {part}, directory_of(copy)); !copied) return copied;
    owners_.rename_part(number, number_of(copy));
    part = copy;
  }
  return guarded(
      directory_of(part),
      [&]() -> Result<void> {
        Xapian::WritableDatabase docs(part_docs(generation_, part), Xapian::DB_OPEN);
        Xapian::WritableDatabase records(part_register(generation_, part), Xapian::DB_OPEN);
        for (const std::string& id : removed) {
          docs.delete_document(id_term(id));
          records.delete_document(document_term(id));
        }
        docs.commit();
        records.commit();
        return {};
      },
      Access::kWrite);
}

Result<void> PartWriter::list(std::vector<Part> parts) {
  if (auto listed = set_parts(generation_, parts); !listed) return listed;
  const std::vector<Part> before = std::exchange(parts_, std::move(parts));
  has_committed_ = true;
  if (before.empty() && options_.on_first_part) {
    if (auto done = options_.on_first_part(); !done) return done;
    options_.is_published = true;
  }
  for (const Part& part : before) {
    if (std::find(parts_.begin(), parts_.end(), part) != parts_.end()) continue;
    if (auto removed = remove_tree(directory_of(part)); !removed) return removed;
  }
  return {};
}

Result<void> PartWriter::merge_full_level() {
  const int level = parts_.back().level;
  const auto begin = std::find_if(parts_.begin(), parts_.end(), [&](const Part& p) { return p.level <= level; });
  if (static_cast<std::size_t>(parts_.end() - begin) < kFanIn) return {};
  const std::vector<Part> full(begin, parts_.end());
  const Part merged = next_part(level + 1);
  if (auto done = merge_parts(generation_, full, directory_of(merged)); !done) return done;
  for (const Part& part : full) owners_.rename_part(number_of(part), number_of(merged));
  std::vector<Part> parts(parts_.begin(), begin);
  parts.push_back(merged);
  if (auto listed = list(std::move(parts)); !listed) return listed;
  return merge_full_level();
}

Result<void> PartWriter::close() { return commit(); }

Result<std::optional<std::string>> PartWriter::taken_by(const std::string& id, std::string_view own_file_key) const {
  const auto owner = owners_.find(id);
  if (!owner || owners_.belongs_to(id, own_file_key)) return std::nullopt;
  return std::string(owner->path);
}

Result<std::vector<std::string>> PartWriter::ids_of_file(std::string_view file_key) const {
  return owners_.ids_of(file_key);
}

}  // namespace hoptac
