// Quarters, halves, parts of a year, weekdays and relative words of the date grammar.
#include <algorithm>
#include <array>

#include "ingest/facts/date_grammar.h"

namespace hoptac {
namespace {

using enum DateWordKind;

constexpr int kLateYearMonth = 12;
constexpr std::size_t kShortWeekday = 5;  // letters of an abbreviation: "Thurs"

DatePoint months_of_year(std::size_t first, std::size_t last, PartialDate begin, int end_month) {
  DatePoint point;
  point.first = first;
  point.last = last;
  point.date = begin;
  point.end = PartialDate{begin.year, end_month, 0};
  point.rule = "date.part-of-year";
  return point;
}

DatePoint relative_point(std::size_t first, std::size_t last, RelativeDate relative) {
  DatePoint point;
  point.first = first;
  point.last = last;
  point.relative = relative;
  point.rule = "date.relative";
  return point;
}

}  // namespace

// The year behind a quarter or half: "/2023", " năm 2023", " of 2023", ", 2023". Returns the last token, `at` - 1 when
// there is none.
std::size_t DateGrammar::take_unit_year(std::size_t at, int& year) const {
  std::size_t next = at;
  if (is_sign(next, '/') || is_sign(next, '-') || is_sign(next, ',')) ++next;
  next = skip(skip(next, kOf), kThe);
  if (is_kind(next, kYear) && vietnamese_offset(next) == 0) return next + 1;  // "quý II năm nay"
  next = skip(next, kYear);
  const auto value = full_year(next);
  if (!value || glued_after(next, 0)) return at - 1;
  year = *value;
  return next;
}

// "quý II/2023", "Quý 3 năm 2022". ("Quý cơ quan" is no quarter.)
DateGrammar::Point DateGrammar::quarter(std::size_t at) const {
  std::size_t last = at + 1;
  int value = roman_quarter(tokens_, at + 1).value_or(0);
  if (const auto digit = number(at + 1); digit && width(at + 1) == 1) value = *digit;
  if (value == 0 && tokens_.exact(at) != "quarter") {
    const auto spelled = vietnamese_number(tokens_, at + 1, marks_);
    if (spelled) value = spelled->value, last = spelled->last;
  }
  if (value < 1 || value > 4) return std::nullopt;
  int year = 0;
  const std::size_t unit = last;
  last = take_unit_year(last + 1, year);
  DatePoint out = months_of_year(at, last, {year, value * 3 - 2, 0}, value * 3);
  out.this_year = year == 0 && last > unit;
  return out;
}

// "fourth quarter of 2024", "first half of 2023".
DateGrammar::Point DateGrammar::ordinal_unit(std::size_t at) const {
  const DateWordKind unit = word(at + 1).kind;
  const int n = word(at).value >= 0 ? word(at).value : unit == kQuarter ? 4 : 2;  // "the last quarter"
  int year = 0;
  const std::size_t last = take_unit_year(at + 2, year);
  if (year == 0 && is_kind(at + 2, kOf) && is_kind(at + 3, kThat) && is_kind(at + 4, kYear)) {
    if (unit != kQuarter && unit != kHalf) return std::nullopt;
    const int months = unit == kQuarter ? 3 : 6;
    DatePoint out = months_of_year(at, at + 4, {0, n * months - months + 1, 0}, n * months);
    out.that_year = true;
    return out;
  }
  if (year == 0 && word(at).value < 0) return std::nullopt;  // "last quarter": of which year
  if (unit == kQuarter) return months_of_year(at, last, {year, n * 3 - 2, 0}, n * 3);
  if (unit == kHalf && n <= 2 && year != 0) return months_of_year(at, last, {year, n * 6 - 5, 0}, n * 6);
  return std::nullopt;
}

// "nửa đầu năm 2023", "nửa cuối năm 2023".
DateGrammar::Point DateGrammar::half(std::size_t at) const {
  const DateWord which = word(at + 1);
  if (which.kind != kPart || which.value == 1) return std::nullopt;
  int year = 0;
  const std::size_t last = take_unit_year(at + 2, year);
  if (year == 0) return std::nullopt;
  return which.value == 0 ? months_of_year(at, last, {year, 1, 0}, 6) : months_of_year(at, last, {year, 7, 0}, 12);
}

// "6 tháng đầu năm 2023", "3 tháng cuối năm 2022".
DateGrammar::Point DateGrammar::first_months(std::size_t at) const {
  const int n = number(at).value_or(0);
  if (n < 1 || n > 11 || !is_kind(at + 1, kMonth) || !is_kind(at + 2, kPart)) return std::nullopt;
  int year = 0;
  const std::size_t last = take_unit_year(at + 3, year);
  if (year == 0) return std::nullopt;
  return word(at + 2).value == 0 ? months_of_year(at, last, {year, 1, 0}, n)
                                 : months_of_year(at, last, {year, 13 - n, 0}, 12);
}

// "Q1/2023", "H2 2024".
DateGrammar::Point DateGrammar::code_unit(std::size_t at) const {
  if (at >= limit_) return std::nullopt;
  const std::string_view key = tokens_.exact(at);
  if (key.size() != 2 || (key[0] != 'q' && key[0] != 'h') || key[1] < '1' || key[1] > '4') return std::nullopt;
  const int n = key[1] - '0';
  int year = 0;
  const std::size_t last = take_unit_year(at + 1, year);
  if (year == 0) return std::nullopt;
  if (key[0] == 'q') return months_of_year(at, last, {year, n * 3 - 2, 0}, n * 3);
  return n <= 2 ? Point(months_of_year(at, last, {year, n * 6 - 5, 0}, n * 6)) : std::nullopt;
}

// "đầu năm 2023", "cuối tháng 6/2024", "early 2023", "mid-March 2022": the larger unit; "end of 2021": its last month.
DateGrammar::Point DateGrammar::part(std::size_t at) const {
  if (!is_kind(at, kPart)) return std::nullopt;
  const bool of_end = tokens_.exact(at) == "end";
  std::size_t next = at + 1;
  const bool dashed = is_sign(next, '-');  // "mid-2022"
  if (dashed) ++next;
  next = skip(skip(next, kOf), kThe);
  if (of_end && is_kind(next, kThat) && is_kind(next + 1, kYear)) {
    DatePoint point = relative_point(at, next + 1, {Relation::kThatYear, 0, -1});
    point.date.month = kLateYearMonth;
    return point;
  }
  if (is_kind(next, kPart)) return std::nullopt;
  Point inner = point(next, dashed);
  if (!inner || inner->date.day != 0 || inner->end) return std::nullopt;
  const bool relative_year = inner->relative.relation == Relation::kYear;
  if (inner->relative.relation != Relation::kNone && !relative_year) return std::nullopt;
  inner->first = at;
  if (inner->need == DateNeed::kYearCue || inner->need == DateNeed::kMonthCue) inner->need = DateNeed::kNothing;
  if (of_end && inner->date.month == 0) inner->date.month = kLateYearMonth;
  return inner;
}

// "Thứ Sáu, ngày 07/11/2025", "Tue, 10 Jun 2025"; else the weekday alone, relative to the document's date.
DateGrammar::Point DateGrammar::weekday_led(std::size_t at) const {
  std::size_t last = at;
  int weekday = word(at).value;
  if (!tokens_[at].upper && width(at) <= kShortWeekday && is_kind(at, kWeekday)) return std::nullopt;  // "sun", "thu"
  if (is_kind(at, kWeekdayLead)) {
    const auto spelled = vietnamese_number(tokens_, at + 1, marks_);
    const int value = spelled ? spelled->value : number(at + 1).value_or(0);
    if (value < 2 || value > 7) return std::nullopt;
    weekday = value - 2;
    last = spelled ? spelled->last : at + 1;
  }
  std::size_t next = last + 1;
  if (is_sign(next, '.')) ++next;
  if (is_sign(next, ',') || is_sign(next, '(')) ++next;
  Point dated = point(next);
  if (dated && dated->weekday < 0 && dated->relative.relation == Relation::kNone && dated->date.month != 0 &&
      !dated->end) {
    if (dated->need != DateNeed::kMonthCue) {
      dated->first = at;
      dated->weekday = weekday;
      dated->need = DateNeed::kNothing;
      return dated;
    }
  }
  DatePoint alone = relative_point(at, last, {Relation::kWeekday, 0, weekday});
  alone.need = DateNeed::kStrongDayCue;
  return alone;
}

// "last Wednesday", "next year", "this May", "the last day of March".
DateGrammar::Point DateGrammar::relative(std::size_t at) const {
  const int offset = word(at).value;
  const DateWord unit = word(at + 1);
  if (offset == -1 && at + 1 < limit_ && tokens_.exact(at + 1) == "day" && is_kind(at + 2, kOf)) {
    Point month = point(at + 3);
    if (!month || month->date.month == 0 || month->date.day != 0) return std::nullopt;
    const int year = month->date.year == 0 ? 2023 : month->date.year;
    month->date.day = days_in_month(year, month->date.month);
    month->first = at;
    month->need = DateNeed::kNothing;
    return month;
  }
  switch (unit.kind) {
    case kQuarter:
      return offset == -1 ? ordinal_unit(at) : std::nullopt;
    case kWeekday:
      return relative_point(at, at + 1, {Relation::kWeekday, offset, unit.value});
    case kMonth:
      return relative_point(at, at + 1, {Relation::kMonth, offset, -1});
    case kSeason:
    case kYear:
      return relative_point(at, at + 1, {Relation::kYear, offset, -1});
    case kMonthName: {
      if (full_year(at + 2)) return std::nullopt;
      DatePoint point = relative_point(at, at + 1, {Relation::kNamedMonth, offset, -1});
      point.date.month = unit.value;
      return point;
    }
    default:
      return std::nullopt;
  }
}

DateGrammar::Point DateGrammar::relative_day(std::size_t at) const {
  return relative_point(at, at, {Relation::kDay, word(at).value, -1});
}

// "năm nay", "tháng trước", "hôm qua": how far from the document's date; nothing for other words.
std::optional<int> DateGrammar::vietnamese_offset(std::size_t unit) const {
  if (unit + 1 >= limit_) return std::nullopt;
  const bool folded = marks_ == Marks::kFolded;
  const auto is = [&](std::string_view exact, std::string_view plain) {
    return tokens_.exact(unit + 1) == exact || (folded && tokens_.folded(unit + 1) == plain);
  };
  const DateWordKind kind = word(unit).kind;
  if (kind == kDayPart)
    return is("nay", "nay") ? std::optional(0) : is("qua", "qua") ? std::optional(-1) : std::nullopt;
  if (kind == kMonth && is("này", "nay")) return 0;
  if (kind == kMonth && is("trước", "truoc")) return -1;
  if (kind == kYear && is("nay", "nay")) return 0;
  if (kind == kYear && is("ngoái", "ngoai")) return -1;
  if (kind == kYear && unit > 0 && tokens_.exact(unit - 1) == "sang") return std::nullopt;  // "kéo dài sang năm sau"
  const bool later = is("sau", "sau") || is("tới", "toi");
  const bool then = unit + 2 < limit_ && (tokens_.folded(unit + 2) == "do" || tokens_.folded(unit + 2) == "khi");
  return later && !then ? std::optional(1) : std::nullopt;
}

// "ba năm sau", "những tháng tới": a stretch of time, no date.
bool DateGrammar::is_counted(std::size_t at) const {
  if (at == 0) return false;
  constexpr std::array<std::string_view, 8> kCounts{"những", "các", "nhiều", "mấy", "vài", "từng", "hàng", "mỗi"};
  const bool word = std::find(kCounts.begin(), kCounts.end(), tokens_.exact(at - 1)) != kCounts.end();
  return word || tokens_[at - 1].number || vietnamese_number(tokens_, at - 1, marks_).has_value();
}

// "hôm nay", "ngày hôm qua", "năm ngoái", "tháng trước"; not before the day itself: "sáng nay (4/6)".
DateGrammar::Point DateGrammar::vietnamese_relative(std::size_t at) const {
  const std::size_t unit = is_kind(at, kDay) && is_kind(at + 1, kDayPart) ? at + 1 : at;
  const DateWordKind kind = word(unit).kind;
  if (kind == kDay || kind == kSchool || (kind == kYear && tokens_.exact(unit).front() == 'y')) return std::nullopt;
  const auto offset = vietnamese_offset(unit);
  if (!offset || (kind != kDayPart && is_counted(unit))) return std::nullopt;
  std::size_t next = unit + 2;
  if (is_sign(next, ',') || is_sign(next, '(')) ++next;
  if (number(next) || is_kind(next, kDay)) return std::nullopt;
  const Relation relation = kind == kDayPart ? Relation::kDay : kind == kMonth ? Relation::kMonth : Relation::kYear;
  return relative_point(at, unit + 1, {relation, *offset, -1});
}

// "the year before", "the following year": beside the year told last.
DateGrammar::Point DateGrammar::year_beside(std::size_t at) const {
  if (at + 2 >= limit_) return std::nullopt;
  const std::string_view one = tokens_.exact(at + 1), two = tokens_.exact(at + 2);
  const std::string_view side = one == "year" ? two : two == "year" ? one : std::string_view();
  const bool before = side == "before" || side == "previous" || side == "preceding";
  const bool after = side == "after" || side == "following";
  if (!before && !after) return std::nullopt;
  if (one == "year" && at + 3 < limit_ && tokens_[at + 3].word) {  // not "the year before the war"
    const std::string_view next = tokens_.exact(at + 3);
    if (next != "in" && next != "at" && next != "and" && next != "by" && next != "with") return std::nullopt;
  }
  return relative_point(at, at + 2, {Relation::kThatYear, before ? -1 : 1, -1});
}

// "2018, December 18", "2022, 08 Jun": the year first, as in a list of events.
DateGrammar::Point DateGrammar::year_led(std::size_t at) const {
  if (width(at) != 4 || !is_sign(at + 1, ',') || tight(at + 2)) return std::nullopt;
  const auto year = full_year(at);
  if (!year || (!number(at + 2) && !is_kind(at + 2, kMonthName))) return std::nullopt;
  Point day;
  if (const auto n = number(at + 2); n && width(at + 2) <= 2) day = day_led(at + 2, *n, at + 3);
  if (is_kind(at + 2, kMonthName)) day = month_led(at + 2);
  const bool plain = day && day->date.day != 0 && day->date.year == 0 && day->relative.relation == Relation::kNone;
  if (!plain) return std::nullopt;
  day->first = at;
  day->date.year = *year;
  day->need = DateNeed::kNothing;
  return day;
}

// "on the 19th": of the document's month.
DateGrammar::Point DateGrammar::day_of_month(std::size_t at, int day) const {
  if (at < 2 || tokens_.exact(at - 1) != "the" || tokens_.exact(at - 2) != "on") return std::nullopt;
  constexpr std::array<std::string_view, 7> kFollowers{"in", "at", "with", "that", "by", "for", "when"};
  const bool follows = at + 1 >= limit_ || is_sign(at + 1, '.') || is_sign(at + 1, ',') ||
                       std::find(kFollowers.begin(), kFollowers.end(), tokens_.exact(at + 1)) != kFollowers.end();
  if (!follows) return std::nullopt;
  DatePoint out = relative_point(at, at, {Relation::kDayOfMonth, 0, -1});
  out.date.day = day;
  return out;
}

}  // namespace hoptac
