// What stands around a run of capital words in a sentence: names beside it, cues of signing, prepositions.
#pragma once

#include <optional>
#include <vector>

#include "ingest/facts/name_mention.h"
#include "ingest/facts/tables.h"

namespace hoptac {

// Looks at one sentence and at the names found in it so far (in order, none overlapping).
class NameContext {
 public:
  NameContext(const NameScope& scope, const std::vector<NameMention>& found);

  const NameMention* name_at(std::size_t i) const;
  // Start of what stands before the name, a leading article passed.
  std::size_t before(std::size_t at) const;
  // Words that are no part of such a name: openers of sentences, posts and honorifics.
  bool is_left_out(std::size_t at) const;
  bool goes_on(std::size_t at) const;
  // The token behind a short bracket at `at`, or `at`.
  std::size_t has_bracket_behind(std::size_t at) const;
  bool preposition_before(std::size_t at) const;
  std::optional<CueKind> agreement_cue_before(std::size_t at) const;
  bool is_signing(CueKind cue) const;
  // A word of signing or agreement before token `at` of the sentence.
  bool speaks_of_agreement(std::size_t from, std::size_t at) const;
  bool is_with(std::size_t at) const;
  bool is_and(std::size_t at) const;
  // A verb of signing within the next words.
  bool signs_next(std::size_t at) const;
  bool ends_clause(std::size_t at) const;

 protected:
  const NameScope& scope_;
  const TokenStream& tokens_;
  Language language_;

 private:
  const std::vector<NameMention>& found_;
};

}  // namespace hoptac
