// The local keys (entities.h) of the documents that a run has written or taken out: what the table of entities can
// differ in after it.
#pragma once

#include <set>
#include <string_view>

#include "index/identity.h"

namespace hoptac {

class TouchedKeys {
 public:
  // Those of a document with this value of Slot::kEntities.
  void add(std::string_view value);
  const std::set<EntityKey, EntityKeyLess>& keys() const { return keys_; }

 private:
  std::set<EntityKey, EntityKeyLess> keys_;
};

}  // namespace hoptac
