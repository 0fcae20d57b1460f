// Words of the texts that go on as someone has begun to type.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <vector>

#include "index/search_context.h"
#include "index/typed_query.h"

namespace hoptac {

// At most five words, most documents first; right behind another word only those that stand behind it somewhere.
// Accents as documents write them, when some are typed.
std::vector<Completion> complete_words(const SearchContext& context, const TypedQuery& typed);

}  // namespace hoptac
