#include "ingest/facts/agreement_frame.h"

#include <algorithm>

#include "src/model/block_parts.h"

namespace hoptac {
namespace {

// A mention with its place, before the sentences are cut.
struct Placed {
  Span span;
  std::size_t first;  // token
  ItemKind kind;
  int index;
};

// Every mention by place; of overlapping ones the longer stays.
std::vector<Placed> place_mentions(const TokenStream& tokens, const Analysis& analysis) {
  std::vector<Placed> all;
  const auto add_span = [&](Span span, ItemKind kind, std::size_t index) {
    all.push_back({span, tokens.at_offset(span.begin), kind, static_cast<int>(index)});
  };
  const auto add = [&](const std::vector<Mention>& mentions, ItemKind kind, std::size_t index) {
    for (const Mention& m : mentions) add_span(m.span, kind, index);
  };
  for (std::size_t i = 0; i < analysis.institutions.size(); ++i) {
    add(analysis.institutions[i].mentions, ItemKind::kInstitution, i);
  }
  for (std::size_t i = 0; i < analysis.people.size(); ++i) add(analysis.people[i].mentions, ItemKind::kPerson, i);
  for (std::size_t i = 0; i < analysis.dates.size(); ++i) {
    add_span(analysis.dates[i].span, ItemKind::kDate, i);
  }
  std::sort(all.begin(), all.end(), [](const Placed& a, const Placed& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  std::uint32_t end = 0;
  std::erase_if(all, [&end](const Placed& p) {
    const bool covered = p.span.empty() || p.span.begin < end;
    if (!covered) end = p.span.end;
    return covered;
  });
  return all;
}

// The row of agreement_types.tsv with this id, -1 when there is none.
int type_row(const Authority& authority, std::string_view id) {
  const AgreementType* type = id.empty() ? nullptr : authority.agreement_type(id);
  return type == nullptr ? -1 : static_cast<int>(type - authority.agreement_types().data());
}

class FrameMaker {
 public:
  FrameMaker(const FactInput& input, const Analysis& analysis, const AgreementRules& rules)
      : input_(input), analysis_(analysis), rules_(rules), placed_(place_mentions(input.tokens, analysis)) {}

  Frame make(const FactSentence& sentence) {
    frame_.items.clear();
    frame_.tokens = sentence.tokens;
    frame_.block = sentence.block;
    frame_.language = sentence.language;
    frame_.heading = is_heading(input_.document.blocks[sentence.block]);
    noun_end_ = cue_end_ = 0;
    phrases_ = input_.authority.agreement_triggers().bit() | rules_.bit(sentence.language);
    for (std::size_t at = next(sentence.tokens.begin); at < sentence.tokens.end; at = next(take(at))) {
    }
    mark_role_bodies();
    return frame_;
  }

 private:
  // The next token from `at` on where a mention, a noun or a cue starts; the sentence's end when there is none.
  std::size_t next(std::size_t at) {
    while (next_ < placed_.size() && placed_[next_].first < at) ++next_;
    const std::size_t end = frame_.tokens.end;
    const std::size_t mention = next_ < placed_.size() ? std::min(placed_[next_].first, end) : end;
    return input_.tokens.phrases().next(at, mention, phrases_);
  }

  // Adds what starts at token `at`; returns the next token to look at.
  std::size_t take(std::size_t at) {
    if (next_ < placed_.size() && placed_[next_].first == at) return take_mention(at);
    take_noun(at);
    take_cue(at);
    return at + 1;
  }

  std::size_t take_mention(std::size_t at) {
    const Placed& p = placed_[next_++];
    const std::size_t end = std::max(at + 1, input_.tokens.at_offset(p.span.end));
    FrameItem item;
    item.kind = p.kind;
    item.first = at;
    item.last = std::min(end, frame_.tokens.end) - 1;
    item.index = p.index;
    item.nested = p.kind == ItemKind::kInstitution && (is_nested(at) || is_possessor(item.last + 1));
    item.nested = item.nested || repeats_nested(item);
    if (p.kind == ItemKind::kDate) take_inner_cue(item);
    add(item);
    return item.last + 1;
  }

  // "tại Bệnh viện A (BVA)": the short form is no more an actor than the name.
  bool repeats_nested(const FrameItem& item) const {
    if (item.kind != ItemKind::kInstitution || frame_.items.empty()) return false;
    const FrameItem& before = frame_.items.back();
    return before.kind == ItemKind::kInstitution && before.nested && before.index == item.index &&
           item.first == before.last + 2 && input_.tokens.is(item.first - 1, '(');
  }

  // "đến hết năm 2026" may be one date: its first words say what it is.
  void take_inner_cue(const FrameItem& date) {
    const std::optional<CueHit> hit = rules_.find(input_.tokens, date.first, frame_.language, input_.marks);
    if (!hit || hit->last >= date.last) return;
    FrameItem cue;
    cue.cue = hit->cue;
    cue.first = hit->first;
    cue.last = hit->last;
    add(cue);
  }

  void add(const FrameItem& item) { frame_.items.push_back(item); }

  // True when the token before the institution makes it a parent, a place or a source.
  bool is_nested(std::size_t at) const {
    if (frame_.items.empty()) return false;
    const FrameItem& before = frame_.items.back();
    const bool governs = before.is(CueKind::kBelongs) || before.is(CueKind::kPlace) || before.is(CueKind::kVenue) ||
                         before.is(CueKind::kSource);
    return governs && at - before.last <= 2 && !input_.tokens.is(at - 1, ',');
  }

  // "A's partner, B": A is not who acts, unless somebody of it does ("A's Rector").
  bool is_possessor(std::size_t next) const {
    const TokenStream& tokens = input_.tokens;
    if (next + 2 >= frame_.tokens.end || !tokens.is(next, '\'')) return false;
    const std::size_t word = tokens.folded(next + 1) == "s" ? next + 2 : next + 1;
    const std::string_view what = tokens.folded(word);
    return what == "partner" || what == "partners" || what == "affiliate" || what == "subsidiary" || what == "member" ||
           what == "branch" || what == "unit" || what == "arm" || what == "sister";
  }

  // Items around a person that may be its post's body.
  static constexpr std::size_t kRoleItems = 4;

  // "Dr. X, Director of A, and Mr. Y, Chairman of B": A and B only say who the two are.
  void mark_role_bodies() {
    std::vector<FrameItem>& items = frame_.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].kind != ItemKind::kPerson) continue;
      const std::vector<Role>& roles = analysis_.people[static_cast<std::size_t>(items[i].index)].roles;
      const std::size_t end = std::min(items.size(), i + kRoleItems + 1);
      for (std::size_t j = i > kRoleItems ? i - kRoleItems : 0; j < end; ++j) {
        if (items[j].kind != ItemKind::kInstitution) continue;
        items[j].of_role |= std::any_of(roles.begin(), roles.end(),
                                        [&](const Role& r) { return r.institution_index == items[j].index; });
      }
    }
  }

