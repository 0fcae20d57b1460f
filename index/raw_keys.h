// Queries typed in the raw keys of a Vietnamese input method.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <vector>

#include "index/respell.h"

namespace hoptac {

// The query with its Telex or VNI keys decoded, when a word of it makes a syllable of this index and is in no
// document as typed, or in far fewer. For a query that finds nothing.
std::vector<Suggestion> decoded_keys(const Inquiry& inquiry, const std::vector<AskedWord>& words);

}  // namespace hoptac
