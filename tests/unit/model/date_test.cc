#include "src/model/date.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace hoptac {
namespace {

using testing::ElementsAre;

TEST(Date, ParsesAndPrints) {
  for (const std::string_view iso : {"2022", "2022-10", "2022-10-17", "2022/2024-03", "2012/..", "2024-02-29"}) {
    const auto value = parse_date_value(iso);
    ASSERT_TRUE(value) << iso;
    EXPECT_EQ(to_iso(*value), iso);
  }
  for (const std::string_view bad :
       {"", "22", "2022-13", "2023-02-29", "2022-1-1", "2022/2021", "2022..", "0999", "2022-10-17T"}) {
    EXPECT_FALSE(parse_date_value(bad)) << bad;
  }
}

TEST(Date, PostsItselfAndItsParents) {
  EXPECT_THAT(posted_units(*parse_date_value("2022-10-17")), ElementsAre("2022", "202210", "20221017"));
  EXPECT_THAT(posted_units(*parse_date_value("2022-10")), ElementsAre("2022", "202210"));
  EXPECT_THAT(posted_units(*parse_date_value("2012/..")), ElementsAre("2012"));
  EXPECT_THAT(posted_units(*parse_date_value("2021/2023")), ElementsAre("2021", "2022", "2023"));
  EXPECT_THAT(posted_units(*parse_date_value("2023-12/2024-01")), ElementsAre("2023", "202312", "2024", "202401"));
}

TEST(Date, RangesBecomeTheFewestUnits) {
  EXPECT_THAT(covering_units({2015, 0, 0}, {2017, 0, 0}), ElementsAre("2015", "2016", "2017"));
  EXPECT_THAT(covering_units({2022, 10, 0}, {2022, 10, 0}), ElementsAre("202210"));
  EXPECT_THAT(covering_units({2022, 11, 30}, {2024, 1, 1}), ElementsAre("20221130", "202212", "2023", "20240101"));
}

// The slow, obvious meaning: a day matches a range when it lies in it.
TEST(Date, CoveringUnitsAgreeWithDayByDay) {
  const PartialDate first{2023, 2, 26}, last{2024, 3, 2};
  const auto units = covering_units(first, last);
  const std::set<std::string> set(units.begin(), units.end());
  for (PartialDate d{2022, 12, 30}; d < PartialDate{2025, 1, 3}; d = next_day(d)) {
    bool hit = false;
    for (const std::string& u : posted_units({d, std::nullopt, false})) hit |= set.contains(u);
    EXPECT_EQ(hit, first <= d && d <= last) << to_iso(d);
  }
}

TEST(Date, WeekdayAndDayNumber) {
  EXPECT_EQ(day_number({1970, 1, 1}), 0);
  EXPECT_EQ(weekday({2025, 3, 14}), 4);
}

}  // namespace
}  // namespace hoptac
