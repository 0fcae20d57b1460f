// Inner units that act themselves: "Khoa Vi sinh – Bệnh viện X được công nhận ISO 15189", "Khoa Dược ký với …".
#pragma once

#include <vector>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// Makes bodies of the units among `names` (of one sentence, by place) that hold a certificate or sign. Vietnamese only.
void raise_acting_units(const NameScope& scope, std::vector<NameMention>& names);

}  // namespace hoptac
