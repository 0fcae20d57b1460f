#include "index/register.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/entities.h"
#include "index/entity_rows.h"
#include "index/frequent_terms.h"
#include "index/identity.h"
#include "index/identity_store.h"
#include "index/query_builder.h"
#include "index/record.h"
#include "index/schema.h"
#include "index/shards.h"
#include "index/space.h"
#include "index/stored.h"
#include "index/terms.h"
#include "index/writer.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::size_t kCommitEvery = 2000;
constexpr std::string_view kRowsKey = "rows";   // metadata: the version of the rows there
constexpr std::string_view kRowsVersion = "2";  // 2: frequencies, and exact words, in the rows of frequent_terms.h

// What a register is made from.
struct Source {
  Xapian::Database docs;
  bool has_remote = false;
  std::string stamp;
};

// Remote databases have no streams of values, and read a whole document for each: they count them while they match.
GatheredTable gather_entities(const Source& source) {
  GatheredTable table;
  const Xapian::valueno slot = slot_number(Slot::kEntities);
  if (source.has_remote && source.docs.get_doccount() > 0) {
    for (const auto& [value, count] : count_values(source.docs, Xapian::Query::MatchAll, Slot::kEntities))
      table.add(value, count);
  } else {
    for (auto it = source.docs.valuestream_begin(slot); it != source.docs.valuestream_end(slot); ++it) table.add(*it);
  }
  table.sort();
  return table;
}

// Only what differs is written, so that a small change of docs is a small change of the register.
void set_row(Xapian::WritableDatabase& db, const std::string& key, const std::string& row) {
  if (db.get_metadata(key) != row) db.set_metadata(key, row);
}

// Brings rows of the register's metadata in line with those that come.
class RowUpdate {
 public:
  // `kinds`: how the keys begin that are brought in line as a whole.
  RowUpdate(Xapian::WritableDatabase& db, std::initializer_list<const char*> kinds) : db_(db) {
    for (const char* const kind : kinds)
      known_.insert(known_.end(), db.metadata_keys_begin(kind), db.metadata_keys_end(kind));
    stay_.resize(known_.size());
  }

  void put(const std::string& key, const std::string& row) {
    const auto at = std::lower_bound(known_.begin(), known_.end(), key);
    if (at == known_.end() || *at != key) return db_.set_metadata(key, row);
    stay_[static_cast<std::size_t>(at - known_.begin())] = true;
    set_row(db_, key, row);
  }
  void put_all(const std::map<std::string, std::string>& rows) {
    for (const auto& [key, row] : rows) put(key, row);
  }
  // What has not come goes.
  void finish() {
    for (std::size_t i = 0; i < known_.size(); ++i) {
      if (!stay_[i]) db_.set_metadata(known_[i], {});
    }
  }

 private:
  Xapian::WritableDatabase& db_;
  std::vector<std::string> known_;  // keys, sorted
  std::vector<bool> stay_;
};

using Entities = std::set<EntityKey, EntityKeyLess>;

// People told to be at one of the institutions, whose rows name what entity that is.
void add_staff(const EntitySources& from, const std::vector<EntityKey>& institutions, Entities& out) {
  std::set<std::string_view> places;
  for (const auto& [type, key] : institutions) {
    if (type == EntityType::kInstitution) places.insert(key);
  }
  if (places.empty()) return;
  for (const GatheredKey* const person : from.gathered.of(EntityType::kPerson)) {
    const SortedStrings& told = person->second.affiliations;
    if (std::any_of(told.begin(), told.end(), [&](const std::string& place) { return places.contains(place); }))
      out.emplace(EntityType::kPerson, entity_of(from.identity, EntityType::kPerson, person->first));
  }
}

// Whose rows can be others than before: what the touched keys and those of another entity now were, and are.
Entities changed_entities(const EntitySources& from, const TouchedKeys& touched, const std::vector<EntityKey>& moved) {
  Entities out;
  const Identity before(from.register_db);
  const auto add = [&](const EntityKey& key) {
    const EntityType type = key.first;
    // Documents post the base beside each key: it counts them all.
    for (const std::string& posted : {key.second, std::string(base_key(type, key.second))}) {
      out.emplace(type, before.entity(type, posted));
      out.emplace(type, entity_of(from.identity, type, posted));
    }
  };
  std::for_each(touched.keys().begin(), touched.keys().end(), add);
  std::for_each(moved.begin(), moved.end(), add);
  add_staff(from, moved, out);
  std::erase_if(out, [](const EntityKey& entity) { return entity.second.empty(); });  // ignored
  return out;
}

Json corrections_json(const Corrections& corrections, const IdentityTable& identity) {
  Json unused = Json::array();
  for (const UnusedCorrection& u : identity.unused)
    unused.push_back({{"line", u.line}, {"what", u.what}, {"reason", u.reason}});
  return {{"hash", corrections.hash}, {"rows", corrections.rows.size()}, {"unused", std::move(unused)}};
}

// What rows are made with. `touched`: nullptr = they are all made anew.
struct Means {
  const Authority& authority;
  const Corrections& corrections;
  const TouchedKeys* touched;
};

