#include "src/app/table.h"

#include <gtest/gtest.h>

#include "src/app/search_text.h"

namespace hoptac {
namespace {

TEST(Terminal, WidthCountsCellsNotBytes) {
  const struct {
    std::string_view text;
    std::size_t want;
  } rows[] = {{"abc", 3},
              {"hợp tác", 7},
              {"ho\xCC\x9B\xCC\xA3p", 3},
              {"北京", 4},
              {"", 0},
              {"a\xE2\x80\x8B"
               "b",
               2}};
  for (const auto& row : rows) EXPECT_EQ(display_width(row.text), row.want) << row.text;
}

TEST(Terminal, FitCutsOnCellsAndNeverInsideACharacter) {
  EXPECT_EQ(fit("bệnh viện", 20), "bệnh viện");
  EXPECT_EQ(fit("bệnh viện", 5), "bệnh…");
  EXPECT_EQ(fit("bệnh viện", 5, false), "bệ...");
  EXPECT_EQ(fit("北京大学", 5), "北京…");
}

TEST(Terminal, ControlCharactersNeverReachTheScreen) {
  EXPECT_EQ(one_line("a\nb\x1b[31mc"), "a b [31mc");
  EXPECT_EQ(one_line("a\xE2\x80\xAE"
                     "b"),
            "a b");
  EXPECT_EQ(one_line("\xFFx"), "\xEF\xBF\xBDx");
}

TEST(Table, ColumnsAlignInCells) {
  const TextStyle plain{false, true, 80};
  EXPECT_EQ(text_table({"name", "n"}, {{"Vũ Hải Quân", "1"}, {"北京", "22"}}, plain),
            "name         n\n"
            "Vũ Hải Quân  1\n"
            "北京         22\n");
}

TEST(Csv, QuotesAndNeutralises) {
  const CsvWriter csv(false);
  const struct {
    std::string cell, want;
  } rows[] = {{"a", "a\n"},
              {"a,b", "\"a,b\"\n"},
              {"say \"x\"", "\"say \"\"x\"\"\"\n"},
              {"two\nlines", "\"two\nlines\"\n"},
              {"=1+1", "'=1+1\n"},
              {"@x", "'@x\n"},
              {"-5", "'-5\n"},
              {"+84", "'+84\n"}};
  for (const auto& row : rows) EXPECT_EQ(csv.row({row.cell}), row.want);
  EXPECT_EQ(CsvWriter(true).header({"a", "b"}),
            "\xEF\xBB\xBF"
            "a,b\r\n");
}

TEST(Highlight, NeighbouringMarksBecomeOne) {
  const TextStyle plain{false, true, 80};
  EXPECT_EQ(highlight_text("hợp tác đào tạo", {{0, 5}, {6, 10}}, plain), "[hợp tác] đào tạo");
  EXPECT_EQ(highlight_text("a b", {}, plain), "a b");
}

TEST(Trec, IdsArePercentEncoded) {
  EXPECT_EQ(percent_encode_id("a b%\n/ợ"), "a%20b%25%0A/ợ");
  Hit hit;
  hit.id = "d 1";
  hit.score = 2.5;
  EXPECT_EQ(trec_line("q1", hit, 1), "q1 Q0 d%201 1 2.500000 hoptac\n");
}

TEST(Paging, SaysWhereToGoOn) {
  const TextStyle plain{false, false, 80};
  EXPECT_EQ(paging_line(0, 10, 37, plain), "1-10 of 37, next: --offset 10\n");
  EXPECT_EQ(paging_line(30, 7, 37, plain), "31-37 of 37\n");
  EXPECT_EQ(paging_line(40, 0, 37, plain), "nothing at --offset 40: there are 37\n");
}

}  // namespace
}  // namespace hoptac