  void take_noun(std::size_t at) {
    if (at < noun_end_) return;
    const std::optional<PhraseMatch> match =
        input_.authority.agreement_triggers().find(input_.tokens, at, input_.marks);
    if (!match || reaches_mention(match->last)) return;
    const std::string& type = input_.authority.agreement_types()[match->value].annotation_type;
    if (type.empty() || type == "renewal") return;
    FrameItem item;
    item.kind = ItemKind::kNoun;
    item.first = match->first;
    item.last = match->last;
    item.index = static_cast<int>(match->value);
    const std::optional<CueHit> own = rules_.find(input_.tokens, at, frame_.language, input_.marks);
    item.generic = own && own->cue == CueKind::kNoun && own->last == match->last;
    if (item.generic) item.index = type_row(input_.authority, own->argument);
    item.weak = !item.generic && !names_document(*match);
    noun_end_ = match->last + 1;
    add(item);
  }

  // True when a word of the phrase is one for a document: "strategic partnership agreement", not
  // "strategic partnership".
  bool names_document(const PhraseMatch& match) const {
    for (std::size_t t = match.first; t <= match.last; ++t) {
      if (input_.tokens[t].caps) return true;
      const std::optional<CueHit> hit = rules_.find(input_.tokens, t, frame_.language, input_.marks);
      if (hit && (hit->cue == CueKind::kDocument || hit->cue == CueKind::kNoun || hit->cue == CueKind::kCode))
        return true;
    }
    return false;
  }

