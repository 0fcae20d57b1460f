#include "ingest/facts/agreement_dates.h"

#include <algorithm>

#include "src/model/date.h"

namespace hoptac {
namespace {

// How far before a date a word may stand and still say what the date is, in tokens.
constexpr std::size_t kGovernReach = 6;
// How far a date may stand from a noun without an act ("the MOU of 2017").
constexpr std::size_t kNounReach = 8;
// How far "today" may stand from the act.
constexpr std::size_t kTodayReach = 4;
// A label stands this close to the begin of a sentence ("18/11/2020 – Ký …", "• 11-03-2024: …").
constexpr std::size_t kLabelReach = 3;
// How many sentences before "on the same day" the day may stand.
constexpr std::size_t kSameDayReach = 12;
// Sentences behind an announced ceremony that may hold "Time: …".
constexpr std::size_t kWhenReach = 5;
// A lead's date this many days before the document's own is the event's.
constexpr long kLeadDays = 60;
// Words of a remark in brackets before its date.
constexpr std::size_t kRemarkTokens = 16;
// Behind every other date of the sentence.
constexpr std::size_t kFarAway = 1000;

constexpr std::size_t kDayLength = 10;

bool is_open(std::string_view iso) { return iso.ends_with("/.."); }
bool is_interval(std::string_view iso) { return iso.find('/') != std::string_view::npos; }

// Days of one month become the month; anything longer is no day of signing: "".
std::string collapse(std::string_view iso) {
  const std::size_t slash = iso.find('/');
  if (slash == std::string_view::npos) return std::string(iso);
  const std::string_view a = iso.substr(0, slash);
  const std::string_view b = iso.substr(slash + 1);
  if (a.size() == kDayLength && b.size() == kDayLength && a.substr(0, 7) == b.substr(0, 7)) {
    return std::string(a.substr(0, 7));
  }
  return {};
}

// "2024-07/2024-09": months of one year, as a plan names them.
bool is_quarter(std::string_view iso) {
  constexpr std::size_t kMonths = 15;
  return iso.size() == kMonths && iso.substr(0, 4) == iso.substr(8, 4);
}

// The day before a full day; "" when it is none.
std::string day_before(std::string_view iso) {
  std::optional<PartialDate> day = parse_partial_date(iso);
  if (!day || day->day == 0) return {};
  if (--day->day == 0) {
    if (--day->month == 0) *day = {day->year - 1, 12, 31};
    day->day = days_in_month(day->year, day->month);
  }
  return to_iso(*day);
}

class DateFinder {
 public:
  DateFinder(const AgreementView& view, std::size_t at, const Unit& unit)
      : view_(view), at_(at), frame_(view.frames[at]), unit_(unit), anchor_(anchor_of(frame_, unit)) {}

  SigningDate find() const {
    if (SigningDate own = in_region(); !own.iso.empty()) return own;
    if (SigningDate day = today(); !day.iso.empty()) return day;
    if (SigningDate same = same_day(); !same.iso.empty()) return same;
    if (unit_.act < 0 && !unit_.listed) return {};
    if (SigningDate label = sentence_label(); !label.iso.empty()) return label;
    if (unit_.act >= 0 && is_event() && !unit_.planned) {
      if (SigningDate when = announced(); !when.iso.empty()) return when;
    }
    if (unit_.planned) return announced();
    if (frame_.heading || has_unresolved_day()) return {};
    if (SigningDate before = same_block(); !before.iso.empty()) return before;
    return lead();
  }

  std::vector<SigningDate> all_behind() const {
    std::vector<SigningDate> out;
    for (std::size_t i = 0; i < frame_.items.size(); ++i) {
      const FrameItem& item = frame_.items[i];
      if (item.kind != ItemKind::kDate || item.first < anchor_ || item.first >= unit_.end) continue;
      if (std::string iso = value(frame_, i); !iso.empty()) out.push_back({std::move(iso), fact(item).span, false});
    }
    return out;
  }

 private:
  const DateFact& fact(const FrameItem& item) const {
    return view_.analysis.dates[static_cast<std::size_t>(item.index)];
  }
  bool is_event() const { return frame_.items[static_cast<std::size_t>(unit_.act)].is(CueKind::kSignEvent); }

