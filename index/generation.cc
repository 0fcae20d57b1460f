#include "index/generation.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "index/corrections.h"
#include "index/features.h"
#include "index/identity_store.h"
#include "index/schema.h"
#include "index/shards.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::string_view kGenerationPrefix = "gen-";
constexpr std::string_view kCurrent = "current";

std::optional<unsigned> number_of(std::string_view name) {
  if (!name.starts_with(kGenerationPrefix)) return std::nullopt;
  name.remove_prefix(kGenerationPrefix.size());
  unsigned number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

std::string current_path(const std::string& index_directory) { return join_path(index_directory, kCurrent); }

// One above all that are there.
Result<Generation> next_generation(const std::string& index_directory) {
  const auto entries = list_directory(index_directory);
  if (!entries) return fail(entries.error());
  unsigned last = 0;
  for (const DirEntry& entry : *entries) last = std::max(last, number_of(entry.name).value_or(0));
  return Generation{index_directory, std::string(kGenerationPrefix) + std::to_string(last + 1)};
}

// meta.json of a generation: {generation, created, features, published, alone, parts}; an empty object when it cannot
// be read.
Json read_meta(const Generation& generation) {
  auto meta = load_meta(generation);
  return meta ? *std::move(meta) : Json::object();
}

std::vector<Part> parts_of(const Json& meta) {
  std::vector<Part> out;
  const Json& list = get_member(meta, "parts");
  if (!list.is_array()) return out;
  for (const Json& part : list) out.push_back({get_string(part, "name"), static_cast<int>(get_number(part, "level"))});
  return out;
}

bool is_marked_published(const Generation& generation) { return read_meta(generation).contains("published"); }

bool is_alone(const Generation& generation) { return read_meta(generation).contains("alone"); }

Result<void> mark(const Generation& generation, const char* key) {
  Json meta = read_meta(generation);
  meta[key] = now_utc();
  return write_file_atomic(generation.meta(), to_line(meta) + "\n");
}

constexpr int kOrdersSince = 2;  // schema

// The lowest of all shards.
int lowest_schema(const OpenGeneration& open) {
  if (!open.shards) return schema_of(open.docs);
  int out = kSchemaVersion;
  for (const OpenShard& shard : open.shards->open) out = std::min(out, shard.schema);
  return out;
}

bool is_current(const OpenGeneration& open) {
  if (open.register_db.size() == 0) return false;
  const std::string stamp = open.register_db.get_metadata(std::string(kStampKey));
  return open.shards ? open.shards->are_of(stamp) : stamp == open.parts.stamp();
}

// Terms of remote shards are kept in the register.
Terms terms_of(const OpenGeneration& open) {
  if (!open.shards || !open.shards->has_remote() || open.register_db.size() == 0) return {open.docs};
  return {open.docs, open.register_db, open.register_current && open.shards->missing.empty()};
}

}  // namespace

std::string Generation::directory() const { return join_path(index_directory, name); }
std::string Generation::docs() const { return join_path(directory(), "docs"); }
std::string Generation::register_db() const { return join_path(directory(), "register"); }
std::string Generation::meta() const { return join_path(directory(), "meta.json"); }

std::string part_docs(const Generation& generation, const Part& part) {
  return join_path(join_path(generation.directory(), part.name), "docs");
}
std::string part_register(const Generation& generation, const Part& part) {
  return join_path(join_path(generation.directory(), part.name), "register");
}

std::vector<Part> list_parts(const Generation& generation) { return parts_of(read_meta(generation)); }

Result<void> set_parts(const Generation& generation, const std::vector<Part>& parts) {
  Json meta = read_meta(generation);
  meta.erase("parts");
  for (const Part& part : parts) meta["parts"].push_back({{"name", part.name}, {"level", part.level}});
  return write_file_atomic(generation.meta(), to_line(meta) + "\n");
}

Result<void> require_merged(const Generation& generation) {
  if (list_parts(generation).empty()) return {};
  return fail(
      ErrorCode::kIndexDamaged, generation.index_directory,
      "a run was stopped before it had merged its parts; run the same hoptac ingest again, it goes on from there");
}

std::string Docs::stamp() const {
  std::string out;
  for (const Xapian::Database& part : parts) out.append(out.empty() ? "" : " ").append(stamp_of(part));
  return out;
}

std::uint64_t Docs::revision() const {
  std::uint64_t sum = 0;
  for (const Xapian::Database& part : parts) sum += part.get_revision();
  return sum;
}

std::vector<std::string> docs_paths(const Generation& generation) {
  std::vector<std::string> out;
  for (const Part& part : list_parts(generation)) out.push_back(part_docs(generation, part));
  if (out.empty()) out.push_back(generation.docs());
  return out;
}

Docs open_docs(const Generation& generation) {
  Docs docs;
  for (const std::string& path : docs_paths(generation)) docs.parts.emplace_back(path);
  if (docs.parts.size() == 1) {
    docs.all = docs.parts.front();
  } else {
    for (const Xapian::Database& part : docs.parts) docs.all.add_database(part);
  }
  return docs;
}

