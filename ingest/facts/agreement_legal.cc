#include "ingest/facts/agreement_legal.h"

#include <algorithm>

#include "ingest/facts/agreement_dates.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// Lines between two party labels, and lines that may hold a party's representative.
constexpr std::size_t kLabelDistance = 20;
constexpr std::size_t kPartyLines = 6;
// A line of place and date ("Nghệ An, ngày 12 tháng 6 năm 2025") is no longer than this.
constexpr std::size_t kDateLineTokens = 16;
constexpr std::size_t kDayLength = 10;
// Sentences that may stand before the one that names both parties.
constexpr std::size_t kPreambleFrames = 14;
// Lines of a letterhead above the title, and words of the title behind its noun.
constexpr std::size_t kLetterheadFrames = 12;
constexpr std::size_t kTitleTokens = 8;

struct LabelledParty {
  std::size_t frame = 0;
  const FrameItem* institution = nullptr;
};

class LegalReader {
 public:
  explicit LegalReader(const AgreementView& view) : view_(view), tokens_(view.input.tokens) {}

  std::vector<Telling> read() {
    find_parties();
    if (parties_.size() < 2) find_represented();
    if (parties_.size() < 2) return {};
    Telling out;
    out.frame = parties_[0].frame;
    out.anchor = parties_[0].institution->first;
    out.words = view_.frames[out.frame].tokens;
    out.has_act = true;
    out.source = PartySource::kLegal;
    for (const LabelledParty& p : parties_) {
      out.parties.push_back(p.institution->index);
      add_evidence(out.evidence, "party", tokens_.cover(p.institution->first, p.institution->last));
    }
    set_type(out);
    set_date(out);
    set_number(out);
    set_signatories(out);
    for (std::size_t f = parties_.back().frame; f < view_.frames.size() && out.expires.empty(); ++f) {
      if (!view_.frames[f].items.empty()) read_term(view_, f, out);
    }
    return {std::move(out)};
  }

 private:
  // "1. X, represented by": a numbered line is a party's only when it says who acts for it.
  bool is_numbered_party(const Frame& frame) const {
    const std::size_t at = frame.tokens.begin;
    if (at + 2 >= frame.tokens.end || !tokens_[at].number || tokens_[at].span().size() > 2) return false;
    if (!tokens_.is(at + 1, '.') && !tokens_.is(at + 1, ')')) return false;
    return std::any_of(frame.items.begin(), frame.items.end(),
                       [](const FrameItem& i) { return i.is(CueKind::kRepresented); });
  }

  // "BÊN A:", "Party A (…)", "(1)", "1.": the token behind the label, 0 when the line has none.
  std::size_t behind_label(const Frame& frame) const {
    const std::size_t at = frame.tokens.begin;
    if (at + 3 < frame.tokens.end && tokens_.is(at, '(') && tokens_[at + 1].number && tokens_.is(at + 2, ')'))
      return at + 3;
    if (is_numbered_party(frame)) return at + 2;
    if (frame.items.empty()) return 0;
    const FrameItem& label = frame.items[0];
    const std::size_t next = label.last + 1;
    const bool alone = next >= frame.tokens.end;  // "THE BUYER" above the name
    const bool host =
        label.is(CueKind::kHost) && label.first == at && (alone || tokens_.is(next, ':'));  // "The supplier:"
    if (!(label.is(CueKind::kPartyLabel) || host) || label.first > at + 2) return 0;
    const bool marked =
        tokens_.is(next, ':') || tokens_.is(next, '(') || tokens_.is(next, '-') || tokens_.is(next, '|');
    return marked || alone ? next : 0;
  }

  void find_parties() {
    for (std::size_t f = 0; f < view_.frames.size(); ++f) {
      const std::size_t at = behind_label(view_.frames[f]);
      if (at == 0) continue;
      if (!parties_.empty() && f > parties_.back().frame + kLabelDistance) break;
      if (const FrameItem* institution = institution_behind(f, at)) add_party(f, institution);
    }
  }

  // The line that says what the text is: the first one, or behind the letterhead one in capitals that is nothing else.
  // One behind the last frame when there is none.
  std::size_t title_frame() const {
    for (std::size_t f = 0; f < view_.frames.size() && f <= kLetterheadFrames; ++f) {
      const Frame& frame = view_.frames[f];
      if (frame.items.empty()) continue;
      const FrameItem& title = frame.items[0];
      if (title.kind != ItemKind::kNoun || title.weak || title.first > frame.tokens.begin) continue;
      const bool whole = tokens_[title.first].caps && title.last + kTitleTokens >= frame.tokens.end;
      if (f == 0 || whole) return f;
    }
    return view_.frames.size();
  }

