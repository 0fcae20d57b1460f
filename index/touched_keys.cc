#include "index/touched_keys.h"

namespace hoptac {

void TouchedKeys::add(std::string_view value) {
  each_entity_view(value, [this](const EntityView& record) {
    if (!keys_.contains(EntityKeyView(record.type, record.key))) keys_.emplace(record.type, record.key);
  });
}

}  // namespace hoptac
