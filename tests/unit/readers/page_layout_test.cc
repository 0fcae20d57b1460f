#include "ingest/readers/page_layout.h"

#include <gtest/gtest.h>

#include <string_view>

#include "ingest/readers/page_paragraphs.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Texts = std::vector<std::string>;

// A word of the test page: letters are 6 wide and 12 high, a space is 3.
struct Placed {
  double x = 0, y = 0;
  std::string_view text;  // words, parted by blanks
  double size = 12;
};

void place(WordPage& page, const Placed& placed) {
  double x = placed.x;
  const double letter = placed.size / 2;
  std::string_view text = placed.text;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    double letters = 0;
    for (const char c : word) letters += (c & 0xC0) != 0x80;
    const double end = x + letters * letter;
    page.words.push_back({std::string(word), {x, placed.y, end, placed.y + placed.size}, true});
    x = end + letter / 2;
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
}

std::vector<LaidPage> laid(const std::vector<std::vector<Placed>>& pages) {
  std::vector<LaidPage> out;
  for (const auto& placed : pages) {
    WordPage page{600, 800, {}};
    for (const Placed& p : placed) place(page, p);
    out.push_back({page.height, lay_out(page)});
  }
  return out;
}

Texts blocks(const std::vector<std::vector<Placed>>& pages) {
  Texts out;
  for (const RawBlock& b : page_blocks(laid(pages))) out.push_back(test::print(b));
  return out;
}

TEST(PageLayout, ReadingOrder) {
  const struct {
    std::string_view label;
    std::vector<Placed> page;
    Texts want;
  } rows[] = {
      {"a table by its columns",
       {{60, 100, "Năm"},
        {150, 100, "Nội dung"},
        {400, 100, "Số"},
        {60, 120, "2023"},
        {150, 120, "Trao đổi sinh viên"},
        {400, 120, "12"},
        {60, 140, "2024"},
        {150, 140, "Hội thảo"},
        {400, 140, "20"}},
       {"R:Năm | Nội dung | Số", "R:2023 | Trao đổi sinh viên | 12", "R:2024 | Hội thảo | 20"}},
      {"a cell of two lines beside one set in the middle",
       {{60, 100, "2023"},
        {150, 100, "Trao đổi"},
        {400, 100, "12"},
        {150, 130, "Trao đổi ngành Y"},
        {60, 137, "2024"},
        {400, 137, "20"},
        {150, 144, "và Dược"}},
       {"R:2023 | Trao đổi | 12", "R:2024 | Trao đổi ngành Y và Dược | 20"}},
      {"signatures side by side, space for the hand",
       {{80, 100, "ĐẠI DIỆN BÊN A"},
        {360, 100, "ĐẠI DIỆN BÊN B"},
        {100, 114, "Hiệu trưởng"},
        {390, 114, "Giám đốc"},
        {85, 190, "Nguyễn Văn Sóng"},
        {370, 190, "Tanaka Ichiro"}},
       {"P:ĐẠI DIỆN BÊN A", "P:Hiệu trưởng", "P:Nguyễn Văn Sóng", "P:ĐẠI DIỆN BÊN B", "P:Giám đốc", "P:Tanaka Ichiro"}},
      {"a label and its value set apart",
       {{60, 100, "Địa chỉ"},
        {140, 100, ": 15 Hải Đăng"},
        {60, 116, "Đại diện:"},
        {140, 116, "Ông Sóng"},
        {60, 160, "một dòng dài hơn hẳn những dòng khác của trang này"}},
       {"P:Địa chỉ : 15 Hải Đăng", "P:Đại diện: Ông Sóng", "P:một dòng dài hơn hẳn những dòng khác của trang này"}},
      {"a list mark and its text",
       {{60, 100, "•"}, {90, 100, "Trao đổi"}, {60, 116, "•"}, {90, 116, "Hội thảo"}},
       {"L:Trao đổi", "L:Hội thảo"}},
      {"letters set wide", {{60, 100, "T H Ô N G"}, {107, 100, "B Á O"}}, {"P:THÔNG BÁO"}},
      {"two halves of a line", {{60, 100, "Số: 15/MOU"}, {400, 100, "Cần Thơ"}}, {"P:Số: 15/MOU", "P:Cần Thơ"}},
  };
  for (const auto& row : rows) EXPECT_EQ(blocks({row.page}), row.want) << row.label;
}

