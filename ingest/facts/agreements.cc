#include "ingest/facts/agreements.h"

#include <algorithm>
#include <iterator>

#include "ingest/facts/agreement_bare.h"
#include "ingest/facts/agreement_context.h"
#include "ingest/facts/agreement_dates.h"
#include "ingest/facts/agreement_fields.h"
#include "ingest/facts/agreement_frame.h"
#include "ingest/facts/agreement_legal.h"
#include "ingest/facts/agreement_merge.h"
#include "ingest/facts/agreement_parties.h"
#include "ingest/facts/agreement_place.h"
#include "ingest/facts/agreement_reported.h"
#include "ingest/facts/agreement_signatories.h"
#include "ingest/facts/agreement_tables.h"
#include "ingest/facts/agreement_units.h"
#include "ingest/facts/tables.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// How far before a noun or act "the first", "cũ" may stand, in tokens.
constexpr std::size_t kFormerReach = 4;

class TellingFinder {
 public:
  TellingFinder(const AgreementView& view, const std::vector<PartnerRow>& rows)
      : view_(view), rows_(rows), parties_(view), context_(view) {}

  std::vector<Telling> find() {
    told_ = find_legal_telling(view_);
    for (const PartnerRow& row : rows_) {
      for (Telling& t : read_partner_row(view_, row, parties_.host())) told_.push_back(std::move(t));
    }
    auto row = rows_.begin();
    for (std::size_t f = 0; f < view_.frames.size(); ++f) {
      while (row != rows_.end() && row->last_sentence < f) ++row;
      if (row != rows_.end() && row->first_sentence <= f) continue;
      if (cites_law(view_.frames[f])) continue;
      std::vector<Unit> units = find_units(view_.frames[f], view_.input);
      if (units.size() > kMaxUnits) units.resize(kMaxUnits);
      const bool bare = std::all_of(units.begin(), units.end(), [](const Unit& u) { return u.noun < 0; });
      if (bare && take_entry(f)) continue;
      for (const Unit& unit : units) {
        take(f, unit);
        if (context_.see(f, unit)) parties_.set_announcer(announcer(f));
        if (!context_.is_open(f)) parties_.set_announcer(-1);
      }
      if (!told_.empty() && told_.back().frame + kTermReach >= f) read_term(view_, f, told_.back());
      if (told_.size() >= limits::kMaxFactsPerKind) break;
    }
    return std::move(told_);
  }

 private:
  // Sentences behind a telling that may state its term.
  static constexpr std::size_t kTermReach = 3;
  // Sentences behind a telling that may say who signed.
  static constexpr std::size_t kSignerReach = 3;
  // Agreements of one sentence: each looks at the whole sentence, and a hostile one never ends.
  static constexpr std::size_t kMaxUnits = 64;

  const FrameItem* noun(std::size_t f, const Unit& unit) const {
    return unit.noun < 0 ? nullptr : &view_.frames[f].items[static_cast<std::size_t>(unit.noun)];
  }

  // The one body of a sentence that announces documents.
  int announcer(std::size_t f) const {
    int one = -1;
    for (const FrameItem& item : view_.frames[f].items) {
      if (item.kind != ItemKind::kInstitution || item.nested || item.of_role || item.index == one) continue;
      if (one >= 0) return -1;
      one = item.index;
    }
    return one;
  }

  // "Căn cứ Nghị định số 64 về ký kết thỏa thuận quốc tế": a law about agreements tells of none.
  static bool cites_law(const Frame& frame) {
    return frame.items.size() >= 2 && frame.items[0].is(CueKind::kAct) && frame.items[1].is(CueKind::kAct);
  }

  void take(std::size_t f, Unit unit) {
    if (unit.talk && is_dated_plan(f, unit)) {
      unit.talk = false;
      unit.planned = true;
    }
    if (!is_told(f, unit)) return;
    unit.planned = unit.planned || context_.is_postponed(f, unit);
    Telling t = make(f, unit);
    unit.listed = context_.is_listed(f, unit) || context_.opens_with_agreement(f, unit);
    t.has_act = t.has_act || context_.is_held(f, unit);
    t.has_act = t.has_act || unit.listed;
    const std::vector<SignatoryMention> signers = find_signatories(view_, f, unit);
    for (const SignatoryMention& s : signers) {
      t.signatories.push_back(s.person);
      add_evidence(t.evidence, "signatory", s.span);
    }
    const Parties parties = parties_.find(f, unit, t.signatories, told_);
    if (parties.counted) return;
    t.parties = parties.who;
    t.source = parties.source;
    for (const Span span : parties.spans) add_evidence(t.evidence, "party", span);
    set_date(f, unit, t);
    if (only_names_signatories(t, unit)) {
      t.parties.clear();
      t.source = PartySource::kNone;
      set_date(f, unit, t);  // a lead about others is its lead now
    }
    set_place_and_fields(f, unit, t);
    if (!is_supported(t)) return;
    if (t.source == PartySource::kAnaphora && context_.announces(view_.frames[f], unit)) return;
    if (take_each(f, unit, t)) return;
    take_first_signing(f, unit, t);
    told_.push_back(std::move(t));
    if (unit.renewed) add_renewals(f, unit);
  }

