// How a word is to be written in an offer: with the accents that documents give it.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/respell.h"

namespace hoptac {

// Cost of the difference between two words with accents: a letter 2, its accents 1.
std::size_t accent_distance(std::string_view a, std::string_view b);

// The writing of `folded` (one word, or two with a blank) in the documents that is nearest to the word as typed;
// typed without accents, the one that most documents have.
std::string written_form(const Inquiry& inquiry, const QueryWord& typed, const std::string& folded);

// The words with the accents that this index knows, where what was typed stands in no document.
std::vector<Suggestion> other_accents(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total);

}  // namespace hoptac
