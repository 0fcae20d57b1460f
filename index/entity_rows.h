// The rows of the table of entities (entities.h), as they follow from the documents and from who is who. Uses Xapian
// and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "index/entities.h"
#include "index/gathered.h"
#include "index/identity.h"

namespace hoptac {

struct EntitySources {
  const Xapian::Database& docs;
  const Xapian::Database& register_db;  // its records are those of `docs` already
  const IdentityTable& identity;
  const GatheredTable& gathered;  // what `identity` was made from
};

class EntityRows {
 public:
  // `from` must outlive this.
  explicit EntityRows(const EntitySources& from) : from_(from) {}

  // One row at a time: all of them at once are as large as what they are made from.
  using Visit = std::function<void(const std::string& key, const std::string& row)>;
  void each(const Visit& visit) const;
  // That of one entity; "" when no document tells of it.
  std::string row(const EntityKey& entity) const;

 private:
  EntityEntry make_entry(const EntityKey& id, std::span<const GatheredKey* const> told) const;
  EntityEntry make_entry(const EntityKey& id, std::span<const GatheredKey* const> told, const Gathered& g) const;
  std::vector<std::string> affiliations(const Gathered& g) const;
  std::vector<const GatheredKey*> told_of(const EntityKey& entity) const;

  const EntitySources& from_;
};

}  // namespace hoptac
