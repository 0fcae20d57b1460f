#include "ingest/facts/agreement_fields.h"

#include <algorithm>

namespace hoptac {
namespace {

// Words that may stand between the agreement and "in the field of".
constexpr std::size_t kLooseGap = 2;
// How far behind the agreement its field may begin, and how long a list of fields is, in tokens.
constexpr std::size_t kFieldReach = 80;
constexpr std::size_t kMaxFieldTokens = 60;
// Words of the longest name that a field may stand behind.
constexpr std::size_t kMaxNameTokens = 24;
// A longer part between commas is a clause.
constexpr std::size_t kMaxListedTokens = 7;

class FieldReader {
 public:
  FieldReader(const AgreementView& view, std::size_t at, const Unit& unit)
      : tokens_(view.input.tokens), marks_(view.input.marks), frame_(view.frames[at]), unit_(unit) {}

  std::vector<Span> read() {
    const std::size_t anchor = unit_.noun >= 0 ? item(unit_.noun).first : anchor_of(frame_, unit_);
    const std::size_t end = std::min(unit_.end, anchor + kFieldReach);
    for (auto cue = items_from(frame_, anchor + 1); cue != frame_.items.end() && cue->first < end; ++cue) {
      if (!cue->is(CueKind::kAbout) || !belongs_to_agreement(*cue)) continue;
      split(cue->last + 1);
      return listed();
    }
    return {};
  }

 private:
  struct Part {
    std::size_t begin = 0;  // tokens [begin, end)
    std::size_t end = 0;
    bool comma = false;     // stands before it
    bool with_and = false;  // stands before it, behind the comma if there is one
  };

  const FrameItem& item(int i) const { return frame_.items[static_cast<std::size_t>(i)]; }

  // "on" must stand right behind the agreement or a party; longer cues may stand a little apart.
  bool belongs_to_agreement(const FrameItem& cue) const {
    const bool loose = cue.last > cue.first;
    for (std::size_t t = cue.first; t > unit_.begin && t + kLooseGap >= cue.first; --t) {
      if (const FrameItem* before = item_ending(t - 1)) return carries_field(*before);
      const bool closes = tokens_.is(t - 1, ')') || tokens_.is(t - 1, '"');
      if (!closes && !(loose && tokens_[t - 1].word)) return false;
    }
    return false;
  }

  // The first item whose last token is `token`.
  const FrameItem* item_ending(std::size_t token) const {
    auto at = items_from(frame_, token > kMaxNameTokens ? token - kMaxNameTokens : 0);
    for (; at != frame_.items.end() && at->first <= token; ++at) {
      if (at->last == token && !at->is(CueKind::kOther)) return &*at;
    }
    return nullptr;
  }

  bool carries_field(const FrameItem& before) const {
    if (before.kind == ItemKind::kNoun) return true;
    if (before.kind == ItemKind::kInstitution) return before.first > anchor_of(frame_, unit_);
    return is_act(before) && frame_.language == Language::kVietnamese;
  }

  // Cuts the words from `begin` on into parts, up to punctuation or a word that starts something else.
  void split(std::size_t begin) {
    parts_.clear();
    Part part{begin, begin, false, false};
    std::size_t t = begin;
    for (; t < std::min(unit_.end, begin + kMaxFieldTokens) && !ends_at(t); ++t) {
      const bool comma = tokens_.is(t, ',');
      if (comma || is_and(t)) {
        const bool comma_and = !comma && part.begin == part.end && part.comma;
        add(part);
        part = {t + 1, t + 1, comma || comma_and, !comma};
      } else {
        part.end = t + 1;
      }
    }
    const bool starts_clause = part.with_and && t < unit_.end && is_verb(t);  // "and experts will visit"
    if (!starts_clause) add(part);
  }

