// Dates with precision, intervals and open ends, as ISO-like strings:
//   2022  2022-10  2022-10-17   A/B   A/..
// Years run from 1000 to 2999. No clock times: press releases are about days.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// A year, a month or a day. month == 0: a year; day == 0: a month.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;
  friend auto operator<=>(const PartialDate&, const PartialDate&) = default;
};

// begin alone for a date; both for an interval; open for "since begin".
struct DateValue {
  PartialDate begin;
  std::optional<PartialDate> end;
  bool open = false;
  friend bool operator==(const DateValue&, const DateValue&) = default;
};

int days_in_month(int year, int month);
bool is_valid(const PartialDate& date);
// Nothing when the text is not of the forms above or names no real day.
std::optional<PartialDate> parse_partial_date(std::string_view iso);
std::optional<DateValue> parse_date_value(std::string_view iso);
std::string to_iso(const PartialDate& date);
std::string to_iso(const DateValue& date);
PartialDate first_day(const PartialDate& date);
PartialDate last_day(const PartialDate& date);
PartialDate next_day(PartialDate day);
// Days since 1970-01-01 of a full day.
long day_number(const PartialDate& day);
// 0 = Monday … 6 = Sunday.
int weekday(const PartialDate& day);

// The units of the hierarchical date terms that a date posts ("2022", "202210", "20221017"):
// itself and its parents; for an interval every unit that it covers at its own precision and
// their parents (days only while it spans at most 366 of them, then months); an open interval
// posts its begin.
std::vector<std::string> posted_units(const DateValue& date);
// The fewest units whose posting means "contained in first … last" (both inclusive, any precision).
std::vector<std::string> covering_units(const PartialDate& first, const PartialDate& last);
// "20221017" for sorting; absent parts are 00, so that a year sorts before its months.
std::string sort_key(const DateValue& date);

}  // namespace hoptac
