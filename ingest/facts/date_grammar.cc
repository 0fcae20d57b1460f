#include "ingest/facts/date_grammar.h"

#include <array>

namespace hoptac {
namespace {

using enum DateWordKind;

constexpr int kFirstBareYear = 1900;
constexpr int kLastBareYear = 2100;
constexpr int kCenturyPivot = 40;  // two-digit years below are 20yy

bool is_bare_year(int year) { return year >= kFirstBareYear && year <= kLastBareYear; }

// A day and month that exist in some year.
bool is_day(int month, int day) {
  constexpr int kLeapYear = 2024;
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(kLeapYear, month);
}

// Day first; the other way round only where that names no day.
std::optional<PartialDate> day_first(int a, int b, int year) {
  if (is_day(b, a)) return PartialDate{year, b, a};
  if (is_day(a, b)) return PartialDate{year, a, b};
  return std::nullopt;
}

DatePoint make_point(std::size_t first, std::size_t last, PartialDate date, std::string_view rule) {
  DatePoint point;
  point.first = first;
  point.last = last;
  point.date = date;
  point.rule = rule;
  return point;
}

}  // namespace

std::optional<int> DateGrammar::number(std::size_t at) const {
  if (at >= limit_ || !tokens_[at].number || width(at) > 4) return std::nullopt;
  int value = 0;
  for (const char c : tokens_.exact(at)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "21st"
std::optional<int> DateGrammar::ordinal_day(std::size_t at) const {
  if (at >= limit_ || !tokens_[at].word || tokens_[at].number) return std::nullopt;
  const std::string_view key = tokens_.exact(at);
  if (key.size() < 3 || key.size() > 4 || key[0] < '0' || key[0] > '9') return std::nullopt;
  const std::string_view tail = key.substr(key.size() - 2);
  if (tail != "st" && tail != "nd" && tail != "rd" && tail != "th") return std::nullopt;
  int value = 0;
  for (const char c : key.substr(0, key.size() - 2)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value >= 1 && value <= 31 ? std::optional(value) : std::nullopt;
}

std::optional<int> DateGrammar::full_year(std::size_t at) const {
  const auto value = number(at);
  return value && width(at) == 4 && *value >= 1000 && *value < 3000 ? value : std::nullopt;
}

// The sign between two numbers of one numeric date: / - . without blanks around it; 0 for none.
char DateGrammar::joint(std::size_t at) const {
  if (!tight(at) || !tight(at + 1)) return 0;
  for (const char sign : {'/', '-', '.'}) {
    if (is_sign(at, sign)) return sign;
  }
  return 0;
}

// The number continues something on its left: "4,6", "QĐ-77", "(+84)912".
bool DateGrammar::glued_before(std::size_t at) const {
  if (at == 0 || tokens_[at].gap != Gap::kNone) return false;
  if (tokens_[at - 1].word) return true;
  constexpr std::string_view kSigns = "/.,-:+$#%";
  const std::string_view sign = tokens_.exact(at - 1);
  return sign.size() == 1 && kSigns.find(sign[0]) != std::string_view::npos && at >= 2 &&
         tokens_[at - 1].gap == Gap::kNone && tokens_[at - 2].word;
}

// … or on its right: "15/2023/QH15", "98,1", "2.1.3". A dash before a number may start an interval.
bool DateGrammar::glued_after(std::size_t last, char inner) const {
  const std::size_t sign = last + 1;
  if (!tight(sign)) return false;
  if (tokens_[sign].word) return true;
  if (is_sign(sign, '%')) return true;
  if (!tight(sign + 1) || !tokens_[sign + 1].word) return false;
  if (is_sign(sign, '-')) return inner == '-' || !tokens_[sign + 1].number;
  if (is_sign(sign, '.') || is_sign(sign, ',') || is_sign(sign, ':')) return tokens_[sign + 1].number;
  return is_sign(sign, '/') || is_sign(sign, '+');
}

DateGrammar::Point DateGrammar::numeric_three(std::size_t at, char sign) const {
  const auto a = number(at), b = number(at + 2), c = number(at + 4);
  if (!a || !b || !c || width(at + 2) > 2) return std::nullopt;
  DatePoint point = make_point(at, at + 4, {}, "date.numeric");
  if (width(at + 4) == 4 && width(at) <= 2) {
    const auto date = day_first(*a, *b, *c);
    if (!date) return std::nullopt;
    point.date = *date;
  } else if (width(at) == 4 && width(at + 4) <= 2) {
    point.date = {*a, *b, *c};
  } else if (width(at) <= 2 && width(at + 4) == 2) {
    const auto date = day_first(*a, *b, *c + (*c < kCenturyPivot ? 2000 : 1900));
    if (!date) return std::nullopt;
    point.date = *date;
    point.need = sign == '/' ? DateNeed::kDayCue : DateNeed::kStrongDayCue;
  } else {
    return std::nullopt;
  }
  return is_valid(point.date) && point.date.month != 0 && point.date.day != 0 ? Point(point) : std::nullopt;
}

DateGrammar::Point DateGrammar::numeric_two(std::size_t at, char sign) const {
  const auto a = number(at), b = number(at + 2);
  if (!a || !b) return std::nullopt;
  DatePoint point = make_point(at, at + 2, {}, "date.numeric");
  if (width(at + 2) == 4 && width(at) <= 2) {
    if (!is_bare_year(*b) || *a < 1 || *a > 12 || (sign == '.' && width(at) != 2)) return std::nullopt;
    point.date = {*b, *a, 0};
    return point;
  }
  if (width(at) == 4 && width(at + 2) == 2) {
    // An en dash makes "2009–10" an interval of years.
    const bool plain = sign == '/' || tokens_.surface(at + 1) == "-";
    if (!plain || !is_bare_year(*a) || *b < 1 || *b > 12) return std::nullopt;
    point.date = {*a, *b, 0};
    return point;
  }
  if (width(at) > 2 || width(at + 2) > 2) return std::nullopt;
  const bool days_of_month = sign == '-' && (is_kind(at + 3, kMonthName) || is_kind(at + 3, kMonth));  // "9-11 July"
  if (days_of_month) return std::nullopt;
  const auto date = day_first(*a, *b, 0);
  if (!date) return std::nullopt;
  point.date = *date;
  const bool round_the_clock = *a == 24 && *b == 7;
  point.need = sign == '/' && !round_the_clock ? DateNeed::kDayCue : DateNeed::kStrongDayCue;
  take_vietnamese_year(point);
  return point;
}

DateGrammar::Point DateGrammar::numeric(std::size_t at, bool behind_dash) const {
  if (!number(at) || (!behind_dash && glued_before(at))) return std::nullopt;
  const char sign = joint(at + 1);
  if (sign != 0 && number(at + 2)) {
    if (joint(at + 3) == sign && number(at + 4)) {
      Point three = numeric_three(at, sign);
      if (three && !glued_after(three->last, sign)) return three;
    } else if (Point two = numeric_two(at, sign); two && !glued_after(two->last, sign)) {
      return two;
    }
  }
  return bare_number(at);
}

// "No. 3 — 20 September 2023", "Vol. 12": the number of an issue.
bool DateGrammar::is_issue(std::size_t at) const {
  if (at == 0) return false;
  const std::size_t word = is_sign(at - 1, '.') && at > 1 ? at - 2 : at - 1;
  for (const std::string_view label : {"no", "vol", "volume", "issue", "số"}) {
    if (tokens_.exact(word) == label) return true;
  }
  return false;
}

// A year, or a day that only an interval can use.
DateGrammar::Point DateGrammar::bare_number(std::size_t at) const {
  const auto value = number(at);
  if (!value || glued_after(at, 0)) {
    // "18/19-…" is nothing; "18-19/11" and "2019-2022" are ends of an interval.
    if (!value || joint(at + 1) != '-') return std::nullopt;
  }
  if (width(at) == 4 && is_bare_year(*value)) {
    DatePoint point = make_point(at, at, {*value, 0, 0}, "date.year");
    point.need = DateNeed::kYearCue;
    return point;
  }
  if (width(at) > 2 || *value < 1 || *value > 31 || is_issue(at)) return std::nullopt;
  DatePoint point = make_point(at, at, {0, 0, *value}, "date.day");
  point.need = DateNeed::kRange;
  return point;
}

// "năm đó", "năm ấy", "cùng năm".
bool DateGrammar::is_that_year(std::size_t at) const {
  if (at + 1 >= limit_) return false;
  if (tokens_.exact(at) == "cùng" || (marks_ == Marks::kFolded && tokens_.exact(at) == "cung"))
    return is_kind(at + 1, kYear);
  if (!is_kind(at, kYear) || tokens_.exact(at).front() == 'y') return false;
  if (marks_ == Marks::kFolded) return tokens_.folded(at + 1) == "do" || tokens_.folded(at + 1) == "ay";
  return tokens_.exact(at + 1) == "đó" || tokens_.exact(at + 1) == "ấy";
}

// "năm 2024", ", năm 2024" behind a day or month.
void DateGrammar::take_vietnamese_year(DatePoint& point) const {
  if (is_that_year(point.last + 1)) {  // "hồi tháng 6 năm đó"
    point.relative = {Relation::kThatYear, 0, -1};
    point.last += 2;
    point.need = DateNeed::kNothing;
    return;
  }
  const std::size_t at = is_sign(point.last + 1, ',') ? point.last + 2 : point.last + 1;
  if (!is_kind(at, kYear) || tokens_.exact(at).front() == 'y') return;
  if (const auto offset = vietnamese_offset(at)) {  // "14-2 năm ngoái"
    point.relative = {Relation::kYear, *offset, -1};
    point.last = at + 1;
    point.need = DateNeed::kNothing;
    return;
  }
  if (const auto year = full_year(at + 1); year && !glued_after(at + 1, 0)) {
    point.date.year = *year;
    point.last = at + 1;
    point.need = DateNeed::kNothing;
  }
}

// "2024", ", 2024", ". 2024" behind an English day or month.
void DateGrammar::take_english_year(DatePoint& point) const {
  std::size_t at = point.last + 1;
  if (is_sign(at, '.') || is_sign(at, ',')) ++at;
  if (is_sign(at, '-') && tight(at) && tight(at + 1)) ++at;
  if (is_kind(at, kRelative) && is_kind(at + 1, kYear) && tokens_.exact(at + 1) == "year") {  // "March next year"
    point.relative = {Relation::kYear, word(at).value, -1};
    point.last = at + 1;
    point.need = DateNeed::kNothing;
    return;
  }
  const auto year = full_year(at);
  if (!year || glued_after(at, '-')) return;
  point.date.year = *year;
  point.last = at;
  point.need = DateNeed::kNothing;
}

// "14 March 2025", "5th day of November 2024", "17-Oct-22"; `next` is the token behind the day.
DateGrammar::Point DateGrammar::day_led(std::size_t at, int day, std::size_t next) const {
  std::size_t month_at = next;
  if (is_sign(month_at, '-') && tight(month_at)) ++month_at;
  if (month_at < limit_ && tokens_.exact(month_at) == "day") ++month_at;
  month_at = skip(month_at, kOf);
  if (is_sign(month_at, ',')) ++month_at;
  const DateWord month = word(month_at);
  if (month.kind != kMonthName || !is_day(month.value, day)) return std::nullopt;
  DatePoint point = make_point(at, month_at, {0, month.value, day}, "date.en");
  take_english_year(point);
  if (point.date.year == 0 && joint(month_at + 1) == '-' && number(month_at + 2) && width(month_at + 2) == 2) {
    const int year = *number(month_at + 2);
    point.date.year = year + (year < kCenturyPivot ? 2000 : 1900);
    point.last = month_at + 2;
  }
  return point;
}

// "March 15, 2024", "May 31st, 2022", "February, 2024", "March 2030", "May".
DateGrammar::Point DateGrammar::month_led(std::size_t at) const {
  const int month = word(at).value;
  DatePoint point = make_point(at, at, {0, month, 0}, "date.en");
  take_english_year(point);
  if (point.date.year != 0 || point.relative.relation != Relation::kNone) return point;
  std::size_t day_at = at + 1;
  if (is_sign(day_at, '.') || is_sign(day_at, ',')) ++day_at;
  auto day = ordinal_day(day_at);
  if (!day && number(day_at) && width(day_at) <= 2) {
    const bool interval = joint(day_at + 1) == '-' && (number(day_at + 2) || ordinal_day(day_at + 2));
    if (interval || !glued_after(day_at, 0)) day = number(day_at);
  }
  if (day && is_day(month, *day)) {
    point.date.day = *day;
    point.last = day_at;
    take_english_year(point);
    return point;
  }
  point.need = DateNeed::kMonthCue;
  return point;
}

// "ngày 14 tháng 3 năm 2025", "ngày 2-1", "ngày 28".
DateGrammar::Point DateGrammar::vietnamese_day(std::size_t at) const {
  std::size_t next = is_kind(at + 1, kDay) ? at + 2 : at + 1;  // "ngày mùng 3"
  Point point = numeric(next, false);
  if (!point || point->need == DateNeed::kYearCue) return std::nullopt;
  point->first = at;
  if (point->need != DateNeed::kRange) {
    point->need = DateNeed::kNothing;
    return point;
  }
  if (!is_kind(point->last + 1, kMonth)) return point;
  const Point month = vietnamese_month(point->last + 1);
  if (!month || month->date.day != 0) return std::nullopt;
  const PartialDate date{month->date.year, month->date.month, point->date.day};
  if (!is_day(date.month, date.day)) return std::nullopt;
  DatePoint out = make_point(at, month->last, date, "date.vi");
  out.relative = month->relative;
  return out;
}

// "tháng 3/2025", "tháng 11 năm 2023", "tháng 9", "Tháng mười hai 27, 2024".
DateGrammar::Point DateGrammar::vietnamese_month(std::size_t at) const {
  DatePoint point = make_point(at, at + 1, {}, "date.vi-month");
  if (const Point two = numeric_two(at + 1, joint(at + 2));
      joint(at + 2) != 0 && two && two->date.day == 0 && !glued_after(two->last, joint(at + 2))) {
    point.date = two->date;
    point.last = two->last;
    return point;
  }
  if (const auto value = number(at + 1); value && width(at + 1) <= 2) {
    if (*value < 1 || *value > 12 || (glued_after(at + 1, 0) && joint(at + 2) != '-')) return std::nullopt;
    point.date.month = *value;
  } else if (const auto spelled = vietnamese_number(tokens_, at + 1, marks_); spelled && spelled->last < limit_) {
    point.date.month = spelled->value;
    point.last = spelled->last;
    point.need = tokens_[at + 1].upper ? DateNeed::kNothing : DateNeed::kMonthCue;
  } else {
    return std::nullopt;
  }
  take_vietnamese_year(point);
  if (point.date.year != 0 || point.relative.relation != Relation::kNone) return point;
  const std::size_t day_at = point.last + 1;
  const auto day = number(day_at);
  if (day && width(day_at) <= 2 && is_sign(day_at + 1, ',') && full_year(day_at + 2)) {
    point.date = {*full_year(day_at + 2), point.date.month, *day};
    point.last = day_at + 2;
    return is_valid(point.date) ? Point(point) : std::nullopt;
  }
  const std::size_t year_at = is_sign(day_at, ',') ? day_at + 1 : day_at;  // "Tháng Ba 2024"
  const bool closed = year_at != day_at || year_at + 1 >= limit_ || !tokens_[year_at + 1].word;
  if (const auto year = full_year(year_at); year && is_bare_year(*year) && closed && !glued_after(year_at, 0)) {
    point.date.year = *year;
    point.last = year_at;
    point.need = DateNeed::kNothing;
  }
  return point;
}

// "năm 2021", "năm học 2023(-2024)", "the year 2025".
DateGrammar::Point DateGrammar::vietnamese_year(std::size_t at) const {
  if (!is_kind(at, kYear)) return std::nullopt;
  const std::size_t next = skip(at + 1, kSchool);
  const auto year = full_year(next);
  const bool next_year = joint(next + 1) == '/' && width(next + 2) == 2;  // "2023/24"
  if (!year || (glued_after(next, 0) && joint(next + 1) != '-' && !next_year)) return std::nullopt;
  return make_point(at, next, {*year, 0, 0}, "date.year-word");
}

DateGrammar::Point DateGrammar::point(std::size_t at, bool behind_dash) const {
  if (at >= limit_) return std::nullopt;
  const Token& token = tokens_[at];
  if (!token.word) return std::nullopt;
  if (token.number) {
    if (at > 0 && tokens_.is(at - 1, '#')) return std::nullopt;  // "NEWS #18 – June 2024"
    if (Point chronicle = year_led(at)) return chronicle;
    if (const auto day = number(at);
        day && width(at) <= 2 && *day >= 1 && *day <= 31 && (behind_dash || !glued_before(at))) {
      if (Point led = day_led(at, *day, at + 1)) return led;
      if (Point months = first_months(at)) return months;
      if (is_kind(at + 1, kMonth)) {  // "14 tháng 3 năm 2025"
        const Point month = vietnamese_month(at + 1);
        const bool sure = marks_ != Marks::kFolded || (month && month->date.year != 0);
        if (month && sure && month->date.day == 0 && is_day(month->date.month, *day)) {
          return make_point(at, month->last, {month->date.year, month->date.month, *day}, "date.vi");
        }
      }
    }
    return numeric(at, behind_dash);
  }
  if (const auto day = ordinal_day(at)) {
    if (Point led = day_led(at, *day, at + 1)) return led;
    if (Point of_month = day_of_month(at, *day)) return of_month;
    DatePoint bare = make_point(at, at, {0, 0, *day}, "date.day");
    bare.need = DateNeed::kRange;
    return bare;
  }
  return word_led(at);
}

DateGrammar::Point DateGrammar::word_led(std::size_t at) const {
  switch (word(at).kind) {
    case kMonthName:
      return month_led(at);
    case kWeekday:
    case kWeekdayLead:
      return weekday_led(at);
    case kDay:
    case kDayPart:
      if (Point relative = vietnamese_relative(at)) return relative;
      return is_kind(at, kDay) ? vietnamese_day(at) : std::nullopt;
    case kMonth:
      if (Point relative = vietnamese_relative(at)) return relative;
      return vietnamese_month(at);
    case kSchool:
    case kYear:
      if (Point relative = vietnamese_relative(at)) return relative;
      return vietnamese_year(is_kind(at, kSchool) ? at + 1 : at);
    case kQuarter:
      return quarter(at);
    case kOrdinal:
      return ordinal_unit(at);
    case kHalf:
      return half(at);
    case kPart:
      return part(at);
    case kSeason:
      if (const auto year = full_year(at + 1); year && !glued_after(at + 1, 0)) {  // "spring 2027"
        return make_point(at, at + 1, {*year, 0, 0}, "date.part-of-year");
      }
      return std::nullopt;
    case kThe:
      if (Point beside = year_beside(at)) return beside;
      return is_kind(at + 1, kThe) ? std::nullopt : word_led(at + 1);
    case kRelative:
      return relative(at);
    case kRelativeDay:
      return relative_day(at);
    default:
      return code_unit(at);
  }
}

}  // namespace hoptac