TEST(PageLayout, ColumnsOfText) {
  std::vector<Placed> page;
  for (int i = 0; i < 6; ++i) {
    page.push_back({60, 100 + 15.0 * i, "left one goes on with words here"});
    page.push_back({320, 107 + 15.0 * i, "right one goes on with words as"});
  }
  const Texts got = blocks({page});
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].find("right"), 2 + 6 * std::string_view("left one goes on with words here ").size());
}

TEST(PageLayout, Paragraphs) {
  const std::string_view full = "Hai bên thống nhất hợp tác lâu dài trong đào tạo và nghiên cứu y học";
  const struct {
    std::string_view label;
    std::vector<Placed> page;
    Texts want;
  } rows[] = {
      {"lines are joined, a short one ends the paragraph",
       {{60, 100, full}, {60, 116, "của hai trường."}, {60, 132, full}, {60, 148, full}},
       {"P:" + std::string(full) + " của hai trường.", "P:" + std::string(full) + " " + std::string(full)}},
      {"a first line set in",
       {{60, 100, full}, {60, 116, full}, {90, 132, "Điều khác"}},
       {"P:" + std::string(full) + " " + std::string(full), "P:Điều khác"}},
      {"larger letters are a heading",
       {{60, 100, "Biên bản ghi nhớ", 18}, {60, 130, full}, {60, 146, full}},
       {"H:Biên bản ghi nhớ", "P:" + std::string(full) + " " + std::string(full)}},
  };
  for (const auto& row : rows) EXPECT_EQ(blocks({row.page}), row.want) << row.label;
}

TEST(RunningLines, HeadsFeetAndPageNumbersAreFurniture) {
  const struct {
    std::string_view label;
    std::vector<std::vector<Placed>> pages;
    Texts want;
  } rows[] = {
      {"one page", {{{60, 40, "Head"}, {60, 100, "a"}, {60, 760, "12"}}}, {"P:Head", "P:a", "P:12"}},
      {"one page with its number", {{{60, 40, "Head"}, {60, 100, "a"}, {60, 760, "1"}}}, {"P:Head", "P:a", "p:1"}},
      {"head on two pages, at the same place",
       {{{60, 40, "Head"}, {60, 100, "a"}}, {{60, 40, "Head"}, {60, 100, "b"}}},
       {"p:Head", "P:a", "p:Head", "P:b"}},
      {"the same line elsewhere on two pages",
       {{{60, 300, "Head"}, {60, 360, "a"}}, {{60, 200, "Head"}, {60, 260, "b"}}},
       {"P:Head", "P:a", "P:Head", "P:b"}},
      {"first page without head",
       {{{60, 100, "a"}},
        {{60, 40, "Tin 5 trang 2"}, {60, 100, "b"}},
        {{60, 40, "Tin 5 trang 3"}, {60, 100, "c"}},
        {{60, 40, "Tin 5 trang 4"}, {60, 100, "d"}}},
       {"P:a", "p:Tin 5 trang 2", "P:b", "p:Tin 5 trang 3", "P:c", "p:Tin 5 trang 4", "P:d"}},
      {"a year is no page number",
       {{{60, 100, "a"}, {60, 700, "17/10/2022 và 2023"}}, {{60, 100, "b"}}},
       {"P:a", "P:17/10/2022 và 2023", "P:b"}},
      {"blank pages", {{}, {}, {{60, 100, "a"}}}, {"P:a"}},
  };
  for (const auto& row : rows) EXPECT_EQ(blocks(row.pages), row.want) << row.label;
}

TEST(PageLayout, BlocksKnowTheirPage) {
  const auto got = page_blocks(laid({{{60, 100, "a"}}, {}, {{60, 100, "b"}}}));
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0].page, 1);
  EXPECT_EQ(got[1].page, 3);
}

TEST(PageLayout, AParagraphGoesOnOverThePage) {
  const std::string full = "Hai bên thống nhất hợp tác lâu dài trong đào tạo và nghiên cứu y học";
  EXPECT_EQ(blocks({{{60, 100, full}, {60, 700, full}}, {{60, 60, "của mỗi nước."}, {60, 100, full}}}),
            (Texts{"P:" + full, "P:" + full + " của mỗi nước.", "P:" + full}));
}

}  // namespace
}  // namespace hoptac
