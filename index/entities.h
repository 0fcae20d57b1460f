// Institutions, people and certifications across documents: the display records that documents carry
// in Slot::kEntities, and the table key -> entity that the end of a run computes from them and keeps
// in the metadata of `register`.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/model/analysis.h"

namespace hoptac {

enum class EntityType : char { kInstitution = 'I', kPerson = 'P', kCertification = 'C' };

// What a document posts for an entity, finer than the entity's own key, so that a table can part what
// the document alone cannot tell apart: of an institution with authority id "umc~1f…" (the hash of kind,
// name and country), of a person with an institution "~1f….2e…" (name and first institution); else the
// key itself.
std::string local_key(const Institution& institution);
std::string local_key(const Person& person, const Analysis& analysis);
// The entity that a local key stands for by itself: "umc", "~1f…".
std::string_view base_key(EntityType type, std::string_view local_key);

// One entity as one document shows it.
struct EntityRecord {
  EntityType type = EntityType::kInstitution;
  std::string key;  // the local key
  std::string name;
  std::string kind;     // of institutions
  std::string country;  // ISO2 or ""
  std::vector<std::string> aliases;
  std::vector<std::string> roles;         // of people: "title, institution"
  std::vector<std::string> affiliations;  // of people: local keys of their institutions
  std::vector<std::string> titles;        // of people: posts and honorifics

  friend bool operator==(const EntityRecord&, const EntityRecord&) = default;
};

// One entity of the index. The same documents give the same entry, in whatever order they came: the
// name is the one most documents use, then the longest, then the bytewise smallest.
struct EntityEntry {
  EntityRecord entity;  // key: the entity's own; affiliations: keys of entities
  std::size_t documents = 0;
  std::size_t agreements = 0;        // tellings with it as a party or signatory
  std::vector<std::string> members;  // the local keys that are it; empty when they are all of its base
  bool corrected = false;            // by a row of overrides.tsv

  friend bool operator==(const EntityEntry&, const EntityEntry&) = default;
};

// The authority id that a key is, or "" for a local key ("~…").
std::string_view authority_id_of(std::string_view key);

std::vector<EntityRecord> entity_records(const Analysis& analysis);
// The value of Slot::kEntities and back. Faulty records are left out.
std::string encode_entities(const std::vector<EntityRecord>& records);
std::vector<EntityRecord> decode_entities(std::string_view value);

// One record of such a value, as it stands there; lists are read with each_item().
struct EntityView {
  EntityType type = EntityType::kInstitution;
  std::string_view key, name, kind, country, aliases, roles, affiliations, titles;
};
void each_entity_view(std::string_view value, const std::function<void(const EntityView&)>& visit);
void each_item(std::string_view list, const std::function<void(std::string_view)>& visit);

// The table in the metadata of `register`. These throw Xapian's exceptions: call them guarded
// (xapian_error.h).
std::string entity_metadata_key(EntityType type, std::string_view key);
std::string encode_entry(const EntityEntry& entry);
std::optional<EntityEntry> decode_entry(std::string_view value);
std::optional<EntityEntry> find_entity(const Xapian::Database& register_db, EntityType type, std::string_view key);
// In the order of the keys, until `visit` returns false.
void each_entity(const Xapian::Database& register_db, EntityType type,
                 const std::function<bool(const EntityEntry&)>& visit);

}  // namespace hoptac
