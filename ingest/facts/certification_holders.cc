#include "ingest/facts/certification_holders.h"

#include <algorithm>

#include "ingest/facts/certification_places.h"
#include "ingest/facts/certification_rules.h"
#include "ingest/facts/host.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kOwnerTokens = 12;      // "the RTAC certificate for the X Centre and CAP accreditation"
constexpr std::size_t kFarOwnerTokens = 24;   // "the ACC certificate affirms … for X"
constexpr std::size_t kEarlierSentences = 4;  // how far back the body spoken of may stand
constexpr std::size_t kRoleTokens = 4;        // between a post and its body

constexpr std::size_t kPartyTokens = 8;  // between "BÊN B" and its name

// "the hospital", "nhà trường", "it": its folded head word ("" for a pronoun) and the kind of body that it means.
struct Anaphor {
  std::string head;
  std::string_view kind;
};

using Placed = std::vector<HolderPlace>::const_iterator;

class HolderFinder {
 public:
  HolderFinder(const FactInput& input, const Analysis& analysis, const std::vector<LabelMention>& labels)
      : input_(input),
        tokens_(input.tokens),
        analysis_(analysis),
        labels_(labels),
        places_(find_holder_places(input, analysis, labels)),
        host_(document_host(input, analysis)) {
    std::erase_if(places_, [this](const HolderPlace& p) { return is_label(p) || is_agent(p); });
    const bool can_hold =
        std::any_of(places_.begin(), places_.end(), [this](const HolderPlace& p) { return p.institution == host_; });
    if (!can_hold) host_ = -1;
  }

  // None for what is told of others.
  std::vector<LabelHolder> holders_of(const LabelMention& label) const {
    if (auto owners = owners_behind(label); !owners.empty()) return owners;
    if (auto subjects = subjects_before(label); !subjects.empty()) return subjects;
    if (is_background(label)) return {};
    if (const HolderPlace* place = behind(label)) return {held_by(*place, true)};
    return {earlier(label)};
  }

 private:
  LabelHolder held_by(const HolderPlace& place, bool told) const {
    if (!place.is_unit()) return {place.institution, {}, told};
    return {-1, std::string(slice(tokens_.text(), tokens_.cover(place.first, place.last))), told};
  }
  LabelHolder host(bool told) const { return {host_, {}, told}; }

  bool is_label(const HolderPlace& place) const;
  bool is_agent(const HolderPlace& place) const;
  bool in_post(const HolderPlace& place) const;
  bool owns_other(const HolderPlace& place, const LabelMention& label) const;
  bool label_between(const LabelMention& label, const HolderPlace& place) const;
  std::uint32_t cue_before(std::size_t at) const;
  std::uint32_t cue_at(std::size_t at) const;
  std::pair<Placed, Placed> places_of(std::size_t sentence) const;

  std::vector<LabelHolder> owners_behind(const LabelMention& label) const;
  std::vector<LabelHolder> subjects_before(const LabelMention& label) const;
  Placed out_of_apposition(Placed first, Placed place, std::size_t label) const;
  Placed head_of(Placed first, Placed place) const;
  bool is_part_link(std::size_t begin, std::size_t end) const;
  bool is_and(std::size_t at) const;
  bool is_and_link(std::size_t begin, std::size_t end) const;
  bool is_background(const LabelMention& label) const;
  std::vector<LabelHolder> listed(Placed first, Placed last) const;
  const HolderPlace* behind(const LabelMention& label) const;
  std::size_t anaphor_before(const LabelMention& label, std::size_t from) const;
  LabelHolder pointed(const LabelMention& label, std::size_t anaphor) const;
  LabelHolder party(const Cue& cue) const;
  const HolderPlace* meant_in(std::size_t sentence, const Anaphor& word, bool by_name) const;
  bool fits(const HolderPlace& place, const Anaphor& word, bool by_name) const;
  bool fits(int institution, const Anaphor& word, bool by_name) const;
  bool is_owner_of_label(const HolderPlace& place) const;
  LabelHolder planned() const;
  LabelHolder earlier(const LabelMention& label) const;
  int titled() const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  const std::vector<LabelMention>& labels_;
  std::vector<HolderPlace> places_;
  int host_;
};

