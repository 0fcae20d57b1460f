#include "index/date_query.h"

#include <array>
#include <charconv>
#include <vector>

#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::string_view kForms = "write 2022, 2022-10, 17/10/2022, 10/2022, q2/2023, 2015..2020, 2012.. or ..2020";

// A part of a date: its number and how many digits it was written with.
struct Part {
  int value = 0;
  std::size_t digits = 0;
};

using UnitResult = tl::expected<DateFilter, DateFault>;

tl::unexpected<DateFault> fault(std::string_view whole, std::string cause, std::string repair = {}) {
  return tl::unexpected(DateFault{{0, static_cast<std::uint32_t>(whole.size())}, std::move(cause), std::move(repair)});
}

std::optional<Part> number(std::string_view text) {
  Part part{0, text.size()};
  if (text.empty() || text.size() > 4) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part.value);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') return std::nullopt;
  return part;
}

// "2022-10-17" -> {2022, 10, 17}; nothing when a part is no number or there are more than three.
std::optional<std::vector<Part>> parts(std::string_view text) {
  const std::size_t mark = text.find_first_of("-/.");
  const char separator = mark == std::string_view::npos ? '-' : text[mark];
  std::vector<Part> out;
  for (const std::string_view piece : split(text, separator)) {
    const auto part = number(piece);
    if (!part || out.size() == 3) return std::nullopt;
    out.push_back(*part);
  }
  return out;
}

PartialDate arrange(const std::vector<Part>& p) {
  const bool year_first = p.front().digits == 4;
  const auto at = [&](std::size_t i) { return i < p.size() ? p[year_first ? i : p.size() - 1 - i].value : 0; };
  return {at(0), at(1), at(2)};
}

bool well_shaped(const std::vector<Part>& p) {
  if (p.size() == 1) return p[0].digits == 4;
  const bool year_first = p.front().digits == 4;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const bool year = i == (year_first ? 0 : p.size() - 1);
    if (year != (p[i].digits == 4) || (!year && (p[i].digits > 2 || p[i].value == 0))) return false;
  }
  return true;
}

tl::unexpected<DateFault> no_such_day(std::string_view text, const PartialDate& d) {
  if (d.year < 1000 || d.year > 2999) return fault(text, "years run from 1000 to 2999");
  if (d.month > 12) {
    const PartialDate swapped{d.year, d.day, d.month};
    const bool helps = d.day != 0 && is_valid(swapped);
    return fault(text, "there is no month " + std::to_string(d.month) + "; days come first",
                 to_iso(helps ? swapped : PartialDate{d.year, 0, 0}));
  }
  const int last = days_in_month(d.year, d.month);
  return fault(text, to_iso(PartialDate{d.year, d.month, 0}) + " has " + std::to_string(last) + " days",
               to_iso(PartialDate{d.year, d.month, last}));
}

DateFilter quarter_of(int year, int quarter) {
  return {PartialDate{year, quarter * 3 - 2, 0}, PartialDate{year, quarter * 3, 0}};
}

// "q2/2023", "Q2-2023", "2023q2", "2023-q2".
std::optional<DateFilter> quarter(std::string_view text) {
  const std::size_t q = text.find_first_of("qQ");
  if (q == std::string_view::npos || q + 1 >= text.size()) return std::nullopt;
  const int n = text[q + 1] - '0';
  std::string_view year = q == 0 ? text.substr(2) : q + 2 == text.size() ? text.substr(0, q) : std::string_view{};
  if (q == 0 && !year.empty() && (year.front() == '/' || year.front() == '-')) year.remove_prefix(1);
  if (q != 0 && !year.empty() && (year.back() == '/' || year.back() == '-')) year.remove_suffix(1);
  const auto value = number(year);
  if (n < 1 || n > 4 || !value || value->digits != 4 || !is_valid({value->value, 0, 0})) return std::nullopt;
  return quarter_of(value->value, n);
}

UnitResult parse_unit(std::string_view text) {
  if (const auto found = quarter(text)) return *found;
  const auto split_parts = parts(text);
  if (!split_parts || !well_shaped(*split_parts))
    return fault(text, "\"" + std::string(text) + "\" is no date: " + std::string(kForms));
  const PartialDate date = arrange(*split_parts);
  if (!is_valid(date)) return no_such_day(text, date);
  return DateFilter{date, date};
}

tl::unexpected<DateFault> shifted(DateFault f, std::size_t by, std::string_view before, std::string_view after) {
  f.place.begin += static_cast<std::uint32_t>(by);
  f.place.end += static_cast<std::uint32_t>(by);
  f.repair =
      f.repair.empty() && before.size() + after.size() == 2 ? "" : std::string(before) + f.repair + std::string(after);
  return tl::unexpected(std::move(f));
}

UnitResult parse_range(std::string_view value, std::size_t dots) {
  const std::string_view from = value.substr(0, dots);
  const std::string_view to = value.substr(dots + 2);
  if (from.empty() && to.empty()) return fault(value, "a range needs a date on one side of \"..\"");
  DateFilter out;
  if (!from.empty()) {
    auto unit = parse_unit(from);
    if (!unit) return shifted(unit.error(), 0, "", value.substr(dots));
    out.first = unit->first;
  }
  if (!to.empty()) {
    auto unit = parse_unit(to);
    if (!unit) return shifted(unit.error(), dots + 2, value.substr(0, dots + 2), "");
    out.last = unit->last;
  }
  if (out.first && out.last && last_day(*out.last) < first_day(*out.first))
    return fault(value, "the range ends before it begins", std::string(to) + ".." + std::string(from));
  return out;
}

}  // namespace

tl::expected<DateFilter, DateFault> parse_date_filter(std::string_view value) {
  const std::size_t dots = value.find("..");
  if (dots != std::string_view::npos) return parse_range(value, dots);
  for (const auto& [sign, before, after] :
       {std::array{">=", "", ".."}, std::array{"<=", "..", ""}, std::array{">", "", ".."}, std::array{"<", "..", ""}}) {
    if (value.starts_with(sign))
      return fault(value, "a range is written with \"..\"",
                   before + std::string(value.substr(std::string_view(sign).size())) + after);
  }
  return parse_unit(value);
}

std::string to_text(const DateFilter& f) {
  if (f.first && f.first == f.last) return to_iso(*f.first);
  return (f.first ? to_iso(*f.first) : "") + ".." + (f.last ? to_iso(*f.last) : "");
}

}  // namespace hoptac
