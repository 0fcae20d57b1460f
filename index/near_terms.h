// Terms a slip of the keyboard away from a word, found without looking at all terms: the walk leaves a beginning
// that no edit can save, and goes straight to the next that one can. Works over any number of databases in one.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "index/terms.h"

namespace hoptac {

struct NearTerm {
  std::string word;  // without the prefix
  std::size_t edits = 0;
  Xapian::doccount frequency = 0;
};

// Terms `prefix` + word within `edits` (letters put in, left out, changed, or swapped with their neighbour; code
// points) of `word`, itself left out: fewest edits first, then most documents, then by word. REQUIRES: `prefix` + a
// letter begins no term of another kind. Bounded: a walk of some 20,000 steps ends with what it has.
std::vector<NearTerm> near_terms(const Terms& terms, std::string_view prefix, std::string_view word, std::size_t edits);

// How many edits a word may be away: none of one letter, one of a short word, two of a long one.
std::size_t edits_for(std::string_view word);

// The writings with accents of a folded word that documents hold, most documents first.
std::vector<NearTerm> marked_forms(const Terms& terms, std::string_view folded);

}  // namespace hoptac
