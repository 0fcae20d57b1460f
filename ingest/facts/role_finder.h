// Finds the posts of the people of a document around their names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ingest/facts/person_roles.h"
#include "ingest/facts/role_bodies.h"
#include "ingest/facts/role_parser.h"
#include "ingest/facts/text_cells.h"

namespace hoptac {

class RoleFinder {
 public:
  RoleFinder(const FactInput& input, const Analysis& analysis, const InstitutionIndex& institutions,
             const std::vector<PersonMention>& people)
      : input_(input),
        tokens_(input.tokens),
        analysis_(analysis),
        people_(people),
        institutions_(institutions),
        bodies_(input, analysis, institutions, people),
        used_(input.tokens.size(), false) {}
  std::vector<RoleMention> run();

 private:
  void find_around(const NameScope& scope, std::size_t person);
  void share(std::size_t first, std::size_t end);
  bool has_post(std::size_t person) const;
  void copy(std::size_t to, std::size_t from);
  bool is_listed(std::size_t a, std::size_t b) const;
  bool is_now(std::size_t person) const;
  bool joined_by_word(std::size_t person) const;
  bool is_plural(Span title) const;
  void find_in_column(std::size_t person);
  bool add_cell(std::size_t person, std::size_t sentence, const TextCell& column);
  int column_body(std::size_t sentence, const TextCell& column) const;
  bool has_person(std::size_t sentence) const;
  void find_right(const NameScope& scope, std::size_t person, bool has_left);
  const InstitutionAt* house_beside(std::size_t at, std::size_t stop) const;
  std::size_t behind_house(const NameScope& scope, const InstitutionAt& house, std::size_t stop) const;
  std::size_t next_person(std::size_t person, std::size_t end) const;
  std::size_t skip_letters(std::size_t at, std::size_t stop) const;
  std::size_t skip_aside(std::size_t at, std::size_t stop) const;
  std::size_t behind_separator(const NameScope& scope, std::size_t at, std::size_t stop, bool more) const;
  std::size_t behind_copula(const NameScope& scope, std::size_t at, std::size_t stop) const;
  bool is_bare_copula(std::size_t at, bool last) const;
  std::size_t behind_owner_of(const NameScope& scope, const InstitutionAt& owner, std::size_t stop) const;
  std::size_t behind_generic_owner(const NameScope& scope, std::size_t title, std::size_t stop) const;
  std::string_view generic_owner(std::size_t from, std::size_t title) const;
  bool belongs_to_next(const ParsedRole& role, std::size_t person, std::size_t stop, bool has_left) const;
  void find_left(const NameScope& scope, std::size_t person);
  bool is_board(const NameScope& scope, const ParsedRole& role) const;
  bool reaches(const NameScope& scope, const ParsedRole& role, const PersonMention& m) const;
  bool is_label_of_something(const NameScope& scope, std::size_t first) const;
  bool is_link(std::size_t from, std::size_t to) const;
  void add(const NameScope& scope, std::size_t person, const ParsedRole& parsed, std::string_view rule);
  bool is_loose(const ParsedRole& role) const;
  bool is_prize(std::size_t last) const;
  int implied_body(const NameScope& scope, std::size_t person, const ParsedRole& parsed);
  bool is_owner_word(const NameScope& scope, std::size_t at) const;
  int owner_behind(const NameScope& scope, const PersonMention& m, const ParsedRole& parsed) const;
  int named_body(std::string_view name);
  void set_body(Role& role, int body) const;
  std::string text_of(Span span) const;
  int owner_before(const NameScope& scope, std::size_t first) const;
  void find_affiliation(const NameScope& scope, std::size_t person);
  std::size_t behind_unit(const NameScope& scope, std::size_t at) const;
  int beside(const NameScope& scope, std::size_t at) const;
  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  const std::vector<PersonMention>& people_;
  const InstitutionIndex& institutions_;
  RoleBodies bodies_;
  std::vector<bool> used_;
  std::vector<RoleMention> out_;
  std::map<std::string, int> known_names_;                 // folded names of institutions, made when first asked for
  std::vector<std::pair<std::size_t, std::size_t>> told_;  // of each person: range in out_
  std::optional<ParsedRole> joined_;                       // "Vice Rector for Training and" before the post at hand
};

}  // namespace hoptac
