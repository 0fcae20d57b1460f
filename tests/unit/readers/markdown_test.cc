#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Blocks = std::vector<std::string>;

TEST(Text, OneBlockAsItStands) {
  EXPECT_EQ(test::blocks(Format::kText, "Một\nhai\n\nba"), (Blocks{"P:Một\nhai\n\nba"}));
}

TEST(Markdown, BlocksWithoutMarkup) {
  const struct {
    std::string_view label;
    std::string_view input;
    Blocks want;
  } rows[] = {
      {"headings", "# Ký kết MOU #\n## B\nUnder\n---\ntext", {"H:Ký kết MOU", "H:B", "H:Under", "P:text"}},
      {"soft line ends", "một\nhai\n\nba", {"P:một hai", "P:ba"}},
      {"lists", "- a\n* b\n  more\n1. c\n2) d", {"L:a", "L:b more", "L:1. c", "L:2) d"}},
      {"numbers",
       "3. a\n1. b\n\n1. c\n9. d\n\nText.\n\n1. e",
       {"L:3. a", "L:4. b", "L:5. c", "L:9. d", "P:Text.", "L:1. e"}},
      {"numbers within numbers",
       "1. a\n   1. b\n   1. c\n\t- d\n2. e\n\n   more\n\n1. f\n***\n1. g",
       {"L:1. a", "L:1. b", "L:2. c", "L:d", "L:2. e", "P:more", "L:3. f", "L:1. g"}},
      {"emphasis", "**Bộ Y tế** and _Ms_ *Lan*, ~~old~~ `code`", {"P:Bộ Y tế and Ms Lan, old code"}},
      {"marks that are none", "2 * 3 snake_case ____ a < b 5*", {"P:2 * 3 snake_case ____ a < b 5"}},
      {"links",
       "[VNU](https://a.b/c_(d)) and [x][1] [not a link] <https://e.f>\n\n[1]: https://g",
       {"P:VNU and x [not a link] https://e.f"}},
      {"pictures", "![Lễ ký kết](a.jpg) text ![](b.jpg)", {"P:text", "C:Lễ ký kết"}},
      {"escapes", "\\*not\\* \\# x", {"P:*not* # x"}},
      {"tables", "| A | B |\n|---|:-:|\n| 1 | **2** |\n| | |", {"R:A | B", "R:1 | 2"}},
      {"picture stubs", "![]() |", {"P:|"}},
      {"html", "a <b>b</b> <!-- c --> d", {"P:a b  d"}},
      {"quote and rule", "> said\n> more\n\n***\nx", {"P:said more", "P:x"}},
      {"fence", "```\n# no *heading*\n```\nx", {"P:# no *heading*", "P:x"}},
      {"unclosed everything", "[a ![b **c <d", {"P:[a ![b c <d"}},
  };
  for (const auto& row : rows) EXPECT_EQ(test::blocks(Format::kMarkdown, row.input), row.want) << row.label;
}

TEST(Markdown, FrontMatterIsMetadata) {
  const auto r = test::read(
      Format::kMarkdown, "---\ntitle: \"Ký kết\"\ndate: 2022-10-17\nlang: vi\ntags:\n  - a\nauthor: Lan\n---\n# H\n");
  ASSERT_EQ(r.documents.size(), 1U);
  const RawMetadata& m = r.documents[0].metadata;
  EXPECT_EQ(m.title + "|" + m.published + "|" + m.language, "Ký kết|2022-10-17|vi");
  EXPECT_EQ(m.other, (std::vector<std::pair<std::string, std::string>>{{"author", "Lan"}}));
  EXPECT_EQ(test::print(r.documents[0]), (Blocks{"H:H"}));
}

}  // namespace
}  // namespace hoptac