void each_metadata(const Docs& docs, std::string_view prefix, const std::function<void(const std::string&)>& visit) {
  const std::string begin(prefix);
  if (docs.parts.size() == 1) {
    const Xapian::Database& all = docs.all;
    for (auto it = all.metadata_keys_begin(begin); it != all.metadata_keys_end(begin); ++it)
      visit(all.get_metadata(*it));
    return;
  }
  std::map<std::string, std::string> values;
  for (const Xapian::Database& part : docs.parts) {
    for (auto it = part.metadata_keys_begin(begin); it != part.metadata_keys_end(begin); ++it)
      values.insert_or_assign(*it, part.get_metadata(*it));
  }
  for (const auto& [key, value] : values) {
    if (value != kNoValue) visit(value);
  }
}

std::string lock_path(const std::string& index_directory) { return join_path(index_directory, "lock"); }
std::string runs_path(const std::string& index_directory) { return join_path(index_directory, "runs"); }

Result<Generation> current_generation(const std::string& index_directory) {
  const auto target = read_symlink(current_path(index_directory));
  if (!target) {
    const bool missing = target.error().code == ErrorCode::kNotFound;
    return fail(missing ? ErrorCode::kIndexMissing : ErrorCode::kIndexDamaged, index_directory,
                "make one with: hoptac ingest FOLDER --index " + index_directory);
  }
  const std::string name = base_name(*target);
  if (!number_of(name)) return fail(ErrorCode::kIndexDamaged, index_directory, "current names no generation: " + name);
  return Generation{index_directory, name};
}

Result<Json> load_meta(const Generation& generation) {
  constexpr std::uint64_t kMaxMetaBytes = 1U << 20U;
  constexpr char kWayOut[] = "; make the index anew: hoptac ingest --rebuild FOLDER";
  const auto damaged = [&](const std::string& what) {
    return fail(ErrorCode::kIndexDamaged, generation.meta(), what + kWayOut);
  };
  const auto text = read_file(generation.meta(), kMaxMetaBytes);
  if (!text) return damaged(text.error().code == ErrorCode::kNotFound ? "it is missing" : text.error().detail);
  auto meta = parse_json(*text);
  if (!meta || !meta->is_object()) return damaged("it is torn: no JSON object");
  if (get_string(*meta, "generation") != generation.name) {
    return damaged("it is not of " + generation.name);
  }
  return *std::move(meta);
}

Result<Generation> create_generation(const std::string& index_directory) {
  auto generation = next_generation(index_directory);
  if (!generation) return generation;
  if (auto made = make_directories(generation->directory()); !made) return fail(made.error());
  const Json meta{{"generation", generation->name}, {"created", now_utc()}, {"features", feature_json()}};
  if (auto written = write_file_atomic(generation->meta(), to_line(meta) + "\n"); !written) {
    return fail(written.error());
  }
  return generation;
}

Result<void> make_databases(const Generation& generation) {
  return guarded(
      generation.directory(),
      [&]() -> Result<void> {
        Xapian::WritableDatabase docs(generation.docs(), Xapian::DB_CREATE);
        docs.set_metadata(std::string(kFeaturesKey), to_line(feature_json()));
        docs.set_metadata(std::string(kVersionsKey), to_line({{"created", now_utc()}}));
        docs.commit();
        Xapian::WritableDatabase records(generation.register_db(), Xapian::DB_CREATE);
        records.set_metadata(std::string(kStampKey), stamp_of(docs));
        records.commit();
        return {};
      },
      Access::kWrite);
}

Result<void> remove_unpublished(const std::string& index_directory) {
  const auto current = current_generation(index_directory);
  if (!current && current.error().code != ErrorCode::kIndexMissing) return {};
  const auto entries = list_directory(index_directory);
  if (!entries) return fail(entries.error());
  const bool alone = current && is_alone(*current);
  for (const DirEntry& entry : *entries) {
    const auto number = number_of(entry.name);
    if (!number || (current && entry.name == current->name)) continue;
    if (current && number < number_of(current->name) && !alone) continue;
    if (!current && is_marked_published({index_directory, entry.name})) continue;
    if (auto removed = remove_tree(join_path(index_directory, entry.name)); !removed) return removed;
  }
  return {};
}

Result<void> mark_alone(const Generation& generation) { return mark(generation, "alone"); }

Result<void> make_current(const Generation& generation) {
  return replace_symlink(current_path(generation.index_directory), generation.name);
}

