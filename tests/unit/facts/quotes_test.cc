#include "ingest/facts/quotes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/facts_fixture.h"

namespace hoptac {
namespace {

using testing::FactsFixture;

struct QuoteCase {
  std::string text;
  Language language;
  std::vector<std::string> want;  // "speaker: text"
};

TEST(Quotes, Speakers) {
  const std::vector<QuoteCase> cases = {
      {"“Young doctors learn at the bedside,” said Ann Lee.",
       Language::kEnglish,
       {"Ann Lee: Young doctors learn at the bedside,"}},
      {"Ann Lee affirmed: “Our two houses must work together now.”",
       Language::kEnglish,
       {"Ann Lee: Our two houses must work together now."}},
      {"“Bác sĩ trẻ học bên giường bệnh”, bà Lương Thu chia sẻ.",
       Language::kVietnamese,
       {"Lương Thu: Bác sĩ trẻ học bên giường bệnh"}},
      {"Bà Lương Thu thừa nhận nhiều việc chưa xong: “Chúng tôi viết lại quy trình hai lần”.",
       Language::kVietnamese,
       {"Lương Thu: Chúng tôi viết lại quy trình hai lần"}},
      {"Ann Lee came. “We have beautiful islands here,” Lee told reporters.",
       Language::kEnglish,
       {"Ann Lee: We have beautiful islands here,"}},
      {"Bà Lương Thu đến thăm. Ông T. kể: “Ba tuần đầu tôi chỉ tập ngồi thôi”.", Language::kVietnamese, {}},
      {"The “bedside” course of Ann Lee is new, she said.", Language::kEnglish, {}},
      {"“Nobody knows who has said these many words.”", Language::kEnglish, {}},
  };
  for (const QuoteCase& c : cases) {
    FactsFixture fixture("Title\n" + c.text, c.language);
    fixture.person({{"Ann Lee"}, "Director", -1}).person({{"Lương Thu"}, "Hiệu trưởng", -1});
    std::vector<std::string> got;
    for (const Quote& q : find_quotes(fixture.input(), fixture.analysis())) {
      got.push_back(q.speaker + ": " + std::string(slice(fixture.document().text, q.span)));
    }
    EXPECT_EQ(got, c.want) << c.text;
  }
}

}  // namespace
}  // namespace hoptac
