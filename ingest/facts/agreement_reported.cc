#include "ingest/facts/agreement_reported.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ingest/facts/agreement_topics.h"
#include "ingest/text/normalise.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// How far before "cooperates with" its subject, and a word that takes the fact back, may stand, in tokens.
constexpr std::size_t kSubjectReach = 8;
constexpr std::size_t kModifierReach = 9;
// Between the cue and the first partner, and between partners of a list.
constexpr std::size_t kPartnerGap = 2;
constexpr std::size_t kMaxPartners = 12;

class CooperationFinder {
 public:
  CooperationFinder(const AgreementView& view, const std::vector<Agreement>& found)
      : view_(view), tokens_(view.input.tokens) {
    for (const Agreement& a : found) {
      for (const Party& x : a.parties) {
        for (const Party& y : a.parties) known_.emplace(x.institution_index, y.institution_index);
      }
    }
  }

  std::vector<Agreement> find() {
    for (std::size_t f = 0; f < view_.frames.size() && out_.size() < limits::kMaxFactsPerKind; ++f) {
      for (std::size_t i = 0; i < view_.frames[f].items.size(); ++i) {
        const FrameItem& cue = view_.frames[f].items[i];
        if (tells_agreement(cue)) break;
        if (cue.is(CueKind::kJoint) && cue.argument != "event") read(f, i);
      }
    }
    return std::move(out_);
  }

 private:
  // What stands behind a word of signing or for a document is told of that.
  static bool tells_agreement(const FrameItem& i) {
    const bool noun = i.kind == ItemKind::kNoun && !i.weak;
    return noun || i.is(CueKind::kSign) || i.is(CueKind::kSignEvent) || i.is(CueKind::kRenew) || i.is(CueKind::kEnd);
  }

  void read(std::size_t f, std::size_t cue) {
    if (is_taken_back(f, cue)) return;
    const std::vector<const FrameItem*> partners = partners_behind(f, cue);
    const FrameItem& word = view_.frames[f].items[cue];
    if (word.argument == "between") {
      if (partners.size() == 2) add(f, word, *partners[0], *partners[1]);
      return;
    }
    const FrameItem* subject = subject_before(f, cue);
    if (subject == nullptr) return;
    for (const FrameItem* partner : partners) add(f, word, *subject, *partner);
  }

  // "will", "hopes to", "did not", "no longer", "said": not told as a fact.
  bool is_taken_back(std::size_t f, std::size_t cue) const {
    const std::vector<FrameItem>& items = view_.frames[f].items;
    return std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(cue), [&](const FrameItem& i) {
      const bool weakens = i.is(CueKind::kPlan) || i.is(CueKind::kTalk) || i.is(CueKind::kDeny) ||
                           i.is(CueKind::kSource) || i.is(CueKind::kFormer) || i.is(CueKind::kWitness);
      return weakens && items[cue].first - i.last <= kModifierReach;
    });
  }

  // The institution before the cue when nothing that starts another thought stands between.
  const FrameItem* subject_before(std::size_t f, std::size_t cue) const {
    const std::vector<FrameItem>& items = view_.frames[f].items;
    for (std::size_t i = cue; i-- > 0;) {
      const FrameItem& item = items[i];
      if (items[cue].first - item.last > kSubjectReach || item.kind == ItemKind::kPerson) return nullptr;
      if (item.is(CueKind::kClause) || item.is(CueKind::kWith) || item.is(CueKind::kJoint)) return nullptr;
      if (item.kind != ItemKind::kInstitution) continue;
      return item.nested || has_comma(item.last + 1, items[cue].first) ? nullptr : &item;
    }
    return nullptr;
  }

  bool has_comma(std::size_t begin, std::size_t end) const {
    for (std::size_t t = begin; t < end; ++t) {
      if (tokens_.is(t, ',') || tokens_.is(t, ';') || tokens_.is(t, ':')) return true;
    }
    return false;
  }

  // "with A, B and C": institutions close behind the cue and close to each other.
  std::vector<const FrameItem*> partners_behind(std::size_t f, std::size_t cue) const {
    const std::vector<FrameItem>& items = view_.frames[f].items;
    std::vector<const FrameItem*> out;
    std::size_t last = items[cue].last;
    for (std::size_t i = cue + 1; i < items.size() && out.size() < kMaxPartners; ++i) {
      if (items[i].first - last - 1 > kPartnerGap) break;
      if (items[i].kind != ItemKind::kInstitution) continue;
      if (items[i].nested) break;
      if (!out.empty() && !is_list_gap(last + 1, items[i].first)) break;
      out.push_back(&items[i]);
      last = items[i].last;
    }
    return out;
  }

  // Only a comma, "and" or "the" between.
  bool is_list_gap(std::size_t begin, std::size_t end) const {
    for (std::size_t t = begin; t < end; ++t) {
      const std::string_view word = tokens_.folded(t);
      if (word != "," && word != "and" && word != "va" && word != "the") return false;
    }
    return begin < end;
  }

  void add(std::size_t f, const FrameItem& cue, const FrameItem& a, const FrameItem& b) {
    if (a.index == b.index || known_.contains({a.index, b.index}) || is_part_of(a.index, b.index)) return;
    known_.emplace(a.index, b.index);
    known_.emplace(b.index, a.index);
    Agreement out;
    out.type = "cooperation";
    out.status = "reported";
    out.rule = "agreement.reported";
    add_evidence(out.evidence, "type", tokens_.cover(cue.first, cue.last));
    for (const FrameItem* party : {&a, &b}) {
      out.parties.push_back({name_of(party->index), party->index});
      add_evidence(out.evidence, "party", tokens_.cover(party->first, party->last));
    }
    out.topics = topics_of(view_, f);
    out_.push_back(std::move(out));
  }

  const std::string& name_of(int institution) const {
    return view_.analysis.institutions[static_cast<std::size_t>(institution)].name;
  }

  // A hospital and its own group: the one's name stands in the other's.
  bool is_part_of(int a, int b) const {
    const std::string x = " " + fold_phrase(name_of(a)) + " ";
    const std::string y = " " + fold_phrase(name_of(b)) + " ";
    return x.find(y) != std::string::npos || y.find(x) != std::string::npos;
  }

  const AgreementView& view_;
  const TokenStream& tokens_;
  std::set<std::pair<int, int>> known_;
  std::vector<Agreement> out_;
};

}  // namespace

std::vector<Agreement> find_reported_cooperation(const AgreementView& view, const std::vector<Agreement>& found) {
  return CooperationFinder(view, found).find();
}

}  // namespace hoptac
