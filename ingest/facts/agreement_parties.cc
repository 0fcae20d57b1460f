#include "ingest/facts/agreement_parties.h"

#include <algorithm>

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

}  // namespace

PartyFinder::PartyFinder(const AgreementView& view) : view_(view) {
  std::vector<int> score(view.analysis.institutions.size(), 0);
  bool first = true;
  for (const Frame& frame : view.frames) {
    for (const FrameItem& item : frame.items) {
      if (item.kind != ItemKind::kInstitution) continue;
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
  if (out = bracketed(at, unit); out.who.size() >= 2) return out;
  out = named(at, unit);
  const Parties affiliates = affiliated(signatories);
  if (affiliates.who.size() >= 2 && signatories.size() >= 2 && only_posts(at, unit)) return affiliates;
  if (out.counted || out.who.size() >= 2) return out;
  if (affiliates.who.size() >= 2) return affiliates;
  if (out.unknown) return out;
  fill(at, unit, told, out);
  return out;
}

// True when every body that a unit names says whose director somebody is: "by X, CEO of A and chairman of B, and Y of
// C".
bool PartyFinder::only_posts(std::size_t at, const Unit& unit) const {
  return std::all_of(view_.frames[at].items.begin(), view_.frames[at].items.end(), [&](const FrameItem& item) {
    return item.kind != ItemKind::kInstitution || item.nested || item.of_role || !inside(item, unit.begin, unit.end);
  });
}

// "University X (MOU, 2014)": X and who the sentence or the page is about.
Parties PartyFinder::bracketed(std::size_t at, const Unit& unit) const {
  const Frame& frame = view_.frames[at];
  if (unit.act >= 0 || unit.noun < 1) return {};
  const FrameItem& noun = frame.items[static_cast<std::size_t>(unit.noun)];
  const FrameItem& body = frame.items[static_cast<std::size_t>(unit.noun) - 1];
  if (body.kind != ItemKind::kInstitution || !view_.input.tokens.is(body.last + 1, '(')) return {};
  if (noun.first > body.last + 3) return {};
  Parties out;
  const int subject = subject_or_host(at);
  if (subject == body.index) return {};
  add_party(out, subject, {});
  add_party(out, body.index, view_.input.tokens.cover(body.first, body.last));
  out.source = PartySource::kFilled;
  return out;
}

// Whom the sentence is about, "the school" too, else the page.
int PartyFinder::subject_or_host(std::size_t at) const {
  const std::vector<FrameItem>& items = view_.frames[at].items;
  for (std::size_t i = 0; i < items.size() && items[i].kind != ItemKind::kNoun; ++i) {
    if (!items[i].is(CueKind::kHost)) continue;
    if (const int who = resolve_host(at, i); who >= 0) return who;
  }
  return host_;
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

bool PartyFinder::has_semicolon(std::size_t begin, std::size_t end) const {
  for (std::size_t t = begin; t < end; ++t) {
    if (view_.input.tokens.is(t, ';')) return true;
  }
  return false;
}

Parties PartyFinder::named(std::size_t at, const Unit& unit) const {
  const Frame& frame = view_.frames[at];
  Parties out;
  Side side;
  side.anchor = anchor_of(frame, unit);
  side.led = unit.listed || view_.input.tokens.is(side.anchor + 1, ':');
  const std::size_t subject = subject_behind(frame, unit);
  std::size_t last_party = 0;
  for (std::size_t i = 0; i < frame.items.size(); ++i) {
    const FrameItem& item = frame.items[i];
    if (!inside(item, unit.begin, unit.end)) continue;
    side.read(item);
    if (subject > 0 && item.first > subject) side.led = true;
    if (subject > 0 && side.has_object && item.is(CueKind::kPlan)) break;
    if (item.is(CueKind::kBetween) && item.first > side.anchor && !is_of_agreement(frame, i)) side.blocked = true;
    if (side.blocked || !side.leads_to(item)) continue;
    const Span span = view_.input.tokens.cover(item.first, item.last);
    const bool behind = item.first > side.anchor;
    if (item.kind == ItemKind::kInstitution && !item.nested) {
      if (!behind && last_party > 0 && has_semicolon(last_party, item.first)) out = {};  // "A họp; còn B ký với C"
      last_party = item.last;
      add_party(out, item.index, span);
      side.has_object = side.has_object || behind;
    } else if (item.is(CueKind::kHost) && !is_counted(item) &&
               (side.with_at > 0 || (!behind && item.last + kHostReach >= side.anchor) || joins_named(frame, i))) {
      const int who = resolve_host(at, i);
      out.unknown = out.unknown || (who < 0 && !behind);
      add_party(out, who, span);
      side.has_object = side.has_object || behind;
    } else if (behind && side.has_object && side.with_at > 0 && item.is(CueKind::kClause)) {
      side.blocked = true;
    }
    side.has_subject = side.has_subject || (!behind && !out.who.empty());
  }
  for (std::size_t t = side.with_at + 1; side.with_at > 0 && !side.has_object && t <= side.with_at + kCountReach; ++t) {
    out.counted = out.counted || (out.who.size() < 2 && t < unit.end && view_.input.tokens[t].number);
  }
  out.counted = out.counted || counts_partners(frame, unit, side.with_at + 1);
  if (side.with_at > 0 && !side.has_subject && out.who.size() >= 2) add_left_out_subject(at, unit, out);
  if (out.who.size() > kMaxParties) return {};
  if (!out.who.empty()) out.source = heads_entry(frame, unit) ? PartySource::kBetween : PartySource::kNamed;
  return out;
}

// "In a letter of intent signed on 14 January, A, B and C undertake to …": the comma behind which the parties stand; 0
// in other sentences.
std::size_t PartyFinder::subject_behind(const Frame& frame, const Unit& unit) const {
  constexpr std::size_t kNounReach = 4;
  constexpr std::size_t kActReach = 2;
  constexpr std::size_t kDateReach = 6;
  const TokenStream& tokens = view_.input.tokens;
  if (unit.act < 0 || unit.noun < 0 || unit.begin != frame.tokens.begin) return 0;
  const std::string_view word = tokens.exact(frame.tokens.begin);
  if (word != "in" && word != "under" && word != "by" && word != "theo" && word != "trong") return 0;
  const FrameItem& noun = frame.items[static_cast<std::size_t>(unit.noun)];
  const FrameItem& act = frame.items[static_cast<std::size_t>(unit.act)];
  if (noun.first > frame.tokens.begin + kNounReach || act.first <= noun.last || act.first > noun.last + kActReach)
    return 0;
  for (std::size_t t = act.last + 1; t < unit.end && t <= act.last + kDateReach; ++t) {
    if (tokens.is(t, ',')) return t;
  }
  return 0;
}

// "The hospital signed with 27 schools, institutes and bodies": one body and a number.
bool PartyFinder::counts_partners(const Frame& frame, const Unit& unit, std::size_t count) const {
  if (count <= 1 || count >= unit.end || !view_.input.tokens[count].number) return false;
  std::size_t before = 0;
  for (const FrameItem& item : frame.items) {
    if (item.kind != ItemKind::kInstitution || !inside(item, unit.begin, unit.end)) continue;
    if (item.first >= count) return false;
    ++before;
  }
  return before < 2;
}

// "A, B: contract on training, 7/2022": an entry of a list, the parties before the colon.
bool PartyFinder::heads_entry(const Frame& frame, const Unit& unit) const {
  if (unit.act >= 0 || unit.noun < 1) return false;
  const FrameItem& noun = frame.items[static_cast<std::size_t>(unit.noun)];
  const FrameItem& body = frame.items[static_cast<std::size_t>(unit.noun) - 1];
  if (body.kind != ItemKind::kInstitution || noun.first > body.last + 5) return false;
  for (std::size_t t = body.last + 1; t < noun.first; ++t) {
    if (view_.input.tokens.is(t, ':')) return true;
  }
  return false;
}

// "cho 9 bệnh viện"
bool PartyFinder::is_counted(const FrameItem& host) const {
  return host.first > 0 && view_.input.tokens[host.first - 1].number;
}

// "the hospital and A signed", "bệnh viện cùng A ký": a body is joined to it.
bool PartyFinder::joins_named(const Frame& frame, std::size_t item) const {
  const TokenStream& tokens = view_.input.tokens;
  const std::size_t next = frame.items[item].last + 1;
  if (next + 1 >= frame.tokens.end) return false;
  const std::string_view word = tokens.folded(next);
  if (word != "and" && word != "va" && word != "cung" && word != ",") return false;
  const auto body = items_from(frame, next + 1);
  return body != frame.items.end() && body->kind == ItemKind::kInstitution && body->first <= next + 2;
}

// "was accompanied by A under a contract signed in 2022": the contract is A's with who the page is about.
bool PartyFinder::is_under_agreement(const Frame& frame, const FrameItem& item, const Unit& unit) const {
  if (unit.noun < 0) return false;
  const std::size_t noun = frame.items[static_cast<std::size_t>(unit.noun)].first;
  const auto next = items_from(frame, item.last + 1);
  if (next == frame.items.end() || next->first != item.last + 1 || noun > next->last + 4) return false;
  const std::string_view word = view_.input.tokens.folded(next->first);
  return word == "under" || word == "theo";
}

// "• A (B): eye training, agreement signed on 12/04/2019": an entry of who the page is about.
bool PartyFinder::opens_entry(const Frame& frame, const FrameItem& body, std::size_t anchor) const {
  constexpr std::size_t kBulletTokens = 2;
  constexpr std::size_t kHeadTokens = 10;  // place, short name
  const TokenStream& tokens = view_.input.tokens;
  if (body.index == host_ || body.first > frame.tokens.begin + kBulletTokens) return false;
  for (std::size_t t = body.last + 1; t < anchor && t <= body.last + kHeadTokens; ++t) {
    if (tokens.is(t, ':') || (tokens.is(t, '-') && tokens[t].gap != Gap::kNone && tokens[t + 1].gap != Gap::kNone))
      return true;
  }
  return false;
}

// "The agreement with A was signed again": A is the partner.
bool PartyFinder::is_behind_with(const Frame& frame, const FrameItem& item) const {
  const auto at = items_from(frame, item.first);
  return at != frame.items.begin() && (at - 1)->is(CueKind::kWith) && (at - 1)->last + 2 >= item.first;
}

// "The deal, signed with A and B": who signed is the subject of the sentence before, else the host.
void PartyFinder::add_left_out_subject(std::size_t at, const Unit& unit, Parties& out) const {
  for (const FrameItem& item : view_.frames[at].items) {
    if (item.first >= unit.begin) break;
    if (item.kind == ItemKind::kInstitution && !item.nested) return add_party(out, item.index, {});
  }
  if (announcer_ >= 0) return add_party(out, announcer_, {});
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
  const std::vector<int> pair = replaces(at, unit) ? last_told(told) : antecedents(at, unit, told);
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
    return subject && unit.act >= 0 && !view_.input.tokens.is(item.last + 1, '(') &&
           !is_under_agreement(frame, item, unit) && !is_behind_with(frame, item);
  });
  const bool entry = std::any_of(frame.items.begin(), frame.items.end(), [&](const FrameItem& item) {
    return item.kind == ItemKind::kInstitution && item.index == out.who[0] && opens_entry(frame, item, anchor);
  });
  if (subject_only && !entry) return;
  int other = announcer_ >= 0 ? announcer_ : subject_before(at);
  if (other < 0 || other == out.who[0]) other = host_;
  if (other < 0 || other == out.who[0]) return;
  out.who = {other, out.who[0]};
  out.source = PartySource::kFilled;
}

}  // namespace hoptac
