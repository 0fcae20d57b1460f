#include "ingest/facts/agreement_parties.h"

#include <algorithm>

#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// A list of parties longer than this is a list of something else.
constexpr std::size_t kMaxParties = 12;
// How far behind "for"/"to" a party may stand, in tokens.
constexpr std::size_t kForReach = 2;
// How far before the act "the hospital" may stand and still be its subject.
constexpr std::size_t kHostReach = 4;
// How far before "between" the agreement may stand.
constexpr std::size_t kBetweenReach = 8;
// How far behind "with" a number tells a count of partners.
constexpr std::size_t kCountReach = 4;

void add_party(Parties& parties, int institution, Span span) {
  if (institution < 0) return;
  if (!span.empty()) parties.spans.push_back(span);
  if (std::find(parties.who.begin(), parties.who.end(), institution) == parties.who.end()) {
    parties.who.push_back(institution);
  }
}

bool inside(const FrameItem& item, std::size_t begin, std::size_t end) {
  return item.first >= begin && item.first < end;
}

// Distinct institutions of a frame that act, before token `end`.
std::vector<int> actors_of(const Frame& frame, std::size_t end) {
  std::vector<int> out;
  for (const FrameItem& item : frame.items) {
    if (item.first >= end) break;
    if (item.kind != ItemKind::kInstitution || item.nested) continue;
    if (std::find(out.begin(), out.end(), item.index) == out.end()) out.push_back(item.index);
  }
  return out;
}

}  // namespace

PartyFinder::PartyFinder(const AgreementView& view) : view_(view) {
  std::vector<int> score(view.analysis.institutions.size(), 0);
  bool first = true;
  for (const Frame& frame : view.frames) {
    for (const FrameItem& item : frame.items) {
      if (item.kind != ItemKind::kInstitution || item.nested) continue;
      score[static_cast<std::size_t>(item.index)] += 1 + (first ? 4 : 0) + (frame.heading ? 2 : 0);
      first = false;
    }
  }
  for (std::size_t i = 0; i < score.size(); ++i) {
    if (score[i] > 0 && (host_ < 0 || score[i] > score[static_cast<std::size_t>(host_)])) host_ = static_cast<int>(i);
  }
}

Parties PartyFinder::find(std::size_t at, const Unit& unit, const std::vector<int>& signatories,
                          const std::vector<Telling>& told) const {
  Parties out = between(at, unit, told);
  if (out.who.size() >= 2) return out;
  out = named(at, unit);
  if (out.counted || out.who.size() >= 2) return out;
  const Parties affiliates = affiliated(signatories);
  if (affiliates.who.size() >= 2) return affiliates;
  fill(at, unit, told, out);
  return out;
}

Parties PartyFinder::between(std::size_t at, const Unit& unit, const std::vector<Telling>& told) const {
  const Frame& frame = view_.frames[at];
  Parties out;
  bool open = false;
  for (std::size_t i = 0; i < frame.items.size(); ++i) {
    const FrameItem& item = frame.items[i];
    if (!inside(item, unit.begin, unit.end)) continue;
    if (item.is(CueKind::kBetween)) {
      if (out.who.size() >= 2) break;
      open = is_of_agreement(frame, i);
    } else if (open && (is_act(item) || item.is(CueKind::kWitness) || item.is(CueKind::kClause))) {
      if (!out.who.empty()) break;
    } else if (open && item.kind == ItemKind::kInstitution && !item.nested) {
      add_party(out, item.index, view_.input.tokens.cover(item.first, item.last));
    } else if (open && item.is(CueKind::kHost)) {
      add_party(out, resolve_host(at, i), view_.input.tokens.cover(item.first, item.last));
    } else if (open && item.is(CueKind::kSides) && out.who.empty()) {
      out.who = antecedents(at, unit, told);
      out.source = PartySource::kAnaphora;
      return out;
    }
  }
  if (out.who.size() < 2 || out.who.size() > kMaxParties) return {};
  out.source = PartySource::kBetween;
  return out;
}

// "an MOU between A and B", but not "covers tele-consultation between A and B": a noun of agreement, an act or a word
// of cooperation stands right before.
bool PartyFinder::is_of_agreement(const Frame& frame, std::size_t item) const {
  const std::size_t first = frame.items[item].first;
  if (first <= frame.tokens.begin + kBetweenReach) return true;
  for (std::size_t i = item; i-- > 0;) {
    const FrameItem& before = frame.items[i];
    if (first - before.last > kBetweenReach) return false;
    const bool adjoins = first - before.last <= 2;
    if (before.kind == ItemKind::kNoun || before.kind == ItemKind::kDate || is_act(before) ||
        before.is(CueKind::kDocument) || before.is(CueKind::kAbout) || (before.is(CueKind::kJoint) && adjoins))
      return true;
  }
  return false;
}

