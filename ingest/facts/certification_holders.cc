#include "ingest/facts/certification_holders.h"

#include <algorithm>
#include <array>

#include "ingest/facts/certification_holder_finder.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"
#include "ingest/text/word_map.h"

namespace hoptac {
namespace {

constexpr std::size_t kOwnerTokens = 12;     // "the RTAC certificate for the X Centre and CAP accreditation"
constexpr std::size_t kNearOwnerTokens = 6;  // "for X" behind a label whose subject is told
constexpr std::size_t kFarOwnerTokens = 24;  // "the ACC certificate affirms … for X"
constexpr std::size_t kRoleTokens = 4;       // between a post and its body

std::string_view kind_of_plural(std::string_view first, std::string_view last) {
  if (first == "hospitals" || first == "clinics" || (first == "bệnh" && last == "viện")) return "hospital";
  if (first == "universities" || first == "schools" || first == "trường") return "university";
  if (first == "programmes" || first == "programs" || first == "chương" || first == "ngành") return "programme";
  return {};
}

}  // namespace

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
  if ((cue_before(place.first) & kAgent) != 0 || (!labels_.front().award && gives(place))) return true;
  for (std::size_t i = place.last + 1; i < std::min(place.last + 3, tokens_.size()); ++i) {
    if (tokens_.folded(i) == "accredits" || tokens_.folded(i) == "certifies") return true;
  }
  return false;
}

// "do Trung tâm X - Đại học Y công nhận", "Văn phòng X đã trao chứng chỉ", "X presented the certificate".
bool HolderFinder::gives(const HolderPlace& place) const {
  constexpr std::array<std::string_view, 6> kVerbs{"trao", "tặng", "presented", "issued", "granted", "cấp"};
  std::size_t verb = place.last + 1;
  while (verb + 1 < tokens_.size() && tokens_.is(verb, ')')) ++verb;
  while (verb + 1 < tokens_.size() && (tokens_.exact(verb) == "đã" || tokens_.exact(verb) == "vừa" ||
                                       tokens_.exact(verb) == "has" || tokens_.exact(verb) == "sẽ"))
    ++verb;
  if (verb >= tokens_.size()) return false;
  if (std::find(kVerbs.begin(), kVerbs.end(), tokens_.exact(verb)) != kVerbs.end()) return true;
  if ((cue_at(verb) & kHeld) == 0 || !tokens_[verb].syllable || tokens_[verb].ascii) return false;
  for (std::size_t t = place.first; t > 0 && place.first - t < kOwnerTokens; --t) {
    const std::string_view word = tokens_.exact(t - 1);
    if (tokens_.is(t - 1, ',') || tokens_.is(t - 1, '.') || tokens_.is(t - 1, ';')) return false;
    if (word == "do" || word == "bởi") return verb == place.last + 1;
  }
  return false;
}

void HolderFinder::collect_posts() {
  for (const Person& person : analysis_.people) {
    int body = -1;
    for (const Role& role : person.roles) {
      posts_.push_back({role.span, role.institution_index});
      if (body < 0) body = role.institution_index;
    }
    for (const Mention& m : person.mentions) {
      if (body >= 0) speakers_.push_back({m.span, body});
    }
  }
  const auto by_end = [](const Post& a, const Post& b) { return a.span.end < b.span.end; };
  std::stable_sort(posts_.begin(), posts_.end(), by_end);
  std::stable_sort(speakers_.begin(), speakers_.end(), by_end);
}

// The person mentioned last before byte `end`; null when there is none.
const Post* HolderFinder::speaker_before(std::uint32_t end) const {
  const auto behind = std::upper_bound(speakers_.begin(), speakers_.end(), end,
                                       [](std::uint32_t at, const Post& p) { return at < p.span.end; });
  return behind == speakers_.begin() ? nullptr : &*std::prev(behind);
}

// "Giám đốc Trung tâm X", "Director of X": the body of a post is no subject. Posts do not overlap, so the first one
// that begins behind the place ends the search.
bool HolderFinder::in_post(const HolderPlace& place) const {
  const std::uint32_t from = tokens_[place.first > kRoleTokens ? place.first - kRoleTokens : 0].begin;
  const Span body = tokens_.cover(place.first, place.last);
  auto post = std::upper_bound(posts_.begin(), posts_.end(), from,
                               [](std::uint32_t at, const Post& p) { return at < p.span.end; });
  for (; post != posts_.end() && post->span.begin <= body.begin; ++post) {
    if (post->span.end <= body.begin && post->institution == place.institution && !place.is_unit()) return true;
    if (post->span.contains(body)) return true;
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
    if (label.award) cue = beside || receives(label, *place) ? kOwner : 0U;
    if ((cue & kOwner) == 0 || (cue & kAside) != 0 || (at_place && has_subject)) continue;
    if (beside && has_subject && !label.award && place->first - label.last > kNearOwnerTokens)
      continue;  // "served as a model for X"
    auto end = place;
    while (std::next(end) != last && is_and_link(end->last + 1, std::next(end)->first)) ++end;
    return listed(place, place, end);
  }
  return {};
}

