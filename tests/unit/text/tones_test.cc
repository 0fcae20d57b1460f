#include "ingest/text/tones.h"

#include <gtest/gtest.h>

namespace hoptac {
namespace {

TEST(CanonicalTone, Rows) {
  struct Row {
    std::string_view word;
    std::string_view want;
  };
  constexpr Row kRows[] = {{"hoà", "hòa"},     {"thuý", "thúy"},   {"qúi", "quí"},     {"quý", "quý"},
                           {"khoẻ", "khỏe"},   {"hòăc", "hoằc"},   {"gìa", "già"},     {"gì", "gì"},
                           {"giếng", "giếng"}, {"khuỷu", "khuỷu"}, {"ngòai", "ngoài"}, {"tóan", "toán"},
                           {"đựơc", "được"},   {"của", "của"},     {"str", "str"},     {"", ""},
                           {"uỷ", "ủy"},       {"virút", "virút"}, {"hóà", "hóà"}};
  for (const Row& row : kRows) EXPECT_EQ(canonical_tone(row.word), row.want);
}

TEST(IsVietnameseSyllable, Rows) {
  for (const std::string_view word : {"bệnh", "hop", "qúi", "nghiêng", "đắk", "gì", "giếng", "truong", "xoong", "y"}) {
    EXPECT_TRUE(is_vietnamese_syllable(word)) << word;
  }
  for (const std::string_view word : {"hospital", "str", "", "q", "qa", "hóà", "gnh", "bệch2", "city", "week", "d"}) {
    EXPECT_FALSE(is_vietnamese_syllable(word)) << word;
  }
}

TEST(HasVietnameseMark, Rows) {
  for (const std::string_view word : {"ă", "đi", "bệ", "hỏi", "nặng", "ngữ"}) EXPECT_TRUE(has_vietnamese_mark(word));
  for (const std::string_view word : {"a", "và", "café", "forêt", "señor", ""}) EXPECT_FALSE(has_vietnamese_mark(word));
}

}  // namespace
}  // namespace hoptac
