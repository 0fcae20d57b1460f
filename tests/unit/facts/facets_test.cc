#include "tests/unit/facts/facts_helper.h"

namespace hoptac {
namespace {

class Facets : public FactsTest {};

using List = std::vector<std::string>;

TEST_F(Facets, Countries) {
  const auto countries = [](const char* text, Language language) { return analyze(text, language).countries; };
  EXPECT_EQ(countries("Cán bộ đi học tại Hàn Quốc, Pháp, Ý và Hoa Kỳ.", Language::kVietnamese),
            (List{"FR", "IT", "KR", "US"}));
  EXPECT_EQ(countries("Đoàn từ Đức đến làm việc.", Language::kVietnamese), List{"DE"});
  EXPECT_EQ(countries("Anh ấy có ý tưởng hay, Đức độ và mỹ mãn.", Language::kVietnamese), List{});
  EXPECT_EQ(countries("Partners in South Korea and Japan.", Language::kEnglish), (List{"JP", "KR"}));
  EXPECT_EQ(countries("It helps us in every way.", Language::kEnglish), List{});
  // Every country of ISO 3166, in both languages.
  EXPECT_EQ(countries("Guests from Trinidad and Tobago, Eswatini and the Faroe Islands.", Language::kEnglish),
            (List{"FO", "SZ", "TT"}));
  EXPECT_EQ(countries("Khách đến từ Quần đảo Faroe, Bờ Biển Ngà và Gru-di-a.", Language::kVietnamese),
            (List{"CI", "FO", "GE"}));
  // Adjectives, lists, and what only looks like a country.
  EXPECT_EQ(countries("The Japanese side and two Dutch experts came.", Language::kEnglish), (List{"JP", "NL"}));
  EXPECT_EQ(countries("They learn in English and study Chinese medicine.", Language::kEnglish), List{});
  EXPECT_EQ(countries("It was signed in Atlanta, Georgia, by Jordan Smith.", Language::kEnglish), List{});
  EXPECT_EQ(countries("We thank partners in Georgia and Jordan.", Language::kEnglish), (List{"GE", "JO"}));
  EXPECT_EQ(countries("Phía Nhật cử chuyên gia, phía Hàn tài trợ.", Language::kVietnamese), (List{"JP", "KR"}));
  EXPECT_EQ(countries("Các lớp tiếng Nhật và tiếng Hàn Quốc mở vào thu.", Language::kVietnamese), List{});
}

TEST_F(Facets, Topics) {
  const auto has = [](const char* text, Language language, const char* topic) {
    const auto topics = analyze(text, language).topics;
    return std::find(topics.begin(), topics.end(), topic) != topics.end();
  };
  EXPECT_TRUE(has("Hai bên trao đổi sinh viên.", Language::kVietnamese, "student-exchange"));
  EXPECT_TRUE(has("Hai bên ứng dụng AI trong y tế.", Language::kVietnamese, "ai"));
  EXPECT_FALSE(has("Hai bên họp tại nhà hàng.", Language::kVietnamese, "ai"));
  EXPECT_FALSE(has("Ai cũng vui.", Language::kVietnamese, "ai"));
  EXPECT_TRUE(has("They will run clinical trials.", Language::kEnglish, "clinical-trials"));
}

}  // namespace
}  // namespace hoptac
