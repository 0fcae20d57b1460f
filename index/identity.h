// Who is who across documents: from what documents say to the table local key -> entity. Pure: no
// database; the same documents, corrections and authority lists give the same table, in whatever order
// the documents came.
//
// Documents post local keys (entities.h), each with a base that it stands for by itself: "umc~1f…" for
// umc. The table holds what differs from that. Its rules:
// - Institutions without authority id are one when their full names are equal after folding with
//   abbreviations spelled out (Trường Đại học X = ĐH X) and their countries do not differ; and when one
//   document tells the full name of one beside that of the other (names in two languages), unless
//   several bodies are told under it.
// - People are one when their names have the same folded words and they share an institution (or it and
//   its parent). Who is told without an institution is the only person of that name, when post or title
//   agree or nothing is told of either; of several, the one whose post or title agrees.
// - Corrections come last and beat the rules.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/corrections.h"
#include "index/entities.h"
#include "index/sorted_items.h"
#include "ingest/authority/authority.h"

namespace hoptac {

// A local key of one type.
using EntityKey = std::pair<EntityType, std::string>;

// Everything that the documents say about one local key. Sets and counts: the order does not matter.
struct Gathered {
  SortedCounts names, kinds, countries;
  SortedStrings aliases, roles, affiliations, titles;
  std::size_t documents = 0;
};
using GatheredTable = std::map<EntityKey, Gathered>;

void gather(GatheredTable& table, const EntityRecord& record);

// One entity that is more than its own base.
struct Identified {
  std::vector<std::string> keys;   // local keys, sorted; empty for an id that only corrections name
  std::string name;                // by rename, or ""
  std::vector<std::string> names;  // further ones, by alias
  bool corrected = false;          // by merge, split, rename or alias

  friend bool operator==(const Identified&, const Identified&) = default;
};

struct IdentityTable {
  std::map<EntityKey, std::string> entity_of;  // only where it is not the base; "" = ignored
  std::map<EntityKey, Identified> entities;    // by entity key: those with a row in entity_of or a correction
  std::vector<UnusedCorrection> unused;        // in the order of the file
};

IdentityTable identify(const GatheredTable& gathered, const Corrections& corrections, const Authority& authority);

// The entity of a local key; "" when it is ignored.
std::string entity_of(const IdentityTable& table, const EntityKey& key);
inline std::string entity_of(const IdentityTable& table, EntityType type, const std::string& key) {
  return entity_of(table, EntityKey(type, key));
}

}  // namespace hoptac
