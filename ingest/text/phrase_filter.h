// Looks up many phrase tables in a text at once.
//
// The fact finders ask some forty tables about nearly every token, nearly always in vain, and the same table about the
// same token again and again. One pass walks along the phrases of all tables together and leaves all answers in the
// token stream, where PhraseTable::find() reads them.
#pragma once

#include <mutex>
#include <vector>

#include "ingest/text/phrase_table.h"
#include "ingest/text/shared_trie.h"

namespace hoptac {

// Immutable to the outside, thread-safe. The tables must outlive it and stay where they are.
class PhraseFilter {
 public:
  // Tables in the order of their numbers, which begin at 0 (PhraseTable::set_number()); at most 64.
  explicit PhraseFilter(std::vector<const PhraseTable*> tables);

  // Writes all hits for `marks` into the stream.
  void mark(TokenStream& tokens, Marks marks) const;

 private:
  const SharedTrie& folded() const;

  std::vector<const PhraseTable*> tables_;
  SharedTrie exact_;
  // Made at first use: most texts have accents or are English, and the program starts sooner.
  mutable std::once_flag folded_made_;
  mutable SharedTrie folded_;
};

}  // namespace hoptac