// The accreditor itself: it overlaps a label, or explains one in brackets.
bool HolderFinder::is_label(const HolderPlace& place) const {
  const auto from = std::lower_bound(labels_.begin(), labels_.end(), place.first,
                                     [](const LabelMention& l, std::size_t at) { return l.last + 2 < at; });
  for (auto l = from; l != labels_.end() && l->first <= place.last + 2; ++l) {
    if (l->first <= place.last && place.first <= l->last) return true;
    const std::size_t sign = l->first > place.last ? place.last + 1 : l->last + 1;
    if (tokens_.is(sign, '(')) return true;
  }
  return false;
}

std::uint32_t HolderFinder::cue_at(std::size_t at) const {
  const auto cue = input_.tables.certifications.cues.find(tokens_, at, input_.marks);
  return cue ? cue->classes : 0;
}

std::uint32_t HolderFinder::cue_before(std::size_t at) const {
  if (at > 0 && tokens_[at - 1].word && tokens_.exact(at - 1) == "the") --at;
  if (at == 0) return 0;
  const std::size_t floor = at > 3 ? at - 3 : 0;
  const auto cue = input_.tables.certifications.cues.find_ending(tokens_, at - 1, floor, input_.marks);
  return cue ? cue->classes : 0;
}

// "accredited by X", "được X công nhận": X grants.
bool HolderFinder::is_agent(const HolderPlace& place) const {
  if ((cue_before(place.first) & kAgent) != 0) return true;
  for (std::size_t i = place.last + 1; i < std::min(place.last + 3, tokens_.size()); ++i) {
    if (tokens_.folded(i) == "accredits" || tokens_.folded(i) == "certifies") return true;
  }
  return false;
}

// "Giám đốc Trung tâm X", "Director of X": the body of a post is no subject.
bool HolderFinder::in_post(const HolderPlace& place) const {
  const std::uint32_t begin = tokens_[place.first > kRoleTokens ? place.first - kRoleTokens : 0].begin;
  for (const Person& person : analysis_.people) {
    for (const Role& role : person.roles) {
      const bool before = role.span.end > begin && role.span.end <= tokens_[place.first].begin;
      if (before && role.institution_index == place.institution && !place.is_unit()) return true;
      if (role.span.contains(tokens_.cover(place.first, place.last))) return true;
    }
  }
  return false;
}

// The owner of another label of the sentence: "the RTAC certificate for the X Centre and CAP accreditation".
bool HolderFinder::owns_other(const HolderPlace& place, const LabelMention& label) const {
  if ((cue_before(place.first) & kOwner) == 0) return false;
  return std::any_of(labels_.begin(), labels_.end(), [&](const LabelMention& other) {
    return other.sentence == label.sentence && other.last < place.first && other.first != label.first &&
           place.first - other.last <= kOwnerTokens && place.last < label.first;
  });
}

// "… the RTAC certificate for the X Centre": the place holds another label of its own sentence.
bool HolderFinder::is_owner_of_label(const HolderPlace& place) const {
  if ((cue_before(place.first) & kOwner) == 0) return false;
  return std::any_of(labels_.begin(), labels_.end(), [&](const LabelMention& other) {
    return other.last < place.first && place.first - other.last <= kOwnerTokens;
  });
}

std::pair<Placed, Placed> HolderFinder::places_of(std::size_t sentence) const {
  const TokenRange range = input_.sentences[sentence].tokens;
  const auto less = [](const HolderPlace& p, std::size_t at) { return p.first < at; };
  const auto first = std::lower_bound(places_.begin(), places_.end(), range.begin, less);
  return {first, std::lower_bound(first, places_.end(), range.end, less)};
}

bool HolderFinder::label_between(const LabelMention& label, const HolderPlace& place) const {
  return std::any_of(labels_.begin(), labels_.end(),
                     [&](const LabelMention& other) { return other.first > label.last && other.last < place.first; });
}

