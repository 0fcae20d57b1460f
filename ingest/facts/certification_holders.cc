#include "ingest/facts/certification_holders.h"

#include <algorithm>

#include "ingest/facts/certification_rules.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kOwnerTokens = 12;      // "JCI … của Bệnh viện X"
constexpr std::size_t kEarlierSentences = 4;  // how far back "the hospital" may point

struct Place {
  std::size_t first = 0;  // tokens
  std::size_t last = 0;
  int institution = -1;
};

class HolderFinder {
 public:
  HolderFinder(const FactInput& input, const Analysis& analysis, const std::vector<LabelMention>& labels);
  LabelHolder holder_of(const LabelMention& label) const;

 private:
  bool is_label(const Place& place) const;
  bool is_agent(const Place& place) const;
  bool owns_other(const Place& place, const LabelMention& label) const;
  std::uint32_t cue_before(std::size_t at) const;
  std::pair<std::size_t, std::size_t> places_of(std::size_t sentence) const;
  int owner_behind(const LabelMention& label) const;
  int subject_before(const LabelMention& label) const;
  bool label_between(const LabelMention& label, const Place& place) const;
  int behind(const LabelMention& label) const;
  std::string_view pointed_kind(const LabelMention& label) const;
  int pointed(const LabelMention& label) const;
  int earlier(const LabelMention& label) const;
  int titled() const;

  const FactInput& input_;
  const Analysis& analysis_;
  const std::vector<LabelMention>& labels_;
  std::vector<Place> places_;  // of bodies that can hold a label, in text order
};

HolderFinder::HolderFinder(const FactInput& input, const Analysis& analysis, const std::vector<LabelMention>& labels)
    : input_(input), analysis_(analysis), labels_(labels) {
  for (std::size_t i = 0; i < analysis.institutions.size(); ++i) {
    const Institution& body = analysis.institutions[i];
    if (body.kind == "government" || !input.authority.certifications_named(body.name).empty()) continue;
    for (const Mention& m : body.mentions) {
      const std::size_t first = input.tokens.at_offset(m.span.begin);
      std::size_t last = first;
      while (last + 1 < input.tokens.size() && input.tokens[last + 1].end <= m.span.end) ++last;
      const Place place{first, last, static_cast<int>(i)};
      if (!is_label(place) && !is_agent(place)) places_.push_back(place);
    }
  }
  std::sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.first < b.first; });
}

// The accreditor itself: it overlaps a label, or explains one in brackets.
bool HolderFinder::is_label(const Place& place) const {
  const auto from = std::lower_bound(labels_.begin(), labels_.end(), place.first,
                                     [](const LabelMention& l, std::size_t at) { return l.last + 2 < at; });
  for (auto l = from; l != labels_.end() && l->first <= place.last + 2; ++l) {
    if (l->first <= place.last && place.first <= l->last) return true;
    const std::size_t sign = l->first > place.last ? place.last + 1 : l->last + 1;
    if (input_.tokens.is(sign, '(')) return true;
  }
  return false;
}

std::uint32_t HolderFinder::cue_before(std::size_t at) const {
  if (at > 0 && input_.tokens[at - 1].word && input_.tokens.exact(at - 1) == "the") --at;
  if (at == 0) return 0;
  const std::size_t floor = at > 3 ? at - 3 : 0;
  const auto cue = input_.tables.certifications.cues.find_ending(input_.tokens, at - 1, floor, input_.marks);
  return cue ? cue->classes : 0;
}

// "accredited by X", "được X công nhận": X grants.
bool HolderFinder::is_agent(const Place& place) const {
  if ((cue_before(place.first) & kAgent) != 0) return true;
  for (std::size_t i = place.last + 1; i < std::min(place.last + 3, input_.tokens.size()); ++i) {
    if (input_.tokens.folded(i) == "accredits" || input_.tokens.folded(i) == "certifies") return true;
  }
  return false;
}

// The owner of another label of the sentence: "the RTAC certificate for the X Centre and CAP accreditation".
bool HolderFinder::owns_other(const Place& place, const LabelMention& label) const {
  if ((cue_before(place.first) & kOwner) == 0) return false;
  return std::any_of(labels_.begin(), labels_.end(), [&](const LabelMention& other) {
    return other.last < place.first && place.first - other.last <= kOwnerTokens && other.first != label.first &&
           place.last < label.first;
  });
}

std::pair<std::size_t, std::size_t> HolderFinder::places_of(std::size_t sentence) const {
  const TokenRange range = input_.sentences[sentence].tokens;
  const auto less = [](const Place& p, std::size_t at) { return p.first < at; };
  const auto first = std::lower_bound(places_.begin(), places_.end(), range.begin, less);
  const auto last = std::lower_bound(first, places_.end(), range.end, less);
  return {static_cast<std::size_t>(first - places_.begin()), static_cast<std::size_t>(last - places_.begin())};
}

