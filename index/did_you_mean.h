// What a query may have been meant to be: words that no or hardly any document holds, respelt by the words of this
// index. Every offer was counted.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <vector>

#include "index/respell.h"

namespace hoptac {

// At most three spellings, likeliest first; `total` is what the query found. Words that are absent are respelt
// whatever the total; words that are there only when it is small and the other word stands beside its neighbours.
std::vector<Suggestion> respellings(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total);

}  // namespace hoptac