// "… to X", "… tặng X", "… cho Đơn vị Đột quỵ của X".
bool HolderFinder::receives(const LabelMention& label, const HolderPlace& place) const {
  constexpr std::size_t kPartWords = 6;
  const std::string_view before = tokens_.exact(place.first - 1);
  if (before == "to" || before == "on" || before == "upon" || before == "về" || before == "tặng" || before == "trao")
    return true;
  if (before != "của" && before != "thuộc") return false;
  for (std::size_t t = place.first - 1; t > label.last && place.first - t <= kPartWords && tokens_[t].word; --t) {
    if (tokens_.exact(t) == "cho") return true;
  }
  return false;
}

// "ABET đã kiểm định cho các trường danh tiếng như X": bodies that stand for many.
bool HolderFinder::is_of_others(const LabelMention& label) const {
  const std::size_t end = std::min(label.last + kOwnerTokens, input_.sentences[label.sentence].tokens.end);
  for (std::size_t t = label.last + 1; t + 1 < end; ++t) {
    if ((cue_at(t) & kOwner) == 0) continue;
    const std::string_view many = tokens_.exact(t + 1);
    if (many != "các" && many != "những" && many != "nhiều" && many != "many" && many != "such") return false;
    for (std::size_t like = t + 2; like < end; ++like) {
      const std::string_view word = tokens_.exact(like);
      if (word == "như" || (word == "such" && tokens_.exact(like + 1) == "as") || word == "like") return true;
    }
    return false;
  }
  return false;
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
  if (place == end) {
    const int sayer = label.award ? -1 : sayers_body(label.sentence, label.first);
    return sayer < 0 ? std::vector<LabelHolder>() : std::vector<LabelHolder>{{sayer, {}, false}};
  }
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
  using Entry = WordEntry<std::uint8_t>;
  static constexpr WordMap kNumbers(std::to_array<Entry>({{"both", 2},
                                                          {"two", 2},
                                                          {"three", 3},
                                                          {"four", 4},
                                                          {"five", 5},
                                                          {"six", 6},
                                                          {"seven", 7},
                                                          {"eight", 8},
                                                          {"nine", 9},
                                                          {"ten", 10},
                                                          {"hai", 2},
                                                          {"ba", 3},
                                                          {"bốn", 4},
                                                          {"năm", 5},
                                                          {"sáu", 6},
                                                          {"bảy", 7},
                                                          {"tám", 8},
                                                          {"chín", 9},
                                                          {"mười", 10}}));
  const std::string_view word = tokens_.exact(at);
  if (tokens_[at].number && tokens_[at].ascii && word.size() <= 3 && tokens_[at].gap == Gap::kSpace) {
    std::size_t out = 0;
    for (const char c : word) out = out * 10 + static_cast<std::size_t>(c - '0');
    return out;
  }
  const std::uint8_t* value = kNumbers.find(word, tokens_[at].exact_hash);
  return value == nullptr ? 0 : *value;
}

// The bodies counted before the label: "Ở Singapore có 16 bệnh viện đạt JCI", "All four hospitals are ISO certified".
Count HolderFinder::count_before(const LabelMention& label) const {
  constexpr std::size_t kReach = 60;  // a clause or two; a sentence without end would cost its square
  const std::size_t begin = input_.sentences[label.sentence].tokens.begin;
  for (std::size_t t = label.first > begin + kReach ? label.first - kReach : begin; t + 1 < label.first; ++t) {
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

std::vector<std::vector<LabelHolder>> find_holders(const FactInput& input, const Analysis& analysis,
                                                   const std::vector<NameMention>& names,
                                                   const std::vector<LabelMention>& labels) {
  std::vector<std::vector<LabelHolder>> out;
  if (labels.empty()) return out;
  HolderFinder finder(input, analysis, names, labels);
  out.reserve(labels.size());
  finder.remember(out);
  for (const LabelMention& label : labels) {
    out.push_back(label.claimed ? finder.holders_of(label) : std::vector<LabelHolder>());
  }
  return out;
}

}  // namespace hoptac