  // The cue that says what a date is: the nearest one before it, other dates skipped.
  const FrameItem* governor(const Frame& frame, std::size_t i) const {
    for (std::size_t b = i; b-- > 0;) {
      const FrameItem& item = frame.items[b];
      if (frame.items[i].first - item.last > kGovernReach) return nullptr;
      if (closes_bracket(item.last + 1, frame.items[i].first)) return nullptr;
      if (item.kind == ItemKind::kDate && starts_anew(item.last + 1, frame.items[i].first)) return nullptr;
      if (item.kind == ItemKind::kDate || (item.kind == ItemKind::kCue && !governs(item))) continue;
      return item.kind == ItemKind::kCue ? &item : nullptr;
    }
    return nullptr;
  }

  static bool governs(const FrameItem& cue) {
    switch (cue.cue) {
      case CueKind::kEffect:
      case CueKind::kUntil:
      case CueKind::kTerm:
      case CueKind::kAct:
      case CueKind::kSince:
      case CueKind::kWith:
      case CueKind::kSource:
        return true;
      default:
        return is_act(cue);
    }
  }

  // "giai đoạn 2024-2029 vào ngày 5/3/2024": the second date is no end of the first.
  bool starts_anew(std::size_t first, std::size_t last) const {
    for (std::size_t t = first; t < last; ++t) {
      const std::string_view word = view_.input.tokens.folded(t);
      if (word == "vao" || word == "on" || word == "hom" || word == "ngay" || word == "sang") return true;
    }
    return false;
  }

  bool closes_bracket(std::size_t first, std::size_t last) const {
    for (std::size_t t = first; t < last; ++t) {
      if (view_.input.tokens.is(t, ')') || view_.input.tokens.is(t, '|') || view_.input.tokens.is(t, ';')) return true;
    }
    return false;
  }

  bool is_term(const Frame& frame, std::size_t i) const {
    const FrameItem* cue = governor(frame, i);
    if (cue == nullptr) return false;
    switch (cue->cue) {
      case CueKind::kEffect:
      case CueKind::kUntil:
      case CueKind::kTerm:
      case CueKind::kAct:
      case CueKind::kEnd:
        return true;
      case CueKind::kSource:  // "announced today"
        return frame.items[i].first <= cue->last + 2;
      case CueKind::kSince:
        return unit_.act >= 0;
      case CueKind::kWith:  // "từ" also means "from"
        return unit_.act >= 0 && frame.items[i].first <= cue->last + 2;
      default:
        return false;
    }
  }

  bool is_stamp(const FrameItem& item) const {
    const Span stamp = view_.input.document.published_span;
    return !stamp.empty() && stamp.overlaps(fact(item).span);
  }

  // The day, month or year that a date item gives, "" when it cannot be a signing.
  std::string value(const Frame& frame, std::size_t i) const {
    const FrameItem& item = frame.items[i];
    const std::string& iso = fact(item).iso;
    if (iso.empty() || is_stamp(item) || is_term(frame, i)) return {};
    if (&frame == &frame_ && is_announced(item)) return {};
    if (item.first > 0 && view_.input.tokens.folded(item.first - 1) == "khoa") return {};  // "cựu sinh viên khóa 2006"
    if (is_open(iso)) return unit_.act < 0 ? iso.substr(0, iso.size() - 3) : std::string();
    const bool label = item.first <= frame.tokens.begin + kLabelReach;
    if (unit_.renewed && is_until(item.first)) return {};
    if (std::string one = collapse(iso); !one.empty()) return one;
    if (unit_.planned && is_quarter(iso)) return iso;
    return label && &frame == &frame_ ? iso : std::string();
  }

  // Tokens from the anchor to item `i`; a name between counts as one.
  std::size_t distance_to(std::size_t i) const {
    const FrameItem& item = frame_.items[i];
    if (in_remark(item)) return kFarAway;
    if (item.first <= anchor_) return anchor_ - item.first;
    std::size_t distance = item.first - anchor_;
    for (std::size_t b = i; unit_.act < 0 && b-- > 0 && frame_.items[b].first > anchor_;) {
      if (frame_.items[b].kind != ItemKind::kInstitution) continue;
      distance -= std::min(distance, frame_.items[b].last + 1 - frame_.items[b].first);
    }
    return distance;
  }