void update_entities(const Source& source, Xapian::WritableDatabase& register_db, const Means& means) {
  const Xapian::Database& docs = source.docs;
  const GatheredTable gathered = gather_entities(source);
  const IdentityTable identity = identify(gathered, means.corrections, means.authority);
  const auto table_rows = identity_rows(identity, gathered);
  const EntitySources sources{docs, register_db, identity, gathered};
  const EntityRows rows(sources);
  if (means.touched == nullptr) {
    RowUpdate update(register_db, {"E"});
    rows.each([&](const std::string& key, const std::string& row) { update.put(key, row); });
    update.finish();
  } else {
    for (const EntityKey& entity : changed_entities(sources, *means.touched, moved_keys(register_db, table_rows)))
      set_row(register_db, entity_metadata_key(entity.first, entity.second), rows.row(entity));
  }
  RowUpdate update(register_db, {"H", "K", "N", "V"});
  update.put_all(table_rows);
  update.put_all(frequent_term_rows(docs));
  if (source.has_remote) update.put_all(vocabulary_rows(docs));
  update.finish();
  register_db.set_metadata(std::string(kCorrectionsKey), to_line(corrections_json(means.corrections, identity)));
}

void clear(Xapian::WritableDatabase& register_db) {
  std::vector<Xapian::docid> ids;
  for (auto it = register_db.postlist_begin({}); it != register_db.postlist_end({}); ++it) ids.push_back(*it);
  for (const Xapian::docid id : ids) register_db.delete_document(id);
}

Result<void> refill(const Xapian::Database& docs, Xapian::WritableDatabase& register_db, const Authority& authority) {
  clear(register_db);
  const std::string has_agreement = make_term(prefix::kHas, "agreement");
  std::size_t waiting = 0;
  for (auto it = docs.postlist_begin(has_agreement); it != docs.postlist_end(has_agreement); ++it) {
    const auto stored = decode_stored(docs.get_document(*it).get_data());
    if (!stored) return fail(stored.error());
    for (const IndexRecord& record : make_register_records(stored->document, stored->analysis, authority)) {
      register_db.add_document(to_xapian(record));
      ++waiting;
    }
    if (waiting < kCommitEvery) continue;
    register_db.commit();
    waiting = 0;
  }
  return {};
}

// Nothing in it is original: one that cannot be opened is made anew.
Xapian::WritableDatabase open_or_make(const Generation& generation, bool& current) {
  const std::string path = generation.register_db();
  try {
    return Xapian::WritableDatabase(path, Xapian::DB_OPEN);
  } catch (const Xapian::DatabaseLockError&) {
    throw;
  } catch (const Xapian::DatabaseError&) {
    current = false;
    const auto removed = remove_tree(path);
    if (!removed) throw Xapian::DatabaseError(describe(removed.error()));
    return Xapian::WritableDatabase(path, Xapian::DB_CREATE);
  }
}

// Corrections may come to mean others than before, whose keys nobody has touched.
bool may_follow(const Xapian::Database& register_db, const Corrections& corrections) {
  return corrections.rows.empty() && corrections_hash(register_db) == corrections.hash &&
         register_db.get_metadata(std::string(kRowsKey)) == kRowsVersion;
}

Result<RegisterSummary> finish(const Source& source, const Generation& generation, bool current, Means means) {
  Xapian::WritableDatabase register_db = open_or_make(generation, current);
  if (!current || !may_follow(register_db, means.corrections)) means.touched = nullptr;
  if (!current) {
    if (auto filled = refill(source.docs, register_db, means.authority); !filled) return fail(filled.error());
  }
  update_entities(source, register_db, means);
  register_db.set_metadata(std::string(kRowsKey), std::string(kRowsVersion));
  register_db.set_metadata(std::string(kStampKey), source.stamp);
  register_db.commit();
  return RegisterSummary{register_db.get_doccount()};
}

}  // namespace

Result<RegisterSummary> make_register(const OpenGeneration& open, const Generation& generation,
                                      const Authority& authority, const Corrections& corrections) {
  return guarded(
      generation.register_db(),
      [&] {
        const Source source{open.docs, open.shards->has_remote(), open.shards->stamp()};
        return finish(source, generation, open.register_current, {authority, corrections, nullptr});
      },
      Access::kWrite);
}

Result<RegisterSummary> finish_register(const Generation& generation, bool current, const Authority& authority,
                                        const Corrections& corrections, const TouchedKeys* touched) {
  // The whole register may change.
  const std::uint64_t bytes = path_exists(generation.register_db()) ? tree_size(generation.register_db()) / 4 : 0;
  if (auto room = check_space(generation.directory(), bytes); !room) return fail(std::move(room.error()));
  return guarded(
      generation.register_db(),
      [&]() -> Result<RegisterSummary> {
        const Docs docs = open_docs(generation);
        return finish({docs.all, false, docs.stamp()}, generation, current, {authority, corrections, touched});
      },
      Access::kWrite);
}

bool is_register_current(const Generation& generation) {
  const auto same = guarded(generation.register_db(), [&]() -> Result<bool> {
    const Docs docs = open_docs(generation);
    const Xapian::Database register_db(generation.register_db());
    return register_db.get_metadata(std::string(kStampKey)) == docs.stamp();
  });
  return same && *same;
}

bool has_current_rows(const Generation& generation) {
  const auto same = guarded(generation.register_db(), [&]() -> Result<bool> {
    return Xapian::Database(generation.register_db()).get_metadata(std::string(kRowsKey)) == kRowsVersion;
  });
  return same && *same;
}

std::string corrections_hash_of(const Generation& generation) {
  const auto hash = guarded(generation.register_db(), [&]() -> Result<std::string> {
    return corrections_hash(Xapian::Database(generation.register_db()));
  });
  return hash.value_or("");
}

}  // namespace hoptac