  // "Four memoranda were signed: • With A: internships • With B: a laboratory": one telling an entry.
  bool take_entry(std::size_t f) {
    const FrameItem* partner = context_.partner_of_entry(f);
    const int other = parties_.announcer() >= 0 ? parties_.announcer() : parties_.host();
    if (partner == nullptr || other < 0 || other == partner->index) return false;
    Telling t;
    t.frame = f;
    t.anchor = partner->first;
    t.words = view_.frames[f].tokens;
    t.has_act = true;
    t.type = context_.announced().index;
    t.generic = context_.announced().generic;
    t.source = PartySource::kNamed;
    t.parties = {other, partner->index};
    t.date = context_.day(f);
    t.soft_date = true;
    const Span span = view_.input.tokens.cover(partner->first, partner->last);
    add_evidence(t.evidence, "party", span);
    add_evidence(t.evidence, "type", span);
    told_.push_back(std::move(t));
    return true;
  }

  // "signed MoUs with A (2019) and B (2021)": one telling for each partner.
  bool take_each(std::size_t f, const Unit& unit, const Telling& whole) {
    const bool apart = each_follows(f);
    if ((whole.source != PartySource::kNamed && !apart) || whole.parties.size() < 3) return false;
    const Frame& frame = view_.frames[f];
    std::vector<std::size_t> objects;  // items
    for (std::size_t i = 0; i < frame.items.size(); ++i) {
      const FrameItem& item = frame.items[i];
      if (item.kind != ItemKind::kInstitution || item.first < whole.anchor || item.first >= unit.end) continue;
      if (std::find(whole.parties.begin(), whole.parties.end(), item.index) == whole.parties.end()) continue;
      objects.push_back(i);
    }
    if (objects.size() + 1 != whole.parties.size()) return false;
    const bool dated =
        std::all_of(objects.begin(), objects.end(), [&](std::size_t i) { return bracketed_day(frame, i); });
    if (!dated && !apart && !is_plural(f, unit)) return false;
    const auto subject = std::find_if(whole.parties.begin(), whole.parties.end(), [&](int p) {
      return std::none_of(objects.begin(), objects.end(), [&](std::size_t i) { return frame.items[i].index == p; });
    });
    for (const std::size_t i : objects) {
      Telling t = whole;
      if (apart && t.generic) take_type_behind(f + 1, t);
      t.parties = {*subject, frame.items[i].index};
      if (const FrameItem* day = bracketed_day(frame, i)) {
        t.date = view_.analysis.dates[static_cast<std::size_t>(day->index)].iso;
        t.soft_date = false;
      }
      told_.push_back(std::move(t));
    }
    return true;
  }

  void take_type_behind(std::size_t f, Telling& t) const {
    const std::vector<FrameItem>& items = view_.frames[f].items;
    const auto noun = std::find_if(items.begin(), items.end(), names_agreement);
    if (noun == items.end()) return;
    t.type = noun->index;
    t.generic = noun->generic;
  }

  // "… with four firms: A, B, C and D. Each signed a memorandum of its own", "Mỗi bên ký riêng một biên bản".
  bool each_follows(std::size_t f) const {
    if (f + 1 >= view_.frames.size() || view_.frames[f + 1].block != view_.frames[f].block) return false;
    const Frame& next = view_.frames[f + 1];
    const TokenStream& tokens = view_.input.tokens;
    const std::string_view first = tokens.exact(next.tokens.begin);
    const bool folded = first == "moi" && view_.input.marks == Marks::kFolded;
    if (first != "each" && first != "mỗi" && !folded) return false;
    return std::any_of(next.items.begin(), next.items.end(),
                       [](const FrameItem& i) { return i.is(CueKind::kSign) || names_agreement(i); });
  }

