// Who may be quoted: the people of a document where the text tells of them, by name, short name, post or pronoun.
#pragma once

#include <vector>

#include "ingest/facts/input.h"
#include "ingest/facts/lexicon.h"
#include "ingest/facts/placed_mention.h"
#include "ingest/text/phrase_table.h"

namespace hoptac {

// Borrows the input and the analysis. People are indices into Analysis::people; -1 stands for nobody.
class QuoteSpeakers {
 public:
  QuoteSpeakers(const FactInput& input, const Analysis& analysis);

  // The person whose name starts at the token: a mention, or the last word of a name told in full elsewhere.
  int named_at(std::size_t token) const;
  int first_named(TokenRange range) const;
  int last_named(TokenRange range) const;
  // The person that the range tells of first: named, by post ("the Rector smiled"), or by pronoun ("she said").
  int first_told(TokenRange range) const;
  // The same, told last.
  int last_told(TokenRange range) const;
  // "ông T. kể", "says Mrs. H.": the text keeps the name back.
  bool is_withheld(TokenRange range) const;

 private:
  int told_at(std::size_t token, std::size_t end) const;
  int with_post(const PhraseMatch& post, std::size_t end) const;
  int before_pronoun(std::size_t token) const;
  bool fits(std::size_t pronoun, int person) const;

  const FactInput& input_;
  const Analysis& analysis_;
  std::vector<PlacedMention> mentions_;
  PhraseTable last_words_;  // of names; values are people
  PhraseTable posts_;
};

}  // namespace hoptac
