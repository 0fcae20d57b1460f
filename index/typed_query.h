// A query that someone has begun to type.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/query_ast.h"

namespace hoptac {

// What was typed, folded: whole words, and the beginning of one more ("" behind a blank).
struct TypedBeginning {
  std::vector<std::string> words;
  std::string last;

  // "dai hoc y": what a folded name begins with, or has behind a blank.
  std::string phrase() const;
};

// The query as typed and as keys.
struct TypedQuery {
  std::string before;   // what stands before the last word, as typed
  std::string opening;  // what stands before the first word: "(\""
  std::vector<QueryWord> words;
  TypedBeginning keys;
  bool marked = false;  // some word has accents
  bool beside = false;  // only blanks part the word that goes on from one before, which is no operator

  // The word that goes on; nullptr behind a blank.
  const QueryWord* last() const { return keys.last.empty() ? nullptr : &words.back(); }
};

// REQUIRES: clean_text().
TypedQuery read_typed(const std::string& clean);

// What closes the quotes and brackets that are open in it: "\")".
std::string closing(std::string_view text);

}  // namespace hoptac
