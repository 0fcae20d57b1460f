// Date filters as people type them, e.g. behind `signed:`.
//
//   2022   2022-10   2022-10-17   2022/10   17/10/2022   17-10-2022   17.10.2022   10/2022
//   q2/2023   2023-q2   A..B   A..   ..B
// Days come first, as in Vietnam; a month beyond 12 is a fault, never a swap.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/model/date.h"
#include "src/model/span.h"

namespace hoptac {

// Both ends inclusive, of any precision; at least one is there.
struct DateFilter {
  std::optional<PartialDate> first;
  std::optional<PartialDate> last;
  friend bool operator==(const DateFilter&, const DateFilter&) = default;
};

struct DateFault {
  Span place;          // bytes of the value
  std::string cause;   // for people
  std::string repair;  // a sound value, or ""
};

tl::expected<DateFilter, DateFault> parse_date_filter(std::string_view value);

// "2022-10" for one unit, "2015..2020", "2012..", "..2020".
std::string to_text(const DateFilter& filter);

}  // namespace hoptac