bool HolderFinder::label_between(const LabelMention& label, const Place& place) const {
  return std::any_of(labels_.begin(), labels_.end(),
                     [&](const LabelMention& other) { return other.first > label.last && other.last < place.first; });
}

// "chứng nhận RTAC của Trung tâm X", "the CAP-accredited laboratory of X".
int HolderFinder::owner_behind(const LabelMention& label) const {
  const auto [first, last] = places_of(label.sentence);
  for (std::size_t i = first; i < last; ++i) {
    const Place& place = places_[i];
    if (place.first <= label.last || place.first - label.last > kOwnerTokens) continue;
    if (!label_between(label, place) && (cue_before(place.first) & kOwner) != 0) return place.institution;
    return -1;
  }
  return -1;
}

int HolderFinder::subject_before(const LabelMention& label) const {
  const auto [first, last] = places_of(label.sentence);
  int best = -1;
  for (std::size_t i = first; i < last && places_[i].first < label.first; ++i) {
    if (!owns_other(places_[i], label)) best = places_[i].institution;
  }
  return best;
}

int HolderFinder::behind(const LabelMention& label) const {
  const auto [first, last] = places_of(label.sentence);
  for (std::size_t i = first; i < last; ++i) {
    if (places_[i].first <= label.last) continue;
    if (label_between(label, places_[i])) return -1;
    for (std::size_t t = label.last + 1; t < places_[i].first; ++t) {
      if (input_.tokens.is(t, ':')) return -1;  // "Accredited by X: Nursing; …" lists programmes
    }
    return places_[i].institution;
  }
  return -1;
}

// The kind of body that "the hospital", "nhà trường" before the label points back to; "" when there is none.
std::string_view HolderFinder::pointed_kind(const LabelMention& label) const {
  std::string_view kind;
  for (std::size_t at = input_.sentences[label.sentence].tokens.begin; at < label.first; ++at) {
    const auto cue = input_.tables.certifications.cues.find(input_.tokens, at, input_.marks);
    if (!cue || (cue->classes & kAnaphor) == 0) continue;
    const std::string_view head = input_.tokens.exact(cue->last);
    if (head == "hospital" || head == "clinic" || head == "viện" || head == "vien") kind = "hospital";
    if (head == "university" || head == "college" || head == "school" || head == "trường") kind = "university";
    if (head == "company" || head == "ty") kind = "company";
  }
  return kind;
}

int HolderFinder::pointed(const LabelMention& label) const {
  const std::string_view kind = pointed_kind(label);
  if (kind.empty()) return -1;
  for (std::size_t i = places_of(label.sentence).first; i-- > 0;) {
    const Institution& body = analysis_.institutions[static_cast<std::size_t>(places_[i].institution)];
    if (body.kind == kind && !owns_other(places_[i], label)) return places_[i].institution;
  }
  return -1;
}

// The only body of the title that can hold a label.
int HolderFinder::titled() const {
  const Span title = input_.document.title_span;
  int only = -1;
  for (const Place& place : places_) {
    if (!title.contains(input_.tokens.cover(place.first, place.last))) continue;
    if (only >= 0 && only != place.institution) return -1;
    only = place.institution;
  }
  return only;
}

// The body that the text before speaks of: the subject of the sentence before within the block, else the title's, else
// the first body of the nearest sentence before.
int HolderFinder::earlier(const LabelMention& label) const {
  const std::size_t from = label.sentence > kEarlierSentences ? label.sentence - kEarlierSentences : 0;
  const bool same_block =
      label.sentence > 0 && input_.sentences[label.sentence - 1].block == input_.sentences[label.sentence].block;
  if (same_block) {
    const auto [first, last] = places_of(label.sentence - 1);
    if (first < last && !owns_other(places_[first], label)) return places_[first].institution;
  }
  if (const int title = titled(); title >= 0) return title;
  for (std::size_t s = label.sentence; s-- > from;) {
    const auto [first, last] = places_of(s);
    if (first < last) return places_[first].institution;
  }
  return -1;
}

LabelHolder HolderFinder::holder_of(const LabelMention& label) const {
  if (const int owner = owner_behind(label); owner >= 0) return {owner, true};
  if (const int subject = subject_before(label); subject >= 0) return {subject, true};
  if (const int before = pointed(label); before >= 0) return {before, false};
  if (const int after = behind(label); after >= 0) return {after, true};
  return {earlier(label), false};
}

}  // namespace

std::vector<LabelHolder> find_holders(const FactInput& input, const Analysis& analysis,
                                      const std::vector<LabelMention>& labels) {
  std::vector<LabelHolder> out;
  if (labels.empty()) return out;
  const HolderFinder finder(input, analysis, labels);
  out.reserve(labels.size());
  for (const LabelMention& label : labels) out.push_back(finder.holder_of(label));
  return out;
}

}  // namespace hoptac
