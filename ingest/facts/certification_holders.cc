#include "ingest/facts/certification_holders.h"

#include <algorithm>
#include <array>

#include "ingest/facts/certification_lists.h"
#include "ingest/facts/certification_places.h"
#include "ingest/facts/certification_rules.h"
#include "ingest/facts/host.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kOwnerTokens = 12;      // "the RTAC certificate for the X Centre and CAP accreditation"
constexpr std::size_t kNearOwnerTokens = 6;   // "for X" behind a label whose subject is told
constexpr std::size_t kFarOwnerTokens = 24;   // "the ACC certificate affirms … for X"
constexpr std::size_t kEarlierSentences = 4;  // how far back the body spoken of may stand
constexpr std::size_t kRoleTokens = 4;        // between a post and its body

constexpr std::size_t kPartyTokens = 8;  // between "BÊN B" and its name

// "the hospital", "nhà trường", "it": its folded head word ("" for a pronoun) and the kind of body that it means.
struct Anaphor {
  std::string head;
  bool any_part = false;  // "đơn vị này": parts of a body too
  std::string_view kind;
};

// "four hospitals", "cả hai": how many, the kind of body, and the last token (0: none).
struct Count {
  std::size_t number = 0;
  std::string_view kind;
  std::size_t first = 0;
  std::size_t last = 0;
};

using Placed = std::vector<HolderPlace>::const_iterator;

// The kind of body that a word ("the hospital", "nhà trường") stands for; "" for any.
std::string_view kind_of(std::string_view head) {
  if (head == "hospital" || head == "clinic" || head == "viện" || head == "vien") return "hospital";
  if (head == "university" || head == "college" || head == "school" || head == "trường" || head == "truong")
    return "university";
  if (head == "company" || head == "ty" || head == "firm" || head == "manufacturer") return "company";
  return {};
}

std::string_view kind_of_plural(std::string_view first, std::string_view last) {
  if (first == "hospitals" || first == "clinics" || (first == "bệnh" && last == "viện")) return "hospital";
  if (first == "universities" || first == "schools" || first == "trường") return "university";
  if (first == "programmes" || first == "programs" || first == "chương" || first == "ngành") return "programme";
  return {};
}

class HolderFinder {
 public:
  HolderFinder(const FactInput& input, const Analysis& analysis, const std::vector<LabelMention>& labels)
      : input_(input),
        tokens_(input.tokens),
        analysis_(analysis),
        labels_(labels),
        places_(find_holder_places(input, analysis, labels)),
        host_(document_host(input, analysis)) {
    const bool awards = !labels.empty() && labels.front().award;  // held by bodies, not by their parts
    std::erase_if(places_, [&](const HolderPlace& p) { return is_label(p) || is_agent(p) || (awards && p.is_unit()); });
    const bool can_hold =
        std::any_of(places_.begin(), places_.end(), [this](const HolderPlace& p) { return p.institution == host_; });
    if (!can_hold) host_ = -1;
  }

  // None for what is told of others.
  std::vector<LabelHolder> holders_of(const LabelMention& label) const {
    if (label.again) return next_subject(label);
    if (auto owners = owners_behind(label); !owners.empty()) return owners;
    if (auto list = listed_behind(input_, places_, label); !list.empty()) return list;
    const Count count = count_before(label);
    if (auto subjects = subjects_before(label, count); !subjects.empty()) return subjects;
    if (count.last > 0) return counted(label, count);
    if (auto fields = fields_before(input_, label); !fields.empty()) return fields;
    if (const HolderPlace* place = label.award && !is_row(label.sentence) ? nullptr : behind(label))
      return {held_by(*place, true)};
    return {earlier(label)};
  }

 private:
  LabelHolder held_by(const HolderPlace& place, bool told) const {
    if (!place.is_unit()) return {place.institution, {}, told};
    return {-1, std::string(slice(tokens_.text(), tokens_.cover(place.first, place.last))), told};
  }
  LabelHolder host(bool told) const { return {host_, {}, told}; }

  bool is_label(const HolderPlace& place) const;
  bool is_label_at(std::size_t at) const;
  bool is_agent(const HolderPlace& place) const;
  bool in_post(const HolderPlace& place) const;
  bool owns_other(const HolderPlace& place, const LabelMention& label) const;
  bool label_between(const LabelMention& label, const HolderPlace& place) const;
  std::uint32_t cue_before(std::size_t at) const;
  std::uint32_t cue_at(std::size_t at) const;
  std::pair<Placed, Placed> places_of(std::size_t sentence) const;

