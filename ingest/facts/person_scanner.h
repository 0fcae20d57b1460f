// Finds the persons of one sentence: names behind a title, and names that a post or a verb tells.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "ingest/facts/person_mention.h"
#include "ingest/facts/role_parser.h"
#include "ingest/facts/tables.h"
#include "ingest/facts/text_cells.h"

namespace hoptac {

inline constexpr std::size_t kNoToken = static_cast<std::size_t>(-1);

template <std::size_t N>
bool is_word_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class PersonScanner {
 public:
  PersonScanner(const NameScope& scope, const InstitutionIndex& institutions, std::vector<bool>& taken,
                std::size_t sentence)
      : scope_(scope), institutions_(institutions), taken_(taken), sentence_(sentence) {}
  void scan(std::vector<PersonMention>& out);

 private:
  const TokenStream& tokens() const { return scope_.tokens(); }
  Marks marks() const { return scope_.input.marks; }
  bool is(std::size_t at, std::string_view word) const { return at < scope_.end && tokens().exact(at) == word; }
  std::optional<PhraseMatch> role_at(std::size_t at) const { return scope_.tables.roles.find(tokens(), at, marks()); }
  std::optional<PersonMention> untitled(std::size_t i, const std::vector<PersonMention>& before) const;
  bool is_credit_line() const;
  void note_post(std::size_t at);
  bool is_common_word(std::size_t at) const;
  bool is_country_or_head(std::size_t at) const;
  bool is_noun(std::size_t at) const;
  bool is_place_name(const PersonMention& m) const;
  std::optional<PersonMention> titled(std::size_t at);
  bool may_open(std::size_t at) const;
  bool has_year_behind(std::size_t at) const;
  bool is_named_like_place(const PersonMention& m) const;
  bool ends_post(std::size_t at) const;
  bool opens_unit(std::size_t at) const;
  bool opens_field(std::size_t at) const;
  bool is_degree_course(std::size_t at, std::size_t name) const;
  void take_small_syllable(PersonMention& m) const;
  void release_name(std::size_t title, std::size_t name);
  void take_comma_name(PersonMention& m) const;
  bool is_place_like(std::size_t first, std::size_t last) const;
  bool is_foreign_address(std::size_t first, std::size_t last) const;
  bool is_free(std::size_t first, std::size_t last) const;
  bool opens_with_acronym(std::size_t at) const;
  // The name at a token, from its shape alone.
  std::optional<PersonMention> name_at(std::size_t name) const;
  // The same behind no title; the rules for such names ask in turn.
  std::optional<PersonMention> named(std::size_t name, std::string_view rule) const;
  std::optional<PersonMention> behind_post(std::size_t at) const;
  bool is_inside_post(std::size_t at) const;
  bool follows_complement(std::size_t at) const;
  bool is_apposition(std::size_t post) const;
  bool is_plausible(const PersonMention& m) const;
  bool is_family_alone(std::size_t at) const;
  bool is_known_word(std::size_t at) const;
  bool has_post_before(std::size_t at) const;
  std::optional<PersonMention> behind_cue(std::size_t at) const;
  std::optional<PersonMention> behind_comma(std::size_t at) const;
  bool ends_quote(std::size_t last) const;
  bool says(std::size_t at) const;
  bool opens_clause(std::size_t at) const;
  bool says_in_vietnamese(std::size_t at) const;
  bool is_contact(std::size_t colon, const PersonMention& m) const;
  bool is_student(std::size_t at) const;
  bool is_no_name(const PersonMention& m) const;
  bool is_unknown_run(const PersonMention& m) const;
  std::optional<PersonMention> before_say(std::size_t at) const;
  bool is_name_cue(std::size_t last) const;
  bool is_label(std::size_t colon) const;
  bool is_known_name(const PersonMention& m) const;
  std::optional<PersonMention> listed(std::size_t at, const PersonMention& before) const;
  std::optional<PersonMention> before_post(std::size_t at) const;
  bool is_made_of_fields(const PersonMention& m) const;
  std::optional<PersonMention> beside_post(std::size_t at) const;
  bool is_post_cell(std::size_t sentence, const TextCell& column) const;
  bool is_below_post(const PersonMention& name, const TextCell& cell) const;
  bool opens_body(const PersonMention& m) const;
  bool is_joined(std::size_t at) const;
  bool is_post(std::size_t at) const;
  std::size_t behind_owner(std::size_t at) const;
  RoleClass role_class(const ParsedRole& role) const;
  const NameScope& scope_;
  const InstitutionIndex& institutions_;
  std::vector<bool>& taken_;  // tokens of institution names
  std::size_t sentence_;
  std::size_t post_end_ = kNoToken;            // one behind the post read last
  std::size_t post_first_ = kNoToken;          // its first token
  bool post_open_ = false;                     // an unknown name stands behind it
  std::string_view last_rule_;                 // of the person found last
  std::size_t last_person_ = kNoToken;         // last token of the person found last
  mutable std::optional<PersonMention> read_;  // what named() found
  mutable std::size_t read_at_ = kNoToken;     // at this token
};

}  // namespace hoptac
