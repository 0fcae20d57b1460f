#include "ingest/readers/page_lines.h"

#include <gtest/gtest.h>

#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Texts = std::vector<std::string>;

TEST(PageLines, RunningHeadsAndFeetAreFurniture) {
  const struct {
    std::string_view label;
    Texts pages;
    Texts want;
  } rows[] = {
      {"one page", {"Head\n\na\n\n1"}, {"P:Head\n\na\n\n1"}},
      {"same head on two pages is not enough", {"Head\n\na", "Head\n\nb"}, {"P:Head\n\na", "P:Head\n\nb"}},
      {"head and number",
       {"Head\n\na\n\n1", "Head\n\nb\n\n2", "Head\n\nc\n\n- 3 -"},
       {"p:Head", "P:\na\n", "p:1", "p:Head", "P:\nb\n", "p:2", "p:Head", "P:\nc\n", "p:- 3 -"}},
      {"first page without head",
       {"a", "Tin 5/2020 trang 2\n\nb", "Tin 5/2020 trang 3\n\nc", "Tin 5/2020 trang 4\n\nd"},
       {"P:a", "p:Tin 5/2020 trang 2", "P:\nb", "p:Tin 5/2020 trang 3", "P:\nc", "p:Tin 5/2020 trang 4", "P:\nd"}},
      {"headings behind a gap stay",
       {"H\n\nPhần 1\nx", "H\n\nPhần 2\ny", "H\n\nPhần 3\nz"},
       {"p:H", "P:\nPhần 1\nx", "p:H", "P:\nPhần 2\ny", "p:H", "P:\nPhần 3\nz"}},
      {"a year is no page number", {"a\n\n17/10/2022 và 2023", "b"}, {"P:a\n\n17/10/2022 và 2023", "P:b"}},
      {"nothing but numbers", {"1", "2"}, {"p:1", "p:2"}},
      {"blank pages", {"", " \n ", "a"}, {"P:a"}},
  };
  for (const auto& row : rows) {
    Texts got;
    for (const RawBlock& b : page_blocks(row.pages)) got.push_back(test::print(b));
    EXPECT_EQ(got, row.want) << row.label;
  }
}

TEST(PageLines, BlocksKnowTheirPage) {
  const auto blocks = page_blocks({"a", "", "b"});
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(blocks[0].page, 1);
  EXPECT_EQ(blocks[1].page, 3);
}

}  // namespace
}  // namespace hoptac
