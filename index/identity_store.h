// The identity table in the metadata of `register`: written at the end of a run, asked at query time.
//
//   E<type><entity>  one row an entity (entities.h)
//   K<type><bucket>  local key -> entity, where it is not its base; 256 rows at most for each type
//   N<type><name>    folded name, or id -> the entities that differ from their base; "-" = ignored
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/apply_identity.h"
#include "index/entities.h"
#include "index/identity.h"

namespace hoptac {

// The rows K… and N… of a table. `gathered` is what the table was made from.
std::map<std::string, std::string> identity_rows(const IdentityTable& table, const GatheredTable& gathered);

// Local keys that the rows K… of `register_db` give another entity than `rows` (as of identity_rows) do.
std::vector<EntityKey> moved_keys(const Xapian::Database& register_db, const std::map<std::string, std::string>& rows);

// Reads the rows as they are asked for. Throws Xapian's exceptions: for guarded work. Not thread-safe.
class Identity {
 public:
  explicit Identity(const Xapian::Database& register_db);

  // The entity of a local key; "" when it is ignored.
  std::string entity(EntityType type, const std::string& local_key) const;
  // Entities that the name (any spelling) or id means beside those that post it themselves; "" among
  // them is one that is ignored.
  std::vector<std::string> entities_named(EntityType type, std::string_view name) const;
  // The keys that documents of the entity post: its own, or those of its members.
  std::vector<std::string> posted_keys(EntityType type, const std::string& entity) const;
  // The keys to ask for when a query names the authority id.
  std::vector<std::string> posted_keys_of_id(EntityType type, const std::string& id) const;
  // The name of an entity that a correction made or named; "" = its documents name it.
  std::string corrected_name(EntityType type, const std::string& entity) const;
  // True when no document's entity is another than its base.
  bool is_plain() const { return plain_; }

 private:
  using Bucket = std::map<std::string, std::string, std::less<>>;
  const Bucket& bucket(const std::string& row) const;

  Xapian::Database db_;
  bool plain_ = true;
  mutable std::map<std::string, Bucket, std::less<>> buckets_;
};

// `identity` must outlive the answer.
WhoIsWho who_is_who(const Identity& identity);

}  // namespace hoptac
