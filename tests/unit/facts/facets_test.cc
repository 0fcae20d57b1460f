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