// "chứng nhận RTAC của Trung tâm X", "the CAP-accredited laboratory of X and Y".
std::vector<LabelHolder> HolderFinder::owners_behind(const LabelMention& label) const {
  const auto [first, last] = places_of(label.sentence);
  const bool has_subject = first != last && first->first < label.first;
  for (auto place = first; place != last; ++place) {
    if (place->first <= label.last) continue;
    if (place->first - label.last > kFarOwnerTokens || label_between(label, *place)) return {};
    const std::string_view before = tokens_.exact(place->first - 1);
    const bool at_place = before == "at" || before == "tại" || (input_.marks == Marks::kFolded && before == "tai");
    if ((cue_before(place->first) & kOwner) == 0 || (at_place && has_subject)) continue;
    auto end = place;
    while (std::next(end) != last && is_and_link(end->last + 1, std::next(end)->first)) ++end;
    return listed(place, end);
  }
  return {};
}

bool HolderFinder::is_and(std::size_t at) const {
  const std::string_view word = tokens_.exact(at);
  return word == "and" || word == "và" || (input_.marks == Marks::kFolded && word == "va");
}

// "and", "and the".
bool HolderFinder::is_and_link(std::size_t begin, std::size_t end) const {
  return begin < end && is_and(begin) && (end == begin + 1 || (end == begin + 2 && tokens_.exact(begin + 1) == "the"));
}

std::vector<LabelHolder> HolderFinder::listed(Placed first, Placed last) const {
  std::vector<LabelHolder> out;
  for (auto p = first; p != std::next(last); ++p) {
    const LabelHolder holder = held_by(*p, true);
    if (std::find(out.begin(), out.end(), holder) == out.end()) out.push_back(holder);
  }
  return out;
}

// Only words that join a part to its body: "of the", "của", "–".
bool HolderFinder::is_part_link(std::size_t begin, std::size_t end) const {
  if (end == begin + 1 && (tokens_.is(begin, '-') || tokens_.is(begin, '/'))) return true;
  if (begin >= end || end - begin > 2 || (end - begin == 2 && tokens_.exact(begin + 1) != "the")) return false;
  return (cue_at(begin) & kOwner) != 0;
}

// The first of "Khoa Vi sinh – Bệnh viện X", "the Centre Y of Hospital X".
Placed HolderFinder::head_of(Placed first, Placed place) const {
  while (place != first && is_part_link(std::prev(place)->last + 1, place->first)) --place;
  return place;
}

// "Ngân hàng X, đơn vị do Y góp vốn, được …": what stands between the commas is said of X.
Placed HolderFinder::out_of_apposition(Placed first, Placed place, std::size_t label) const {
  const bool enclosed = place != first && tokens_.is(place->first - 1, ',') && tokens_.is(place->last + 1, ',');
  if (enclosed && std::prev(place)->last + 2 == place->first) return std::prev(place);  // "Centre Y, Hospital X, holds"
  std::size_t comma = label;
  while (comma > place->last && !tokens_.is(comma, ',')) --comma;
  if (comma == place->last || comma == place->last + 1 || label - comma > kOwnerTokens) return place;
  for (auto p = place; p != first;) {
    --p;
    if (tokens_.is(p->last + 1, ',') && !tokens_[p->last + 2].upper) return p;
  }
  return place;
}

// The subject: the place or word for a body ("nhà trường") that stands last before the label.
std::vector<LabelHolder> HolderFinder::subjects_before(const LabelMention& label) const {
  const auto [begin, end] = places_of(label.sentence);
  auto place = end;
  for (auto p = begin; p != end && p->first < label.first; ++p) {
    if (!owns_other(*p, label) && !in_post(*p)) place = p;
  }
  const std::size_t anaphor = anaphor_before(label, place == end ? 0 : place->last + 1);
  if (anaphor > 0 && (place == end || !is_part_link(place->last + 1, anaphor - 1))) {
    if (const LabelHolder meant = pointed(label, anaphor - 1); meant.is_known()) return {meant};
  }
  if (place == end) return {};
  place = head_of(begin, out_of_apposition(begin, place, label.first));
  auto first = place;
  if (first != begin && is_and_link(std::prev(first)->last + 1, first->first)) --first;
  while (first != place && first != begin && std::prev(first)->last + 2 == first->first &&
         tokens_.is(first->first - 1, ',') && (cue_before(std::prev(first)->first) & kOwner) == 0) {
    --first;
  }
  return listed(first, place);
}