  std::vector<LabelHolder> owners_behind(const LabelMention& label) const;
  std::vector<LabelHolder> subjects_before(const LabelMention& label, const Count& count) const;
  std::vector<LabelHolder> next_subject(const LabelMention& label) const;
  Count count_before(const LabelMention& label) const;
  std::size_t number_at(std::size_t at) const;
  std::vector<LabelHolder> counted(const LabelMention& label, const Count& count) const;
  bool is_aside(const HolderPlace& place) const;
  bool opens_clause(std::size_t at) const;
  Placed out_of_apposition(Placed first, Placed place, std::size_t label) const;
  Placed head_of(Placed first, Placed place) const;
  bool is_part_link(std::size_t begin, std::size_t end) const;
  bool is_and(std::size_t at) const;
  bool is_and_link(std::size_t begin, std::size_t end) const;
  std::vector<LabelHolder> listed(Placed begin, Placed first, Placed last) const;
  const HolderPlace* behind(const LabelMention& label) const;
  std::size_t anaphor_before(const LabelMention& label, std::size_t from) const;
  int speakers_body(std::size_t anaphor, const Cue& cue) const;
  bool is_item(std::size_t sentence) const;
  bool names_small(std::size_t sentence, const Anaphor& word) const;
  bool is_row(std::size_t sentence) const;
  Anaphor anaphor_of(const Cue& cue) const;
  const HolderPlace* nearest(std::size_t at, std::size_t floor, const Anaphor& word, bool by_name) const;
  LabelHolder pointed(const LabelMention& label, std::size_t anaphor) const;
  LabelHolder party(const Cue& cue) const;
  const HolderPlace* meant_in(std::size_t sentence, const Anaphor& word, bool by_name) const;
  bool fits(const HolderPlace& place, const Anaphor& word, bool by_name) const;
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

bool HolderFinder::is_label_at(std::size_t at) const {
  return std::any_of(labels_.begin(), labels_.end(), [at](const LabelMention& l) { return l.first == at; });
}

std::uint32_t HolderFinder::cue_at(std::size_t at) const {
  if (at >= tokens_.size()) return 0;
  const auto cue = input_.tables.certifications.cues.find(tokens_, at, input_.marks);
  return cue ? cue->classes : 0;
}

std::uint32_t HolderFinder::cue_before(std::size_t at) const {
  constexpr std::array<std::string_view, 4> kDeterminers{"the", "their", "its", "our"};
  if (at > 0 && std::find(kDeterminers.begin(), kDeterminers.end(), tokens_.exact(at - 1)) != kDeterminers.end()) --at;
  if (at == 0) return 0;
  const std::size_t floor = at > 5 ? at - 5 : 0;
  const auto cue = input_.tables.certifications.cues.find_ending(tokens_, at - 1, floor, input_.marks);
  return cue ? cue->classes : 0;
}

// "accredited by X", "được X công nhận": X grants. So does "Hội đồng Kiểm định thuộc ABET".
bool HolderFinder::is_agent(const HolderPlace& place) const {
  if ((cue_at(place.last + 1) & kOwner) != 0 && tokens_.exact(place.last + 1) != "for" && is_label_at(place.last + 2))
    return true;
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
    const bool beside = before == "for" || before == "cho" || tokens_.exact(place->first - 2) == "for";
    std::uint32_t cue = cue_before(place->first);
    if (label.award)
      cue = beside || before == "to" || before == "on" || before == "upon" || before == "về" ? kOwner : 0U;
    if ((cue & kOwner) == 0 || (cue & kAside) != 0 || (at_place && has_subject)) continue;
    if (beside && has_subject && !label.award && place->first - label.last > kNearOwnerTokens)
      continue;  // "served as a model for X"
    auto end = place;
    while (std::next(end) != last && is_and_link(end->last + 1, std::next(end)->first)) ++end;
    return listed(place, place, end);
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

// Of "Khoa Dược - Bệnh viện X" the part.
std::vector<LabelHolder> HolderFinder::listed(Placed begin, Placed first, Placed last) const {
  std::vector<LabelHolder> out;
  for (auto p = first; p != std::next(last); ++p) {
    const bool owned = std::next(p) != std::next(last) && is_part_link(p->last + 1, std::next(p)->first);
    const LabelHolder holder = held_by(*head_of(begin, p), true);
    if (owned && p != first) continue;
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
  if (comma == place->last || comma == place->last + 1 || label - comma > kFarOwnerTokens) return place;
  for (auto p = place; p != first;) {
    --p;
    if (tokens_.is(p->last + 1, ',') && !tokens_[p->last + 2].upper) return p;
  }
  return place;
}

// "according to X", "cùng với X".
bool HolderFinder::is_aside(const HolderPlace& place) const { return (cue_before(place.first) & kAside) != 0; }

// The subject: the place or word for a body ("nhà trường") that stands last before the label.
std::vector<LabelHolder> HolderFinder::subjects_before(const LabelMention& label, const Count& count) const {
  const auto [begin, end] = places_of(label.sentence);
  auto place = end;
  for (auto p = begin; p != end && p->first < label.first; ++p) {
    if (owns_other(*p, label) || in_post(*p) || is_aside(*p)) continue;
    if (count.last > 0 && p->first > count.last && is_part_link(count.last + 1, p->first))
      continue;  // "two clinics of X"
    place = p;
  }
  const std::size_t anaphor = anaphor_before(label, place == end ? 0 : place->last + 1);
  if (anaphor > 0 && (place == end || !is_part_link(place->last + 1, anaphor - 1))) {
    if (const LabelHolder meant = pointed(label, anaphor - 1); meant.is_known()) return {meant};
  }
  if (place == end) return {};
  place = head_of(begin, out_of_apposition(begin, place, label.first));
  auto first = place;
  if (first != begin && is_and_link(std::prev(first)->last + 1, first->first)) first = head_of(begin, std::prev(first));
  while (first != place && first != begin && std::prev(first)->last + 2 == first->first &&
         tokens_.is(first->first - 1, ',') && (cue_before(std::prev(first)->first) & kOwner) == 0) {
    --first;
  }
  return listed(begin, first, place);
}

// "… đạt JCI lần thứ 3, B đạt lần thứ 2": the places between.
std::vector<LabelHolder> HolderFinder::next_subject(const LabelMention& label) const {
  const std::size_t from = labels_[static_cast<std::size_t>(label.like)].last;
  const auto [begin, end] = places_of(label.sentence);
  auto place = end;
  for (auto p = begin; p != end && p->first < label.first; ++p) {
    if (p->first > from && !is_aside(*p) && !in_post(*p)) place = p;
  }
  if (place == end || (cue_before(place->first) & kOwner) != 0) return {};
  return listed(place, place, place);
}

// 2 to 20 in digits or words; 1 for "all", "các", which count nothing; 0 for anything else.
std::size_t HolderFinder::number_at(std::size_t at) const {
  constexpr std::array<std::string_view, 9> kEnglish{"two",   "three", "four", "five", "six",
                                                     "seven", "eight", "nine", "ten"};
  constexpr std::array<std::string_view, 9> kVietnamese{"hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"};
  const std::string_view word = tokens_.exact(at);
  if (tokens_[at].number && word.size() <= 3 && tokens_[at].gap == Gap::kSpace) {
    std::size_t out = 0;
    for (const char c : word) out = out * 10 + static_cast<std::size_t>(c - '0');
    return out;
  }
  if (word == "both") return 2;
  for (const auto* words : {&kEnglish, &kVietnamese}) {
    const auto found = std::find(words->begin(), words->end(), word);
    if (found != words->end()) return static_cast<std::size_t>(found - words->begin()) + 2;
  }
  return 0;
}

// The bodies counted before the label: "Ở Singapore có 16 bệnh viện đạt JCI", "All four hospitals are ISO certified".
Count HolderFinder::count_before(const LabelMention& label) const {
  for (std::size_t t = input_.sentences[label.sentence].tokens.begin; t + 1 < label.first; ++t) {
    const std::size_t number = number_at(t);
    if (number < 2 || (t > 0 && (tokens_.folded(t - 1) == "thu" || (tokens_[t].number && tokens_.is(t - 1, '.')))))
      continue;
    if (tokens_.exact(t) == "both" || (t > 0 && tokens_.exact(t - 1) == "cả" && (cue_at(t + 1) & kPlural) == 0)) {
      return {number, {}, t, t};
    }
    for (std::size_t noun = t + 1;
         noun < t + (tokens_[t + 1].ascii && !tokens_[t + 1].syllable ? 4U : 2U) && noun < label.first; ++noun) {
      const auto cue = input_.tables.certifications.cues.find(tokens_, noun, input_.marks);
      if (!cue || (cue->classes & kPlural) == 0) continue;
      return {number, kind_of_plural(tokens_.exact(cue->first), tokens_.exact(cue->last)), t, cue->last};
    }
  }
  return {};
}

// The bodies that a count means: as many of their kind as a sentence before names. None: then others are told of.
std::vector<LabelHolder> HolderFinder::counted(const LabelMention& label, const Count& count) const {
  for (std::size_t s = label.sentence; s-- > 0;) {
    std::vector<LabelHolder> out;
    const auto [first, last] = places_of(s);
    for (auto p = first; p != last; ++p) {
      if (count.kind == "programme" ? !p->is_unit() : p->is_unit()) continue;
      const bool kind = count.kind.empty() || p->is_unit() ||
                        analysis_.institutions[static_cast<std::size_t>(p->institution)].kind == count.kind;
      const LabelHolder holder = held_by(*p, true);
      if (kind && std::find(out.begin(), out.end(), holder) == out.end()) out.push_back(holder);
    }
    if (out.size() == count.number) return out;
  }
  return {};
}

const HolderPlace* HolderFinder::behind(const LabelMention& label) const {
  const auto [first, last] = places_of(label.sentence);
  for (auto place = first; place != last; ++place) {
    if (place->first <= label.last) continue;
    if (label_between(label, *place)) return nullptr;
    if (is_aside(*place)) continue;
    for (std::size_t t = label.last + 1; t < place->first; ++t) {
      if (tokens_.is(t, ':')) return nullptr;  // "Accredited by X: Nursing; …" lists programmes
    }
    return &*place;
  }
  return nullptr;
}

// Behind a sign or a joining word a body can be meant anew; "lấy người bệnh làm trung tâm" is none.
bool HolderFinder::opens_clause(std::size_t at) const {
  constexpr std::array<std::string_view, 22> kJoints{"và",      "nhưng", "còn",   "của",   "thì",  "mà",   "khi", "and",
                                                     "but",     "while", "of",    "by",    "that", "as",   "for", "do",
                                                     "because", "since", "riêng", "where", "giúp", "which"};
  if (at == 0 || !tokens_[at - 1].word || tokens_.exact(at) == "the") return true;
  return std::find(kJoints.begin(), kJoints.end(), tokens_.exact(at - 1)) != kJoints.end();
}

// One behind the token of the last "the hospital", "nhà trường" between token `from` and the label; 0 for none.
std::size_t HolderFinder::anaphor_before(const LabelMention& label, std::size_t from) const {
  std::size_t out = 0;
  const auto [begin, end] = places_of(label.sentence);
  auto place = begin;
  for (std::size_t at = input_.sentences[label.sentence].tokens.begin; at < label.first; ++at) {
    while (place != end && place->last < at) ++place;
    if (at < from || (place != end && place->first <= at)) continue;  // words of a name
    if ((cue_at(at) & kAnaphor) == 0 || (from > 0 && !opens_clause(at))) continue;
    const bool pronoun = tokens_.exact(at) == "it" || tokens_.exact(at) == "its";
    if (!pronoun || (out == 0 && from == 0)) out = at + 1;
  }
  return out;
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
    if (!in_post(*p) && !is_aside(*p) && !is_owner_of_label(*p) && fits(*p, word, by_name)) return &*p;
  }
  return nullptr;
}

bool HolderFinder::fits(const HolderPlace& place, const Anaphor& word, bool by_name) const {
  if (word.head.empty()) return true;
  if (!place.is_unit()) return fits(place.institution, word, by_name);
  if (word.any_part) return true;
  return by_name && (tokens_.folded(place.last) == word.head || tokens_.folded(place.first) == word.head);
}

bool HolderFinder::fits(int institution, const Anaphor& word, bool by_name) const {
  if (institution < 0) return false;
  const Institution& body = analysis_.institutions[static_cast<std::size_t>(institution)];
  if (!by_name) return word.kind.empty() || body.kind == word.kind;
  return (" " + fold_phrase(body.name) + " ").find(" " + word.head + " ") != std::string::npos;
}

// The word that an anaphor stands by: "viện" of "bệnh viện này".
Anaphor HolderFinder::anaphor_of(const Cue& cue) const {
  std::size_t head = cue.last;
  const std::string_view end = tokens_.folded(head);
  if (head > cue.first && (end == "nay" || end == "do")) --head;
  const std::string_view word = tokens_.exact(head);
  if (word == "it" || word == "its" || word == "their") return {};
  const std::string_view folded = tokens_.folded(head);
  const bool any = folded == "vi" || folded == "so" || folded == "noi" || folded == "unit";
  return {std::string(folded), any, kind_of(word)};
}

// "President Hsieh said that his university": the body of the person's post; -1 for no such word or body.
int HolderFinder::speakers_body(std::size_t anaphor, const Cue& cue) const {
  constexpr std::array<std::string_view, 8> kOwn{"his", "her", "my", "our", "ông", "bà", "mình", "tôi"};
  const auto own = [&](std::size_t t) { return std::find(kOwn.begin(), kOwn.end(), tokens_.exact(t)) != kOwn.end(); };
  if (!own(cue.first) && !own(cue.last)) return -1;
  int out = -1;
  std::uint32_t nearest = 0;
  for (const Person& person : analysis_.people) {
    const auto role =
        std::find_if(person.roles.begin(), person.roles.end(), [](const Role& r) { return r.institution_index >= 0; });
    if (role == person.roles.end()) continue;
    for (const Mention& m : person.mentions) {
      if (m.span.end <= tokens_[anaphor].begin && m.span.end > nearest) {
        nearest = m.span.end;
        out = role->institution_index;
      }
    }
  }
  return out;
}

// The sentence holds the anaphor's word in small letters.
bool HolderFinder::names_small(std::size_t sentence, const Anaphor& word) const {
  if (word.head.empty() || !word.kind.empty()) return false;
  const TokenRange range = input_.sentences[sentence].tokens;
  for (std::size_t t = range.begin; t < range.end; ++t) {
    if (!tokens_[t].upper && tokens_[t].ascii && tokens_.folded(t) == word.head) return true;
  }
  return false;
}

// The nearest place before token `at` that the word can stand for, not before token `floor`.
const HolderPlace* HolderFinder::nearest(std::size_t at, std::size_t floor, const Anaphor& word, bool by_name) const {
  auto p = std::lower_bound(places_.begin(), places_.end(), at,
                            [](const HolderPlace& q, std::size_t t) { return q.first < t; });
  while (p != places_.begin() && std::prev(p)->first >= floor) {
    --p;
    if (fits(*p, word, by_name) && !in_post(*p)) return &*p;
  }
  return nullptr;
}

// What the word stands for: a place of its sentence or of one before in the block, the page's own body, the nearest
// place before of its kind.
LabelHolder HolderFinder::pointed(const LabelMention& label, std::size_t anaphor) const {
  const auto cue = input_.tables.certifications.cues.find(tokens_, anaphor, input_.marks);
  if ((cue->classes & kPlanned) != 0) return planned();
  if ((cue->classes & kParty) != 0) return party(*cue);
  if (const int own = speakers_body(anaphor, *cue); own >= 0) return {own, {}, true};
  const Anaphor word = anaphor_of(*cue);
  const TokenRange sentence = input_.sentences[label.sentence].tokens;
  for (const bool by_name : {true, false}) {
    if (by_name && !word.head.empty()) {
      if (const HolderPlace* p = nearest(anaphor, sentence.begin, word, true)) return held_by(*p, p->is_unit());
    }
    for (std::size_t s = label.sentence; s-- > 0 && s + kEarlierSentences >= label.sentence;) {
      if (input_.sentences[s].block != input_.sentences[label.sentence].block) break;
      if (const HolderPlace* p = meant_in(s, word, by_name)) return held_by(*p, p->is_unit());
      if (!by_name || !names_small(s, word)) continue;  // "X opened its stroke center. The center …"
      if (const HolderPlace* p = meant_in(s, {}, true)) return held_by(*p, false);
    }
    if (!word.head.empty() && fits(host_, word, by_name)) return host(false);
    if (word.kind.empty() && !(by_name && cue->first < cue->last && !word.any_part)) continue;
    if (const HolderPlace* p = nearest(sentence.begin, 0, word, by_name)) return held_by(*p, false);
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

// The body that the text before speaks of: the subject of a sentence before within the block, else of the line that a
// list stands under or of the heading, else the party of the article, the title's, else the first body of the nearest
// sentence before, else the page's.
LabelHolder HolderFinder::earlier(const LabelMention& label) const {
  const std::size_t block = input_.sentences[label.sentence].block;
  const bool row = is_row(label.sentence);
  std::size_t s = label.sentence;
  for (; s-- > 0 && !row && !is_item(label.sentence) && input_.sentences[s].block == block &&
         s + kEarlierSentences >= label.sentence;) {
    if (const HolderPlace* place = meant_in(s, {}, true)) return held_by(*place, false);
  }
  if (const HolderPlace* place = row ? nullptr : above(label.sentence)) return held_by(*place, false);
  const bool caption = input_.document.blocks[block].kind == BlockKind::kCaption;
  if (label.award && caption) return {};  // "The chairman hands over the award"
  const std::size_t from = label.sentence > kEarlierSentences ? label.sentence - kEarlierSentences : 0;
  for (s = label.sentence; s-- > from;) {  // "Điều 4. Trách nhiệm của Bên B" above the line
    const TokenRange range = input_.sentences[s].tokens;
    for (std::size_t t = range.begin; t < range.end; ++t) {
      const auto cue = input_.tables.certifications.cues.find(tokens_, t, input_.marks);
      if (cue && (cue->classes & kParty) != 0) return party(*cue);
    }
  }
  if (const int title = titled(); title >= 0) return {title, {}, false};
  for (s = label.sentence; !row && !is_item(label.sentence) && s-- > from;) {
    const auto [first, last] = places_of(s);
    if (first != last) return held_by(*first, false);
  }
  return host(false);
}

// An entry of a list, by its block or by its bullet.
bool HolderFinder::is_item(std::size_t sentence) const {
  if (input_.document.blocks[input_.sentences[sentence].block].kind == BlockKind::kListItem) return true;
  const TokenRange range = input_.sentences[sentence].tokens;
  static constexpr std::array<std::string_view, 8> kBullets{"●", "•", "►", "▪", "■", "*", "+", "·"};
  if (range.begin == range.end) return false;
  const auto bullet = [this](std::size_t t) {
    return !tokens_[t].word && std::find(kBullets.begin(), kBullets.end(), tokens_.surface(t)) != kBullets.end();
  };
  return bullet(range.begin) || (range.begin > 0 && bullet(range.begin - 1));
}

// A row of a table, by its block or by its borders.
bool HolderFinder::is_row(std::size_t sentence) const {
  if (input_.document.blocks[input_.sentences[sentence].block].kind == BlockKind::kTableRow) return true;
  const TokenRange range = input_.sentences[sentence].tokens;
  for (std::size_t t = range.begin; t < range.end; ++t) {
    if (tokens_.is(t, '|')) return true;
  }
  return false;
}

// The only body of the line above a list ("X holds:") or of the heading that the sentence stands under.
const HolderPlace* HolderFinder::above(std::size_t sentence) const {
  const bool item = is_item(sentence);
  for (std::size_t s = sentence; s-- > 0;) {
    const bool intro = item && !is_item(s);
    const bool heading = input_.document.blocks[input_.sentences[s].block].kind == BlockKind::kHeading;
    if (!intro && !heading) continue;
    const auto [first, last] = places_of(s);
    const bool one = first != last && std::all_of(first, last, [&](const HolderPlace& p) {
                       return p.institution == first->institution;
                     });
    return one ? &*first : nullptr;
  }
  return nullptr;
}

}  // namespace

std::vector<std::vector<LabelHolder>> find_holders(const FactInput& input, const Analysis& analysis,
                                                   const std::vector<LabelMention>& labels) {
  std::vector<std::vector<LabelHolder>> out;
  if (labels.empty()) return out;
  const HolderFinder finder(input, analysis, labels);
  out.reserve(labels.size());
  for (const LabelMention& label : labels) {
    out.push_back(label.claimed ? finder.holders_of(label) : std::vector<LabelHolder>());
  }
  return out;
}

}  // namespace hoptac
