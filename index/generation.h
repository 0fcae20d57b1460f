// The index on disk:  DIR/{lock, current -> gen-N, gen-N/{docs, register, meta.json}, runs/}
//
// Readers resolve `current` once and keep that generation. A rebuild, or a large increment, makes a new one beside it
// and publishes it by renaming the link; the generation before stays until the next is published.
//
// While an index is being built its documents are spread over parts, gen-N/parts/N/{docs, register}, which
// meta.json lists; readers see them as one database. At the end they are merged into gen-N/{docs, register}, and
// writing a meta.json without parts switches over.
#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/terms.h"
#include "src/base/json_fwd.h"
#include "src/base/result.h"

namespace hoptac {

class Identity;  // identity_store.h
struct Shards;   // shards.h

struct Generation {
  std::string index_directory;
  std::string name;  // "gen-3"

  std::string directory() const;
  std::string docs() const;  // of the merged documents; open_docs() knows whether they are there or in parts
  std::string register_db() const;
  std::string meta() const;
};

std::string lock_path(const std::string& index_directory);
std::string runs_path(const std::string& index_directory);

// A sub-database of an unfinished build.
struct Part {
  std::string name;  // "parts/3": its folder below the generation's
  int level = 0;     // how often it was merged from others

  friend bool operator==(const Part&, const Part&) = default;
};
std::string part_docs(const Generation& generation, const Part& part);
std::string part_register(const Generation& generation, const Part& part);
// In the order of their files; a ledger row in a later part replaces that in an earlier one. Empty: merged.
std::vector<Part> list_parts(const Generation& generation);
// Atomic: readers that open the generation from now on see these. REQUIRES: the lock.
Result<void> set_parts(const Generation& generation, const std::vector<Part>& parts);

// kIndexDamaged while it is in parts: for what works on one database.
Result<void> require_merged(const Generation& generation);

// The documents of a generation.
struct Docs {
  std::vector<Xapian::Database> parts;  // one when merged
  Xapian::Database all;                 // over all parts; knows the metadata of the first only

  std::string stamp() const;       // "UUID:REVISION" of every part: what a register is made from
  std::uint64_t revision() const;  // grows with each commit
};
std::vector<std::string> docs_paths(const Generation& generation);
// Both throw Xapian's exceptions: call them guarded (xapian_error.h).
Docs open_docs(const Generation& generation);
// Calls `visit` with the values of all metadata keys that begin so, in the order of the keys.
void each_metadata(const Docs& docs, std::string_view prefix, const std::function<void(const std::string&)>& visit);
// In a part: the key has no value, whatever earlier parts say.
inline constexpr std::string_view kNoValue = "-";

// The one that `current` names; kIndexMissing when there is none.
Result<Generation> current_generation(const std::string& index_directory);
// A new, unpublished generation, to be filled with parts. REQUIRES: the lock.
Result<Generation> create_generation(const std::string& index_directory);
// Empty databases with our features. REQUIRES: the lock.
Result<void> make_databases(const Generation& generation);
// Its meta.json: {generation, created, features, published}. kIndexDamaged when it is missing, torn or of another.
Result<Json> load_meta(const Generation& generation);
// Takes away what a rebuild that was killed has left, and what stands before a generation that is to be alone.
// REQUIRES: the lock.
Result<void> remove_unpublished(const std::string& index_directory);
// Those before it hold what was removed for good: nobody returns to them, and the next writer deletes them.
Result<void> mark_alone(const Generation& generation);
// Makes it `current` and removes all others but the one that was. REQUIRES: the lock.
Result<void> publish(const Generation& generation);

// The published one that is not this current one: the one before it, or the newer one that a rollback has left.
// kNotFound when there is none.
Result<Generation> other_generation(const Generation& current);
// The rename alone: all others stay. REQUIRES: the lock.
Result<void> make_current(const Generation& generation);

// A generation open for reading, with its features checked.
struct OpenGeneration {
  Generation generation;
  Docs parts;
  Xapian::Database docs;  // parts.all
  Xapian::Database register_db;
  bool register_current = false;             // false: the register was made from another revision of docs
  bool corrections_current = false;          // false: overrides.tsv is another than the register was made with
  std::shared_ptr<const Identity> identity;  // who is who, of the register
  Terms terms;                               // of docs
  Terms register_terms;
  bool has_orders = false;               // all documents hold the keys that results are sorted by (schema 2)
  std::shared_ptr<const Shards> shards;  // of an index of shards; nullptr: its documents are its own
};
// kIndexMissing, kIndexTooNew, kIndexDamaged. A missing or unreadable register is an empty one that
// is not current.
Result<OpenGeneration> open_generation(const std::string& index_directory);
// What follows from the databases: fills all members behind them. Throws Xapian's exceptions.
void load_state(OpenGeneration& open);
// Empty when it cannot be opened: it may lag or be damaged, the documents can still be read.
Xapian::Database open_register(const std::string& path);
// Of the corrections that a register was made with, "" = none.
std::string corrections_hash(const Xapian::Database& register_db);
// All databases at their newest revision.
void reopen(OpenGeneration& open);
// For guarded_retrying(): after a DatabaseModifiedError reopens; after an error of a remote shard goes on without it.
// False when there is nothing to be done.
bool recover(OpenGeneration& open, const Xapian::Error& error);

// What the documents were made with, by name: reader, rules, authority, unicode, created.
Json read_versions(const Xapian::Database& docs);

// "UUID:REVISION" of one database. A remote database does not tell its revision: its kCommitKey stands for it.
std::string stamp_of(const Xapian::Database& database);
inline constexpr std::string_view kStampKey = "stamp";              // metadata of register
inline constexpr std::string_view kCommitKey = "commit";            // metadata of docs: another with every commit
inline constexpr std::string_view kCorrectionsKey = "corrections";  // metadata of register: JSON
inline constexpr std::string_view kVersionsKey = "versions";        // metadata of docs: JSON

}  // namespace hoptac