  // A text that calls itself an agreement and names its parties without labels: "X, a hospital in …, represented by Y".
  void find_represented() {
    parties_.clear();
    const std::size_t title = title_frame();
    for (std::size_t f = title + 1; f < view_.frames.size(); ++f) {
      const Frame& frame = view_.frames[f];
      if (parties_.empty() && f <= title + kPreambleFrames) find_in_preamble(f);
      if (parties_.size() >= 2) return;
      if (frame.items.empty() || frame.items[0].kind != ItemKind::kInstitution) continue;
      if (frame.items[0].first > frame.tokens.begin + 1) continue;
      if (!parties_.empty() && f > parties_.back().frame + kLabelDistance) break;
      const bool represented = std::any_of(frame.items.begin(), frame.items.end(),
                                           [](const FrameItem& i) { return i.is(CueKind::kRepresented); });
      if (represented) add_party(f, &frame.items[0]);
    }
  }

  // "… by and between A, having its address at …, represented by X, and B, represented by Y."
  void find_in_preamble(std::size_t f) {
    const Frame& frame = view_.frames[f];
    bool open = false;  // the next body is a party
    std::vector<LabelledParty> found;
    std::size_t represented = 0;
    for (const FrameItem& item : frame.items) {
      open = open || item.is(CueKind::kBetween) || item.is(CueKind::kRepresented);
      if (item.is(CueKind::kRepresented)) ++represented;
      if (item.kind != ItemKind::kInstitution || !open) continue;
      if (found.empty() && represented > 0) return;
      const bool known = !found.empty() && found.back().institution->index == item.index;
      if (!known) found.push_back({f, &item});
      open = false;
    }
    if (found.size() >= 2 && represented >= 2) parties_ = std::move(found);
  }

  // The first institution of the line, or of the next line when the label stands alone or beside a second one ("BÊN A –
  // BÊN ĐẶT HÀNG").
  const FrameItem* institution_behind(std::size_t f, std::size_t at) const {
    for (const std::size_t line : {f, f + 1}) {
      if (line >= view_.frames.size()) break;
      for (const FrameItem& item : view_.frames[line].items) {
        if (item.kind == ItemKind::kInstitution && (line > f || item.first <= at + 6)) return &item;
      }
      const std::vector<FrameItem>& items = view_.frames[f].items;
      const bool twice = items.size() == 2 && items[1].is(CueKind::kPartyLabel);
      if (view_.frames[f].tokens.end > at + 3 && !twice) break;
    }
    return nullptr;
  }

  void add_party(std::size_t f, const FrameItem* institution) {
    const bool known = std::any_of(parties_.begin(), parties_.end(),
                                   [&](const LabelledParty& p) { return p.institution->index == institution->index; });
    if (!known) parties_.push_back({f, institution});
  }

  void set_type(Telling& out) const {
    for (std::size_t f = 0; f <= parties_[0].frame; ++f) {
      for (const FrameItem& item : view_.frames[f].items) {
        if (item.kind != ItemKind::kNoun || item.weak) continue;
        out.type = item.index;
        out.generic = item.generic;
        add_evidence(out.evidence, "type", tokens_.cover(item.first, item.last));
        return;
      }
    }
  }

  // The preamble's date ("entered into on this 5th day of …"), else that of a line of place and date.
  void set_date(Telling& out) const {
    const FrameItem* best = nullptr;
    for (std::size_t f = 0; f <= parties_[0].frame; ++f) {
      const Frame& frame = view_.frames[f];
      if (!frame.items.empty() && frame.items[0].is(CueKind::kAct)) continue;
      const bool preamble = is_preamble(frame);
      const bool date_line = frame.tokens.end - frame.tokens.begin <= kDateLineTokens;
      if (!preamble && (!date_line || best != nullptr)) continue;
      const bool own = f == parties_[0].frame && behind_label(frame) != 0;  // "(1) X, established on 5 August 2003"
      for (const FrameItem& item : frame.items) {
        if (own && item.first > parties_[0].institution->first) break;
        if (item.kind == ItemKind::kDate && date_of(item).iso.size() == kDayLength) best = &item;
      }
    }
    if (best == nullptr) return;
    out.date = date_of(*best).iso;
    add_evidence(out.evidence, "signed", date_of(*best).span);
  }