// "Ở Singapore có 16 bệnh viện đạt JCI": counted, not named: others'.
bool HolderFinder::is_background(const LabelMention& label) const {
  for (std::size_t t = input_.sentences[label.sentence].tokens.begin; t + 1 < label.first; ++t) {
    if (!tokens_[t].number || tokens_[t].end - tokens_[t].begin > 3 || tokens_[t + 1].gap != Gap::kSpace) continue;
    if ((cue_at(t + 1) & kPlural) != 0 || (t + 2 < label.first && (cue_at(t + 2) & kPlural) != 0)) return true;
  }
  return false;
}

const HolderPlace* HolderFinder::behind(const LabelMention& label) const {
  const auto [first, last] = places_of(label.sentence);
  for (auto place = first; place != last; ++place) {
    if (place->first <= label.last) continue;
    if (label_between(label, *place)) return nullptr;
    for (std::size_t t = label.last + 1; t < place->first; ++t) {
      if (tokens_.is(t, ':')) return nullptr;  // "Accredited by X: Nursing; …" lists programmes
    }
    return &*place;
  }
  return nullptr;
}

// One behind the token of the last "the hospital", "nhà trường" between token `from` and the label; 0 for none.
std::size_t HolderFinder::anaphor_before(const LabelMention& label, std::size_t from) const {
  std::size_t out = 0;
  const auto [begin, end] = places_of(label.sentence);
  auto place = begin;
  for (std::size_t at = input_.sentences[label.sentence].tokens.begin; at < label.first; ++at) {
    while (place != end && place->last < at) ++place;
    if (at < from || (place != end && place->first <= at)) continue;  // words of a name
    if ((cue_at(at) & kAnaphor) == 0) continue;
    const bool pronoun = tokens_.exact(at) == "it" || tokens_.exact(at) == "its";
    if (!pronoun || (out == 0 && from == 0)) out = at + 1;
  }
  return out;
}

// The kind of body that a word ("the hospital", "nhà trường") stands for; "" for any.
std::string_view kind_of(std::string_view head) {
  if (head == "hospital" || head == "clinic" || head == "viện" || head == "vien") return "hospital";
  if (head == "university" || head == "college" || head == "school" || head == "trường" || head == "truong")
    return "university";
  if (head == "company" || head == "ty") return "company";
  return {};
}

LabelHolder HolderFinder::planned() const {
  for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
    if (analysis_.institutions[i].planned) return {static_cast<int>(i), {}, false};
  }
  return {};
}

// The body behind the first place of the text where the label of a party stands: "BÊN B: CÔNG TY …".
LabelHolder HolderFinder::party(const Cue& cue) const {
  for (const HolderPlace& place : places_) {
    for (std::size_t t = place.first; t > 1 && place.first - t <= kPartyTokens; --t) {
      if (place.is_unit() || tokens_.folded(t - 1) != tokens_.folded(cue.last)) continue;
      if (tokens_.folded(t - 2) == tokens_.folded(cue.first)) return held_by(place, false);
    }
  }
  return {};
}

// The place of a sentence that the word can stand for: by a word of its name, else by its kind.
const HolderPlace* HolderFinder::meant_in(std::size_t sentence, const Anaphor& word, bool by_name) const {
  const auto [first, last] = places_of(sentence);
  for (auto p = first; p != last; ++p) {
    if (!in_post(*p) && !is_owner_of_label(*p) && fits(*p, word, by_name)) return &*p;
  }
  return nullptr;
}