Result<Generation> other_generation(const Generation& current) {
  const auto entries = list_directory(current.index_directory);
  if (!entries) return fail(entries.error());
  std::optional<std::string> best;
  for (const DirEntry& entry : *entries) {
    const Generation other{current.index_directory, entry.name};
    // A rebuild that was killed has left one with a higher number, too.
    const bool fits = number_of(entry.name) && entry.name != current.name &&
                      ((number_of(entry.name) < number_of(current.name) && !is_alone(current)) ||
                       (number_of(entry.name) > number_of(current.name) && is_marked_published(other)));
    if (fits && (!best || *number_of(*best) < *number_of(entry.name))) best = entry.name;
  }
  if (best) return Generation{current.index_directory, *std::move(best)};
  return fail(ErrorCode::kNotFound, current.index_directory,
              "there is no generation but " + current.name +
                  "; a rebuild or a large increment keeps the one before, remove keeps none");
}

Result<void> publish(const Generation& generation) {
  const auto before = current_generation(generation.index_directory);
  if (auto marked = mark(generation, "published"); !marked) return marked;
  if (auto linked = make_current(generation); !linked) return linked;
  const auto entries = list_directory(generation.index_directory);
  if (!entries) return fail(entries.error());
  for (const DirEntry& entry : *entries) {
    const bool kept = entry.name == generation.name || (before && entry.name == before->name);
    if (!number_of(entry.name) || kept) continue;
    if (auto removed = remove_tree(join_path(generation.index_directory, entry.name)); !removed) return removed;
  }
  return {};
}

namespace {

Result<OpenGeneration> open_once(const Generation& generation) {
  if (auto meta = load_meta(generation); !meta) return fail(std::move(meta.error()));
  return guarded(generation.index_directory, [&]() -> Result<OpenGeneration> {
    Docs docs = open_docs(generation);
    const Xapian::Database all = docs.all;
    OpenGeneration open{generation, std::move(docs), all, open_register(generation.register_db())};
    if (auto known = check_features(open.docs, generation.index_directory); !known) return fail(known.error());
    load_state(open);
    return open;
  });
}

// What opening depends on.
std::string state_of(const Generation& generation) {
  const auto meta = stat_path(generation.meta());
  return generation.name + (meta ? " " + std::to_string(meta->inode) + " " + std::to_string(meta->mtime_ns) : "");
}

}  // namespace

// A writer may publish, take away or merge between two steps; what cannot be opened twice in one state is damaged.
Result<OpenGeneration> open_generation(const std::string& index_directory) {
  if (has_shards(index_directory)) return open_shards(index_directory);
  constexpr int kTries = 10;
  for (int i = 1;; ++i) {
    const auto generation = current_generation(index_directory);
    if (!generation) return fail(generation.error());
    const std::string before = state_of(*generation);
    auto open = open_once(*generation);
    if (open || i == kTries) return open;
    const auto now = current_generation(index_directory);
    const bool is_same = now && state_of(*now) == before;
    if (is_same && open.error().code != ErrorCode::kIndexBusy) return open;
  }
}

void reopen(OpenGeneration& open) {
  if (open.shards) {
    if (auto again = reopen_shards(open); !again) throw Xapian::DatabaseOpeningError(describe(again.error()));
    return;
  }
  open.parts = open_docs(open.generation);
  open.docs = open.parts.all;
  if (open.register_db.size() > 0) open.register_db.reopen();
  load_state(open);
}

bool recover(OpenGeneration& open, const Xapian::Error& error) {
  if (std::string_view(error.get_type()) != "DatabaseModifiedError") return leave_out_lost(open, error);
  reopen(open);
  return true;
}

Xapian::Database open_register(const std::string& path) {
  try {
    return Xapian::Database(path);
  } catch (const Xapian::Error&) {
    return Xapian::Database();
  }
}

void load_state(OpenGeneration& open) {
  open.register_current = is_current(open);
  open.terms = terms_of(open);
  open.register_terms = Terms(open.register_db);
  open.has_orders = lowest_schema(open) >= kOrdersSince;
  open.identity = std::make_shared<const Identity>(open.register_db);
  const auto corrections = read_corrections(corrections_path(open.generation.index_directory));
  const bool none = !corrections && corrections.error().code == ErrorCode::kNotFound;
  open.corrections_current =
      (none || corrections) && (none ? std::string() : corrections->hash) == corrections_hash(open.register_db);
}

Json read_versions(const Xapian::Database& docs) {
  auto versions = parse_json(docs.get_metadata(std::string(kVersionsKey)));
  return versions && versions->is_object() ? *std::move(versions) : Json::object();
}

std::string corrections_hash(const Xapian::Database& register_db) {
  if (register_db.size() == 0) return {};
  const auto state = parse_json(register_db.get_metadata(std::string(kCorrectionsKey)));
  return state ? get_string(*state, "hash") : std::string();
}

std::string stamp_of(const Xapian::Database& database) {
  try {
    return database.get_uuid() + ":" + std::to_string(database.get_revision());
  } catch (const Xapian::UnimplementedError&) {
    return database.get_uuid() + ":" + database.get_metadata(std::string(kCommitKey));
  }
}

}  // namespace hoptac