// Reads a unit from left to right: institutions before the act are its subject; behind the act only
// those that "with", "by", "for" or "on behalf of" lead to.
struct PartyFinder::Side {
  std::size_t anchor = 0;   // the act, else the noun
  bool blocked = false;     // behind a witness cue
  bool led = false;         // behind a cue that leads to a party
  std::size_t for_at = 0;   // token of the last "for"
  std::size_t with_at = 0;  // token of the last "with"
  bool has_subject = false;
  bool has_object = false;

  void read(const FrameItem& item) {
    const bool behind = item.first > anchor;
    if (item.is(CueKind::kWitness)) blocked = true;
    if (is_act(item)) blocked = blocked && item.first <= anchor;
    if (item.is(CueKind::kSign) && item.argument == "list") led = true;
    if (item.is(CueKind::kWith) || item.is(CueKind::kBy) || item.is(CueKind::kBehalf)) led = led || behind;
    if (behind && item.is(CueKind::kWith)) with_at = item.last;
    if (item.is(CueKind::kFor)) for_at = item.last;
  }
  bool leads_to(const FrameItem& item) const {
    return item.first <= anchor || led || (for_at > 0 && item.first <= for_at + kForReach);
  }
};

Parties PartyFinder::named(std::size_t at, const Unit& unit) const {
  const Frame& frame = view_.frames[at];
  Parties out;
  Side side;
  side.anchor = anchor_of(frame, unit);
  for (std::size_t i = 0; i < frame.items.size(); ++i) {
    const FrameItem& item = frame.items[i];
    if (!inside(item, unit.begin, unit.end)) continue;
    side.read(item);
    if (item.is(CueKind::kBetween) && item.first > side.anchor && !is_of_agreement(frame, i)) side.blocked = true;
    if (side.blocked || !side.leads_to(item)) continue;
    const Span span = view_.input.tokens.cover(item.first, item.last);
    const bool behind = item.first > side.anchor;
    if (item.kind == ItemKind::kInstitution && !item.nested) {
      add_party(out, item.index, span);
      side.has_object = side.has_object || behind;
    } else if (item.is(CueKind::kHost) && (side.with_at > 0 || (!behind && item.last + kHostReach >= side.anchor))) {
      add_party(out, resolve_host(at, i), span);
      side.has_object = side.has_object || behind;
    }
    side.has_subject = side.has_subject || (!behind && !out.who.empty());
  }
  for (std::size_t t = side.with_at + 1; side.with_at > 0 && !side.has_object && t <= side.with_at + kCountReach; ++t) {
    out.counted = out.counted || (t < unit.end && view_.input.tokens[t].number);
  }
  if (side.with_at > 0 && !side.has_subject && out.who.size() >= 2) add_left_out_subject(at, unit, out);
  if (out.who.size() > kMaxParties) return {};
  if (!out.who.empty()) out.source = PartySource::kNamed;
  return out;
}

// "The deal, signed with A and B": who signed is the subject of the sentence before, else the host.
void PartyFinder::add_left_out_subject(std::size_t at, const Unit& unit, Parties& out) const {
  for (const FrameItem& item : view_.frames[at].items) {
    if (item.first >= unit.begin) break;
    if (item.kind == ItemKind::kInstitution && !item.nested) return add_party(out, item.index, {});
  }
  const int before = subject_before(at);
  add_party(out, before < 0 ? host_ : before, {});
}

Parties PartyFinder::affiliated(const std::vector<int>& signatories) const {
  Parties out;
  for (const int person : signatories) {
    for (const Role& role : view_.analysis.people[static_cast<std::size_t>(person)].roles) {
      if (role.institution_index < 0) continue;
      add_party(out, role.institution_index, role.span);
      break;
    }
  }
  out.source = PartySource::kAffiliation;
  return out;
}

void PartyFinder::fill(std::size_t at, const Unit& unit, const std::vector<Telling>& told, Parties& out) const {
  const std::vector<int> pair = antecedents(at, unit, told);
  const auto knows = [&pair](int who) { return std::find(pair.begin(), pair.end(), who) != pair.end(); };
  if (out.who.empty() || (out.who.size() == 1 && knows(out.who[0]))) {
    if (pair.size() < 2) return;
    out.who = pair;
    out.source = PartySource::kAnaphora;
    return;
  }
  // One party is named behind "with", or stands before a noun in brackets: the other is who the page is about.
  const Frame& frame = view_.frames[at];
  const std::size_t anchor = anchor_of(frame, unit);
  const bool subject_only = std::any_of(frame.items.begin(), frame.items.end(), [&](const FrameItem& item) {
    const bool subject = item.kind == ItemKind::kInstitution && item.index == out.who[0] && item.first < anchor;
    return subject && unit.act >= 0 && !view_.input.tokens.is(item.last + 1, '(');
  });
  if (subject_only) return;
  int other = subject_before(at);
  if (other < 0 || other == out.who[0]) other = host_;
  if (other < 0 || other == out.who[0]) return;
  out.who = {other, out.who[0]};
  out.source = PartySource::kFilled;
}

