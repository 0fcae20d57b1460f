// Local keys of entities: what documents post, whatever other documents say.
#pragma once

#include <string>
#include <string_view>

#include "ingest/text/normalise.h"
#include "src/base/hash.h"

namespace hoptac {

// The authority id when linked; else "~" + hash of kind, folded name and country, so that the same
// body told in two documents (accents typed or not) has the same key.
inline std::string institution_key(std::string_view id, std::string_view kind, std::string_view name,
                                   std::string_view country) {
  if (!id.empty()) return std::string(id);
  std::string parts(kind);
  parts.append(1, '\x1f').append(fold_phrase(name)).append(1, '\x1f').append(country);
  return "~" + short_hash(parts);
}

// "~" + hash of the folded name.
inline std::string person_key(std::string_view name) { return "~" + short_hash("person\x1f" + fold_phrase(name)); }

}  // namespace hoptac
