// Whom "the two sides", "the hospital" and a left-out subject mean: bodies that the sentences before name.
#include <algorithm>
#include <array>

#include "ingest/facts/agreement_parties.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// A list of parties longer than this is a list of something else.
constexpr std::size_t kMaxParties = 12;
// How many sentences before "the two sides" they may be named without any telling.
constexpr std::size_t kFarReach = 12;

bool inside(const FrameItem& item, std::size_t begin, std::size_t end) {
  return item.first >= begin && item.first < end;
}

}  // namespace

// "It replaces the letter of intent of 2017", "thay thế biên bản ghi nhớ ngày 30/9/2016"
bool PartyFinder::replaces(std::size_t at, const Unit& unit) const {
  if (unit.act >= 0 || unit.noun < 0) return false;
  constexpr std::array<std::string_view, 6> kVerbs = {"replaces",   "replaced", "replacing",
                                                      "supersedes", "succeeds", "the"};
  const TokenStream& tokens = view_.input.tokens;
  const Frame& frame = view_.frames[at];
  const std::size_t noun = frame.items[static_cast<std::size_t>(unit.noun)].first;
  for (std::size_t t = noun; t > frame.tokens.begin && t + 4 > noun; --t) {
    const std::string_view word = tokens.folded(t - 1);
    const bool verb = std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
    if (verb && (word != "the" || (t > frame.tokens.begin + 1 && tokens.exact(t - 2) == "thay"))) return true;
  }
  return false;
}

// The parties told of last.
std::vector<int> PartyFinder::last_told(const std::vector<Telling>& told) {
  for (std::size_t i = told.size(); i-- > 0;) {
    if (told[i].parties.size() >= 2) return told[i].parties;
  }
  return {};
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
    if (!item.is(CueKind::kSides) || !inside(item, unit.begin, unit.end) || item.argument.empty()) continue;
    return static_cast<std::size_t>(item.argument[0] - '0');
  }
  return 0;
}

// The kind of parties that "the two hospitals" speaks of; "" when the unit says none.
std::string_view PartyFinder::told_kind(std::size_t at, const Unit& unit) const {
  for (const FrameItem& item : view_.frames[at].items) {
    if (!item.is(CueKind::kSides) || !inside(item, unit.begin, unit.end) || item.argument.size() <= 2) continue;
    return item.argument.substr(2);
  }
  return {};
}

std::vector<int> PartyFinder::antecedents(std::size_t at, const Unit& unit, const std::vector<Telling>& told) const {
  const std::string_view kind = told_kind(at, unit);
  std::vector<int> out = named_before(at, told, kind);
  if (out.empty() && !kind.empty()) out = named_by_posts(at, kind);
  if (out.empty() && !kind.empty()) out = named_before(at, told, {});
  const std::size_t number = told_number(at, unit);
  // "X has approved a pilot carried out by A, B and C. The three units …": the list at the end.
  if (number >= 2 && out.size() > number) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(number));
  return out;
}

// Distinct institutions of a frame that act, of one kind when it is given. "The hospital" counts beside a named body.
std::vector<int> PartyFinder::actors_of(std::size_t frame, std::string_view kind) const {
  const std::vector<FrameItem>& items = view_.frames[frame].items;
  std::vector<int> out;
  const auto add = [&](int who) {
    if (who < 0 || std::find(out.begin(), out.end(), who) != out.end()) return;
    if (kind.empty() || view_.analysis.institutions[static_cast<std::size_t>(who)].kind == kind) out.push_back(who);
  };
  for (const FrameItem& item : items) {
    if (item.kind != ItemKind::kInstitution || item.of_role) continue;
    if (!item.nested || !kind.empty()) add(item.index);  // "nurses of A attended a course at B. The two hospitals …"
  }
  if (out.size() != 1) return out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].is(CueKind::kHost)) add(resolve_host(frame, i));
  }
  return out;
}

std::vector<int> PartyFinder::named_before(std::size_t at, const std::vector<Telling>& told,
                                           std::string_view kind) const {
  const auto several = [](const std::vector<int>& actors, std::size_t most) {
    return actors.size() >= 2 && actors.size() <= most;
  };
  const auto fits = [&](const Telling& t) {
    return t.parties.size() >= 2 && (kind.empty() || std::all_of(t.parties.begin(), t.parties.end(), [&](int p) {
                                       return view_.analysis.institutions[static_cast<std::size_t>(p)].kind == kind;
                                     }));
  };
  int visitor = -1;
  // A telling in this block or a sentence with two institutions in it, whichever is nearer.
  for (std::size_t f = at + 1; f-- > 0 && view_.frames[f].block == view_.frames[at].block;) {
    for (std::size_t i = told.size(); i-- > 0;) {
      if (told[i].frame == f && fits(told[i])) return told[i].parties;
    }
    const std::vector<int> actors = actors_of(f, kind);
    if (f < at && several(actors, 4)) return actors;
    if (f < at && visitor < 0 && actors.size() == 1 && actors[0] != host_) visitor = actors[0];
  }
  // "A delegation of A came to us. The two sides …"
  if (visitor >= 0 && host_ >= 0 && kind.empty()) return {host_, visitor};
  for (std::size_t i = told.size(); i-- > 0;) {
    if (fits(told[i]) && told[i].source != PartySource::kAnaphora) return told[i].parties;
  }
  for (std::size_t f = 0; f < view_.frames.size(); ++f) {
    if (!view_.frames[f].heading) continue;
    const std::vector<int> actors = actors_of(f, kind);
    if (several(actors, kMaxParties)) return actors;
  }
  for (std::size_t f = at + 1; f-- > 0 && f + kFarReach >= at;) {
    const std::vector<int> actors = actors_of(f, kind);
    if (several(actors, 4)) return actors;
  }
  return {};
}

// "A (Director X) opened a centre with B (Director Y). The two hospitals …": two of the kind, though only posts name
// them.
std::vector<int> PartyFinder::named_by_posts(std::size_t at, std::string_view kind) const {
  for (std::size_t f = at; f-- > 0 && f + kFarReach >= at;) {
    std::vector<int> out;
    for (const FrameItem& item : view_.frames[f].items) {
      if (item.kind != ItemKind::kInstitution || std::find(out.begin(), out.end(), item.index) != out.end()) continue;
      if (view_.analysis.institutions[static_cast<std::size_t>(item.index)].kind == kind) out.push_back(item.index);
    }
    if (out.size() == 2) return out;
  }
  return {};
}

int PartyFinder::subject_before(std::size_t at) const {
  if (at == 0 || view_.frames[at - 1].block != view_.frames[at].block) return -1;
  const std::vector<FrameItem>& items = view_.frames[at - 1].items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool object = i > 0 && items[i - 1].is(CueKind::kWith) && items[i].first <= items[i - 1].last + 2;
    if (items[i].kind == ItemKind::kInstitution && object) return -1;  // "We signed with A. The contract with B …"
    if (items[i].kind == ItemKind::kInstitution && !items[i].nested) return items[i].index;
    const int who = items[i].is(CueKind::kHost) ? resolve_host(at - 1, i) : -1;
    if (who >= 0) return who;
  }
  return -1;
}

}  // namespace hoptac
