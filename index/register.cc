#include "index/register.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/entities.h"
#include "index/record.h"
#include "index/schema.h"
#include "index/stored.h"
#include "index/writer.h"
#include "index/xapian_error.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

constexpr std::size_t kCommitEvery = 2000;

// Everything that the documents say about one entity. Sets and counts: the order does not matter.
struct Gathered {
  std::map<std::string, std::size_t> names, kinds, countries;
  std::set<std::string> aliases, roles;
  std::size_t documents = 0;
};
using GatheredTable = std::map<std::pair<EntityType, std::string>, Gathered>;

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

void gather(GatheredTable& table, const EntityRecord& record) {
  Gathered& g = table[{record.type, record.key}];
  ++g.names[record.name];
  if (!record.kind.empty()) ++g.kinds[record.kind];
  if (!record.country.empty()) ++g.countries[record.country];
  g.aliases.insert(record.aliases.begin(), record.aliases.end());
  g.roles.insert(record.roles.begin(), record.roles.end());
  ++g.documents;
}

GatheredTable gather_entities(const Xapian::Database& docs) {
  GatheredTable table;
  const Xapian::valueno slot = slot_number(Slot::kEntities);
  for (auto it = docs.valuestream_begin(slot); it != docs.valuestream_end(slot); ++it) {
    for (const EntityRecord& record : decode_entities(*it)) gather(table, record);
  }
  return table;
}

std::string_view agreement_prefix(EntityType type) {
  return type == EntityType::kInstitution ? prefix::kParty
         : type == EntityType::kPerson    ? prefix::kSignatory
                                          : std::string_view{};
}

EntityEntry make_entry(const Xapian::Database& register_db, EntityType type, const std::string& key,
                       const Gathered& g) {
  EntityEntry entry;
  entry.entity = {type, key, most_used(g.names), most_used(g.kinds), most_used(g.countries), {}, {}};
  std::set<std::string> aliases = g.aliases;
  for (const auto& [name, count] : g.names) aliases.insert(name);
  aliases.erase(entry.entity.name);
  entry.entity.aliases.assign(aliases.begin(), aliases.end());
  entry.entity.roles.assign(g.roles.begin(), g.roles.end());
  entry.documents = g.documents;
  const std::string_view prefix = agreement_prefix(type);
  if (!prefix.empty()) entry.agreements = register_db.get_termfreq(make_term(prefix, key));
  return entry;
}

// Writes only rows that differ, so that a small change of docs is a small change of the register.
void update_entities(const Xapian::Database& docs, Xapian::WritableDatabase& register_db) {
  std::map<std::string, std::string> rows;
  for (const auto& [id, gathered] : gather_entities(docs)) {
    rows.emplace(entity_metadata_key(id.first, id.second),
                 encode_entry(make_entry(register_db, id.first, id.second, gathered)));
  }
  std::vector<std::string> gone;
  for (auto it = register_db.metadata_keys_begin("E"); it != register_db.metadata_keys_end("E"); ++it) {
    const auto row = rows.find(*it);
    if (row == rows.end()) {
      gone.push_back(*it);
    } else if (row->second == register_db.get_metadata(*it)) {
      rows.erase(row);
    }
  }
  for (const std::string& key : gone) register_db.set_metadata(key, {});
  for (const auto& [key, row] : rows) register_db.set_metadata(key, row);
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

}  // namespace

Result<RegisterSummary> finish_register(const Generation& generation, bool current, const Authority& authority) {
  return guarded(
      generation.register_db(),
      [&]() -> Result<RegisterSummary> {
        const Xapian::Database docs(generation.docs());
        Xapian::WritableDatabase register_db = open_or_make(generation, current);
        if (!current) {
          if (auto filled = refill(docs, register_db, authority); !filled) return fail(filled.error());
        }
        update_entities(docs, register_db);
        register_db.set_metadata(std::string(kStampKey), stamp_of(docs));
        register_db.commit();
        return RegisterSummary{register_db.get_doccount()};
      },
      Access::kWrite);
}

bool is_register_current(const Generation& generation) {
  const auto same = guarded(generation.register_db(), [&]() -> Result<bool> {
    const Xapian::Database docs(generation.docs());
    const Xapian::Database register_db(generation.register_db());
    return register_db.get_metadata(std::string(kStampKey)) == stamp_of(docs);
  });
  return same && *same;
}

}  // namespace hoptac
