#include "ingest/facts/date_inference.h"

#include <algorithm>
#include <utility>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr long kNewsAheadDays = 60;       // an unmarked date further ahead is last year's
constexpr long kPlanBehindDays = 180;     // a planned date further behind is next year's
constexpr long kNewYearBehindDays = 344;  // an unmarked date that is next year's within three weeks
constexpr std::size_t kHeadBlocks = 3;    // a dateline stands here when the document has no date of its own
constexpr std::size_t kNearbyDates = 16;
constexpr std::size_t kYearBeforeTokens = 4;  // "Năm 2014, ngày 22/5"
constexpr std::size_t kVerbTokens = 6;
constexpr std::size_t kTitleBlocks = 1;   // first blocks that may name the month of the whole text
constexpr std::size_t kStillTokens = 8;   // "từ năm 2019 bệnh viện vẫn phối hợp"
constexpr std::size_t kStateTokens = 14;  // "giữ chứng nhận JCI … từ năm 2016"

PartialDate shifted(const PartialDate& day, long days) {
  PartialDate out = day;
  for (; days > 0; --days) out = next_day(out);
  for (; days < 0; ++days) {
    if (--out.day > 0) continue;
    if (--out.month == 0) out = {out.year - 1, 12, 0};
    out.day = days_in_month(out.year, out.month);
  }
  return out;
}

PartialDate in_year(PartialDate date, int year) {
  date.year = year;
  if (date.month == 2 && date.day == 29) date.day = days_in_month(year, 2);
  return date;
}

class Resolver {
 public:
  Resolver(const FactInput& input, const std::vector<FoundDate>& found)
      : input_(input), context_(input), found_(found), reference_(document_date()) {}

  void resolve(std::size_t index, std::vector<DateFact>& out);

 private:
  struct Value {
    std::optional<DateValue> value;
    bool inferred = false;
  };

  std::optional<PartialDate> document_date();
  std::uint32_t sentence_cues(std::size_t sentence);
  bool looks_ahead(const FoundDate& found);
  bool verb_looks_ahead(std::size_t at) const;
  std::optional<int> year_for(std::size_t index, const PartialDate& date);
  std::optional<int> sentence_year(std::size_t index, bool near) const;
  std::optional<int> year_of_same_day(const PartialDate& date) const;
  std::optional<int> year_of_month_before(std::size_t index, const PartialDate& date) const;
  std::optional<int> year_of_month(const PartialDate& date) const;
  std::optional<int> year_before(std::size_t index) const;
  std::optional<int> year_word_before(std::size_t index) const;
  std::optional<PartialDate> head_month() const;
  int last_year_told(std::size_t index) const;
  std::optional<PartialDate> relative(std::size_t index, const DatePoint& point);
  std::optional<PartialDate> relative_weekday(const RelativeDate& date, bool future) const;
  std::optional<PartialDate> day_of_month(int day) const;
  std::optional<PartialDate> relative_month(const DatePoint& point) const;
  Value interval(std::size_t index);
  Value value_of(std::size_t index);
  bool lasting(const FoundDate& found) const;
  void emit(const FoundDate& found, const Value& value, Span span, std::vector<DateFact>& out) const;
  bool anniversary(const FoundDate& found);
  void emit_apart(std::size_t index, std::vector<DateFact>& out);

  const FactInput& input_;
  DateContext context_;
  const std::vector<FoundDate>& found_;
  std::size_t cached_sentence_ = static_cast<std::size_t>(-1);
  std::uint32_t cached_cues_ = 0;
  bool published_ = false;
  std::optional<PartialDate> reference_;  // last: its making uses the others
};

// The published date; else the first full day of the document's head.
std::optional<PartialDate> Resolver::document_date() {
  if (const auto own = parse_date_value(input_.document.published)) {
    published_ = true;
    return own->begin;
  }
  for (const FoundDate& f : found_) {
    if (input_.sentences[f.sentence].block > kHeadBlocks) break;
    const PartialDate& day = f.match.end ? f.match.end->date : f.match.begin.date;
    if (day.year != 0 && day.day != 0 && !anniversary(f)) return day;
  }
  return head_month();
}

// "NEWS #18 — June 2024", "Annual Report 2023": the month, else the year, that the head names.
std::optional<PartialDate> Resolver::head_month() const {
  std::optional<PartialDate> year;
  for (const FoundDate& f : found_) {
    if (input_.sentences[f.sentence].block > kTitleBlocks) break;
    const PartialDate& date = f.match.begin.date;
    const bool told = f.match.begin.relative.relation == Relation::kNone && f.match.lead == DateLead::kNone;
    if (date.year == 0 || date.day != 0 || f.match.end || f.match.open || !told) continue;
    if (date.month != 0) return date;
    if (!year) year = date;
  }
  return year;
}

