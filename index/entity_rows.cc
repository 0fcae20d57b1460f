#include "index/entity_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

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

// What the documents say about all keys of an entity.
Gathered united(std::span<const GatheredKey* const> members) {
  Gathered out;
  const auto add = [](SortedCounts& into, const SortedCounts& counts) {
    for (const auto& [value, count] : counts) into.add(value, count);
  };
  for (const GatheredKey* const told : members) {
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

}  // namespace

void EntityRows::each(const Visit& visit) const {
  for (const EntityType type : {EntityType::kCertification, EntityType::kInstitution, EntityType::kPerson}) {
    std::vector<std::pair<std::string_view, const GatheredKey*>> keys;  // entity, one of its keys
    keys.reserve(from_.gathered.of(type).size());
    for (const GatheredKey* const told : from_.gathered.of(type)) {
      const std::string_view entity = entity_of(from_.identity, type, told->first);
      if (!entity.empty()) keys.emplace_back(entity, told);
    }
    std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const GatheredKey*> members;  // by local key, as gathered
    for (std::size_t i = 0; i < keys.size(); ++i) {
      members.push_back(keys[i].second);
      if (i + 1 < keys.size() && keys[i + 1].first == keys[i].first) continue;
      const EntityKey entity(type, keys[i].first);
      visit(entity_metadata_key(type, entity.second), encode_entry(make_entry(entity, members)));
      members.clear();
    }
  }
}

std::string EntityRows::row(const EntityKey& entity) const {
  const std::vector<const GatheredKey*> told = told_of(entity);
  return told.empty() ? std::string() : encode_entry(make_entry(entity, told));
}

std::vector<const GatheredKey*> EntityRows::told_of(const EntityKey& entity) const {
  const auto& [type, key] = entity;
  const auto of_base = from_.gathered.beginning(type, key);
  std::vector<const GatheredKey*> out(of_base.begin(), of_base.end());
  if (const auto known = from_.identity.entities.find(entity); known != from_.identity.entities.end()) {
    for (const std::string& local : known->second.keys) {
      if (const GatheredKey* const told = from_.gathered.find(type, local)) out.push_back(told);
    }
  }
  std::erase_if(out,
                [&, t = type, &k = key](const auto* told) { return entity_of(from_.identity, t, told->first) != k; });
  std::sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

EntityEntry EntityRows::make_entry(const EntityKey& id, std::span<const GatheredKey* const> told) const {
  return told.size() == 1 ? make_entry(id, told, told.front()->second) : make_entry(id, told, united(told));
}

EntityEntry EntityRows::make_entry(const EntityKey& id, std::span<const GatheredKey* const> told,
                                   const Gathered& g) const {
  EntityEntry entry;
  entry.entity = {id.first, id.second, most_used(g.names), most_used(g.kinds), most_used(g.countries), {}, {}, {}, {}};
  entry.documents = g.documents;
  SortedStrings names = g.aliases;
  for (const auto& [name, count] : g.names) names.insert(name);
  const auto known = from_.identity.entities.find(id);
  if (known != from_.identity.entities.end()) {
    const Identified& entity = known->second;
    for (const GatheredKey* const member : told) entry.members.push_back(member->first);
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

std::vector<std::string> EntityRows::affiliations(const Gathered& g) const {
  SortedStrings out;
  for (const std::string& key : g.affiliations) {
    if (const std::string_view entity = entity_of(from_.identity, EntityType::kInstitution, key); !entity.empty())
      out.insert(entity);
  }
  return {out.begin(), out.end()};
}

}  // namespace hoptac