bool HolderFinder::fits(const HolderPlace& place, const Anaphor& word, bool by_name) const {
  if (word.head.empty()) return true;
  if (!place.is_unit()) return fits(place.institution, word, by_name);
  return by_name && (tokens_.folded(place.last) == word.head || tokens_.folded(place.first) == word.head);
}

bool HolderFinder::fits(int institution, const Anaphor& word, bool by_name) const {
  if (institution < 0) return false;
  const Institution& body = analysis_.institutions[static_cast<std::size_t>(institution)];
  if (!by_name) return word.kind.empty() || body.kind == word.kind;
  return (" " + fold_phrase(body.name) + " ").find(" " + word.head + " ") != std::string::npos;
}

// What the word stands for: a place of the sentence before, the page's own body, the nearest place before.
LabelHolder HolderFinder::pointed(const LabelMention& label, std::size_t anaphor) const {
  const auto cue = input_.tables.certifications.cues.find(tokens_, anaphor, input_.marks);
  if ((cue->classes & kPlanned) != 0) return planned();
  if ((cue->classes & kParty) != 0) return party(*cue);
  const bool pronoun = tokens_.exact(anaphor) == "it" || tokens_.exact(anaphor) == "its";
  const Anaphor word{pronoun ? std::string() : std::string(tokens_.folded(cue->last)),
                     kind_of(tokens_.exact(cue->last))};
  const bool follows =
      label.sentence > 0 && input_.sentences[label.sentence - 1].block == input_.sentences[label.sentence].block;
  for (const bool by_name : {true, false}) {
    if (follows) {
      if (const HolderPlace* place = meant_in(label.sentence - 1, word, by_name))
        return held_by(*place, place->is_unit());
    }
    if (!word.head.empty() && fits(host_, word, by_name)) return host(false);
    for (auto p = places_of(label.sentence).first; p != places_.begin() && !word.kind.empty();) {
      --p;
      if (!p->is_unit() && fits(p->institution, word, by_name)) return held_by(*p, false);
    }
  }
  return {};
}

// The only body of the title that can hold a label.
int HolderFinder::titled() const {
  const Span title = input_.document.title_span;
  int only = -1;
  for (const HolderPlace& place : places_) {
    if (place.is_unit() || !title.contains(tokens_.cover(place.first, place.last))) continue;
    if (only >= 0 && only != place.institution) return -1;
    only = place.institution;
  }
  return only;
}

// The body that the text before speaks of: the subject of the sentence before within the block, else the party of the
// article, the title's, else the first body of the nearest sentence before, else the page's.
LabelHolder HolderFinder::earlier(const LabelMention& label) const {
  const std::size_t from = label.sentence > kEarlierSentences ? label.sentence - kEarlierSentences : 0;
  const bool same_block =
      label.sentence > 0 && input_.sentences[label.sentence - 1].block == input_.sentences[label.sentence].block;
  if (same_block) {
    if (const HolderPlace* place = meant_in(label.sentence - 1, {}, true)) return held_by(*place, false);
  }
  for (std::size_t s = label.sentence; s-- > from;) {  // "Điều 4. Trách nhiệm của Bên B" above the line
    const TokenRange range = input_.sentences[s].tokens;
    for (std::size_t t = range.begin; t < range.end; ++t) {
      const auto cue = input_.tables.certifications.cues.find(tokens_, t, input_.marks);
      if (cue && (cue->classes & kParty) != 0) return party(*cue);
    }
  }
  if (const int title = titled(); title >= 0) return {title, {}, false};
  for (std::size_t s = label.sentence; s-- > from;) {
    const auto [first, last] = places_of(s);
    if (first != last) return held_by(*first, false);
  }
  return host(false);
}

}  // namespace

std::vector<std::vector<LabelHolder>> find_holders(const FactInput& input, const Analysis& analysis,
                                                   const std::vector<LabelMention>& labels) {
  std::vector<std::vector<LabelHolder>> out;
  if (labels.empty()) return out;
  const HolderFinder finder(input, analysis, labels);
  out.reserve(labels.size());
  for (const LabelMention& label : labels) out.push_back(finder.holders_of(label));
  return out;
}

}  // namespace hoptac
