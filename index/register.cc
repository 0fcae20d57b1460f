#include "index/register.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/entities.h"
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

namespace hoptac {
namespace {

constexpr std::size_t kCommitEvery = 2000;
constexpr std::string_view kRowsKey = "rows";   // metadata: the version of the rows there
constexpr std::string_view kRowsVersion = "2";  // 2: frequencies, and exact words, in the rows of frequent_terms.h

// The value most documents use, then the longest, then the bytewise smallest.
std::string most_used(const std::map<std::string, std::size_t>& values) {
  const auto weaker = [](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second < b.second;
    if (a.first.size() != b.first.size()) return a.first.size() < b.first.size();
    return a.first > b.first;
  };
  const auto best = std::max_element(values.begin(), values.end(), weaker);
  return best == values.end() ? std::string() : best->first;
}

// What a register is made from.
struct Source {
  Xapian::Database docs;
  bool has_remote = false;
  std::string stamp;
};

// Remote databases have no streams of values, and read a whole document for each: they count them while they match.
GatheredTable gather_counted(const Xapian::Database& docs) {
  GatheredTable table;
  for (const auto& [value, count] : count_values(docs, Xapian::Query::MatchAll, Slot::kEntities)) {
    for (const EntityRecord& record : decode_entities(value)) {
      for (std::size_t i = 0; i < count; ++i) gather(table, record);
    }
  }
  return table;
}

GatheredTable gather_entities(const Source& source) {
  if (source.has_remote && source.docs.get_doccount() > 0) return gather_counted(source.docs);
  const Xapian::Database& docs = source.docs;
  GatheredTable table;
  const Xapian::valueno slot = slot_number(Slot::kEntities);
  for (auto it = docs.valuestream_begin(slot); it != docs.valuestream_end(slot); ++it) {
    for (const EntityRecord& record : decode_entities(*it)) gather(table, record);
  }
  return table;
}

std::string_view document_prefix(EntityType type) {
  return type == EntityType::kInstitution ? prefix::kInstitution
         : type == EntityType::kPerson    ? prefix::kPerson
                                          : std::string_view{};
}

std::string_view agreement_prefix(EntityType type) {
  return type == EntityType::kInstitution ? prefix::kParty
         : type == EntityType::kPerson    ? prefix::kSignatory
                                          : std::string_view{};
}

// What the documents say about all keys of an entity.
Gathered united(const GatheredTable& gathered, EntityType type, const std::vector<std::string>& keys) {
  Gathered out;
  const auto add = [](auto& into, const auto& counts) {
    for (const auto& [value, count] : counts) into[value] += count;
  };
  for (const std::string& key : keys) {
    const Gathered& g = gathered.at({type, key});
    add(out.names, g.names);
    add(out.kinds, g.kinds);
    add(out.countries, g.countries);
    out.aliases.insert(g.aliases.begin(), g.aliases.end());
    out.roles.insert(g.roles.begin(), g.roles.end());
    out.affiliations.insert(g.affiliations.begin(), g.affiliations.end());
    out.titles.insert(g.titles.begin(), g.titles.end());
    out.documents += g.documents;
  }
  return out;
}

// Records with any of the keys, each counted once.
std::size_t count_records(const Xapian::Database& db, std::string_view prefix, const std::vector<std::string>& keys) {
  if (prefix.empty()) return 0;
  if (keys.size() == 1) return db.get_termfreq(make_term(prefix, keys[0]));
  std::set<Xapian::docid> records;
  for (const std::string& key : keys) {
    const std::string term = make_term(prefix, key);
    records.insert(db.postlist_begin(term), db.postlist_end(term));
  }
  return records.size();
}

// Makes the rows of the entity table.
class EntityTable {
 public:
  EntityTable(const Xapian::Database& docs, const Xapian::Database& register_db, const IdentityTable& identity,
              const GatheredTable& gathered)
      : docs_(docs), register_(register_db), identity_(identity), gathered_(gathered) {}

  std::map<std::string, std::string> rows() const {
    std::map<EntityKey, std::vector<std::string>> keys;
    for (const auto& [key, facts] : gathered_) {
      const std::string entity = entity_of(identity_, key.first, key.second);
      if (!entity.empty()) keys[{key.first, entity}].push_back(key.second);
    }
    std::map<std::string, std::string> out;
    for (const auto& [entity, members] : keys) {
      out.emplace(entity_metadata_key(entity.first, entity.second), encode_entry(make_entry(entity, members)));
    }
    return out;
  }

