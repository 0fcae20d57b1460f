#include "ingest/facts/agreement_units.h"

#include <algorithm>

namespace hoptac {
namespace {

// How far before an act a word may stand and still change it, in tokens.
constexpr std::size_t kPlanReach = 9;
// "authorises Prof. X, Vice Rector, to sign": a mandate reaches over a person.
constexpr std::size_t kMandateReach = 24;
constexpr std::size_t kTalkReach = 9;
// "may be renewed"
constexpr std::size_t kModalReach = 2;
constexpr std::size_t kDenyReach = 8;
// How far from "renewed" its certificate may stand.
constexpr std::size_t kCertificateReach = 12;
// How far behind an act its noun may stand.
constexpr std::size_t kObjectReach = 14;

class UnitMaker {
 public:
  UnitMaker(const Frame& frame, const FactInput& input) : frame_(frame), input_(input) {}

  std::vector<Unit> make() {
    for (std::size_t i = 0; i < frame_.items.size(); ++i) {
      if (is_act(frame_.items[i])) {
        if (!is_of_certificate(i)) take_act(static_cast<int>(i));
      } else if (frame_.items[i].kind == ItemKind::kNoun) {
        take_noun(static_cast<int>(i));
      }
    }
    set_regions();
    for (Unit& unit : units_) read_words_behind(unit);
    return std::move(units_);
  }

 private:
  // "gia hạn kiểm định", "the seal was renewed": a certificate stands nearer than any word for an agreement.
  bool is_of_certificate(std::size_t act) const {
    const FrameItem& what = frame_.items[act];
    if (!what.is(CueKind::kRenew) && !what.is(CueKind::kEnd) && !what.is(CueKind::kAmend)) return false;
    std::size_t certificate = kCertificateReach + 1;
    std::size_t noun = kCertificateReach + 1;
    for (const FrameItem& i : frame_.items) {
      const std::size_t gap = i.first > what.last ? i.first - what.last : what.first > i.last ? what.first - i.last : 0;
      if (i.is(CueKind::kCertificate)) certificate = std::min(certificate, gap);
      if (i.kind == ItemKind::kNoun) noun = std::min(noun, gap);
    }
    return certificate < noun;
  }

  const FrameItem& item(int i) const { return frame_.items[static_cast<std::size_t>(i)]; }

  bool has_between(std::size_t first, std::size_t last, char punctuation) const {
    for (std::size_t t = first; t < last; ++t) {
      if (input_.tokens.is(t, punctuation)) return true;
    }
    return false;
  }

  // True when only cue words and nouns stand between two items, close together.
  bool close(int before, int after) const {
    if (item(after).first > item(before).last + 4) return false;
    for (int i = before + 1; i < after; ++i) {
      if (item(i).kind != ItemKind::kCue && item(i).kind != ItemKind::kNoun) return false;
    }
    return !has_between(item(before).last + 1, item(after).first, ',');
  }

  void take_act(int i) {
    Unit modifiers = read_modifiers(i);
    if (only_modifies(i, modifiers)) return;
    Unit* last = units_.empty() ? nullptr : &units_.back();
    if (last != nullptr && last->act >= 0 && close(last->act, i) && last->noun < last->act) {
      join(*last, i, modifiers);
      return;
    }
    if (last != nullptr && repeats_act(*last, i)) return;
    const bool settled = last != nullptr && last->act >= 0 && last->noun >= 0 && last->noun < last->act &&
                         item(last->act).is(CueKind::kConclude) && modifiers.planned && item(i).is(CueKind::kSign);
    if (settled) {  // "LOI with X: the content is agreed, to be signed in December"
      const int noun = last->noun;
      *last = modifiers;
      last->noun = noun;
      last->act = i;
      return set_kind(*last, i);
    }
    const bool passive = last != nullptr && last->act < 0 && !has_between(item(last->noun).last, item(i).first, ';');
    if (!passive) {
      units_.push_back(modifiers);
      last = &units_.back();
    } else {
      const int noun = last->noun;
      *last = modifiers;
      last->noun = noun;
    }
    last->act = i;
    set_kind(*last, i);
  }

  // "exchanged the memorandum signed this morning": one act, told twice.
  bool repeats_act(const Unit& last, int i) const {
    if (last.act < 0 || last.noun < last.act || last.renewed || !item(i).is(CueKind::kSign)) return false;
    if (item(last.act).is(CueKind::kEnd) || item(last.act).is(CueKind::kAmend)) return false;
    return item(i).first <= item(last.noun).last + 3 && !has_between(item(last.noun).last, item(i).first, ',');
  }

