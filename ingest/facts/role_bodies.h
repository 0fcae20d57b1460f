// Which body a post belongs to when the text does not name it beside the post: the side whose people are
// listed ("Về phía X có:"), the body that the person represents or signs for, else the likeliest of those told of.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/facts/institution_index.h"
#include "ingest/facts/person_mention.h"
#include "ingest/facts/role_parser.h"

namespace hoptac {

class RoleBodies {
 public:
  // All arguments must outlive this. One pass over the sentences.
  RoleBodies(const FactInput& input, const Analysis& analysis, const InstitutionIndex& institutions,
             const std::vector<PersonMention>& people);

  // Index into Analysis::institutions of the body of the post `role` of `people[person]`; -1 when the document
  // names none.
  int implied(std::size_t person, const ParsedRole& role) const;
  // The body that the person stands for without any post; -1 when the text does not say so.
  int represented(std::size_t person) const;
  // The body whose name opens with the words [first, last] or holds them as its proper part ("An Phuc" of "An Phuc
  // Commercial Bank"), the one most told of; -1 when there is none.
  int named_in_short(std::size_t first, std::size_t last) const;
  // Folded head when the word at `token` stands for a body ("hospital director"); empty when it does not.
  std::string_view head_alone(std::size_t token) const;
  // The body that "Bên A", "Party B" at `token` mean; -1 when no party is named there or the document defines none.
  int party_at(std::size_t token) const;

 private:
  // What is known about a post without a body.
  struct Ask {
    std::size_t token = 0;  // of the post or the name, whichever comes first
    std::size_t sentence = 0;
    unsigned kinds = 0;        // that the title has; 0 any
    std::string_view generic;  // folded head of the unnamed body
    std::string_view place;    // folded word told with it: "the hospital in Dak Mil"
    int culture = 0;           // 1 Vietnamese name, -1 another, 0 unknown
  };

  void read_side(std::size_t sentence);
  bool continues_side(std::size_t sentence) const;
  bool is_list_item(const FactSentence& sentence) const;
  bool opens_with_post(const FactSentence& sentence) const;
  bool opens_with_person(const FactSentence& sentence) const;
  // The token where the body of an announced side starts; 0 when no cue starts at `at`.
  std::size_t side_cue(std::size_t at, std::size_t end) const;
  bool is_announcement(std::size_t at, std::size_t end) const;
  bool is_heading(const FactSentence& sentence) const;
  void announce(std::size_t token, int body, std::size_t sentence);
  int side_at(std::size_t token) const;

  void read_contract_parties();
  int contract_party(std::size_t token) const;
  bool has_marked_syllables(const PersonMention& m) const;
  std::string_view signed_for(const PersonMention& person) const;
  int body_of_row(const PersonMention& m) const;
  bool needs_office(const ParsedRole& role) const;
  std::string_view country_of_post(const ParsedRole& role) const;
  int office_of(const ParsedRole& role, int culture) const;
  bool sends(std::size_t at) const;
  bool is_coordinated(std::size_t first) const;
  const InstitutionAt* called_before(std::size_t end, std::size_t begin) const;
  int stands_for(const PersonMention& person) const;
  bool is_other_side(std::size_t cue) const;
  int represented_by(const PersonMention& person) const;
  int signs_for(std::size_t person, std::size_t from, Ask& ask) const;
  int unnamed_side(std::size_t token) const;
  int generic_body(std::size_t token, std::string_view generic) const;
  int best(const Ask& ask) const;
  double score(int body, const Ask& ask) const;
  double closeness(std::size_t mention, const Ask& ask) const;
  bool has_word(int body, std::string_view folded) const;
  const std::string& folded_name(int body) const;  // a blank on either side
  void find_labels();
  bool is_vietnamese(const PersonMention& person) const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  const InstitutionIndex& institutions_;
  const std::vector<PersonMention>& people_;
  std::vector<std::pair<std::size_t, int>> sides_;    // from this token on: the body, -1 none
  mutable std::vector<std::string> folded_names_;     // by body, "" before folded_name() asked
  std::vector<std::size_t> counts_;                   // mentions of each body
  std::vector<int> by_weight_;                        // bodies, most told first
  std::vector<bool> labels_;                          // bodies that certify others
  std::vector<std::pair<std::size_t, int>> parties_;  // where "Bên A", "Party B" stand and which bodies they mean
  std::size_t side_sentence_ = 0;                     // last sentence that the side at hand reached
  bool listing_ = false;                              // the heading of the side announces a list
};

}  // namespace hoptac