  bool is_verb(std::size_t t) const {
    return any_at(t, [](const FrameItem& i) {
      return (is_act(i) || i.is(CueKind::kPlan) || i.is(CueKind::kTalk) || i.is(CueKind::kDeny) ||
              i.is(CueKind::kSource) || i.is(CueKind::kWitness));
    });
  }

  void add(Part part) {
    while (part.end > part.begin && is_function_word(part.end - 1)) --part.end;
    if (part.end > part.begin) parts_.push_back(part);
  }

  // True when an item that starts at `token` satisfies `wanted`.
  template <typename Predicate>
  bool any_at(std::size_t token, Predicate wanted) const {
    for (auto at = items_from(frame_, token); at != frame_.items.end() && at->first == token; ++at) {
      if (wanted(*at)) return true;
    }
    return false;
  }

  bool is_and(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    return word == "and" || word == "và" || (marks_ == Marks::kFolded && word == "va");
  }

  bool ends_at(std::size_t t) const {
    if (!tokens_[t].word) {
      const bool joins = tokens_.is(t, '-') || tokens_.is(t, '/') || tokens_.is(t, '\'') || tokens_.is(t, '&');
      return !tokens_.is(t, ',') && !(joins && (tokens_[t].gap == Gap::kNone || tokens_.is(t, '&')));
    }
    return any_at(t, [this](const FrameItem& i) { return starts_other(i); });
  }

  bool starts_other(const FrameItem& i) const {
    if (i.kind == ItemKind::kNoun) return !i.weak;
    if (i.kind != ItemKind::kCue) return true;
    switch (i.cue) {
      case CueKind::kOther:
      case CueKind::kDocument:
      case CueKind::kJoint:
      case CueKind::kHost:  // "university", "viện" also as words of a field
      case CueKind::kBelongs:
      case CueKind::kAbout:
      case CueKind::kCode:
        return false;
      case CueKind::kFor:
        return tokens_.exact(i.first) == "to";
      case CueKind::kLocality:  // "in Hanoi", but "training in surgery"
        return i.last + 1 >= unit_.end || tokens_[i.last + 1].upper;
      default:
        return true;
    }
  }

  // "for", "of the": what is left over where something else starts.
  bool is_function_word(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    if (!tokens_[t].word || word == "the" || word == "a" || word == "an" || word == "of") return true;
    const FrameItem* i = item_ending(t);
    return i != nullptr && (i->is(CueKind::kFor) || i->is(CueKind::kLocality) || i->is(CueKind::kAbout));
  }

  // Commas make a list only when a later "and" ends it; else what follows the first one is another clause.
  std::vector<Span> listed() const {
    std::size_t keep = 0;
    while (keep < parts_.size() && !parts_[keep].comma) ++keep;
    for (std::size_t p = keep; p < parts_.size(); ++p) {
      const bool first_comma_and = p == keep && parts_[p].with_and;
      if (first_comma_and || parts_[p].end - parts_[p].begin > kMaxListedTokens) break;
      if (parts_[p].with_and) {
        keep = p + 1;
        break;
      }
    }
    std::vector<Span> out;
    for (std::size_t p = 0; p < keep; ++p) {
      const Span span = tokens_.cover(parts_[p].begin, parts_[p].end - 1);
      if (span.size() <= kMaxFieldBytes && !says_little(parts_[p])) out.push_back(span);
    }
    return out;
  }

  // "hợp tác", "cooperation" alone, or figures.
  bool says_little(const Part& part) const {
    if (part.end == part.begin + 1 && tokens_[part.begin].number) return true;
    return any_at(part.begin, [&part](const FrameItem& i) {
      return i.last + 1 == part.end && (i.kind == ItemKind::kNoun || i.kind == ItemKind::kCue);
    });
  }

  const TokenStream& tokens_;
  const Marks marks_;
  const Frame& frame_;
  const Unit& unit_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Span> find_fields(const AgreementView& view, std::size_t at, const Unit& unit) {
  return FieldReader(view, at, unit).read();
}

}  // namespace hoptac
