#include "ingest/facts/agreement_place.h"

#include <algorithm>

#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// Words of the longest name of a place, and of one in capitals: a headline has no other borders.
constexpr std::size_t kMaxPlaceTokens = 6;
constexpr std::size_t kMaxCapsTokens = 3;

class PlaceFinder {
 public:
  PlaceFinder(const AgreementView& view, std::size_t at, const Unit& unit)
      : view_(view), tokens_(view.input.tokens), frame_(view.frames[at]), unit_(unit) {}

  Span find() const {
    if (unit_.act < 0) return {};
    const std::size_t anchor = anchor_of(frame_, unit_);
    for (auto at = items_from(frame_, unit_.begin); at != frame_.items.end() && at->first < unit_.end; ++at) {
      const bool leads =
          at->is(CueKind::kVenue) || at->is(CueKind::kLocality) || (at->is(CueKind::kPlace) && at->argument != "host");
      const auto i = static_cast<std::size_t>(at - frame_.items.begin());
      if (!leads) continue;
      if (const Span place = name_behind(*at); !place.empty() && tells_act(i, anchor, place)) return place;
    }
    return {};
  }

 private:
  // True when what stands before the preposition shows that the place is the act's, not a party's.
  bool tells_act(std::size_t i, std::size_t anchor, Span place) const {
    const FrameItem& cue = frame_.items[i];
    if (cue.is(CueKind::kVenue) || cue.first == frame_.tokens.begin || cue.first == unit_.begin) return true;
    // "MOU" is a noun and also a code: the noun counts.
    while (i > 0 && (frame_.items[i - 1].is(CueKind::kCode) || frame_.items[i - 1].is(CueKind::kDocument))) --i;
    if (i == 0) return false;
    const FrameItem& before = frame_.items[i - 1];
    const std::size_t gap = cue.first - before.last - 1;
    if (gap > 1 || (gap == 1 && !tokens_.is(cue.first - 1, ',') && !tokens_.is(cue.first - 1, ')'))) return false;
    if (before.kind == ItemKind::kNoun) return !before.weak;
    if (before.kind != ItemKind::kInstitution)
      return before.kind == ItemKind::kDate || is_act(before) || before.is(CueKind::kToday);
    return before.first > anchor && (!cue.is(CueKind::kLocality) || is_dateline(place));
  }

  bool is_dateline(Span place) const {
    const std::string& dateline = view_.input.document.dateline_place;
    return !dateline.empty() && fold_phrase(slice(tokens_.text(), place)) == fold_phrase(dateline);
  }

  Span name_behind(const FrameItem& cue) const {
    std::size_t at = cue.last + 1;
    if (frame_.language != Language::kVietnamese && at < unit_.end && tokens_.exact(at) == "the") ++at;
    if (at >= unit_.end) return {};
    std::size_t end = at;
    if (const FrameItem* item = other_at(at)) {
      if (item->kind != ItemKind::kInstitution || cue.is(CueKind::kLocality)) return {};
      end = item->last + 1;
    } else {
      end = end_of_run(at);
      if (end == at || !is_place(at, end)) return {};
    }
    if (tokens_.is(end, ',') && end + 1 < unit_.end) {  // "Bệnh viện Sao Mai, Hà Nội"
      const std::size_t next = end_of_run(end + 1);
      const bool closed = next == unit_.end || !tokens_[next].word || is_country(end + 1, next);
      if (next > end + 1 && closed) end = next;
    }
    return tokens_.cover(at, end - 1);
  }

  // The name or act that starts at `token`. Other cues do not count: the second half of "Ha Noi" looks like one.
  const FrameItem* other_at(std::size_t token) const {
    for (auto at = items_from(frame_, token); at != frame_.items.end() && at->first == token; ++at) {
      if (at->kind != ItemKind::kCue || is_act(*at) || at->is(CueKind::kToday)) return &*at;
    }
    return nullptr;
  }

  // Behind the capitalised words from `at` on; `at` itself when they are none or too many for a name.
  std::size_t end_of_run(std::size_t at) const {
    std::size_t end = at;
    bool caps = false;
    while (end < unit_.end && end - at <= kMaxPlaceTokens && other_at(end) == nullptr) {
      const bool dotted = tokens_.is(end, '.') && tokens_[end].gap == Gap::kNone && end + 1 < unit_.end;  // "TP. "
      const bool inner = end > at && (dotted || (tokens_.is(end, '-') && tokens_[end].gap == Gap::kNone));
      if (!inner && !(tokens_[end].word && tokens_[end].upper)) break;
      caps = caps || (tokens_[end].caps && end > at);
      ++end;
    }
    return end - at > (caps ? kMaxCapsTokens : kMaxPlaceTokens) ? at : end;
  }

  bool is_country(std::size_t begin, std::size_t end) const {
    const auto match = view_.input.authority.country_names().find(tokens_, begin, view_.input.marks);
    return match && match->last + 1 == end;
  }

  // No place: the owner of something ("Vietnam's"), a room ("Hall A"), the first syllable of a Vietnamese
  // word ("Văn phòng") unless a known word follows.
  bool is_place(std::size_t begin, std::size_t end) const {
    if (tokens_[end - 1].end - tokens_[end - 1].begin == 1) return false;
    if (end >= unit_.end) return true;
    if (tokens_.is(end, '\'')) return false;
    const bool syllable = end == begin + 1 && frame_.language == Language::kVietnamese && tokens_[end].word;
    const auto next = items_from(frame_, end);
    return !syllable || (next != frame_.items.end() && next->first == end);
  }

  const AgreementView& view_;
  const TokenStream& tokens_;
  const Frame& frame_;
  const Unit& unit_;
};

}  // namespace

Span find_signing_place(const AgreementView& view, std::size_t at, const Unit& unit) {
  return PlaceFinder(view, at, unit).find();
}

}  // namespace hoptac
