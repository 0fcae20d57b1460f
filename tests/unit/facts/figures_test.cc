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
      {Language::kEnglish, "The Parties shall exchange not more than ten (10) students per semester.", {10}},
      {Language::kEnglish, "The plant will fill four million doses a year.", {4000000}},
      {Language::kEnglish, "Around 45 Danish and 60 Vietnamese master's students have changed places.", {45, 60}},
      {Language::kEnglish,
       "It has relations with 63 partners of 19 countries, among them 22 partners abroad.",
       {63, 19, 22}},
      {Language::kEnglish,
       "Foreign delegations received: 17. Staff sent abroad: 9 (Germany 4, Japan 2).",
       {17, 9, 4, 2}},
      {Language::kEnglish, "Each year between 20 and 25 lecturers are sent to Kobe.", {20}},
      {Language::kEnglish, "Revalidatie Rijnmond gives 40 wheelchairs.", {40}},
      {Language::kEnglish, "Four nurses will come each year, instead of three nurses.", {4}},
      {Language::kEnglish, "The hospital treats 3,000 patients a day and was visited by the three experts.", {}},
      {Language::kEnglish,
       "They signed a EUR 20 million credit line for clinics in a ceremony attended by some sixty guests.",
       {}},
      {Language::kEnglish, "The agreement of 2012 schools is made in 4 copies; the group employs 240 people.", {}},
      {Language::kVietnamese, "Đại sứ quán tặng 50 máy thở cho các bệnh viện.", {50}},
      {Language::kVietnamese, "Hơn 1.400 ca bàn chân khoèo được mổ miễn phí.", {1400}},
      {Language::kVietnamese, "Hiện trường có 52 đối tác quốc tế.", {52}},
      {Language::kVietnamese, "Số sinh viên trao đổi: 86", {86}},
      {Language::kVietnamese, "Hon 1.400 ca ban chan khoeo duoc mo mien phi cho tre em ngheo cua tinh.", {1400}},
      {Language::kVietnamese, "Trên thế giới có hơn 1.000 cơ sở được công nhận, hồ sơ có 4 bản.", {}},
      {Language::kVietnamese, "Hai học viên đến từ Bệnh viện Quân y 103 theo chương trình ký năm 2019.", {}},
      {Language::kEnglish, "The hospital has 500 beds; the patient is 16 years old.", {}},
  };
  for (const Row& row : rows) {
    std::vector<double> got;
    for (const Figure& f : analyze(row.text, row.language).figures) got.push_back(f.value);
    EXPECT_EQ(got, row.want) << row.text;
  }
}

TEST_F(Figures, HeadingOfNumbers) {
  std::vector<double> got;
  const auto facts =
      analyze("Tin\n\nCON SỐ NỔI BẬT\n\n- 19 văn bản còn hiệu lực, 26 máy thở\n\n- 118 bác sĩ, điều dưỡng",
              Language::kVietnamese);
  for (const Figure& f : facts.figures) got.push_back(f.value);
  EXPECT_EQ(got, (std::vector<double>{26, 118}));
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
