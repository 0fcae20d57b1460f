// What a query may have been meant to be: words that no or hardly any document holds, respelt by the words of this
// index; and words typed in the raw keys of a Vietnamese input method. Every offer was counted.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <vector>

#include "index/respell.h"

namespace hoptac {

// At most three spellings, likeliest first; `total` is what the query found. Words that are absent are respelt
// whatever the total; words that are there only when it is small and the other word stands beside its neighbours.
std::vector<Suggestion> respellings(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total);

// The query with its Telex or VNI keys decoded, when a word of it makes a syllable of this index and is in no
// document as typed, or in far fewer. For a query that finds nothing.
std::vector<Suggestion> decoded_keys(const Inquiry& inquiry, const std::vector<AskedWord>& words);

// The words with the accents that this index knows, where what was typed stands in no document.
std::vector<Suggestion> other_accents(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total);

}  // namespace hoptac
