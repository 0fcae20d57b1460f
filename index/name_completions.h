// Names of institutions, people and certifications that go on as someone has begun to type.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <vector>

#include "index/entities.h"
#include "index/search_context.h"
#include "index/typed_query.h"

namespace hoptac {

// At most `limit` names that begin so, most documents first; then names with the words inside. Accents as documents
// write them.
std::vector<Completion> complete_names(const SearchContext& context, EntityType type, const TypedBeginning& typed,
                                       std::size_t limit);

}  // namespace hoptac