std::uint32_t Resolver::sentence_cues(std::size_t sentence) {
  if (sentence != cached_sentence_) {
    cached_sentence_ = sentence;
    cached_cues_ = context_.cues_in(input_.sentences[sentence].tokens);
  }
  return cached_cues_;
}

bool Resolver::looks_ahead(const FoundDate& found) {
  const std::size_t floor = input_.sentences[found.sentence].tokens.begin;
  return (sentence_cues(found.sentence) & kFuture) != 0 ||
         (context_.cue_before(found.match.first, std::min(floor, found.match.first)) & kDeadline) != 0;
}

// "will sign on Friday": the verb right before, because another one may stand elsewhere in the sentence.
bool Resolver::verb_looks_ahead(std::size_t at) const {
  const std::size_t from = at > kVerbTokens ? at - kVerbTokens : 0;
  return (context_.cues_in({from, at}) & kFuture) != 0;
}

// A year told right before: "Năm 2014, ngày 22/5 …".
std::optional<int> Resolver::year_before(std::size_t index) const {
  if (index == 0) return std::nullopt;
  const FoundDate& before = found_[index - 1];
  const DateMatch& m = before.match;
  const bool year_alone = m.begin.date.year != 0 && m.begin.date.month == 0 && !m.end && !m.open;
  if (!year_alone || before.sentence != found_[index].sentence) return std::nullopt;
  return found_[index].match.first - m.last <= kYearBeforeTokens ? std::optional(m.begin.date.year) : std::nullopt;
}

// "Next year's meeting will be in Hue on 28 November": the year that the sentence opens with.
std::optional<int> Resolver::year_word_before(std::size_t index) const {
  if (index == 0 || found_[index - 1].sentence != found_[index].sentence) return std::nullopt;
  const RelativeDate& before = found_[index - 1].match.begin.relative;
  if (before.relation != Relation::kYear || before.offset <= 0) return std::nullopt;
  return before.offset;
}

// The year of the nearest date of the same sentence, those before first.
std::optional<int> Resolver::sentence_year(std::size_t index, bool near) const {
  const std::size_t sentence = found_[index].sentence;
  const std::size_t reach = near ? 1 : kNearbyDates;
  for (std::size_t k = 1; k <= reach && k <= index && found_[index - k].sentence == sentence; ++k) {
    const DateMatch& m = found_[index - k].match;
    const int year = m.end ? m.end->date.year : m.begin.date.year;
    if (year != 0) return year;
  }
  for (std::size_t k = 1; k <= reach && index + k < found_.size() && found_[index + k].sentence == sentence; ++k) {
    if (const int year = found_[index + k].match.begin.date.year; year != 0) return year;
  }
  return std::nullopt;
}

// The year with which the same day is told elsewhere in the document.
std::optional<int> Resolver::year_of_same_day(const PartialDate& date) const {
  for (const FoundDate& f : found_) {
    const PartialDate& d = f.match.begin.date;
    if (d.year != 0 && date.day != 0 && d.month == date.month && d.day == date.day) return d.year;
  }
  return std::nullopt;
}

// "tháng 8/2021, thẩm định từ ngày 3 đến 5-8": the date before is of the same month.
std::optional<int> Resolver::year_of_month_before(std::size_t index, const PartialDate& date) const {
  if (index == 0 || found_[index - 1].sentence != found_[index].sentence) return std::nullopt;
  const PartialDate& before = found_[index - 1].match.begin.date;
  return before.year != 0 && before.day == 0 && before.month == date.month ? std::optional(before.year) : std::nullopt;
}

// Without any date of the document: the year of other days of the same month, when they agree.
std::optional<int> Resolver::year_of_month(const PartialDate& date) const {
  std::optional<int> out;
  for (const FoundDate& f : found_) {
    const PartialDate& d = f.match.begin.date;
    if (d.year == 0 || d.day == 0 || d.month != date.month) continue;
    if (out && *out != d.year) return std::nullopt;
    out = d.year;
  }
  return out;
}

