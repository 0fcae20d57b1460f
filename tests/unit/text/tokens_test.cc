#include "ingest/text/tokens.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// exact/folded of each token; punctuation in brackets.
std::string show(std::string_view text) {
  const TokenStream tokens(text);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!out.empty()) out += ' ';
    out += tokens[i].word ? std::string(tokens.exact(i)) : "[" + std::string(tokens.exact(i)) + "]";
    if (tokens[i].marked) out += "/" + std::string(tokens.folded(i));
  }
  return out;
}

struct Row {
  std::string_view text;
  std::string_view want;
};

TEST(TokenStream, KeysOfWords) {
  constexpr Row kRows[] = {
      {"Bệnh viện Hùng Vương", "bệnh/benh viện/vien hùng/hung vương/vuong"},
      {"BỆNH VIỆN HÙNG VƯƠNG", "bệnh/benh viện/vien hùng/hung vương/vuong"},
      {"Be\u0323\u0302nh vie\u0302\u0323n", "bệnh/benh viện/vien"},  // NFD, and marks in the other order
      {"benh vien hung vuong", "benh vien hung vuong"},
      {"hoà hòa thuý thúy qúi khoẻ", "hòa/hoa hòa/hoa thúy/thuy thúy/thuy quí/qui khỏe/khoe"},
      {"HOÀ HOA\u0300", "hòa/hoa hòa/hoa"},
      {"Đại học Ðại học", "đại/dai học/hoc đại/dai học/hoc"},
      {"það", "það/thad"},
      {"TP.HCM 123/2024/NQ-HĐND", "tp [.] hcm 123 [/] 2024 [/] nq [-] hđnd/hdnd"},
      {"O’Brien – “x” … A\u00A0B", "o ['] brien [-] [\"] x [\"] […] a b"},
      {"Łódź Ærø straße ﬁnance", "łódź/lodz ærø/aero strasse finance"},
      {"Ｖｉｎｍｅｃ", "vinmec"},
      {"東京大学 とが 서울", "東 京 大 学 と が 서울"},
      {"Đà\u200BNẵng agree\u00ADment", "đànẵng/danang agreement"},
      {"Vіnmec", "vinmec"},  // Cyrillic і
      {"Москва", "москва"},
      {"m² CO₂ 10%", "m [2] co2 10 [%]"},
  };
  for (const Row& row : kRows) EXPECT_EQ(show(row.text), row.want) << row.text;
}

TEST(TokenStream, Flags) {
  const TokenStream tokens("Bệnh VIỆN 2024 xyz\tB2B  A\nđ   K8");
  ASSERT_EQ(tokens.size(), 8U);
  EXPECT_TRUE(tokens[0].upper && tokens[0].marked && tokens[0].syllable && !tokens[0].caps && !tokens[0].ascii);
  EXPECT_TRUE(tokens[1].caps && tokens[1].syllable);
  EXPECT_TRUE(tokens[2].number && tokens[2].word && !tokens[2].upper && !tokens[2].syllable);
  EXPECT_TRUE(!tokens[3].upper && !tokens[3].syllable && tokens[3].ascii);
  EXPECT_TRUE(tokens[4].caps && tokens[4].gap == Gap::kWide);
  EXPECT_TRUE(!tokens[5].caps && tokens[5].upper && tokens[5].gap == Gap::kSpace);
  EXPECT_TRUE(tokens[6].gap == Gap::kLine && tokens[6].marked && tokens.folded(6) == "d");
  EXPECT_EQ(tokens[7].gap, Gap::kWide);
  EXPECT_EQ(tokens[0].gap, Gap::kNone);
}

TEST(TokenStream, AtOffset) {
  const TokenStream tokens("ab cd.");
  EXPECT_EQ(tokens.at_offset(0), 0U);
  EXPECT_EQ(tokens.at_offset(1), 1U);
  EXPECT_EQ(tokens.at_offset(3), 1U);
  EXPECT_EQ(tokens.at_offset(5), 2U);
  EXPECT_EQ(tokens.at_offset(6), 3U);
}

TEST(TokenStream, LongWordsKeepOneTokenAndABoundedKey) {
  std::string word;
  for (int i = 0; i < 100000; ++i) word += "ộ";
  const TokenStream tokens(word);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].end, word.size());
  EXPECT_EQ(tokens.exact(0).size(), 480U);
  EXPECT_EQ(tokens.folded(0), std::string(160, 'o'));
}

// Random text of bytes that matter, ill-formed ones among them.
std::string random_text(std::mt19937& random) {
  constexpr std::string_view kParts[] = {
      "a",      "Z",      "7",      " ",      "\t",     "\n", ".", ",", "-",    "ệ",        "Đ",    "e\u0302\u0301",
      "\u0323", "\u200B", "\u00AD", "\u3000", "東",     "が", "“", "…", "\xFF", "\xE1\xBA", "\r\n", "𝒜",
      "ﷺ",      "ð",      "Ðại",    "hoà",    "\u0000", "各"};
  std::string text;
  const std::size_t length = random() % 40;
  for (std::size_t i = 0; i < length; ++i) text += kParts[random() % std::size(kParts)];
  return text;
}

// Token surfaces are in order, on boundaries, not empty; what is between them is blank or invisible.
void expect_covers(std::string_view text, const TokenStream& tokens) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    ASSERT_LE(at, token.begin);
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    EXPECT_TRUE(fold_phrase(text.substr(at, token.begin - at)).empty());
    EXPECT_FALSE(tokens.exact(i).empty());
    EXPECT_EQ(find_invalid_utf8(tokens.exact(i)), std::string_view::npos);
    EXPECT_EQ(tokens[i].marked, tokens.exact(i) != tokens.folded(i));
    EXPECT_EQ(tokens.at_offset(token.begin), i);
    at = token.end;
  }
  EXPECT_EQ(TokenStream(text.substr(at)).size(), 0U);
}

TEST(TokenStream, OffsetsOfRandomText) {
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_text(random);
    expect_covers(text, TokenStream(text));
    const std::string clean = clean_text(text);
    expect_covers(clean, TokenStream(clean));
    EXPECT_EQ(clean_text(clean), clean);
    EXPECT_EQ(find_invalid_utf8(clean), std::string_view::npos);
  }
}

}  // namespace
}  // namespace hoptac
