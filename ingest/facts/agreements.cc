#include "ingest/facts/agreements.h"

#include <algorithm>
#include <iterator>

#include "ingest/facts/agreement_bare.h"
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
      : view_(view), rows_(rows), parties_(view) {}

  std::vector<Telling> find() {
    told_ = find_legal_telling(view_);
    for (const PartnerRow& row : rows_) {
      for (Telling& t : read_partner_row(view_, row, parties_.host())) told_.push_back(std::move(t));
    }
    auto row = rows_.begin();
    for (std::size_t f = 0; f < view_.frames.size(); ++f) {
      while (row != rows_.end() && row->last_sentence < f) ++row;
      if (row != rows_.end() && row->first_sentence <= f) continue;
      std::vector<Unit> units = find_units(view_.frames[f], view_.input);
      if (units.size() > kMaxUnits) units.resize(kMaxUnits);
      for (const Unit& unit : units) take(f, unit);
      if (!told_.empty() && told_.back().frame + kTermReach >= f) read_term(view_, f, told_.back());
      if (told_.size() >= limits::kMaxFactsPerKind) break;
    }
    return std::move(told_);
  }

 private:
  // Sentences behind a telling that may state its term.
  static constexpr std::size_t kTermReach = 3;
  // Agreements of one sentence: each looks at the whole sentence, and a hostile one never ends.
  static constexpr std::size_t kMaxUnits = 64;

  const FrameItem* noun(std::size_t f, const Unit& unit) const {
    return unit.noun < 0 ? nullptr : &view_.frames[f].items[static_cast<std::size_t>(unit.noun)];
  }

  void take(std::size_t f, const Unit& unit) {
    if (!is_told(f, unit)) return;
    Telling t = make(f, unit);
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
    set_place_and_fields(f, unit, t);
    if (is_supported(t)) told_.push_back(std::move(t));
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
    return near(unit.noun);
  }

  void set_date(std::size_t f, const Unit& unit, Telling& t) const {
    const SigningDate date = find_signing_date(view_, f, unit);
    if (date.iso.empty()) return;
    t.date = date.iso;
    t.soft_date = date.soft;
    if (!date.span.empty()) add_evidence(t.evidence, "signed", date.span);
    if (t.status == "signed" && is_future(view_.input.document, t.date)) t.status = "planned";
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
