// The rows of the table of entities (entities.h), as they follow from the documents and from who is who. Uses Xapian
// and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <functional>
#include <string>

#include "index/identity.h"

namespace hoptac {

struct EntitySources {
  const Xapian::Database& docs;
  const Xapian::Database& register_db;  // its records are those of `docs` already
  const IdentityTable& identity;
  const GatheredTable& gathered;  // what `identity` was made from
};

// One row at a time: all of them at once are as large as what they are made from. Sorted by type and entity.
using RowVisit = std::function<void(const std::string& key, const std::string& row)>;
void each_entity_row(const EntitySources& from, const RowVisit& visit);

}  // namespace hoptac