std::optional<int> Resolver::year_for(std::size_t index, const PartialDate& date) {
  if ((sentence_cues(found_[index].sentence) & kRecurring) != 0) return std::nullopt;
  if (const auto year = year_before(index)) return year;
  if (const auto year = year_of_month_before(index, date)) return year;
  if (!published_) {
    if (const auto year = year_of_same_day(date)) return year;
    if (const auto year = sentence_year(index, false)) return year;
  }
  if (!reference_) return year_of_month(date);
  if (const auto offset = year_word_before(index)) return reference_->year + *offset;
  return infer_year(*reference_, date, looks_ahead(found_[index]));
}

std::optional<PartialDate> Resolver::relative_weekday(const RelativeDate& date, bool future) const {
  if (!reference_ || reference_->day == 0) return std::nullopt;
  const int back = (weekday(*reference_) - date.weekday + 7) % 7;
  if (date.offset < 0) return shifted(*reference_, back == 0 ? -7 : -back);
  if (date.offset > 0 || future) return shifted(*reference_, 7 - back);
  return shifted(*reference_, -back);
}

std::optional<PartialDate> Resolver::relative_month(const DatePoint& point) const {
  if (!reference_ || reference_->month == 0) return std::nullopt;
  const int offset = point.relative.offset;
  if (point.relative.relation == Relation::kMonth) {
    const int months = reference_->year * 12 + reference_->month - 1 + offset;
    return PartialDate{months / 12, months % 12 + 1, 0};
  }
  PartialDate out{reference_->year, point.date.month, 0};
  if (offset < 0 && out.month >= reference_->month) --out.year;
  if (offset > 0 && out.month <= reference_->month) ++out.year;
  return out;
}

// "on the 19th": the last one before the document's date.
std::optional<PartialDate> Resolver::day_of_month(int day) const {
  if (!reference_ || reference_->day == 0) return std::nullopt;
  PartialDate out{reference_->year, reference_->month, day};
  if (day > reference_->day && --out.month == 0) out = {out.year - 1, 12, day};
  return is_valid(out) ? std::optional(out) : std::nullopt;
}

// The year of the date before; "that year" of another one leads further back. 0 for none.
int Resolver::last_year_told(std::size_t index) const {
  for (std::size_t k = 1; k <= kNearbyDates && k <= index; ++k) {
    const DatePoint& before = found_[index - k].match.begin;
    if (before.date.year != 0 || before.relative.relation != Relation::kThatYear) return before.date.year;
  }
  return 0;
}

std::optional<PartialDate> Resolver::relative(std::size_t index, const DatePoint& point) {
  switch (point.relative.relation) {
    case Relation::kDay:
      if (!reference_ || reference_->day == 0) return std::nullopt;
      return shifted(*reference_, point.relative.offset);
    case Relation::kWeekday:
      return relative_weekday(point.relative, verb_looks_ahead(point.first));
    case Relation::kMonth:
    case Relation::kNamedMonth:
      return relative_month(point);
    case Relation::kYear:
      if (!reference_) return std::nullopt;
      return PartialDate{reference_->year + point.relative.offset, point.date.month, point.date.day};
    case Relation::kDayOfMonth:
      return day_of_month(point.date.day);
    case Relation::kThatYear:
      if (const int year = last_year_told(index); year != 0)
        return PartialDate{year + point.relative.offset, point.date.month, point.date.day};
      return std::nullopt;
    case Relation::kNone:
      break;
  }
  return std::nullopt;
}

Resolver::Value Resolver::interval(std::size_t index) {
  const DateMatch& m = found_[index].match;
  PartialDate a = m.begin.date;
  PartialDate b = m.end ? m.end->date : *m.begin.end;
  if (b.year != 0 && a.year != 0) return {DateValue{a, b, false}, false};
  const std::optional<int> offset = m.begin.this_year ? std::optional(0) : m.year_offset;
  int told = offset && reference_ ? reference_->year + *offset : 0;
  if (m.begin.that_year && index > 0) told = found_[index - 1].match.begin.date.year;
  const std::optional<int> year = told != 0 ? std::optional(told) : year_for(index, b);
  if (!year) return {};
  b = in_year(b, *year);
  a = in_year(a, *year);
  if (first_day(a) > last_day(b)) a = in_year(a, *year - 1);
  return {DateValue{a, b, false}, true};
}