  void take_cue(std::size_t at) {
    if (at < cue_end_) return;
    const std::optional<CueHit> hit = rules_.find(input_.tokens, at, frame_.language, input_.marks);
    if (!hit || hit->last >= frame_.tokens.end || reaches_mention(hit->last)) return;
    if (hit->argument == "base" && at == frame_.tokens.begin) return;  // "Ink and smiles"
    const bool noun = hit->cue == CueKind::kNoun || hit->cue == CueKind::kTopic;
    if (noun && at < noun_end_) return;
    FrameItem item;
    item.kind = noun ? ItemKind::kNoun : ItemKind::kCue;
    item.cue = hit->cue;
    item.first = hit->first;
    item.last = hit->last;
    item.argument = hit->argument;
    if (noun) {
      item.generic = true;
      item.weak = hit->cue == CueKind::kTopic;
      item.index = type_row(input_.authority, hit->argument);
      noun_end_ = hit->last + 1;
    }
    // "ký thỏa thuận hợp tác với X": the word of cooperation belongs to the noun, only "với" is left.
    const bool joint = hit->cue == CueKind::kJoint && hit->argument != "event" && hit->last > at;
    if (joint && follows_signing(at)) {  // "ký kết hợp tác với X"
      FrameItem topic;
      topic.kind = ItemKind::kNoun;
      topic.first = at;
      topic.last = hit->last - 1;
      topic.generic = topic.weak = true;
      topic.index = type_row(input_.authority, "cooperation-agreement");
      add(topic);
    }
    if (joint && (follows_signing(at) || (at < noun_end_ && hit->last >= noun_end_))) {
      item.cue = hit->argument == "between" ? CueKind::kBetween : CueKind::kWith;
      item.first = hit->last;
    }
    cue_end_ = hit->last + 1;
    add(item);
  }

  // True when the last item but one for a noun is a signing that ends right before token `at`.
  bool follows_signing(std::size_t at) const {
    for (std::size_t i = frame_.items.size(); i-- > 0;) {
      const FrameItem& item = frame_.items[i];
      if (item.last + 1 < at) return false;
      if (item.is(CueKind::kSign)) return true;
    }
    return false;
  }

  // True when a mention starts at or before token `last`: a phrase must not eat into a name.
  bool reaches_mention(std::size_t last) const { return next_ < placed_.size() && placed_[next_].first <= last; }

  const FactInput& input_;
  const Analysis& analysis_;
  const AgreementRules& rules_;
  std::vector<Placed> placed_;
  std::size_t next_ = 0;
  Frame frame_;                // copied when made, so that its items keep their place
  std::uint64_t phrases_ = 0;  // tables of nouns and of the language's cues
  std::size_t noun_end_ = 0;   // tokens before are taken by a noun
  std::size_t cue_end_ = 0;
};

}  // namespace

std::vector<Frame> make_frames(const FactInput& input, const Analysis& analysis, const AgreementRules& rules) {
  FrameMaker maker(input, analysis, rules);
  std::vector<Frame> out;
  out.reserve(input.sentences.size());
  for (const FactSentence& sentence : input.sentences) out.push_back(maker.make(sentence));
  return out;
}

std::vector<FrameItem>::const_iterator items_from(const Frame& frame, std::size_t token) {
  return std::lower_bound(frame.items.begin(), frame.items.end(), token,
                          [](const FrameItem& item, std::size_t t) { return item.first < t; });
}

bool is_act(const FrameItem& item) {
  if (item.kind != ItemKind::kCue) return false;
  switch (item.cue) {
    case CueKind::kSign:
    case CueKind::kSignEvent:
    case CueKind::kConclude:
    case CueKind::kRenew:
    case CueKind::kAmend:
    case CueKind::kEnd:
      return true;
    default:
      return false;
  }
}

}  // namespace hoptac
