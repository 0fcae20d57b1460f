// The terms behind a beginning that most documents have, in the time of a few reads. A beginning with many terms has
// them kept in a row of the register, made anew at the end of a run; one with few is walked.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/generation.h"

namespace hoptac {

struct FrequentTerm {
  std::string value;  // without the prefix
  Xapian::doccount frequency = 0;
};

// Rows of the register's metadata, "H" + beginning -> terms, for words of texts (folded and exact), titles and names
// and for whole names. Behind a term, as an item of its own that begins with kPart, stands its number of documents:
// a program that does not know it takes it for a term that no document has.
std::map<std::string, std::string> frequent_term_rows(const Xapian::Database& docs);
inline constexpr std::string_view kFrequentTermsKey = "H";

// At most `limit` (16 at most) of the terms `prefix` + `begin`…, most documents first, then by value. `begin` is not
// empty; `prefix` is one that frequent_term_rows() keeps.
std::vector<FrequentTerm> frequent_terms(const OpenGeneration& open, std::string_view prefix, std::string_view begin,
                                         std::size_t limit);

}  // namespace hoptac