Resolver::Value Resolver::value_of(std::size_t index) {
  const DateMatch& m = found_[index].match;
  if (m.begin.relative.relation != Relation::kNone) {
    const auto date = relative(index, m.begin);
    const bool open = m.open || (m.lead == DateLead::kFrom && lasting(found_[index]));
    return date ? Value{DateValue{*date, std::nullopt, open}, true} : Value{};
  }
  if (m.from_now) {
    const PartialDate end = m.begin.date;
    if (!reference_ || reference_->month == 0) return {DateValue{end, std::nullopt, false}, false};
    return {DateValue{{reference_->year, reference_->month, 0}, end, false}, true};
  }
  if ((m.end || m.begin.end) && !m.open) {
    const Value whole = interval(index);
    const bool lasts = whole.value && !m.end && m.lead == DateLead::kFrom && lasting(found_[index]);
    return lasts ? Value{DateValue{whole.value->begin, std::nullopt, true}, whole.inferred} : whole;
  }
  const bool open = m.open || (m.lead == DateLead::kFrom && lasting(found_[index]));
  if (m.begin.date.year != 0) return {DateValue{m.begin.date, std::nullopt, open}, false};
  const auto year = year_for(index, m.begin.date);
  if (!year) return {};
  return {DateValue{in_year(m.begin.date, *year), std::nullopt, open}, true};
}

// "giữ chứng nhận JCI từ năm 2016": the state goes on; "gỡ từ 24/11", "tìm từ năm 2021" only begins.
bool Resolver::lasting(const FoundDate& found) const {
  const std::size_t floor = input_.sentences[found.sentence].tokens.begin;
  const std::size_t lead = found.match.first;
  const std::size_t end = input_.sentences[found.sentence].tokens.end;
  const std::size_t behind = found.match.last + 1;
  if (behind < end && (context_.cues_in({behind, std::min(end, behind + kStillTokens)}) & kStillSo) != 0) return true;
  if (lead <= floor) return false;
  const std::size_t from = lead - floor > kStateTokens ? lead - kStateTokens : floor;
  return (context_.cues_in({from, lead}) & kLastingState) != 0;
}

// "(27/02/1955 - 27/02/2025)" in a sentence about a commemoration.
bool Resolver::anniversary(const FoundDate& found) {
  const DateMatch& m = found.match;
  if (!m.end || m.begin.date.day == 0) return false;
  const bool same_day = m.begin.date.month == m.end->date.month && m.begin.date.day == m.end->date.day;
  return same_day && (sentence_cues(found.sentence) & kAnniversary) != 0;
}

void Resolver::emit(const FoundDate& found, const Value& value, Span span, std::vector<DateFact>& out) const {
  DateFact fact;
  fact.text = std::string(slice(input_.document.text, span));
  fact.span = span;
  fact.rule = found.match.begin.rule;
  fact.unresolved = !value.value;
  if (value.value) {
    fact.iso = to_iso(*value.value);
    fact.inferred = value.inferred;
  }
  // Words that only the document's date could resolve are no facts without it.
  if (fact.unresolved && found.match.begin.relative.relation != Relation::kNone) return;
  out.push_back(std::move(fact));
}

void Resolver::emit_apart(std::size_t index, std::vector<DateFact>& out) {
  const FoundDate& found = found_[index];
  const DatePoint& a = found.match.begin;
  const DatePoint& b = *found.match.end;
  const Value both = interval(index);
  const auto half = [&](const PartialDate& date) {
    return both.value ? Value{DateValue{date, std::nullopt, false}, both.inferred} : Value{};
  };
  emit(found, half(both.value ? both.value->begin : PartialDate{}), input_.tokens.cover(a.first, a.last), out);
  emit(found, half(both.value ? *both.value->end : PartialDate{}), input_.tokens.cover(b.first, b.last), out);
}

void Resolver::resolve(std::size_t index, std::vector<DateFact>& out) {
  const FoundDate& found = found_[index];
  if (found.match.end && (found.match.apart || anniversary(found))) return emit_apart(index, out);
  emit(found, value_of(index), input_.tokens.cover(found.match.first, found.match.last), out);
}

}  // namespace

int infer_year(const PartialDate& reference, const PartialDate& date, bool future) {
  if (reference.month == 0) return reference.year;
  const PartialDate candidate = in_year(date, reference.year);
  const PartialDate now = reference.day == 0 ? last_day(reference) : reference;
  const long ahead = day_number(first_day(candidate)) - day_number(now);
  if (ahead > kNewsAheadDays && !future) return reference.year - 1;
  if (ahead < -kNewYearBehindDays || (future && ahead < -kPlanBehindDays)) return reference.year + 1;
  return reference.year;
}

std::vector<DateFact> resolve_dates(const FactInput& input, const std::vector<FoundDate>& found) {
  Resolver resolver(input, found);
  std::vector<DateFact> out;
  out.reserve(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) resolver.resolve(i, out);
  return out;
}

}  // namespace hoptac