  // "A (SIDU, a college until 2019) signed": a date in a remark that does not hold the act.
  bool in_remark(const FrameItem& date) const {
    if (unit_.act < 0 || date.first > anchor_) return false;
    const TokenStream& tokens = view_.input.tokens;
    for (std::size_t t = date.first; t > unit_.begin && t + kRemarkTokens > date.first; --t) {
      if (tokens.is(t - 1, ')')) return false;
      if (!tokens.is(t - 1, '(')) continue;
      for (std::size_t u = date.last + 1; u < anchor_; ++u) {
        if (tokens.is(u, ')')) return t < date.first;
      }
      return false;
    }
    return false;
  }

  // "prolonged to 2027"
  bool is_until(std::size_t date) const {
    if (date == 0) return false;
    const std::string_view word = view_.input.tokens.folded(date - 1);
    return word == "to" || word == "until" || word == "till" || word == "den" || word == "through";
  }

  SigningDate in_region() const {
    SigningDate best;
    std::size_t best_distance = unit_.act < 0 ? kNounReach : SIZE_MAX;
    for (std::size_t i = 0; i < frame_.items.size(); ++i) {
      const FrameItem& item = frame_.items[i];
      if (item.kind != ItemKind::kDate || item.first < unit_.begin || item.first >= unit_.end) continue;
      const std::size_t distance = distance_to(i);
      if (distance >= best_distance) continue;
      if (std::string iso = value(frame_, i); !iso.empty()) {
        best = {std::move(iso), fact(item).span, false};
        best_distance = distance;
      }
    }
    return best;
  }

  // "On the same day", "cùng ngày": the day told last.
  SigningDate same_day() const {
    const bool same = std::any_of(frame_.items.begin(), frame_.items.end(), [&](const FrameItem& item) {
      return item.is(CueKind::kToday) && item.argument == "same" && item.first >= unit_.begin;
    });
    for (std::size_t f = at_; same && f-- > 0 && f + kSameDayReach >= at_;) {
      SigningDate date = day_of(view_.frames[f]);
      if (date.iso.size() == kDayLength) return {std::move(date.iso), date.span, false};
    }
    return {};
  }

  SigningDate today() const {
    if (unit_.act < 0) return {};
    const std::string& published = view_.input.document.published;
    for (const FrameItem& item : frame_.items) {
      if (!item.is(CueKind::kToday) || item.argument == "same" || published.empty()) continue;
      const std::size_t distance = item.first > anchor_ ? item.first - anchor_ : anchor_ - item.last;
      if (distance > kTodayReach || is_announced(item)) continue;
      return {item.argument == "-1" ? day_before(published) : published,
              view_.input.tokens.cover(item.first, item.last), false};
    }
    return {};
  }

  // "today announced an agreement": the day of the news.
  bool is_announced(const FrameItem& today) const {
    const std::size_t next = today.last + 1;
    const TokenStream& tokens = view_.input.tokens;
    if (next + 1 < frame_.tokens.end && ((tokens.folded(next) == "cong" && tokens.folded(next + 1) == "bo") ||
                                         (tokens.folded(next) == "thong" && tokens.folded(next + 1) == "bao")))
      return true;
    return std::any_of(frame_.items.begin(), frame_.items.end(), [&](const FrameItem& item) {
      return item.is(CueKind::kSource) && (item.first == today.last + 1 || item.last + 1 == today.first);
    });
  }

  // "On February 21, A signed": its own day, whose year nothing tells; another day would be wrong.
  bool has_unresolved_day() const {
    return std::any_of(frame_.items.begin(), frame_.items.end(), [&](const FrameItem& item) {
      return item.kind == ItemKind::kDate && item.first < anchor_ && fact(item).iso.empty();
    });
  }

  SigningDate sentence_label() const {
    for (std::size_t i = 0; i < frame_.items.size(); ++i) {
      const FrameItem& item = frame_.items[i];
      if (item.kind != ItemKind::kDate || item.first > frame_.tokens.begin + kLabelReach) continue;
      if (std::string iso = value(frame_, i); !iso.empty()) return {std::move(iso), fact(item).span, false};
    }
    return {};
  }

