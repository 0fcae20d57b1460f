// Finds the holders of labels, for certification_holders.cc (what the sentence itself tells) and
// certification_anaphora.cc (what "the hospital" stands for, and who is spoken of before).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ingest/facts/certification_holders.h"
#include "ingest/facts/certification_lists.h"
#include "ingest/facts/certification_places.h"
#include "ingest/facts/certification_rules.h"
#include "ingest/facts/host.h"
#include "ingest/text/normalise.h"

namespace hoptac {

// "the hospital", "nhà trường", "it": its folded head word ("" for a pronoun) and the kind of body that it means.
struct Anaphor {
  std::string head;
  bool any_part = false;  // "đơn vị này": parts of a body too
  std::string_view kind;
  std::string padded;  // " head ", as folded names are searched for
};

// "four hospitals", "cả hai": how many, the kind of body, and the last token (0: none).
struct Count {
  std::size_t number = 0;
  std::string_view kind;
  std::size_t first = 0;
  std::size_t last = 0;
};

// The title of a person and its body.
struct Post {
  Span span;
  int institution = -1;
};

inline constexpr std::size_t kOwnProgrammes = 20;  // more of them are not of one university

using Placed = std::vector<HolderPlace>::const_iterator;

// The kind of body that a word ("the hospital", "nhà trường") stands for; "" for any.
std::string_view body_kind_of(std::string_view head);

class HolderFinder {
 public:
  HolderFinder(const FactInput& input, const Analysis& analysis, const std::vector<NameMention>& names,
               const std::vector<LabelMention>& labels)
      : input_(input),
        tokens_(input.tokens),
        analysis_(analysis),
        labels_(labels),
        places_(find_holder_places(input, analysis, names, labels)),
        host_(document_host(input, analysis)) {
    names_.resize(analysis.institutions.size());
    collect_posts();
    const bool awards = !labels.empty() && labels.front().award;  // held by bodies, not by their parts
    std::erase_if(places_, [&](const HolderPlace& p) { return is_label(p) || is_agent(p) || (awards && p.is_unit()); });
    const bool can_hold =
        std::any_of(places_.begin(), places_.end(), [this](const HolderPlace& p) { return p.institution == host_; });
    if (!can_hold) host_ = -1;
  }

  // What has been found so far: a body that holds one label is spoken of when the next one is told.
  void remember(const std::vector<std::vector<LabelHolder>>& found) { found_ = &found; }

  // None for what is told of others.
  std::vector<LabelHolder> holders_of(const LabelMention& label) const {
    if (label.again) return next_subject(label);
    if (is_of_others(label)) return {};
    if (auto owners = owners_behind(label); !owners.empty()) return owners;
    if (const LabelHolder meant = owner_meant(label); meant.is_known()) return {meant};
    if (auto list = listed_behind(input_, places_, label); !list.empty()) return list;
    Count count = count_before(label);
    if (count.kind == "programme" && count.number <= kOwnProgrammes) count = {};  // they count for their university
    if (auto subjects = subjects_before(label, count); !subjects.empty()) return subjects;
    if (count.last > 0) return counted(label, count);
    if (names_fields_before(input_, label)) return {earlier(label)};
    if (const HolderPlace* place = label.award && !is_row(label.sentence) ? nullptr : behind(label))
      return {held_by(*place, true)};
    return {earlier(label)};
  }

 private:
  LabelHolder held_by(const HolderPlace& place, bool told) const {
    if (!place.is_unit()) return {place.institution, {}, told};
    return is_centre(place) ? part_alone(place) : owner_of(place);
  }
  LabelHolder part_alone(const HolderPlace& part) const {
    return {-1, std::string(slice(tokens_.text(), tokens_.cover(part.first, part.last))), true};
  }
  bool is_centre(const HolderPlace& part) const;
  LabelHolder owner_of(const HolderPlace& part) const;
  LabelHolder owner_meant(const LabelMention& label) const;
  int body_named_in(const HolderPlace& part) const;
  std::size_t sentence_of(std::size_t token) const;
  LabelHolder host(bool told) const { return {host_, {}, told}; }