bool PartyFinder::has_word(int institution, const FrameItem& host, const Frame& frame) const {
  const TokenStream& tokens = view_.input.tokens;
  std::string words;
  for (std::size_t t = host.first; t <= host.last; ++t) {
    if (tokens.folded(t) == "the" && frame.language != Language::kVietnamese) continue;
    if (!words.empty()) words += ' ';
    words += tokens.folded(t);
  }
  const std::string name = fold_phrase(view_.analysis.institutions[static_cast<std::size_t>(institution)].name);
  return (" " + name + " ").find(" " + words + " ") != std::string::npos;
}

int PartyFinder::resolve_host(std::size_t at, std::size_t item) const {
  const Frame& frame = view_.frames[at];
  const FrameItem& host = frame.items[item];
  const auto fits = [&](int who, bool by_word) {
    if (who < 0) return false;
    if (by_word) return has_word(who, host, frame);
    return view_.analysis.institutions[static_cast<std::size_t>(who)].kind == host.argument;
  };
  for (const bool by_word : {true, false}) {
    if (fits(host_, by_word)) return host_;
    for (std::size_t f = at + 1; f-- > 0;) {
      const std::vector<FrameItem>& items = view_.frames[f].items;
      for (std::size_t i = f == at ? item : items.size(); i-- > 0;) {
        if (items[i].kind == ItemKind::kInstitution && fits(items[i].index, by_word)) return items[i].index;
      }
      if (f + 12 < at) break;
    }
  }
  return -1;
}

// How many parties "the three units", "ba bên" speaks of; 0 when the unit has no such word or it gives no number.
std::size_t PartyFinder::told_number(std::size_t at, const Unit& unit) const {
  for (const FrameItem& item : view_.frames[at].items) {
    if (!item.is(CueKind::kSides) || !inside(item, unit.begin, unit.end)) continue;
    if (item.argument == "2" || item.argument == "3" || item.argument == "4") {
      return static_cast<std::size_t>(item.argument[0] - '0');
    }
  }
  return 0;
}

std::vector<int> PartyFinder::antecedents(std::size_t at, const Unit& unit, const std::vector<Telling>& told) const {
  std::vector<int> out = named_before(at, told);
  const std::size_t number = told_number(at, unit);
  // "X has approved a pilot carried out by A, B and C. The three units …": the list at the end.
  if (number >= 2 && out.size() > number) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(number));
  return out;
}

std::vector<int> PartyFinder::named_before(std::size_t at, const std::vector<Telling>& told) const {
  const auto several = [](const std::vector<int>& actors, std::size_t most) {
    return actors.size() >= 2 && actors.size() <= most;
  };
  // A telling in this block or a sentence with two institutions in it, whichever is nearer.
  for (std::size_t f = at + 1; f-- > 0 && view_.frames[f].block == view_.frames[at].block;) {
    for (std::size_t i = told.size(); i-- > 0;) {
      if (told[i].frame == f && told[i].parties.size() >= 2) return told[i].parties;
    }
    const std::vector<int> actors = actors_of(view_.frames[f], view_.frames[f].tokens.end);
    if (f < at && several(actors, 4)) return actors;
  }
  for (std::size_t i = told.size(); i-- > 0;) {
    if (told[i].parties.size() >= 2 && told[i].source != PartySource::kAnaphora) return told[i].parties;
  }
  for (const Frame& frame : view_.frames) {
    const std::vector<int> actors = actors_of(frame, frame.tokens.end);
    if (frame.heading && several(actors, kMaxParties)) return actors;
  }
  for (std::size_t f = at + 1; f-- > 0;) {
    const std::vector<int> actors = actors_of(view_.frames[f], view_.frames[f].tokens.end);
    if (several(actors, 4)) return actors;
  }
  return {};
}

int PartyFinder::subject_before(std::size_t at) const {
  if (at == 0 || view_.frames[at - 1].block != view_.frames[at].block) return -1;
  for (const FrameItem& item : view_.frames[at - 1].items) {
    if (item.kind == ItemKind::kInstitution && !item.nested) return item.index;
  }
  return -1;
}

}  // namespace hoptac
