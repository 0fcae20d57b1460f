#include "index/identity_store.h"

#include <algorithm>
#include <set>

#include "index/schema.h"
#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::string_view kIgnored = "-";

std::string row_key(char kind, EntityType type, std::string_view rest) {
  return make_term(std::string{kind, static_cast<char>(type)}, rest);
}

// Two hexadecimal digits of the key's hash.
std::string bucket_key(EntityType type, std::string_view local_key) {
  const std::size_t at = local_key.find('~');
  return row_key('K', type, local_key.substr(at == std::string_view::npos ? 0 : at + 1).substr(0, 2));
}

std::string name_key(EntityType type, std::string_view name) { return row_key('N', type, fold_phrase(name)); }

void add_item(std::string& list, std::string_view item) {
  list.append(list.empty() ? "" : std::string(1, kJoin)).append(item);
}

using Bucket = std::map<std::string, std::string, std::less<>>;  // local key -> entity

Bucket parse_bucket(std::string_view row) {
  Bucket out;
  for (const std::string_view item : split(row, kJoin)) {
    const std::size_t at = item.find(kPart);
    if (at != std::string_view::npos) out.emplace(item.substr(0, at), item.substr(at + 1));
  }
  return out;
}

using NameRows = std::map<std::string, std::set<std::string>>;

// Whoever asks for a name or the id of one of the keys is to be led to `entity`.
void add_names(NameRows& rows, EntityType type, const std::string& key, const Gathered& facts,
               const std::string& entity) {
  const auto add = [&](std::string_view name) { rows[name_key(type, name)].insert(entity); };
  for (const auto& [name, count] : facts.names) add(name);
  for (const std::string& alias : facts.aliases) add(alias);
  if (const std::string_view base = base_key(type, key); !base.starts_with('~')) add(base);
}

}  // namespace

std::map<std::string, std::string> identity_rows(const IdentityTable& table, const GatheredTable& gathered) {
  std::map<std::string, std::string> out;
  for (const auto& [key, entity] : table.entity_of) {
    std::string& row = out[bucket_key(key.first, key.second)];
    add_item(row, key.second);
    row.append(1, kPart).append(entity);
  }
  NameRows names;
  for (const auto& [key, entity] : table.entity_of) {
    if (entity.empty())
      add_names(names, key.first, key.second, gathered.find(key.first, key.second)->second, std::string(kIgnored));
  }
  for (const auto& [key, entity] : table.entities) {
    for (const std::string& local : entity.keys)
      add_names(names, key.first, local, gathered.find(key.first, local)->second, key.second);
    for (const std::string& name : entity.names) names[name_key(key.first, name)].insert(key.second);
    if (!entity.name.empty()) names[name_key(key.first, entity.name)].insert(key.second);
    if (!key.second.starts_with('~')) names[name_key(key.first, key.second)].insert(key.second);
  }
  for (const auto& [key, entities] : names) {
    for (const std::string& entity : entities) add_item(out[key], entity);
  }
  return out;
}

std::vector<EntityKey> moved_keys(const Xapian::Database& register_db, const std::map<std::string, std::string>& rows) {
  std::map<std::string, std::pair<std::string, std::string>> buckets;  // before, now
  for (auto it = register_db.metadata_keys_begin("K"); it != register_db.metadata_keys_end("K"); ++it)
    buckets[*it].first = register_db.get_metadata(*it);
  for (auto it = rows.lower_bound("K"); it != rows.end() && it->first.starts_with('K'); ++it)
    buckets[it->first].second = it->second;
  std::vector<EntityKey> out;
  for (const auto& [row, texts] : buckets) {
    if (texts.first == texts.second) continue;
    const Bucket before = parse_bucket(texts.first), now = parse_bucket(texts.second);
    const auto add_moved = [&out, type = static_cast<EntityType>(row[1])](const Bucket& from, const Bucket& to) {
      for (const auto& [key, entity] : from) {
        const auto other = to.find(key);
        if (other == to.end() || other->second != entity) out.emplace_back(type, key);
      }
    };
    add_moved(before, now);
    add_moved(now, before);
  }
  return out;
}

Identity::Identity(const Xapian::Database& register_db) : db_(register_db) {
  if (db_.size() == 0) return;
  for (const char* const kind : {"K", "N"})
    plain_ = plain_ && db_.metadata_keys_begin(kind) == db_.metadata_keys_end(kind);
}

const Identity::Bucket& Identity::bucket(const std::string& row) const {
  const auto [found, added] = buckets_.try_emplace(row);
  if (!added) return found->second;
  found->second = parse_bucket(db_.get_metadata(row));
  return found->second;
}

std::string Identity::entity(EntityType type, const std::string& local_key) const {
  std::string base(base_key(type, local_key));
  if (plain_) return base;
  const Bucket& keys = bucket(bucket_key(type, local_key));
  const auto found = keys.find(local_key);
  return found == keys.end() ? base : found->second;
}

std::vector<std::string> Identity::entities_named(EntityType type, std::string_view name) const {
  std::vector<std::string> out;
  if (plain_) return out;
  const std::string row = db_.get_metadata(name_key(type, name));
  if (row.empty()) return out;
  for (const std::string_view entity : split(row, kJoin)) out.emplace_back(entity == kIgnored ? "" : entity);
  return out;
}

std::vector<std::string> Identity::posted_keys(EntityType type, const std::string& entity) const {
  if (plain_) return {entity};
  const auto entry = find_entity(db_, type, entity);
  return !entry || entry->members.empty() ? std::vector<std::string>{entity} : entry->members;
}

std::vector<std::string> Identity::posted_keys_of_id(EntityType type, const std::string& id) const {
  const std::vector<std::string> entities = entities_named(type, id);
  if (entities.empty()) return {id};
  std::vector<std::string> out;
  for (const std::string& entity : entities) {
    if (entity.empty()) continue;
    for (std::string& key : posted_keys(type, entity)) out.push_back(std::move(key));
  }
  return out;
}

std::string Identity::corrected_name(EntityType type, const std::string& entity) const {
  if (plain_) return {};
  const auto entry = find_entity(db_, type, entity);
  return entry && entry->corrected ? entry->entity.name : std::string();
}

WhoIsWho who_is_who(const Identity& identity) {
  return {[&identity](EntityType type, const std::string& key) { return identity.entity(type, key); },
          [&identity](EntityType type, const std::string& entity) { return identity.corrected_name(type, entity); }};
}

}  // namespace hoptac