  // "MoUs", "memoranda", "lần lượt ký", "hai bản ghi nhớ".
  bool is_plural(std::size_t f, const Unit& unit) const {
    const TokenStream& tokens = view_.input.tokens;
    const FrameItem* name = noun(f, unit);
    if (name == nullptr) return false;
    if (view_.frames[f].language != Language::kVietnamese) {
      const std::string_view last = tokens.folded(name->last);
      const std::string_view first = tokens.folded(name->first);
      return last == "mous" || last == "agreements" || last == "contracts" || first == "memoranda" ||
             first == "letters" || first == "memorandums" || last == "memoranda";
    }
    for (std::size_t t = unit.begin; t + 1 < name->first; ++t) {
      if (tokens.folded(t) == "lan" && tokens.folded(t + 1) == "luot") return true;
    }
    const FrameItem* act = unit.act < 0 ? nullptr : &view_.frames[f].items[static_cast<std::size_t>(unit.act)];
    const std::size_t begin = act != nullptr && act->last < name->first ? act->last + 1 : unit.begin;
    return SigningContext::is_several(tokens, begin, name->first);
  }

  // "X (2019)", "X, Lào (tháng 5)": the date in brackets behind an item.
  const FrameItem* bracketed_day(const Frame& frame, std::size_t i) const {
    constexpr std::size_t kCountryReach = 6;
    if (i + 1 >= frame.items.size()) return nullptr;
    const FrameItem& next = frame.items[i + 1];
    const bool near = next.kind == ItemKind::kDate && next.first <= frame.items[i].last + kCountryReach;
    return near && view_.input.tokens.is(next.first - 1, '(') ? &next : nullptr;
  }

  // "MOU năm 2016, gia hạn 2021", "a framework agreement of 2017 (renewed in 2022)": the first signing, told apart.
  void take_first_signing(std::size_t f, const Unit& unit, Telling& renewal) {
    constexpr std::size_t kOwnDateReach = 4;
    const FrameItem* name = noun(f, unit);
    if (!unit.renewed || name == nullptr || name->last >= renewal.anchor || renewal.parties.size() < 2) return;
    const FrameItem* first = nullptr;
    const FrameItem* second = nullptr;
    for (const FrameItem& item : view_.frames[f].items) {
      if (item.kind != ItemKind::kDate || item.first >= unit.end) continue;
      if (item.first > name->last && item.last < renewal.anchor && item.first <= name->last + kOwnDateReach)
        first = &item;
      if (item.first > renewal.anchor && second == nullptr) second = &item;
    }
    if (first == nullptr || second == nullptr) return;
    Telling signing = renewal;
    signing.status = "signed";
    signing.extended = false;
    signing.former = true;
    signing.anchor = name->first;
    set_own_date(*first, signing);
    set_own_date(*second, renewal);
    told_.push_back(std::move(signing));
  }

  void set_own_date(const FrameItem& day, Telling& t) const {
    const DateFact& date = view_.analysis.dates[static_cast<std::size_t>(day.index)];
    t.date = date.iso.substr(0, date.iso.find('/'));
    t.soft_date = false;
    std::erase_if(t.evidence, [](const Evidence& e) { return e.field == "signed"; });
    add_evidence(t.evidence, "signed", date.span);
  }

  // "renewed in 2016 and again in December 2022": one telling each.
  void add_renewals(std::size_t f, const Unit& unit) {
    const Telling first = told_.back();
    for (const SigningDate& date : find_further_dates(view_, f, unit)) {
      if (date.iso == first.date) continue;
      Telling t = first;
      t.date = date.iso;
      std::erase_if(t.evidence, [](const Evidence& e) { return e.field == "signed"; });
      add_evidence(t.evidence, "signed", date.span);
      told_.push_back(std::move(t));
    }
  }

  // "They hope to sign an agreement in autumn 2027": only talk, but for a day to come.
  bool is_dated_plan(std::size_t f, const Unit& unit) const {
    if (unit.act < 0 || unit.noun < 0 || unit.denied) return false;
    const SigningDate date = find_signing_date(view_, f, unit);
    return !date.iso.empty() && !date.soft && is_future(view_.input.document, date.iso);
  }