 private:
  EntityEntry make_entry(const EntityKey& id, const std::vector<std::string>& members) const {
    const Gathered g = united(gathered_, id.first, members);
    EntityEntry entry;
    entry.entity = {id.first, id.second, most_used(g.names), most_used(g.kinds), most_used(g.countries), {}, {},
                    {},       {}};
    entry.documents = g.documents;
    std::set<std::string> names = g.aliases;
    for (const auto& [name, count] : g.names) names.insert(name);
    const auto known = identity_.entities.find(id);
    if (known != identity_.entities.end()) {
      const Identified& entity = known->second;
      entry.members = members;
      entry.corrected = entity.corrected;
      entry.documents = count_records(docs_, document_prefix(id.first), members);
      names.insert(entity.names.begin(), entity.names.end());
      if (!entity.name.empty()) entry.entity.name = entity.name;
    }
    names.erase(entry.entity.name);
    entry.entity.aliases.assign(names.begin(), names.end());
    entry.entity.roles.assign(g.roles.begin(), g.roles.end());
    entry.entity.titles.assign(g.titles.begin(), g.titles.end());
    entry.entity.affiliations = affiliations(g);
    entry.agreements = count_records(register_, agreement_prefix(id.first),
                                     entry.members.empty() ? std::vector<std::string>{id.second} : members);
    return entry;
  }

  std::vector<std::string> affiliations(const Gathered& g) const {
    std::set<std::string> out;
    for (const std::string& key : g.affiliations) out.insert(entity_of(identity_, EntityType::kInstitution, key));
    out.erase("");
    return {out.begin(), out.end()};
  }

  const Xapian::Database& docs_;
  const Xapian::Database& register_;
  const IdentityTable& identity_;
  const GatheredTable& gathered_;
};

Json corrections_json(const Corrections& corrections, const IdentityTable& identity) {
  Json unused = Json::array();
  for (const UnusedCorrection& u : identity.unused)
    unused.push_back({{"line", u.line}, {"what", u.what}, {"reason", u.reason}});
  return {{"hash", corrections.hash}, {"rows", corrections.rows.size()}, {"unused", std::move(unused)}};
}

// Writes only rows that differ, so that a small change of docs is a small change of the register.
void update_entities(const Source& source, Xapian::WritableDatabase& register_db, const Corrections& corrections,
                     const Authority& authority) {
  const Xapian::Database& docs = source.docs;
  const GatheredTable gathered = gather_entities(source);
  const IdentityTable identity = identify(gathered, corrections, authority);
  std::map<std::string, std::string> rows = EntityTable(docs, register_db, identity, gathered).rows();
  rows.merge(identity_rows(identity, gathered));
  rows.merge(frequent_term_rows(docs));
  if (source.has_remote) rows.merge(vocabulary_rows(docs));
  std::vector<std::string> gone;
  for (const char* const kind : {"E", "K", "N", "H", "V"}) {
    for (auto it = register_db.metadata_keys_begin(kind); it != register_db.metadata_keys_end(kind); ++it) {
      const auto row = rows.find(*it);
      if (row == rows.end()) {
        gone.push_back(*it);
      } else if (row->second == register_db.get_metadata(*it)) {
        rows.erase(row);
      }
    }
  }
  for (const std::string& key : gone) register_db.set_metadata(key, {});
  for (const auto& [key, row] : rows) register_db.set_metadata(key, row);
  register_db.set_metadata(std::string(kCorrectionsKey), to_line(corrections_json(corrections, identity)));
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

Result<RegisterSummary> finish(const Source& source, const Generation& generation, bool current,
                               const Authority& authority, const Corrections& corrections) {
  Xapian::WritableDatabase register_db = open_or_make(generation, current);
  if (!current) {
    if (auto filled = refill(source.docs, register_db, authority); !filled) return fail(filled.error());
  }
  update_entities(source, register_db, corrections, authority);
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
        return finish(source, generation, open.register_current, authority, corrections);
      },
      Access::kWrite);
}

Result<RegisterSummary> finish_register(const Generation& generation, bool current, const Authority& authority,
                                        const Corrections& corrections) {
  // The whole register may change.
  const std::uint64_t bytes = path_exists(generation.register_db()) ? tree_size(generation.register_db()) / 4 : 0;
  if (auto room = check_space(generation.directory(), bytes); !room) return fail(std::move(room.error()));
  return guarded(
      generation.register_db(),
      [&]() -> Result<RegisterSummary> {
        const Docs docs = open_docs(generation);
        return finish({docs.all, false, docs.stamp()}, generation, current, authority, corrections);
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
