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
      {"“We were young,” says Lee. “We believed in slides.”",
       Language::kEnglish,
       {"Ann Lee: We were young,", "Ann Lee: We believed in slides."}},
      {"‘We shall send ten students,’ says Ann Lee.", Language::kEnglish, {"Ann Lee: We shall send ten students,"}},
      {"Ann Lee came. “An evaluation is a mirror,” the Director smiled.",
       Language::kEnglish,
       {"Ann Lee: An evaluation is a mirror,"}},
      {"Work will be ready “before the next monsoon”, according to Ann Lee.",
       Language::kEnglish,
       {"Ann Lee: before the next monsoon"}},
      {"According to Ann Lee, “students are the real winners”.",
       Language::kEnglish,
       {"Ann Lee: students are the real winners"}},
      {"“I learnt to bandage a doll” – Rune Aagesen, student.",
       Language::kEnglish,
       {"Rune Aagesen: I learnt to bandage a doll"}},
      {"The workshop “Medicine without any borders” was opened by Ann Lee, who said it was the third.",
       Language::kEnglish,
       {}},
      {"9 June: talk by Ann Lee: “A hospital of one doctor”", Language::kEnglish, {}},
      {"Trường nhận danh hiệu “Đơn vị xuất sắc toàn diện”, bà Lương Thu cho biết.", Language::kVietnamese, {}},
      {"Bà Lương Thu đến. Hiệu trưởng khẳng định: “Cánh cửa luôn rộng mở”.",
       Language::kVietnamese,
       {"Lương Thu: Cánh cửa luôn rộng mở"}},
      {"Hợp đồng chấm dứt, “không kèn không trống”, theo lời bà Lương Thu.",
       Language::kVietnamese,
       {"Lương Thu: không kèn không trống"}},
      {"BÀ LƯƠNG THU: “CHÚNG TÔI SẼ SANG THĂM CÁC BẠN”.",
       Language::kVietnamese,
       {"Lương Thu: CHÚNG TÔI SẼ SANG THĂM CÁC BẠN"}},
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
