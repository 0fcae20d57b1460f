// Where in a line a date stands; what day it is says parse_stamp().
#pragma once

#include <optional>
#include <string>

#include "ingest/structure/draft.h"

namespace hoptac {

struct DateRun {
  std::size_t first = 0;  // tokens, both inclusive; a weekday before it is not part of it
  std::size_t last = 0;
  std::string iso;    // "" unless it names one day with its year
  std::string month;  // "2021-11" when it names a month with its year, but no day
};

// The first whole date (or month with its year) that starts among the kMaxLook tokens of a block from `from` on, else
// the first of day and month, in figures or words. Clock times and lone numbers are skipped.
inline constexpr std::size_t kMaxLook = 64;
std::optional<DateRun> find_date_run(const Draft& draft, const Boilerplate& phrases, std::size_t block,
                                     std::size_t from);
// The date that starts exactly at token `from`, if one does.
std::optional<DateRun> date_run_at(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t from);

}  // namespace hoptac
