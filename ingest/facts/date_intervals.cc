// Intervals of the date grammar: "từ … đến …", "18–22 November", "since 2012", "2025–27".
#include <utility>

#include "ingest/facts/date_grammar.h"

namespace hoptac {
namespace {

using enum DateWordKind;

constexpr int kLongestYearInterval = 60;
constexpr int kLongestShortForm = 12;  // "2025–27", not "2025-10"

bool is_bare_day(const DatePoint& point) { return point.date.day != 0 && point.date.month == 0; }
bool is_bare_year(const DatePoint& point) { return point.need == DateNeed::kYearCue; }

// Both ends told alike, or one finer end: 2020-03 … 2021.
bool comparable(const PartialDate& a, const PartialDate& b) {
  return (a.year != 0) == (b.year != 0) && (a.month != 0 || a.year != 0) && (b.month != 0 || b.year != 0);
}

}  // namespace

bool join_dates(DatePoint& begin, DatePoint& end) {
  PartialDate& a = begin.date;
  PartialDate& b = end.date;
  const bool own_year = a.year != 0;
  if (b.year == 0 && own_year) b.year = a.year;
  if (!own_year) a.year = b.year;
  if (a.month == 0 && a.day != 0 && b.day == 0) return false;  // "số 11 - tháng 10/2023"
  if (a.month == 0 && a.day != 0) a.month = b.month;
  if (b.month == 0 && b.day != 0) b.month = a.month;
  if ((a.day != 0 && a.month == 0) || (b.day != 0 && b.month == 0) || !comparable(a, b)) return false;
  if (a.year == 0) return first_day({2024, a.month, a.day}) != first_day({2024, b.month, b.day});
  if (first_day(a) > last_day(b) && !own_year) --a.year;
  if (!is_valid(a) || !is_valid(b)) return false;
  return first_day(a) < last_day(b) && a != b;
}

// The word or dash behind `begin` that an interval goes on with: the token behind it.
std::optional<std::size_t> DateGrammar::joining(std::size_t at, const DatePoint& begin, DateLead lead) const {
  if (at >= limit_ || tokens_[at].gap == Gap::kLine || tokens_[at].gap == Gap::kWide) return std::nullopt;
  if (is_sign(at, '-')) return at + 1;
  if (is_sign(at, ',') && is_kind(at + 1, kTo)) ++at;
  const DateWordKind kind = word(at).kind;
  if (kind == kTo) return skip(skip(at + 1, kWhole), kThe);
  if (is_sign(at, ',') && is_bare_day(begin) && number(at + 1)) return at + 1;  // "ngày 12, 13/3"
  if (kind == kAnd && (lead == DateLead::kBetween || is_bare_day(begin))) return at + 1;
  return std::nullopt;
}

// "trở đi", "trở lại đây", "về sau": the last word; `at` - 1 when there is none.
std::size_t DateGrammar::onwards(std::size_t at) const {
  if (at + 1 >= limit_) return at - 1;
  const std::string_view first = tokens_.folded(at), second = tokens_.folded(at + 1);
  if (first == "tro" && second == "di") return at + 1;
  if (first == "ve" && second == "sau") return at + 1;
  return first == "tro" && second == "lai" && at + 2 < limit_ && tokens_.folded(at + 2) == "day" ? at + 2 : at - 1;
}

// "đến nay", "tới giờ", "to the present", "until now", "to date", "- nay", "trở đi".
bool DateGrammar::lasts_until_now(std::size_t at, std::size_t& last) const {
  if (const std::size_t end = onwards(at); end >= at) {
    last = end;
    return true;
  }
  std::size_t next = at;
  if (next < limit_ && (tokens_.folded(next) == "cho" || tokens_.exact(next) == "up")) ++next;
  if (!is_kind(next, kTo) && !is_sign(next, '-')) return false;
  next = skip(next + 1, kThe);
  if (next >= limit_) return false;
  const std::string_view lead = tokens_.folded(next);
  const bool led = lead == "hien" || lead == "tan" || lead == "bay" || lead == "ngay" || lead == "hom";
  if (led && next + 1 < limit_) ++next;  // "đến hiện nay", "đến tận bây giờ"
  if (lead == "tan" && tokens_.folded(next) == "bay" && next + 1 < limit_) ++next;
  if (!is_kind(next, kNow) && tokens_.exact(next) != "today" && tokens_.folded(next) != "gio") return false;
  last = next;
  return true;
}

// "2025–27", "2023/24": the second year by its last two digits.
bool DateGrammar::short_year_range(DateMatch& match) const {
  const std::size_t sign = match.begin.last + 1;
  const char joint_sign = joint(sign);
  const bool year = is_bare_year(match.begin) || match.begin.rule == "date.year-word";
  if (!year || (joint_sign != '-' && joint_sign != '/')) return false;
  const auto tail = number(sign + 1);
  if (!tail || width(sign + 1) != 2 || glued_after(sign + 1, 0)) return false;
  const int begin = match.begin.date.year;
  const int end = begin - begin % 100 + *tail;
  const int longest = joint_sign == '/' ? 1 : kLongestShortForm;
  if (end <= begin || end - begin > longest) return false;
  DatePoint second = match.begin;
  second.first = second.last = sign + 1;
  second.date.year = end;
  match.end = second;
  match.last = sign + 1;
  match.begin.need = DateNeed::kNothing;
  return true;
}

void DateGrammar::extend(DateMatch& match) const {
  if (lasts_until_now(match.begin.last + 1, match.last)) {
    match.open = true;
    return;
  }
  if (short_year_range(match)) return;
  const auto next = joining(match.begin.last + 1, match.begin, match.lead);
  if (!next) return;
  const bool dash = is_sign(*next - 1, '-');
  const bool and_word = !dash && (is_kind(*next - 1, kAnd) || is_sign(*next - 1, ','));
  auto second = point(*next, dash);
  const bool other_year = second && second->relative.relation == Relation::kYear && second->date.month != 0;
  if (!second || second->need == DateNeed::kMonthCue) return;
  if (second->relative.relation != Relation::kNone && !other_year) return;
  if (is_bare_day(match.begin) && is_bare_day(*second)) return;
  DatePoint begin = match.begin, end = *second;
  if (end.end) end.date = *end.end;
  if (is_bare_day(end)) take_english_year(end);
  const bool years = is_bare_year(begin) && end.date.month == 0;
  if (is_bare_year(end) && begin.date.month == 0 && !is_bare_year(begin) && begin.rule != "date.year-word") return;
  if (!join_dates(begin, end)) return;
  if (years && end.date.year - begin.date.year > kLongestYearInterval) return;
  if (years && dash) begin.need = DateNeed::kNothing;
  if (begin.need == DateNeed::kRange) begin.need = end.need;
  if (!years && end.need == DateNeed::kNothing) begin.need = DateNeed::kNothing;
  match.apart = and_word && match.lead != DateLead::kBetween && end.date.day - begin.date.day != 1;
  if (other_year) match.year_offset = end.relative.offset;
  match.begin = begin;
  match.end = end;
  match.last = end.last;
}

// "in the week of 12 June 2023", "the week beginning 3 July".
bool DateGrammar::is_week_of(std::size_t at) const {
  if (at > 2 && is_kind(at - 1, kThe)) --at;
  if (at < 2 || tokens_.exact(at - 2) != "week") return false;
  for (const std::string_view word : {"of", "beginning", "starting", "commencing"}) {
    if (tokens_.exact(at - 1) == word) return true;
  }
  return false;
}

// "từ đầu năm đến hết tháng 9": January of the year of the other end.
bool DateGrammar::from_new_year(std::size_t at, DateMatch& match) const {
  const bool start = is_kind(at, kPart) && word(at).value == 0 && is_kind(at + 1, kYear) && is_kind(at + 2, kTo);
  if (!start || tokens_.exact(at + 1).front() == 'y') return false;
  match.begin.first = at;
  match.begin.last = at + 1;
  match.begin.date = {0, 1, 0};
  match.begin.rule = "date.part-of-year";
  if (lasts_until_now(at + 2, match.last)) {
    match.begin.date = {};
    match.begin.relative = {Relation::kYear, 0, -1};
    match.open = true;
    return true;
  }
  DateMatch whole = match;
  extend(whole);
  if (!whole.end) return false;
  match = whole;
  return true;
}

std::optional<DateMatch> DateGrammar::match(std::size_t at) const {
  DateMatch out;
  std::size_t next = at;
  const DateWordKind kind = word(at).kind;
  if (kind == kFrom) out.lead = DateLead::kFrom, ++next;
  if (kind == kSince) out.lead = DateLead::kSince, next = skip(at + 1, kFrom);
  if (kind == kBetween) out.lead = DateLead::kBetween, ++next;
  if (out.lead != DateLead::kNone) next = skip(next, kThe);
  if (out.lead == DateLead::kFrom && is_kind(next, kNow) && is_kind(next + 1, kTo)) {
    const auto end = point(skip(skip(next + 2, kWhole), kThe));
    if (!end || end->date.year == 0) return std::nullopt;
    out.from_now = true;
    out.begin = *end;
    out.begin.need = DateNeed::kNothing;
    out.first = at;
    out.last = end->last;
    return out;
  }
  if (out.lead == DateLead::kFrom && from_new_year(next, out)) {
    out.first = at;
    return out;
  }
  const auto begin = point(next);
  if (!begin) return std::nullopt;
  out.begin = *begin;
  out.first = begin->first;
  out.last = begin->last;
  if (is_week_of(begin->first) && begin->date.day != 0 && begin->date.month != 0) {
    out.end = *begin;
    constexpr int kAnyYear = 2023;
    PartialDate& end = out.end->date;
    const bool told = end.year != 0;
    if (!told) end.year = kAnyYear;
    for (int day = 1; day < 7; ++day) end = next_day(end);
    if (!told) end.year = 0;
    out.begin.need = DateNeed::kNothing;
    return out;
  }
  if (begin->relative.relation == Relation::kNone && !(begin->end && begin->date.year == 0)) extend(out);
  if (!out.end && !out.open && out.lead == DateLead::kSince) out.open = true;
  if (out.open || out.end) out.first = at;
  return out;
}

}  // namespace hoptac
