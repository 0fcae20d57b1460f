#include "src/model/date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace hoptac {
namespace {

constexpr long kMaxPostedDays = 366;

std::optional<int> digits(std::string_view text, std::size_t count) {
  int value = 0;
  if (text.size() < count) return std::nullopt;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string unit(const PartialDate& d) {
  std::array<char, 16> buffer{};
  const int n = d.month == 0 ? std::snprintf(buffer.data(), buffer.size(), "%04d", d.year)
                : d.day == 0 ? std::snprintf(buffer.data(), buffer.size(), "%04d%02d", d.year, d.month)
                             : std::snprintf(buffer.data(), buffer.size(), "%04d%02d%02d", d.year, d.month, d.day);
  return {buffer.data(), static_cast<std::size_t>(n)};
}

PartialDate next_month(PartialDate m) {
  return m.month == 12 ? PartialDate{m.year + 1, 1, 0} : PartialDate{m.year, m.month + 1, 0};
}

void add_with_parents(std::vector<std::string>& out, const PartialDate& d) {
  out.push_back(unit({d.year, 0, 0}));
  if (d.month != 0) out.push_back(unit({d.year, d.month, 0}));
  if (d.day != 0) out.push_back(unit(d));
}

void sort_unique(std::vector<std::string>& v) {
  std::sort(v.begin(), v.end());
  v.erase(std::unique(v.begin(), v.end()), v.end());
}

}  // namespace

int days_in_month(int year, int month) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_valid(const PartialDate& d) {
  if (d.year < 1000 || d.year > 2999 || d.month < 0 || d.month > 12) return false;
  if (d.month == 0) return d.day == 0;
  return d.day >= 0 && d.day <= days_in_month(d.year, d.month);
}

std::optional<PartialDate> parse_partial_date(std::string_view iso) {
  PartialDate d;
  const auto year = digits(iso, 4);
  if (!year || (iso.size() != 4 && iso.size() != 7 && iso.size() != 10)) return std::nullopt;
  d.year = *year;
  if (iso.size() >= 7) {
    const auto month = digits(iso.substr(5), 2);
    if (iso[4] != '-' || !month || *month == 0) return std::nullopt;
    d.month = *month;
  }
  if (iso.size() == 10) {
    const auto day = digits(iso.substr(8), 2);
    if (iso[7] != '-' || !day || *day == 0) return std::nullopt;
    d.day = *day;
  }
  return is_valid(d) ? std::optional(d) : std::nullopt;
}

std::optional<DateValue> parse_date_value(std::string_view iso) {
  const std::size_t slash = iso.find('/');
  const auto begin = parse_partial_date(iso.substr(0, slash));
  if (!begin) return std::nullopt;
  DateValue value{*begin, std::nullopt, false};
  if (slash == std::string_view::npos) return value;
  const std::string_view rest = iso.substr(slash + 1);
  if (rest == "..") {
    value.open = true;
    return value;
  }
  value.end = parse_partial_date(rest);
  if (!value.end || last_day(*value.end) < first_day(*begin)) return std::nullopt;
  return value;
}

std::string to_iso(const PartialDate& d) {
  std::string out = unit(d);
  if (out.size() > 4) out.insert(4, "-");
  if (out.size() > 7) out.insert(7, "-");
  return out;
}

std::string to_iso(const DateValue& date) {
  std::string out = to_iso(date.begin);
  if (date.open) return out + "/..";
  return date.end ? out + "/" + to_iso(*date.end) : out;
}

PartialDate first_day(const PartialDate& d) { return {d.year, std::max(d.month, 1), std::max(d.day, 1)}; }

PartialDate last_day(const PartialDate& d) {
  const int month = d.month == 0 ? 12 : d.month;
  return {d.year, month, d.day == 0 ? days_in_month(d.year, month) : d.day};
}

PartialDate next_day(PartialDate d) {
  if (++d.day <= days_in_month(d.year, d.month)) return d;
  d.day = 1;
  if (++d.month <= 12) return d;
  return {d.year + 1, 1, 1};
}

// Howard Hinnant's days_from_civil, public domain.
long day_number(const PartialDate& d) {
  const long y = d.year - (d.month <= 2 ? 1 : 0);
  const long era = (y >= 0 ? y : y - 399) / 400;
  const long yoe = y - era * 400;
  const long doy = (153L * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int weekday(const PartialDate& day) { return static_cast<int>(((day_number(day) + 3) % 7 + 7) % 7); }

std::vector<std::string> posted_units(const DateValue& date) {
  std::vector<std::string> out;
  add_with_parents(out, date.begin);
  if (date.open || !date.end) {
    sort_unique(out);
    return out;
  }
  add_with_parents(out, *date.end);
  const PartialDate first = first_day(date.begin);
  const PartialDate last = last_day(*date.end);
  const bool by_day =
      date.begin.day != 0 && date.end->day != 0 && day_number(last) - day_number(first) < kMaxPostedDays;
  const bool by_month = date.begin.month != 0 || date.end->month != 0;
  for (PartialDate d = first; by_day && d <= last; d = next_day(d)) add_with_parents(out, d);
  for (PartialDate m{first.year, first.month, 0}; by_month && m <= PartialDate{last.year, last.month, 0};
       m = next_month(m))
    add_with_parents(out, m);
  for (int year = first.year; year <= last.year; ++year) out.push_back(unit({year, 0, 0}));
  sort_unique(out);
  return out;
}

std::vector<std::string> covering_units(const PartialDate& first, const PartialDate& last) {
  std::vector<std::string> out;
  PartialDate at = first_day(first);
  const PartialDate end = last_day(last);
  while (at <= end) {
    const PartialDate year_end{at.year, 12, 31};
    const PartialDate month_end{at.year, at.month, days_in_month(at.year, at.month)};
    PartialDate stop = at;
    if (at.month == 1 && at.day == 1 && year_end <= end) {
      out.push_back(unit({at.year, 0, 0}));
      stop = year_end;
    } else if (at.day == 1 && month_end <= end) {
      out.push_back(unit({at.year, at.month, 0}));
      stop = month_end;
    } else {
      out.push_back(unit(at));
    }
    at = next_day(stop);
  }
  return out;
}

std::string sort_key(const DateValue& date) {
  std::array<char, 16> buffer{};
  const int n =
      std::snprintf(buffer.data(), buffer.size(), "%04d%02d%02d", date.begin.year, date.begin.month, date.begin.day);
  return {buffer.data(), static_cast<std::size_t>(n)};
}

}  // namespace hoptac
