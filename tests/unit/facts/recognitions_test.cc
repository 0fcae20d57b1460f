#include "ingest/facts/recognitions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/facts_fixture.h"

namespace hoptac {
namespace {

using testing::FactsFixture;

struct RecognitionCase {
  std::string text;
  Language language;
  std::vector<std::string> want;  // "name|by|holder|date"
};

TEST(Recognitions, Names) {
  const std::vector<RecognitionCase> cases = {
      {"In June 2022, Moon Hospital was recognized as “Best Managed Company” by DELOITTE.",
       Language::kEnglish,
       {"Best Managed Company|DELOITTE|Moon Hospital|2022-06"}},
      {"Moon Hospital joined the ‘Alpha Connected’ network.", Language::kEnglish, {"Alpha Connected||Moon Hospital|"}},
      {"Bệnh viện Sao Mai được vinh danh “Đơn vị xanh”.", Language::kVietnamese, {"Đơn vị xanh||Bệnh viện Sao Mai|"}},
      {"Moon Hospital named its new ward.", Language::kEnglish, {}},
  };
  for (const RecognitionCase& c : cases) {
    FactsFixture fixture("Title\n" + c.text, c.language);
    fixture.institution({{"Moon Hospital"}, "hospital"})
        .institution({{"Bệnh viện Sao Mai"}, "hospital"})
        .date({"June 2022", "2022-06"});
    std::vector<std::string> got;
    for (const Recognition& r : find_recognitions(fixture.input(), fixture.analysis())) {
      got.push_back(r.name + "|" + r.by + "|" + r.holder + "|" + r.date);
    }
    EXPECT_EQ(got, c.want) << c.text;
  }
}

}  // namespace
}  // namespace hoptac
