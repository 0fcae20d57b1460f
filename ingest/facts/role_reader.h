// Reads one post: what its two languages have in common, and the steps of each.
#pragma once

#include <optional>

#include "ingest/facts/person_mention.h"
#include "ingest/facts/role_parser.h"

namespace hoptac {

inline constexpr std::size_t kMaxComplementTokens = 16;
inline constexpr std::size_t kMaxUnitTokens = 32;  // of the name of an inner unit
inline constexpr std::size_t kMaxBodyTokens = 12;  // of a body that is no known institution
inline constexpr std::size_t kMaxJoinedPosts = 2;

// "IT", "QA": a field of work.
bool is_field_word_in_capitals(std::string_view word);

class RoleParser {
 public:
  // `joined`: how many posts may follow behind "kiêm".
  RoleParser(const NameScope& scope, const InstitutionIndex& institutions, std::size_t joined = kMaxJoinedPosts)
      : scope_(scope), institutions_(institutions), joined_(joined) {}
  bool is_qualifier(std::size_t at) const;
  std::optional<ParsedRole> parse(std::size_t at);

 private:
  bool is(std::size_t at, std::string_view key) const { return at < scope_.end && scope_.tokens().exact(at) == key; }
  std::optional<PhraseMatch> nucleus(std::size_t at) const;
  std::optional<PhraseMatch> chief_officer(std::size_t at) const;
  bool is_ordinal(std::size_t at) const;
  void take_charge();
  void skip_parents();
  void skip_seat();
  bool joins_chief(std::size_t at) const;
  void join_second();
  bool step();
  bool opens_unknown_name(std::size_t at) const;
  bool stops_at_unknown_name();
  bool take_region();
  bool take_institution(std::size_t at);
  bool is_inner_unit(std::size_t at) const;
  bool has_owner_behind(const InstitutionAt& unit) const;
  bool take(std::size_t last) {
    out_.last = last;
    next_ = last + 1;
    return true;
  }
  bool is_unit_head(std::size_t at) const;
  bool step_punctuation();
  std::size_t closing_bracket() const;
  bool step_dash();
  bool is_post(std::size_t at) const;
  bool step_comma();
  bool take_alliance(std::size_t at);
  bool is_before_body(std::size_t at) const;
  bool take_unknown_tail(std::size_t at);
  bool ends_at_delimiter(std::size_t at) const;
  bool step_english();
  bool step_preposition();
  std::size_t peoples_body(std::size_t at) const;
  bool take_unknown_body(std::size_t at);
  bool is_field_in_capitals(std::size_t at) const;
  bool is_body_head(std::size_t at) const;
  bool is_unit_of_fields(const InstitutionAt& unit) const;
  bool is_place(std::size_t at) const;
  std::size_t mentions_of(const InstitutionAt& unit) const;
  std::size_t unit_of_generic(std::size_t at) const;
  bool is_unit_word(std::size_t at) const;
  bool is_unit_noun(std::size_t at) const;
  bool is_descriptive(std::size_t at) const;
  bool is_unit_link(const InstitutionAt* body) const;
  bool is_enumeration(std::size_t at) const;
  void take_and();
  bool is_field(std::size_t at) const;
  bool is_generic(std::size_t at) const;
  bool step_vietnamese();
  std::size_t place_before_name() const;
  bool is_small_syllable(std::size_t at) const;
  bool take_small_words();
  bool take_capitals(std::size_t at);
  bool take_generic(std::size_t at);
  bool is_link(std::size_t at) const { return is(at, "của") || is(at, "tại") || is(at, "thuộc"); }
  bool is_family_of_others(std::size_t at) const;
  bool take_country();
  bool take_long_country();
  bool take_unknown_name();
  bool step_and();
  bool step_generic();
  bool take_named_head(std::size_t head_last);
  std::size_t behind_small_words(std::size_t last) const;
  std::size_t field_end(std::size_t at) const;
  const NameScope& scope_;
  const InstitutionIndex& institutions_;
  std::size_t joined_;
  ParsedRole out_;
  std::size_t next_ = 0;
  std::size_t institution_end_ = 0;  // one behind the body that was named
  bool vietnamese_ = false;
  bool behind_of_ = false;
  bool charge_ = false;
};

}  // namespace hoptac