  // "entered into on", "Today, 7 October 2021, we are:", "is made in Cao Lanh on this 5th day of".
  bool is_preamble(const Frame& frame) const {
    const auto& items = frame.items;
    if (!items.empty() && items[0].kind == ItemKind::kDate && items[0].first <= frame.tokens.begin + 1) return true;
    const auto acts = [](const FrameItem& i) { return is_act(i) || i.is(CueKind::kToday); };
    if (std::any_of(items.begin(), items.end(), acts)) return true;
    for (std::size_t t = frame.tokens.begin; t < frame.tokens.end; ++t) {
      const std::string_view word = tokens_.exact(t);
      if (word == "made" || word == "executed") return true;
    }
    return false;
  }

  const DateFact& date_of(const FrameItem& item) const {
    return view_.analysis.dates[static_cast<std::size_t>(item.index)];
  }

  // "45/BBGN-BVSL-ĐHBH": a run of tokens without blanks that holds a slash and a code of agreements.
  void set_number(Telling& out) const {
    const std::size_t end = view_.frames[parties_[0].frame].tokens.end;
    for (std::size_t t = view_.frames[0].tokens.begin; t < end; ++t) {
      if (!tokens_[t].number || !tokens_.is(t + 1, '/')) continue;
      std::size_t last = t;
      bool coded = false;
      while (last + 1 < end && tokens_[last + 1].gap == Gap::kNone && !tokens_.is(last + 1, ')')) {
        ++last;
        const std::optional<CueHit> hit =
            view_.input.tables.agreements.find(tokens_, last, view_.frames[0].language, Marks::kSame);
        coded = coded || (hit && hit->cue == CueKind::kCode) || is_mou(last);
      }
      if (coded) {
        out.number = std::string(slice(tokens_.text(), tokens_.cover(t, last)));
        add_evidence(out.evidence, "number", tokens_.cover(t, last));
        return;
      }
      t = last;
    }
  }

  bool is_mou(std::size_t t) const {
    const std::vector<AgreementType>& types = view_.input.authority.agreement_types();
    const std::optional<PhraseMatch> match = view_.input.authority.agreement_triggers().find(tokens_, t, Marks::kSame);
    return match && match->first == match->last && tokens_[t].caps && !types[match->value].annotation_type.empty();
  }

  void set_signatories(Telling& out) const {
    if (!has_signature_block()) return;
    for (std::size_t p = 0; p < parties_.size(); ++p) {
      const std::size_t begin = parties_[p].frame;
      const std::size_t end =
          p + 1 < parties_.size() ? parties_[p + 1].frame : std::min(begin + kPartyLines, view_.frames.size());
      add_representative(begin, end, out);
    }
  }

  // The first person of a party's lines.
  void add_representative(std::size_t begin, std::size_t end, Telling& out) const {
    for (std::size_t f = begin; f < end; ++f) {
      for (const FrameItem& item : view_.frames[f].items) {
        if (item.kind != ItemKind::kPerson) continue;
        out.signatories.push_back(item.index);
        add_evidence(out.evidence, "signatory", tokens_.cover(item.first, item.last));
        return;
      }
    }
  }

  // "ĐẠI DIỆN BÊN A", "For and on behalf of", "(Đã ký)" behind the parties' own lines.
  bool has_signature_block() const {
    for (std::size_t f = parties_.back().frame + 1; f < view_.frames.size(); ++f) {
      const Frame& frame = view_.frames[f];
      if (frame.items.empty()) continue;
      const FrameItem& first = frame.items[0];
      const bool starts = first.first <= frame.tokens.begin + 1;
      const bool far = f > parties_.back().frame + kPartyLines;
      if (starts && first.is(CueKind::kSign) && tokens_.is(frame.tokens.begin, '(')) return true;
      if (starts && far && first.is(CueKind::kBehalf)) return true;
    }
    return false;
  }

  const AgreementView& view_;
  const TokenStream& tokens_;
  std::vector<LabelledParty> parties_;
};

}  // namespace

std::vector<Telling> find_legal_telling(const AgreementView& view) {
  return view.frames.empty() ? std::vector<Telling>{} : LegalReader(view).read();
}

}  // namespace hoptac