  // "X and Y signed it": who signed what was told right before, whoever the two belong to.
  bool only_names_signatories(const Telling& t, const Unit& unit) const {
    if (unit.act < 0 || told_.empty() || t.signatories.empty()) return false;
    const Telling& before = told_.back();
    if (before.parties.size() < 2 || before.frame + kSignerReach < t.frame) return false;
    const std::vector<FrameItem>& items = view_.frames[t.frame].items;
    const bool list = items[static_cast<std::size_t>(unit.act)].argument == "list";
    if (list && (unit.noun < 0 || t.generic)) return context_.noun_frame(t.frame, unit) <= before.frame;
    const bool passive = unit.noun >= 0 && unit.noun < unit.act && t.signatories.size() >= 2;
    const bool by_people = t.source == PartySource::kAffiliation || (t.source == PartySource::kNamed && passive);
    if (unit.noun >= 0 && t.generic && by_people && t.status == "signed" && before.has_act &&
        before.source > PartySource::kAnaphora && (t.date.empty() || t.soft_date || t.date == before.date) &&
        shares(t, before))
      return true;  // "The document was inked by X, Rector of A, and Y, Dean of a school of B"
    if (unit.noun >= 0 || t.source > PartySource::kNamed) return false;
    const bool acts = std::any_of(items.begin(), items.end(), [&](const FrameItem& i) {
      return i.kind == ItemKind::kInstitution && !i.of_role && i.first >= unit.begin && i.first < unit.end;
    });
    if (t.source == PartySource::kNamed && acts) return false;
    return before.frame == t.frame || context_.noun_frame(t.frame, unit) == before.frame || shares(t, before);
  }

  static bool shares(const Telling& a, const Telling& b) {
    return std::any_of(a.parties.begin(), a.parties.end(),
                       [&](int p) { return std::find(b.parties.begin(), b.parties.end(), p) != b.parties.end(); });
  }

  // True when a unit's words tell of an agreement at all.
  bool is_told(std::size_t f, const Unit& unit) const {
    if (unit.denied || unit.talk) return false;
    const FrameItem* name = noun(f, unit);
    if (unit.act < 0) return name != nullptr && !name->weak;
    const FrameItem& act = view_.frames[f].items[static_cast<std::size_t>(unit.act)];
    if (act.is(CueKind::kConclude)) return name != nullptr && !name->weak;
    if (act.is(CueKind::kRenew) || act.is(CueKind::kAmend) || act.is(CueKind::kEnd))
      return name != nullptr || !told_.empty();
    return true;
  }

  // A noun alone tells only with a date of its own or with its parties named between; a ceremony alone
  // only with parties or a date.
  static bool is_supported(const Telling& t) {
    const bool named = t.source >= PartySource::kBetween;
    if (!t.has_act) return named || (!t.date.empty() && t.parties.size() >= 2);
    return t.parties.size() >= 2 || !t.date.empty() || !t.signatories.empty();
  }

  Telling make(std::size_t f, const Unit& unit) const {
    const Frame& frame = view_.frames[f];
    Telling t;
    t.frame = f;
    t.anchor = anchor_of(frame, unit);
    t.words = {unit.begin, unit.end};
    t.has_act = unit.act >= 0;
    if (const FrameItem* name = noun(f, unit)) {
      t.type = name->index;
      t.generic = name->generic;
      add_evidence(t.evidence, "type", view_.input.tokens.cover(name->first, name->last));
    } else {
      take_noun_before(f, unit, t);
      const FrameItem& act = frame.items[static_cast<std::size_t>(unit.act)];
      add_evidence(t.evidence, "type", view_.input.tokens.cover(act.first, act.last));
    }
    t.status = unit.planned   ? "planned"
               : unit.renewed ? "renewed"
               : unit.amended ? "amended"
               : unit.ended   ? "ended"
                              : "signed";
    t.extended = unit.extended;
    t.former = is_former(frame, unit);
    return t;
  }

  // "Memorandum on nursing. Signed by X and Y.": the noun stands before, told of already or not.
  void take_noun_before(std::size_t f, const Unit& unit, Telling& t) const {
    const std::size_t before = context_.noun_frame(f, unit);
    if (before == f) return;
    if (!told_.empty() && told_.back().frame >= before) {
      t.type = told_.back().type;
      t.generic = told_.back().generic;
      return;
    }
    const std::vector<FrameItem>& items = view_.frames[before].items;
    const auto noun = std::find_if(items.begin(), items.end(), names_agreement);
    t.type = noun->index;
    t.generic = noun->generic;
  }

  bool is_former(const Frame& frame, const Unit& unit) const {
    const auto near = [&](int i) {
      if (i < 0) return false;
      const FrameItem& item = frame.items[static_cast<std::size_t>(i)];
      return std::any_of(frame.items.begin(), frame.items.end(), [&](const FrameItem& cue) {
        if (!cue.is(CueKind::kFormer)) return false;
        const std::size_t distance = cue.first > item.last ? cue.first - item.last : item.first - cue.last;
        return distance <= kFormerReach && (cue.first <= item.last || cue.first == item.last + 1);
      });
    };
    return near(unit.noun) || is_earlier_copy(unit, frame);
  }