  // "…, which expired", "was not extended": says something of the unit before, is no act of its own.
  bool only_modifies(int i, const Unit& modifiers) {
    const bool ends = item(i).cue == CueKind::kEnd || (item(i).cue == CueKind::kRenew && modifiers.denied);
    if (!ends) return false;
    if (!units_.empty()) units_.back().ended = true;
    return true;
  }

  // "ký gia hạn", "signed a renewal of": two acts that are one.
  void join(Unit& unit, int i, const Unit& modifiers) {
    set_kind(unit, i);
    unit.denied |= modifiers.denied;
    unit.planned |= modifiers.planned;
    if (item(unit.act).cue == CueKind::kSignEvent || item(unit.act).cue == CueKind::kConclude) unit.act = i;
  }

  void set_kind(Unit& unit, int i) const {
    unit.renewed |= item(i).cue == CueKind::kRenew || signed_again(i);
    unit.extended |= item(i).cue == CueKind::kRenew && item(i).argument == "extend";
    unit.amended |= item(i).cue == CueKind::kAmend;
    unit.ended |= item(i).cue == CueKind::kEnd;
  }

  // "lần thứ hai ký", "signed for the third time".
  bool signed_again(int act) const {
    if (item(act).cue != CueKind::kSign) return false;
    for (const int step : {-1, 1}) {
      const int i = act + step;
      if (i < 0 || i >= static_cast<int>(frame_.items.size()) || !item(i).is(CueKind::kAgain)) continue;
      const std::size_t gap = step < 0 ? item(act).first - item(i).last : item(i).first - item(act).last;
      if (gap <= kModalReach + 1) return true;
    }
    return false;
  }

  void take_noun(int i) {
    if (units_.empty()) {
      if (item(i).weak) return;
      units_.push_back({});
      units_.back().noun = i;
      return;
    }
    Unit& last = units_.back();
    if (last.noun >= 0 && is_apposition(last.noun, i)) {
      if (item(last.noun).generic && !item(i).generic) last.noun = i;
      return;
    }
    const bool object = last.act >= 0 && item(i).first <= item(last.act).last + kObjectReach &&
                        (last.noun < 0 || last.noun < last.act) &&
                        !has_between(item(last.act).last, item(i).first, ';');
    if (object && has_own_act(last, i)) {
      units_.push_back({});
      units_.back().noun = i;
    } else if (object || opens_list(last, i)) {
      take_object(last, i);
    } else if (!item(i).weak && (!item(i).generic || continues_list(last, i))) {
      push_noun(i);
    }
  }

  // "the first was signed in 2014, the second signed in 2020": the second noun has its own act.
  bool has_own_act(const Unit& last, int i) const {
    const std::size_t next = static_cast<std::size_t>(i) + 1;
    if (last.noun < 0 || next >= frame_.items.size() || !is_act(frame_.items[next])) return false;
    return frame_.items[next].first <= item(i).last + 2 && has_between(item(last.act).last + 1, item(i).first, ',');
  }

  // "signed three documents: an MoU with A, …": the general word is told by the list.
  bool opens_list(const Unit& last, int i) const {
    if (last.act < 0 || last.noun < 0 || !item(last.noun).generic || item(i).generic || item(i).weak) return false;
    const std::size_t limit = item(i).first > 4 ? item(i).first - 4 : 0;
    return has_between(std::max(limit, item(last.noun).last), item(i).first, ':');
  }

  // The act governs the noun behind it; a noun before it is told for itself ("Under the MOU, A signed a contract").
  void take_object(Unit& last, int i) {
    if (last.noun < 0) {
      last.noun = i;
    } else if (item(last.noun).generic || !item(i).generic) {
      const Unit before = last;
      last.noun = i;
      if (item(before.noun).generic) return;
      Unit noun_only;
      noun_only.noun = before.noun;
      units_.insert(units_.end() - 1, noun_only);
    }
  }

  // A noun behind a finished unit: shares its act when it stands in a list.
  void push_noun(int i) {
    const Unit last = units_.back();
    Unit unit;
    unit.noun = i;
    if (last.act >= 0 && last.noun > last.act && continues_list(last, i)) {
      unit = last;
      unit.noun = i;
      unit.ended = false;
    }
    units_.push_back(unit);
  }

  // "…, an MOU with A and a contract with B": an article or nothing between separator and noun.
  bool continues_list(const Unit& last, int i) const {
    if (last.act < 0 || item(last.act).cue == CueKind::kEnd || item(i).first == 0) return false;
    const std::size_t limit = item(i).first > 8 ? item(i).first - 8 : 0;
    for (std::size_t t = item(i).first; t-- > limit && t > item(last.act).last;) {
      if (is_separator(t)) return true;
      const bool entity_ends = i > 0 && item(i - 1).kind != ItemKind::kCue && item(i - 1).last == t;
      if (entity_ends) return false;
    }
    return false;
  }

