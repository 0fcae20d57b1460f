#include "index/entity_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "index/entities.h"
#include "index/schema.h"

namespace hoptac {
namespace {

// The value most documents use, then the longest, then the bytewise smallest.
std::string most_used(const SortedCounts& values) {
  const auto weaker = [](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second < b.second;
    if (a.first.size() != b.first.size()) return a.first.size() < b.first.size();
    return a.first > b.first;
  };
  const auto best = std::max_element(values.begin(), values.end(), weaker);
  return best == values.end() ? std::string() : best->first;
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

// What the documents say about one of the local keys of an entity.
using Told = GatheredTable::value_type;

// What they say about all of them.
Gathered united(std::span<const Told* const> members) {
  Gathered out;
  const auto add = [](SortedCounts& into, const SortedCounts& counts) {
    for (const auto& [value, count] : counts) into.add(value, count);
  };
  for (const Told* const told : members) {
    const Gathered& g = told->second;
    add(out.names, g.names);
    add(out.kinds, g.kinds);
    add(out.countries, g.countries);
    out.aliases.insert_all(g.aliases);
    out.roles.insert_all(g.roles);
    out.affiliations.insert_all(g.affiliations);
    out.titles.insert_all(g.titles);
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
  explicit EntityTable(const EntitySources& from) : from_(from) {}

  void each_row(const RowVisit& visit) const {
    std::vector<std::pair<EntityKey, const Told*>> keys;
    keys.reserve(from_.gathered.size());
    for (const Told& told : from_.gathered) {
      std::string entity = entity_of(from_.identity, told.first);
      if (!entity.empty()) keys.push_back({{told.first.first, std::move(entity)}, &told});
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Told*> members;  // by local key, as gathered
    for (std::size_t i = 0; i < keys.size(); ++i) {
      members.push_back(keys[i].second);
      if (i + 1 < keys.size() && keys[i + 1].first == keys[i].first) continue;
      const EntityKey& entity = keys[i].first;
      visit(entity_metadata_key(entity.first, entity.second), encode_entry(make_entry(entity, members)));
      members.clear();
    }
  }

 private:
  EntityEntry make_entry(const EntityKey& id, std::span<const Told* const> told) const {
    if (told.size() == 1) return make_entry(id, told, told.front()->second);
    return make_entry(id, told, united(told));
  }

  EntityEntry make_entry(const EntityKey& id, std::span<const Told* const> told, const Gathered& g) const {
    EntityEntry entry;
    entry.entity = {id.first, id.second, most_used(g.names), most_used(g.kinds), most_used(g.countries), {}, {},
                    {},       {}};
    entry.documents = g.documents;
    SortedStrings names = g.aliases;
    for (const auto& [name, count] : g.names) names.insert(name);
    const auto known = from_.identity.entities.find(id);
    if (known != from_.identity.entities.end()) {
      const Identified& entity = known->second;
      for (const Told* const member : told) entry.members.push_back(member->first.second);
      entry.corrected = entity.corrected;
      entry.documents = count_records(from_.docs, document_prefix(id.first), entry.members);
      names.insert_all(entity.names);
      if (!entity.name.empty()) entry.entity.name = entity.name;
    }
    std::copy_if(names.begin(), names.end(), std::back_inserter(entry.entity.aliases),
                 [&](const std::string& name) { return name != entry.entity.name; });
    entry.entity.roles.assign(g.roles.begin(), g.roles.end());
    entry.entity.titles.assign(g.titles.begin(), g.titles.end());
    entry.entity.affiliations = affiliations(g);
    entry.agreements = count_records(from_.register_db, agreement_prefix(id.first),
                                     entry.members.empty() ? std::vector<std::string>{id.second} : entry.members);
    return entry;
  }

  std::vector<std::string> affiliations(const Gathered& g) const {
    SortedStrings out;
    for (const std::string& key : g.affiliations) {
      if (const std::string entity = entity_of(from_.identity, EntityType::kInstitution, key); !entity.empty())
        out.insert(entity);
    }
    return {out.begin(), out.end()};
  }

  const EntitySources& from_;
};

}  // namespace

void each_entity_row(const EntitySources& from, const RowVisit& visit) { EntityTable(from).each_row(visit); }

}  // namespace hoptac