  bool is_label(const HolderPlace& place) const;
  bool is_label_at(std::size_t at) const;
  bool is_agent(const HolderPlace& place) const;
  bool gives(const HolderPlace& place) const;
  void collect_posts();
  const Post* speaker_before(std::uint32_t end) const;
  bool in_post(const HolderPlace& place) const;
  bool owns_other(const HolderPlace& place, const LabelMention& label) const;
  bool label_between(const LabelMention& label, const HolderPlace& place) const;
  std::uint32_t cue_before(std::size_t at) const;
  std::uint32_t cue_at(std::size_t at) const;
  std::pair<Placed, Placed> places_of(std::size_t sentence) const;

  bool receives(const LabelMention& label, const HolderPlace& place) const;
  std::vector<LabelHolder> owners_behind(const LabelMention& label) const;
  std::vector<LabelHolder> subjects_before(const LabelMention& label, const Count& count) const;
  std::vector<LabelHolder> next_subject(const LabelMention& label) const;
  Count count_before(const LabelMention& label) const;
  std::size_t number_at(std::size_t at) const;
  std::vector<LabelHolder> counted(const LabelMention& label, const Count& count) const;
  bool is_aside(const HolderPlace& place) const;
  bool opens_clause(std::size_t at) const;
  bool opens_name(std::size_t at) const;
  bool is_of_others(const LabelMention& label) const;
  Placed out_of_apposition(Placed first, Placed place, std::size_t label) const;
  Placed head_of(Placed first, Placed place) const;
  bool is_part_link(std::size_t begin, std::size_t end) const;
  bool is_and(std::size_t at) const;
  bool is_and_link(std::size_t begin, std::size_t end) const;
  std::vector<LabelHolder> listed(Placed begin, Placed first, Placed last) const;
  const HolderPlace* behind(const LabelMention& label) const;
  std::size_t anaphor_before(const LabelMention& label, std::size_t from) const;
  int speakers_body(std::size_t anaphor, const Cue& cue) const;
  int sayers_body(std::size_t sentence, std::size_t at) const;
  const LabelHolder* told_last(std::size_t sentence) const;
  bool is_item(std::size_t sentence) const;
  bool names_small(std::size_t sentence, const Anaphor& word) const;
  bool is_row(std::size_t sentence) const;
  Anaphor anaphor_of(const Cue& cue) const;
  const HolderPlace* nearest(std::size_t at, std::size_t floor, const Anaphor& word, bool by_name, bool posts) const;
  LabelHolder pointed(const LabelMention& label, std::size_t anaphor) const;
  LabelHolder party(const Cue& cue) const;
  const HolderPlace* meant_in(std::size_t sentence, const Anaphor& word, bool by_name, bool subject) const;
  bool is_object(const HolderPlace& place) const;
  LabelHolder spoken_of(std::size_t sentence, const Anaphor& word, bool by_name) const;
  const LabelHolder* holder_before(const LabelMention& label) const;
  const std::string& folded_name(int institution) const;  // a blank before and behind
  bool fits(int institution, const Anaphor& word, bool by_name) const;
  bool is_owner_of_label(const HolderPlace& place) const;
  LabelHolder planned() const;
  const HolderPlace* above(std::size_t sentence) const;
  LabelHolder earlier(const LabelMention& label) const;
  int titled() const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  const std::vector<LabelMention>& labels_;
  std::vector<HolderPlace> places_;
  int host_;
  mutable std::vector<std::string> names_;  // by institution, "" before folded_name() asked
  std::vector<Post> posts_;                 // of all people, by their end
  std::vector<Post> speakers_;  // mentions of people with the body of their first post that has one, by their end
  const std::vector<std::vector<LabelHolder>>* found_ = nullptr;  // of the labels before
};

}  // namespace hoptac