  bool is_separator(std::size_t t) const {
    const std::string_view word = input_.tokens.exact(t);
    return word == "," || word == ";" || word == "and" || word == "và" ||
           (input_.marks == Marks::kFolded && word == "va");
  }

  // "Biên bản ghi nhớ (MOU)", "thỏa thuận cơ sở thực hành": the second noun names the same thing.
  bool is_apposition(int before, int after) const {
    const std::size_t first = item(before).last + 1;
    const std::size_t last = item(after).first;
    if (last > first + 2) return false;
    for (std::size_t t = first; t < last; ++t) {
      if (is_separator(t)) return false;
    }
    return true;
  }

  // Reads the words before an act, back to the act before or the clause's begin.
  Unit read_modifiers(int act) const {
    Unit out;
    const std::size_t at = item(act).first;
    const bool past =
        input_.tokens[at].ascii && item(act).argument != "base" && frame_.language != Language::kVietnamese;
    for (int i = act - 1; i >= 0 && !is_act(item(i)); --i) {
      const std::size_t distance = at - item(i).last;
      if (has_between(item(i).last, at, ';') || item(i).is(CueKind::kClause)) break;
      const std::size_t plan_reach = item(i).argument == "far" ? kMandateReach : kPlanReach;
      out.planned |= item(i).is(CueKind::kPlan) && !past && distance <= plan_reach;
      const bool condition = item(i).argument == "if" && out.planned;  // "if all goes well, they will sign"
      out.talk |= item(i).is(CueKind::kTalk) && !condition && distance <= (past ? kModalReach : kTalkReach);
      out.denied |= item(i).is(CueKind::kDeny) && distance <= kDenyReach;
    }
    return out;
  }

  void set_regions() {
    for (std::size_t u = 0; u < units_.size(); ++u) {
      units_[u].begin = u == 0 ? frame_.tokens.begin : units_[u - 1].end;
      units_[u].end = u + 1 == units_.size() ? frame_.tokens.end : border(units_[u], units_[u + 1]);
    }
  }

  // "… is in preparation", "… led nowhere": words behind a noun that take it back.
  void read_words_behind(Unit& unit) const {
    const std::size_t at = last_token(unit);
    for (auto i = items_from(frame_, at + 1); i != frame_.items.end() && i->first < unit.end; ++i) {
      unit.denied |= i->is(CueKind::kDeny) && i->argument == "behind";
      unit.planned |= i->is(CueKind::kPlan) && i->argument == "text" && unit.act < 0;
    }
    if (unit.act >= 0) return;
    for (int i = unit.noun - 1; i >= 0 && item(i).first >= unit.begin; --i) {  // "is in no document yet"
      if (item(unit.noun).first - item(i).last <= kDenyReach)
        unit.denied |= item(i).is(CueKind::kDeny) && item(i).argument.empty();
    }
  }

  // Where the second unit's words begin: the strongest separator between the two, the last of its kind.
  std::size_t border(const Unit& a, const Unit& b) const {
    const std::size_t first = last_token(a) + 1;
    const std::size_t last = first_token(b, a);
    std::size_t best = last;
    int best_rank = 0;
    for (std::size_t t = first; t < last; ++t) {
      const int rank = separator_rank(t);
      if (rank > 0 && rank >= best_rank) {
        best = t;
        best_rank = rank;
      }
    }
    return best;
  }

  int separator_rank(std::size_t t) const {
    if (input_.tokens.is(t, ';')) return 3;
    if (input_.tokens.is(t, ',')) return 2;
    return is_separator(t) ? 1 : 0;
  }

  // Last and first token that surely belong to a unit. A shared act belongs to the first unit only.
  std::size_t last_token(const Unit& unit) const {
    const std::size_t act = unit.act < 0 ? 0 : item(unit.act).last;
    const std::size_t noun = unit.noun < 0 ? 0 : item(unit.noun).last;
    return std::max(act, noun);
  }
  std::size_t first_token(const Unit& unit, const Unit& before) const {
    if (unit.act < 0 || unit.act == before.act) return item(unit.noun).first;
    if (unit.noun < 0 || item(unit.act).first < item(unit.noun).first) return item(unit.act).first;
    return item(unit.noun).first;
  }

  const Frame& frame_;
  const FactInput& input_;
  std::vector<Unit> units_;
};

}  // namespace

std::vector<Unit> find_units(const Frame& frame, const FactInput& input) { return UnitMaker(frame, input).make(); }

}  // namespace hoptac
