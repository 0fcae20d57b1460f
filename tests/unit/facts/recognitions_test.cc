#include "ingest/facts/recognitions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/facts/name_scanner.h"
#include "tests/support/facts_fixture.h"

namespace hoptac {
namespace {

using testing::FactsFixture;

struct RecognitionCase {
  std::string text;
  Language language;
  std::vector<std::string> want;  // "name|by|holder|date"
};

// A text that names no body may honour people.
TEST(Recognitions, OfPeopleAlone) {
  for (const std::string text :
       {"The Best Paper Award went to Dr. Ann Lee.", "The Best Paper Award was shared by Dr. Ann Lee and others."}) {
    FactsFixture fixture("News\n" + text, Language::kEnglish);
    fixture.person({{"Ann Lee"}, "", -1});
    const auto found = find_recognitions(fixture.input(), fixture.analysis(), scan_names(fixture.input()));
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found[0].name + "|" + found[0].by + "|" + found[0].holder, "Best Paper Award||Ann Lee") << text;
  }
}

TEST(Recognitions, Names) {
  const std::vector<RecognitionCase> cases = {
      {"In June 2022, Moon Hospital was recognized as “Best Managed Company” by DELOITTE.",
       Language::kEnglish,
       {"Best Managed Company|DELOITTE|Moon Hospital|2022-06"}},
      {"Moon Hospital joined the ‘Alpha Connected’ network.", Language::kEnglish, {"Alpha Connected||Moon Hospital|"}},
      {"Bệnh viện Sao Mai được vinh danh “Đơn vị xanh”.", Language::kVietnamese, {"Đơn vị xanh||Bệnh viện Sao Mai|"}},
      {"Moon Hospital named its new ward.", Language::kEnglish, {}},
      {"Moon Hospital won the Gold Scalpel Award.", Language::kEnglish, {"Gold Scalpel Award||Moon Hospital|"}},
      {"The Golden Heart Prize was given to Moon Hospital.",
       Language::kEnglish,
       {"Golden Heart Prize||Moon Hospital|"}},
      {"Moon Hospital hopes to win the Gold Scalpel Award.", Language::kEnglish, {}},
      {"Moon Hospital is a full member of ASEA-UNINET (2016) and of GGHH.",
       Language::kEnglish,
       {"ASEA-UNINET||Moon Hospital|", "GGHH||Moon Hospital|"}},
      {"Moon Hospital was named Best Heart Centre in Asia 2023 by Asia Purse.",
       Language::kEnglish,
       {"Best Heart Centre in Asia 2023|Asia Purse|Moon Hospital|"}},
      {"Moon Hospital ranked second in the city for patient satisfaction.",
       Language::kEnglish,
       {"ranked second in the city for patient satisfaction||Moon Hospital|"}},
      {"Moon Hospital came to the city.", Language::kEnglish, {}},
      {"The Golden Lotus Prize was divided between Moon Hospital and its friends.",
       Language::kEnglish,
       {"Golden Lotus Prize||Moon Hospital|"}},
      {"The cost of the prize was shared between Moon Hospital and its friends.", Language::kEnglish, {}},
      {"Bệnh viện Sao Mai nhận Huân chương Lao động hạng Ba.",
       Language::kVietnamese,
       {"Huân chương Lao động hạng Ba||Bệnh viện Sao Mai|"}},
      {"Giám đốc Sở trao Cờ thi đua cho Bệnh viện Sao Mai.", Language::kVietnamese, {"Cờ thi đua||Bệnh viện Sao Mai|"}},
      {"Bệnh viện Sao Mai đoạt giải Nhất cuộc thi cải tiến chất lượng.",
       Language::kVietnamese,
       {"giải Nhất cuộc thi cải tiến chất lượng||Bệnh viện Sao Mai|"}},
      {"Bệnh viện Sao Mai là thành viên của Hiệp hội Bệnh viện tư nhân.",
       Language::kVietnamese,
       {"thành viên của Hiệp hội Bệnh viện tư nhân||Bệnh viện Sao Mai|"}},
      {"Bệnh viện Sao Mai đứng đầu bảng chấm điểm của Sở.",
       Language::kVietnamese,
       {"đứng đầu bảng chấm điểm của Sở||Bệnh viện Sao Mai|"}},
      {"Moon Hospital was named one of the \"50 Best Places to Heal\" by Asia Purse.",
       Language::kEnglish,
       {"50 Best Places to Heal|Asia Purse|Moon Hospital|"}},
      {"Moon Hospital belongs to the alliance Green Hospitals of Asia.",
       Language::kEnglish,
       {"Green Hospitals of Asia||Moon Hospital|"}},
      {"Moon Hospital offers a top-up degree: two years in Hue.", Language::kEnglish, {}},
      {"Đoàn của Bệnh viện Sao Mai do ông Lê Nam dẫn đầu đã có chuyến công tác.", Language::kVietnamese, {}},
      {"Bệnh viện Sao Mai được kết nạp làm thành viên thứ 71 của AAACU.",
       Language::kVietnamese,
       {"thành viên thứ 71 của AAACU||Bệnh viện Sao Mai|"}},
      {"Bệnh viện Sao Mai được trao Giải thưởng Tri thức.",
       Language::kVietnamese,
       {"Giải thưởng Tri thức||Bệnh viện Sao Mai|"}},
      {"Moon Hospital was presented with the Gold Scalpel Award.",
       Language::kEnglish,
       {"Gold Scalpel Award||Moon Hospital|"}},
      {"Mạng lưới Cảng Xanh kết nạp Bệnh viện Sao Mai làm thành viên thứ 12.",
       Language::kVietnamese,
       {"thành viên thứ 12||Bệnh viện Sao Mai|"}},
      {"Các bên dùng tên \"Mạng lưới Y tế Xanh\", nơi Bệnh viện Sao Mai là thành viên.",
       Language::kVietnamese,
       {"thành viên||Bệnh viện Sao Mai|"}},
      {"Bệnh viện Sao Mai là thành viên sáng lập Câu lạc bộ Khối Y Dược.",
       Language::kVietnamese,
       {"thành viên sáng lập Câu lạc bộ Khối Y Dược||Bệnh viện Sao Mai|"}},
      {"Bệnh viện Sao Mai là hội viên Hiệp hội Phần mềm và Vi mạch Việt Nam.",
       Language::kVietnamese,
       {"hội viên Hiệp hội Phần mềm và Vi mạch Việt Nam||Bệnh viện Sao Mai|"}},
      {"Hội trao Giải Kim cương (WSO Angels Diamond Award) cho Đơn vị Đột quỵ của Bệnh viện Sao Mai.",
       Language::kVietnamese,
       {"Giải Kim cương (WSO Angels Diamond Award)||Bệnh viện Sao Mai|"}},
      {"Quý I, Bệnh viện Sao Mai dừng ở Giải Vàng.", Language::kVietnamese, {"Giải Vàng||Bệnh viện Sao Mai|"}},
      {"Giải thưởng dựa trên tiêu chí tự khai của Bệnh viện Sao Mai.", Language::kVietnamese, {}},
  };
  for (const RecognitionCase& c : cases) {
    FactsFixture fixture("Title\n" + c.text, c.language);
    fixture.institution({{"Moon Hospital"}, "hospital"})
        .institution({{"Bệnh viện Sao Mai"}, "hospital"})
        .date({"June 2022", "2022-06"});
    std::vector<std::string> got;
    for (const Recognition& r : find_recognitions(fixture.input(), fixture.analysis(), scan_names(fixture.input()))) {
      got.push_back(r.name + "|" + r.by + "|" + r.holder + "|" + r.date);
    }
    EXPECT_EQ(got, c.want) << c.text;
  }
}

}  // namespace
}  // namespace hoptac
