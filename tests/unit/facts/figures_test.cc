#include "tests/unit/facts/facts_helper.h"

namespace hoptac {
namespace {

class Figures : public FactsTest {};

struct Row {
  Language language;
  const char* text;
  std::vector<double> want;
};

TEST_F(Figures, CountsOfCooperation) {
  const Row rows[] = {
      {Language::kEnglish, "The hospital has signed memoranda with 48 international institutions.", {48}},
      {Language::kEnglish, "The hospital has received 1,008 foreign students for internships.", {1008}},
      {Language::kVietnamese, "Bệnh viện đã ký 48 biên bản ghi nhớ và cử 4.500 cán bộ đi học.", {48, 4500}},
      {Language::kVietnamese, "Nhờ đó 86 sinh viên đã được trao đổi.", {86}},
      {Language::kVietnamese, "Nho do 86 sinh vien da duoc trao doi giua hai truong trong nam hoc vua qua.", {86}},
      {Language::kVietnamese, "Bệnh viện có 320 giường và đã đầu tư 18 tỷ đồng.", {}},
      {Language::kVietnamese, "Bà nhìn nhận 21 bác sĩ đã không về.", {}},
      {Language::kEnglish, "It has signed documents with 27 institutions in 11 countries since 2008.", {27, 11}},
      {Language::kEnglish, "Thirty-four nurses from the province went to the Swedish hospital.", {34}},
      {Language::kEnglish, "The two universities exchanged letters.", {}},
      {Language::kVietnamese, "Nhà trường có quan hệ với 31 đối tác ở 12 quốc gia.", {31, 12}},
      {Language::kVietnamese, "Từ năm 2026, mỗi năm sẽ có 30 đến 35 điều dưỡng đi thực tập.", {30}},
      {Language::kEnglish, "The hospital has 500 beds; the patient is 16 years old.", {}},
  };
  for (const Row& row : rows) {
    std::vector<double> got;
    for (const Figure& f : analyze(row.text, row.language).figures) got.push_back(f.value);
    EXPECT_EQ(got, row.want) << row.text;
  }
}

TEST_F(Figures, RangeAndPeriod) {
  const auto f =
      analyze("From 2012 to the present, Gia Lam Hospital has trained 200-300 healthcare professionals each year.",
              Language::kEnglish)
          .figures;
  ASSERT_EQ(f.size(), 1U);
  EXPECT_EQ(f[0].value, 200);
  EXPECT_EQ(f[0].max, 300);
  EXPECT_EQ(f[0].unit, "healthcare professionals");
  EXPECT_EQ(f[0].period, "2012/..");
}

}  // namespace
}  // namespace hoptac
