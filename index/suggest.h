// Why little or nothing was found, and what would be: each suggestion is a query that was counted.
#pragma once

#include <string>
#include <vector>

#include "index/respell.h"

namespace hoptac {

struct Analysed {
  std::vector<Suggestion> suggestions;
  std::vector<std::string> notes;  // "no institution is called …"
};

// For an answer of `total` records, with `undated` kept out by a date filter alone. Words that are in no document
// are always respelt. Without matches also: raw keys of an input method, names that nobody knows or that are not in
// this index, accents, phrases and beginnings that are too strict, each condition whose removal would find
// something, undated records, any of the words; at least one line, whatever was asked.
Analysed advise(const Inquiry& inquiry, std::size_t total, std::size_t undated);

}  // namespace hoptac
