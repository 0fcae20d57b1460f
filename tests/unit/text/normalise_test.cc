#include "ingest/text/normalise.h"

#include <gtest/gtest.h>

namespace hoptac {
namespace {

struct Row {
  std::string_view text;
  std::string_view want;
};

TEST(CleanText, Rows) {
  constexpr Row kRows[] = {
      {"", ""},
      {"Bệnh viện\n\tA", "Bệnh viện\n\tA"},
      {"Be\u0323\u0302nh vie\u0302\u0323n", "Bệnh viện"},
      {"\u00E9\u0302", "ế"},
      {"e\u0301\u0302", "ế"},
      {"u\u0301\u031B", "ứ"},
      {"u\u031B\u0301", "ứ"},
      {"Đà\u200BNẵng\uFEFF", "ĐàNẵng"},
      {"agree\u00ADment", "agreement"},
      {"a\u00A0b\u3000c", "a b c"},
      {"a\x01\x7F"
       "b\u0085c",
       "ab\nc"},
      {"a\r\nb\rc\u2028d\fe", "a\nb\nc\nd\ne"},
      {"ﬁnance oﬃce", "finance office"},
      {"Ðại học ÐẠI ðại", "Đại học ĐẠI đại"},
      {"það Ðe\u0323n", "það Đẹn"},
      {"maður Reykjavík", "maður Reykjavík"},
      {"Viê \u0323t Nam", "Việt Nam"},
      {"x \u0323y", "x \u0323y"},
      {"a\xFF"
       "b",
       "a\uFFFDb"},
      {"\u1112\u1161\u11AB", "한"},
      {"Ｖ ½ ²", "Ｖ ½ ²"},
  };
  for (const Row& row : kRows) EXPECT_EQ(clean_text(row.text), row.want) << row.text;
}

TEST(CleanText, ManyMarksStayLinear) {
  std::string text = "a";
  for (int i = 0; i < 1000000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
  const std::string clean = clean_text(text);
  EXPECT_LT(clean.size(), 100U);
  EXPECT_EQ(clean_text(clean), clean);
}

TEST(Words, Keys) {
  constexpr Row kExact[] = {{"HOÀ", "hòa"}, {"qúi", "quí"}, {"O’Brien", "o'brien"}, {"ĐHQG", "đhqg"}, {"", ""}};
  for (const Row& row : kExact) EXPECT_EQ(normalise_word(row.text), row.want);
  constexpr Row kFolded[] = {{"Đại", "dai"}, {"THUÝ", "thuy"}, {"thu\u0301y", "thuy"}, {"abc", "abc"}, {"", ""}};
  for (const Row& row : kFolded) EXPECT_EQ(fold_word(row.text), row.want);
}

TEST(Phrases, Keys) {
  EXPECT_EQ(fold_phrase("Đại học  Y-Hà Nội"), "dai hoc y ha noi");
  EXPECT_EQ(normalise_phrase(" ĐẠI HỌC (Y) – Hà Nội. "), "đại học y hà nội");
  EXPECT_EQ(normalise_phrase("…"), "");
}

TEST(Case, ForDisplay) {
  EXPECT_EQ(to_lower("BỆNH VIỆN Đ"), "bệnh viện đ");
  EXPECT_EQ(to_title_case("BỆNH VIỆN HÙNG VƯƠNG"), "Bệnh Viện Hùng Vương");
  EXPECT_EQ(to_title_case("Y-DƯỢC, CÔTE D'IVOIRE 3M"), "Y-Dược, Côte D'ivoire 3m");
}

}  // namespace
}  // namespace hoptac
