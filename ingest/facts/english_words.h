// What the words around an English head are: fields, openers of sentences, posts, heads, small words of other
// languages.
#pragma once

#include <optional>
#include <string_view>

#include "ingest/facts/name_mention.h"

namespace hoptac {

// Questions about one token of a sentence; holds a reference to `scope`.
class EnglishWords {
 public:
  explicit EnglishWords(const NameScope& scope) : scope_(scope) {}

  bool is(std::size_t at, std::string_view key) const { return at < scope_.end && scope_.tokens().exact(at) == key; }
  bool near(std::size_t at) const { return scope_.token(at).gap == Gap::kSpace || scope_.token(at).gap == Gap::kNone; }
  // WordClass bits of the listed phrase at `at`.
  std::uint32_t word(std::size_t at) const;
  // "Medicine"; also a word that is built like one ("Hydrotherapy").
  bool is_field(std::size_t at) const;
  // "Medical", "Normal": may stand on either side of "and" inside a name.
  bool is_field_or_type(std::size_t at) const;
  // A word that stands before names, capital by its position: "The", "Signs".
  bool is_lead(std::size_t at) const;
  bool is_post(std::size_t at) const;
  bool is_post_end(std::size_t at) const;
  // "Director of (the) …": what starts at `at` belongs to a post, so a person may follow it.
  bool is_post_of(std::size_t at) const;
  // A family name and another capital word.
  bool is_name_behind_post(std::size_t at) const;
  bool has_vietnamese_head(std::size_t at) const;
  bool is_vietnamese(std::size_t at) const;
  bool is_country(std::size_t at) const;
  bool is_place_or_country(std::size_t at) const;
  std::optional<PhraseMatch> head_at(std::size_t at) const;
  // A head among the capital words at `at`: they are another name. A field ("Health", "Insurance") is none.
  bool has_own_head(std::size_t at) const;
  // The last capital word behind small words of other languages ("degli Studi", "de la Rivière", "d'Orléans"), or 0.
  std::size_t behind_particles(std::size_t at) const;
  // "an Advanced Stroke Center": the word before `at` says that any such body is meant.
  bool is_any_one(std::size_t at) const;
  // "Best Foreign Bank", "Excellent Supervising Organization".
  bool is_prize(std::size_t at) const;
  // "Top 10 Private Hospitals", "Level III Trauma Center".
  bool is_rank(std::size_t at) const;
  // "Master of Hospital Administration": a degree.
  bool is_degree(std::size_t at) const;

 protected:
  const NameScope& scope_;

 private:
  bool is_vietnamese_an(std::size_t at) const;
};

// A head is capital; one of two letters ("AG") is all capitals but for "Co".
bool is_written_as_head(const NameScope& scope, PhraseMatch head);

}  // namespace hoptac