  // "Time: 08h00, 07/11/2025" behind an announced ceremony.
  SigningDate announced() const {
    for (std::size_t f = at_ + 1; f < view_.frames.size() && f <= at_ + kWhenReach; ++f) {
      const Frame& frame = view_.frames[f];
      if (frame.items.empty() || !frame.items[0].is(CueKind::kWhen)) continue;
      for (std::size_t i = 1; i < frame.items.size(); ++i) {
        if (frame.items[i].kind != ItemKind::kDate) continue;
        const DateFact& date = fact(frame.items[i]);
        if (date.iso.size() == kDayLength) return {date.iso, date.span, false};
      }
    }
    return {};
  }

  // The latest date of the sentences before in the same block.
  SigningDate same_block() const {
    for (std::size_t f = at_; f-- > 0 && view_.frames[f].block == frame_.block;) {
      if (SigningDate date = day_of(view_.frames[f]); !date.iso.empty()) return date;
    }
    return {};
  }

  SigningDate day_of(const Frame& frame) const {
    for (std::size_t i = frame.items.size(); i-- > 0;) {
      if (frame.items[i].kind != ItemKind::kDate) continue;
      std::string iso = value(frame, i);
      if (iso.size() >= 7) return {std::move(iso), fact(frame.items[i]).span, true};
    }
    return {};
  }

  // The day that the document's first dated sentence tells of, when it is the news of the day.
  SigningDate lead() const {
    for (std::size_t f = 0; f < at_; ++f) {
      if (view_.frames[f].heading) continue;
      SigningDate date = day_of(view_.frames[f]);
      if (date.iso.empty()) continue;
      date.frame = static_cast<int>(f);
      return is_news(date.iso) ? date : SigningDate{};
    }
    return {};
  }

  bool is_news(std::string_view iso) const {
    const std::optional<PartialDate> day = parse_partial_date(iso);
    const std::optional<PartialDate> published = parse_partial_date(view_.input.document.published);
    if (!day || day->day == 0) return false;
    if (!published || published->day == 0) return false;
    const long age = day_number(*published) - day_number(*day);
    return age >= 0 && age <= kLeadDays;
  }

  const AgreementView& view_;
  std::size_t at_;
  const Frame& frame_;
  const Unit& unit_;
  std::size_t anchor_;
};

// Both ends of an interval, or the one end of an open one or a date.
void read_interval(std::string_view iso, bool as_end, Telling& telling) {
  const std::size_t slash = iso.find('/');
  if (slash == std::string_view::npos) {
    (as_end ? telling.expires : telling.effective) = iso;
    return;
  }
  telling.effective = iso.substr(0, slash);
  if (!is_open(iso)) telling.expires = iso.substr(slash + 1);
}

}  // namespace

SigningDate find_signing_date(const AgreementView& view, std::size_t at, const Unit& unit) {
  return DateFinder(view, at, unit).find();
}

std::vector<SigningDate> find_further_dates(const AgreementView& view, std::size_t at, const Unit& unit) {
  return DateFinder(view, at, unit).all_behind();
}

void read_term(const AgreementView& view, std::size_t at, Telling& telling) {
  const Frame& frame = view.frames[at];
  const FrameItem* cue = nullptr;
  for (const FrameItem& item : frame.items) {
    if (item.is(CueKind::kEffect) || item.is(CueKind::kUntil) || item.is(CueKind::kTerm) || item.is(CueKind::kEnd)) {
      cue = &item;
    } else if (item.kind == ItemKind::kDate && cue != nullptr && item.first <= cue->last + kGovernReach + 2) {
      const DateFact& date = view.analysis.dates[static_cast<std::size_t>(item.index)];
      if (date.iso.empty()) continue;
      const bool as_end = cue->is(CueKind::kUntil) || cue->is(CueKind::kEnd);
      if (cue->is(CueKind::kTerm) && !is_interval(date.iso)) continue;
      read_interval(date.iso, as_end, telling);
      add_evidence(telling.evidence, as_end ? "expires" : "effective", date.span);
    }
  }
}

bool is_future(const Document& document, std::string_view iso) {
  const std::string_view published = document.published;
  if (published.empty() || iso.empty()) return false;
  const std::size_t size = std::min({published.size(), iso.find('/'), iso.size()});
  return iso.substr(0, size) > published.substr(0, size);
}

bool dates_agree(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a.empty() || a == b || (b.starts_with(a) && b[a.size()] == '-');
}

}  // namespace hoptac