  // "Bản đầu tiên", "bản thứ hai": one of those signed before.
  bool is_earlier_copy(const Unit& unit, const Frame& frame) const {
    if (unit.noun < 0 || frame.language != Language::kVietnamese) return false;
    const FrameItem& item = frame.items[static_cast<std::size_t>(unit.noun)];
    const TokenStream& tokens = view_.input.tokens;
    if (!item.generic || item.last < item.first + 2 || tokens.folded(item.last) == "nhan") return false;
    const std::string_view word = tokens.folded(item.last - 1);
    return word == "thu" || (word == "dau" && tokens.folded(item.last) == "tien");
  }

  void set_date(std::size_t f, const Unit& unit, Telling& t) const {
    const SigningDate date = find_signing_date(view_, f, unit);
    if (date.iso.empty() || (date.soft && !context_.day(f).empty())) {
      t.date = context_.day(f);
      t.soft_date = true;
      return;
    }
    if (date.frame >= 0 && tells_of_others(static_cast<std::size_t>(date.frame), t)) return;
    t.date = date.iso;
    t.soft_date = date.soft;
    if (!date.span.empty()) add_evidence(t.evidence, "signed", date.span);
    if (t.status == "signed" && is_future(view_.input.document, t.date)) t.status = "planned";
  }

  // A lead that names bodies, but none of the telling's: another news item of a digest.
  bool tells_of_others(std::size_t f, const Telling& t) const {
    std::vector<int> others;
    for (const FrameItem& item : view_.frames[f].items) {
      if (item.kind != ItemKind::kInstitution) continue;
      if (std::find(others.begin(), others.end(), item.index) == others.end()) others.push_back(item.index);
      if (std::find(t.parties.begin(), t.parties.end(), item.index) != t.parties.end()) return false;
    }
    return others.size() >= 2 && !t.parties.empty();
  }

  void set_place_and_fields(std::size_t f, const Unit& unit, Telling& t) const {
    const std::string_view text = view_.input.tokens.text();
    if (const Span place = find_signing_place(view_, f, unit); !place.empty()) {
      t.place = std::string(slice(text, place));
      add_evidence(t.evidence, "place", place);
    }
    for (const Span field : find_fields(view_, f, unit)) {
      t.fields.emplace_back(slice(text, field));
      add_evidence(t.evidence, "field", field);
    }
  }

  const AgreementView& view_;
  const std::vector<PartnerRow>& rows_;
  PartyFinder parties_;
  SigningContext context_;
  std::vector<Telling> told_;
};

}  // namespace

std::size_t anchor_of(const Frame& frame, const Unit& unit) {
  const int i = unit.act >= 0 ? unit.act : unit.noun;
  return frame.items[static_cast<std::size_t>(i)].first;
}

void add_evidence(std::vector<Evidence>& evidence, std::string_view field, Span span) {
  const bool known = std::any_of(evidence.begin(), evidence.end(),
                                 [&](const Evidence& e) { return e.field == field && e.span == span; });
  if (!known) evidence.push_back({field, span});
}

namespace {

std::vector<Agreement> find_all(const FactInput& input, const Analysis& analysis, const std::vector<PartnerRow>& rows) {
  const std::vector<Frame> frames = make_frames(input, analysis, input.tables.agreements);
  const AgreementView view{input, analysis, frames};
  std::vector<Agreement> out = merge_tellings(view, TellingFinder(view, rows).find());
  std::vector<Agreement> reported = find_reported_cooperation(view, out);
  std::move(reported.begin(), reported.end(), std::back_inserter(out));
  return out;
}

}  // namespace

std::vector<Agreement> find_agreements(const FactInput& input, const Analysis& analysis) {
  if (analysis.institutions.empty()) return {};
  const std::vector<PartnerRow> rows = find_partner_rows(input);
  std::vector<Institution> bare = find_bare_parties(input, analysis, rows);
  if (bare.empty())
    return analysis.institutions.size() < 2 ? std::vector<Agreement>{} : find_all(input, analysis, rows);
  const int known = static_cast<int>(analysis.institutions.size());
  Analysis with_bare = analysis;
  std::move(bare.begin(), bare.end(), std::back_inserter(with_bare.institutions));
  std::vector<Agreement> out = find_all(input, with_bare, rows);
  for (Agreement& agreement : out) {
    for (Party& party : agreement.parties) {
      if (party.institution_index >= known) party.institution_index = -1;
    }
  }
  return out;
}

}  // namespace hoptac
