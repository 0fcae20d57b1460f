// Small parts of options, configuration and progress.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "src/app/duration.h"
#include "src/app/nearest_name.h"
#include "src/app/progress.h"
#include "src/app/reference.h"

namespace hoptac {
namespace {

TEST(Duration, IsSecondsMinutesOrHours) {
  struct Row {
    const char* text;
    std::optional<double> seconds;
  };
  const std::vector<Row> rows{{"0", 0.0},
                              {"90", 90.0},
                              {"90s", 90.0},
                              {"30m", 1800.0},
                              {"2h", 7200.0},
                              {"0.5", 0.5},
                              {"1.5h", 5400.0},
                              {"", std::nullopt},
                              {"h", std::nullopt},
                              {"2d", std::nullopt},
                              {"-1", std::nullopt},
                              {"2 h", std::nullopt},
                              {"inf", std::nullopt},
                              {"1e99", std::nullopt},
                              {"9999999999999", std::nullopt}};
  for (const Row& row : rows) EXPECT_EQ(parse_duration(row.text), row.seconds) << row.text;
}

TEST(NearestName, IsAtMostTwoEditsAway) {
  const std::vector<std::string> names{"index", "include", "exclude", "ocr"};
  struct Row {
    const char* word;
    const char* nearest;
  };
  const std::vector<Row> rows{{"indx", "index"}, {"exlude", "exclude"}, {"inculde", "include"},
                              {"ocr2", "ocr"},   {"whatever", ""},      {"", ""},
                              {"x", ""}};
  for (const Row& row : rows) EXPECT_EQ(nearest_name(row.word, names), row.nearest) << row.word;
}

TEST(Pace, IsThatOfTheLastHalfMinute) {
  Pace pace;
  EXPECT_FALSE(pace.seconds_for(100));
  pace.add(0, 0);
  pace.add(1, 1000);
  EXPECT_FALSE(pace.seconds_for(100)) << "too early to tell";
  pace.add(4, 4000);
  EXPECT_DOUBLE_EQ(*pace.seconds_for(1000), 1.0);
  // A thousand a second over unchanged files, then ten a second.
  for (int second = 5; second <= 40; ++second) pace.add(second, 4000 + 10 * static_cast<std::uint64_t>(second - 4));
  EXPECT_NEAR(*pace.seconds_for(100), 10.0, 0.5);
  Pace stuck;
  stuck.add(0, 50);
  stuck.add(100, 50);
  EXPECT_FALSE(stuck.seconds_for(100));
}

TEST(Reference, ClosedWordsAreThoseBetweenBars) {
  EXPECT_EQ(closed_words("text|json"), (std::vector<std::string>{"text", "json"}));
  EXPECT_TRUE(closed_words("DIR").empty());
  EXPECT_TRUE(closed_words("").empty());
}

TEST(Reference, ManPagesEscapeWhatTroffWouldTake) {
  const CommandReference program{"", "what it does", "", {}, {{"--all", "", "all"}}};
  const CommandReference command{
      "go", "goes", ".dot 'quote' back\\slash\n'x", {{"PATH", "", "files"}}, {{"--to-do", "A|B", ".x"}}};
  const std::string page = man_page({program, command}, "2026-01-31");
  EXPECT_NE(page.find("\\&.dot \\(aqquote\\(aq back\\eslash\n\\&\\(aqx\n"), std::string::npos) << page;
  EXPECT_NE(page.find("\\fB\\-\\-to\\-do\\fR \\fIA|B\\fR\n\\&.x\n"), std::string::npos) << page;
}

}  // namespace
}  // namespace hoptac
