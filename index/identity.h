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
#include <string_view>
#include <utility>
#include <vector>

#include "index/corrections.h"
#include "index/entities.h"
#include "index/gathered.h"
#include "ingest/authority/authority.h"

namespace hoptac {

// A local key of one type.
using EntityKey = std::pair<EntityType, std::string>;

// Finds keys without a string of their own.
struct EntityKeyLess {
  using is_transparent = void;
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    return a.first != b.first ? a.first < b.first : std::string_view(a.second) < std::string_view(b.second);
  }
};
using EntityKeyView = std::pair<EntityType, std::string_view>;

// One entity that is more than its own base.
struct Identified {
  std::vector<std::string> keys;   // local keys, sorted; empty for an id that only corrections name
  std::string name;                // by rename, or ""
  std::vector<std::string> names;  // further ones, by alias
  bool corrected = false;          // by merge, split, rename or alias

  friend bool operator==(const Identified&, const Identified&) = default;
};

struct IdentityTable {
  // Only where it is not the base; "" = ignored.
  std::map<EntityKey, std::string, EntityKeyLess> entity_of;
  // By entity key: those with a row in entity_of or a correction.
  std::map<EntityKey, Identified, EntityKeyLess> entities;
  std::vector<UnusedCorrection> unused;  // in the order of the file
};

// REQUIRES: `gathered` is sorted.
IdentityTable identify(const GatheredTable& gathered, const Corrections& corrections, const Authority& authority);

// The entity of a local key; "" when it is ignored. In the table or in `key`.
std::string_view entity_of(const IdentityTable& table, EntityType type, std::string_view key);

}  // namespace hoptac
