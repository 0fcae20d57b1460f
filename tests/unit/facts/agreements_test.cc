#include "ingest/facts/agreements.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/facts_fixture.h"

namespace hoptac {
namespace {

using testing::FactsFixture;

// "type|status|signed|party + party|signatory, signatory"
std::string line_of(const Agreement& a) {
  std::string out = a.type + "|" + a.status + "|" + a.signed_date + "|";
  for (std::size_t i = 0; i < a.parties.size(); ++i) out += (i > 0 ? " + " : "") + a.parties[i].name;
  out += "|";
  for (std::size_t i = 0; i < a.signatories.size(); ++i) out += (i > 0 ? ", " : "") + a.signatories[i].name;
  return out;
}

std::vector<std::string> lines_of(const FactsFixture& fixture) {
  std::vector<std::string> out;
  for (const Agreement& a : find_agreements(fixture.input(), fixture.analysis())) out.push_back(line_of(a));
  return out;
}

TEST(Agreements, ThreeOfOneHostStayThree) {
  FactsFixture fixture(
      "Partners of Moon Hospital\n"
      "Moon Hospital signed an MOU with Alpha University on 3 May 2022, a contract with Beta Clinic in 2019 and a "
      "letter "
      "of intent with Gamma Institute in 2024.",
      Language::kEnglish, "2024-12-01");
  fixture.institution({{"Moon Hospital"}, "hospital"})
      .institution({{"Alpha University"}, "university"})
      .institution({{"Beta Clinic"}, "hospital"})
      .institution({{"Gamma Institute"}, "research"})
      .date({"3 May 2022", "2022-05-03"})
      .date({"2019", "2019"})
      .date({"2024", "2024"});
  EXPECT_EQ(lines_of(fixture), (std::vector<std::string>{
                                   "mou|signed|2022-05-03|Moon Hospital + Alpha University|",
                                   "contract|signed|2019|Moon Hospital + Beta Clinic|",
                                   "letter_of_intent|signed|2024|Moon Hospital + Gamma Institute|",
                               }));
}

struct Row {
  std::string text;  // one body paragraph; the parties are those of its own language
  std::vector<std::string> want;
};

FactsFixture& add_vietnamese(FactsFixture& fixture) {
  return fixture.institution({{"Bệnh viện Sao Mai", "BỆNH VIỆN SAO MAI", "Benh vien Sao Mai"}, "hospital"})
      .institution({{"Trường Đại học Lạc Việt", "TRƯỜNG ĐẠI HỌC LẠC VIỆT", "Truong Dai hoc Lac Viet"}, "university"})
      .person({{"Đặng Quốc Bảo"}, "Giám đốc", 0})
      .person({{"Lương Thu"}, "Hiệu trưởng", 1})
      .date({"14/3/2025", "2025-03-14"})
      .date({"năm 2014", "2014"});
}

TEST(Agreements, Vietnamese) {
  const std::string both = "Bệnh viện Sao Mai + Trường Đại học Lạc Việt|";
  const std::vector<Row> rows = {
      {"Ngày 14/3/2025, Bệnh viện Sao Mai và Trường Đại học Lạc Việt đã ký kết Biên bản ghi nhớ.",
       {"mou|signed|2025-03-14|" + both}},
      {"LỄ KÝ KẾT THỎA THUẬN HỢP TÁC GIỮA BỆNH VIỆN SAO MAI VÀ TRƯỜNG ĐẠI HỌC LẠC VIỆT",
       {"cooperation_agreement|signed||" + both}},
      // Accents not typed.
      {"Ngay 14/3/2025, Benh vien Sao Mai va Truong Dai hoc Lac Viet da ky ket bien ban ghi nho hop tac dao tao.",
       {"mou|signed|2025-03-14|" + both}},
      // Combining marks (NFD).
      {"Ngày 14/3/2025, Bệnh viện Sao Mai ký hợp đồng với Trường Đại học Lạc Việt.",
       {"contract|signed|2025-03-14|" + both}},
      {"Bệnh viện Sao Mai gia hạn bản ghi nhớ với Trường Đại học Lạc Việt ngày 14/3/2025.",
       {"mou|renewed|2025-03-14|" + both}},
      {"Bệnh viện Sao Mai dự kiến ký hợp đồng với Trường Đại học Lạc Việt.", {"contract|planned||" + both}},
      {"Ký thỏa thuận là ông Đặng Quốc Bảo, Giám đốc Bệnh viện Sao Mai và bà Lương Thu, Hiệu trưởng Trường Đại học Lạc "
       "Việt.",
       {"cooperation_agreement|signed||" + both + "Đặng Quốc Bảo, Lương Thu"}},
      {"Bệnh viện Sao Mai chưa từng ký thỏa thuận nào với Trường Đại học Lạc Việt.", {}},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt thảo luận khả năng ký bản ghi nhớ.", {}},
      {"Bệnh viện Sao Mai đã đăng ký lớp học của Trường Đại học Lạc Việt.", {}},
      // A certificate is renewed, no agreement.
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt ký bản ghi nhớ. Ngày 14/3/2025, trường được gia hạn kiểm định.",
       {"mou|signed||" + both}},
      {"Căn cứ Nghị định số 64 về ký kết thỏa thuận giữa Bệnh viện Sao Mai và Trường Đại học Lạc Việt.", {}},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt: hợp đồng đào tạo, 14/3/2025.",
       {"contract|signed|2025-03-14|" + both}},
      {"Bệnh viện Sao Mai họp. Thỏa thuận hợp tác với Trường Đại học Lạc Việt được ký lại.",
       {"renewal|renewed||Bệnh viện Sao Mai + Trường Đại học Lạc Việt|"}},
      {"Thỏa thuận hợp tác giữa Bệnh viện Sao Mai với Trường Đại học Lạc Việt không được gia hạn.",
       {"cooperation_agreement|ended||" + both}},
      {"Bệnh viện Sao Mai vừa ký kết hợp tác cùng Trường Đại học Lạc Việt.", {"cooperation_agreement|signed||" + both}},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt trao hợp đồng cung cấp màng lọc cho 9 bệnh viện.",
       {"contract|signed||" + both}},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt ký hợp đồng. Người ký: ông Đặng Quốc Bảo, bà Lương Thu.",
       {"contract|signed||" + both + "Đặng Quốc Bảo, Lương Thu"}},
      // "hai trường" counts parties, not documents; a copy signed before is no copy of today's.
      {"Bệnh viện Sao Mai tiếp Trường Đại học Lạc Việt. Hai bên ký bản ghi nhớ đầu tiên năm 2014.",
       {"mou|signed|2014|" + both}},
      {"Bệnh viện Sao Mai đã có MOU với Trường Đại học Lạc Việt.", {"mou|signed||" + both}},
      {"Bệnh viện Sao Mai công bố thỏa thuận đối tác chiến lược với Trường Đại học Lạc Việt.",
       {"strategic_partnership|signed||" + both}},
      {"Bệnh viện Sao Mai ký bản ghi nhớ với Trường Đại học Lạc Việt năm 2014, gia hạn 14/3/2025.",
       {"mou|signed|2014|" + both, "renewal|renewed|2025-03-14|" + both}},
      {"Bệnh viện Sao Mai (trước năm 2014 là trạm xá) ký bản ghi nhớ với Trường Đại học Lạc Việt ngày 14/3/2025.",
       {"mou|signed|2025-03-14|" + both}},
  };
  for (const Row& row : rows) {
    FactsFixture fixture("Tin tức\n" + row.text, Language::kVietnamese, "2025-03-15");
    EXPECT_EQ(lines_of(add_vietnamese(fixture)), row.want) << row.text;
  }
}

FactsFixture& add_english(FactsFixture& fixture) {
  return fixture.institution({{"Moon Hospital", "MOON HOSPITAL"}, "hospital"})
      .institution({{"Alpha University", "ALPHA UNIVERSITY"}, "university"})
      .person({{"Ann Lee"}, "Director", 0})
      .person({{"Bob Ray"}, "Rector", 1})
      .person({{"Eve Fox"}, "Consul", -1})
      .date({"3 May 2022", "2022-05-03"})
      .date({"1 June 2027", "2027-06-01"});
}

TEST(Agreements, English) {
  const std::string both = "Moon Hospital + Alpha University|";
  const std::vector<Row> rows = {
      {"Moon Hospital signed an MOU with Alpha University on 3 May 2022.", {"mou|signed|2022-05-03|" + both}},
      {"MOON HOSPITAL AND ALPHA UNIVERSITY SIGN COOPERATION AGREEMENT", {"cooperation_agreement|signed||" + both}},
      {"The contract between Moon Hospital and Alpha University was signed by Ann Lee and Bob Ray and witnessed by Eve "
       "Fox.",
       {"contract|signed||" + both + "Ann Lee, Bob Ray"}},
      {"Moon Hospital today signed an MOU with Alpha University, valid until 1 June 2027.",
       {"mou|signed|2022-05-04|" + both}},
      {"Moon Hospital and Alpha University will sign a letter of intent.", {"letter_of_intent|planned||" + both}},
      {"Moon Hospital and Alpha University renewed their MOU on 3 May 2022.", {"renewal|renewed|2022-05-03|" + both}},
      {"Moon Hospital has signed memoranda of understanding with 48 institutions.", {}},
      {"Moon Hospital and Alpha University discussed the possibility of signing an MOU.", {}},
      {"Nothing has been signed between Moon Hospital and Alpha University.", {}},
      {"A delegation of Alpha University visited Moon Hospital on 3 May 2022.", {}},
      {"Moon Hospital and Alpha University signed two documents: an MoU and a contract.",
       {"mou|signed||" + both, "contract|signed||" + both}},
      {"Two documents were signed on 3 May 2022. In the first, an MoU of three years, Moon Hospital and Alpha "
       "University "
       "agreed on training.",
       {"mou|signed|2022-05-03|" + both}},
      {"Training is given by Moon Hospital under a loan agreement with Alpha University dated 3 May 2022.",
       {"contract|signed|2022-05-03|" + both}},
      {"A cooperation agreement between Moon Hospital and Alpha University is in preparation.",
       {"cooperation_agreement|planned||" + both}},
      {"Moon Hospital and Alpha University hope to sign a letter of intent on 1 June 2027.",
       {"letter_of_intent|planned|2027-06-01|" + both}},
  };
  for (const Row& row : rows) {
    FactsFixture fixture("News\n" + row.text, Language::kEnglish, "2022-05-04");
    EXPECT_EQ(lines_of(add_english(fixture)), row.want) << row.text;
  }
}

TEST(Agreements, LegalLayout) {
  FactsFixture fixture(
      "BIÊN BẢN GHI NHỚ HỢP TÁC\nSố: 45/BBGN-BVSM\nĐà Nẵng, 14/3/2025\nBÊN A: BỆNH VIỆN SAO MAI\nĐại diện: Ông "
      "Đặng Quốc Bảo\nBÊN B: TRƯỜNG ĐẠI HỌC LẠC VIỆT\nĐại diện: Bà Lương Thu\nĐiều 1. Nội dung\nBên A nhận sinh "
      "viên.\n(Đã ký)",
      Language::kVietnamese);
  add_vietnamese(fixture);
  const std::vector<Agreement> found = find_agreements(fixture.input(), fixture.analysis());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(line_of(found[0]),
            "mou|signed|2025-03-14|Bệnh viện Sao Mai + Trường Đại học Lạc Việt|Đặng Quốc Bảo, Lương Thu");
  EXPECT_EQ(found[0].number, "45/BBGN-BVSM");
  EXPECT_EQ(found[0].rule, "agreement.legal");
}

// The parties in cells; a letterhead above the title and parties without labels; "gia hạn" as a clause.
TEST(Agreements, LegalLayoutsOfOtherShapes) {
  const std::string want =
      "contract|signed|2025-03-14|Bệnh viện Sao Mai + Trường Đại học Lạc Việt|Đặng Quốc Bảo, Lương Thu";
  FactsFixture cells(
      "HỢP ĐỒNG NGUYÊN TẮC\nHôm nay, 14/3/2025, chúng tôi gồm:\n| BÊN A | BỆNH VIỆN SAO MAI |\n| Đại diện | Ông Đặng "
      "Quốc Bảo |\n| BÊN B | TRƯỜNG ĐẠI HỌC LẠC VIỆT |\n| Đại diện | Bà Lương Thu |\nĐiều 1. Hợp đồng được gia hạn "
      "bằng văn bản.\n(Đã ký)",
      Language::kVietnamese);
  EXPECT_EQ(lines_of(add_vietnamese(cells)), std::vector<std::string>{want});
  FactsFixture letterhead(
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 118/BGN-BVSM\nHuế, 14/3/2025\nBẢN GHI NHỚ HỢP TÁC\nBệnh viện Sao Mai, "
      "do "
      "ông Đặng Quốc Bảo làm đại diện; và\nTrường Đại học Lạc Việt, do bà Lương Thu làm đại diện,\ncùng thỏa thuận như "
      "sau:\nĐiều 1. Nội dung",
      Language::kVietnamese);
  EXPECT_EQ(lines_of(add_vietnamese(letterhead)),
            std::vector<std::string>{"mou|signed|2025-03-14|Bệnh viện Sao Mai + Trường Đại học Lạc Việt|"});
}

TEST(Agreements, NumberedParties) {
  for (const std::string mark : {".", ")"}) {
    FactsFixture fixture(
        "MEMORANDUM OF UNDERSTANDING\nThis memorandum is entered into on 3 May 2022 by and between:\n1" + mark +
            " Moon Hospital, represented by its Director, Ann Lee; and\n2" + mark +
            " Alpha University, represented by its Rector, Bob Ray.\nArticle 1. Purpose\n(signed)",
        Language::kEnglish);
    EXPECT_EQ(lines_of(add_english(fixture)),
              std::vector<std::string>{"mou|signed|2022-05-03|Moon Hospital + Alpha University|Ann Lee, Bob Ray"});
    FactsFixture vietnamese("BIÊN BẢN GHI NHỚ\n14/3/2025\n1" + mark +
                                " BỆNH VIỆN SAO MAI, do ông Đặng Quốc Bảo làm đại diện\n2" + mark +
                                " TRƯỜNG ĐẠI HỌC LẠC VIỆT, do bà Lương Thu làm đại diện\nĐiều 1. Nội dung\n(Đã ký)",
                            Language::kVietnamese);
    EXPECT_EQ(lines_of(add_vietnamese(vietnamese)),
              std::vector<std::string>{
                  "mou|signed|2025-03-14|Bệnh viện Sao Mai + Trường Đại học Lạc Việt|Đặng Quốc Bảo, Lương Thu"});
  }
}

// The day of the preamble, not the day on which a party was founded or the term ends.
TEST(Agreements, DayOfThePreamble) {
  const std::string parties =
      "(1) Moon Hospital, a hospital established by Decision No. 7 of 5 August 2003, represented by its Director, Ann "
      "Lee; and\n(2) Alpha University, represented by its Rector, Bob Ray.\nIt ends on 31 December 2027.\n(signed)";
  for (const std::string preamble :
       {"This memorandum is made in the town of Hue on this 3 May 2022, in good faith, by and between the two parties "
        "named below:",
        "Today, 3 May 2022, at the office of the two parties in the old town of Hue by the river, we are:",
        "The memorandum below was executed in the town of Hue by both parties named below on 3 May 2022:"}) {
    FactsFixture fixture("MEMORANDUM OF UNDERSTANDING\n" + preamble + "\n" + parties, Language::kEnglish);
    add_english(fixture).date({"5 August 2003", "2003-08-05"}).date({"31 December 2027", "2027-12-31"});
    EXPECT_EQ(lines_of(fixture),
              std::vector<std::string>{"mou|signed|2022-05-03|Moon Hospital + Alpha University|Ann Lee, Bob Ray"})
        << preamble;
  }
}

// Every agreement says where it was read, and how sure it is.
TEST(Agreements, Evidence) {
  FactsFixture fixture("News\nMoon Hospital signed an MOU with Alpha University on 3 May 2022.", Language::kEnglish);
  const std::vector<Agreement> found = find_agreements(add_english(fixture).input(), fixture.analysis());
  ASSERT_EQ(found.size(), 1U);
  std::vector<std::string> told;
  for (const Evidence& e : found[0].evidence) {
    told.push_back(std::string(e.field) + ": " + std::string(slice(fixture.document().text, e.span)));
  }
  EXPECT_EQ(told, (std::vector<std::string>{"type: MOU", "party: Moon Hospital", "party: Alpha University",
                                            "signed: 3 May 2022"}));
}

// "place|field, field|topic, topic" of the first agreement.
std::string details_of(const FactsFixture& fixture) {
  const std::vector<Agreement> found = find_agreements(fixture.input(), fixture.analysis());
  if (found.empty()) return "none";
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out;
  };
  return found[0].place + "|" + joined(found[0].fields) + "|" + joined(found[0].topics);
}

struct DetailRow {
  std::string text;
  std::string want;
};

TEST(Agreements, VietnameseDetails) {
  const std::vector<DetailRow> rows = {
      {"Ngày 14/3/2025, tại Hà Nội, Bệnh viện Sao Mai và Trường Đại học Lạc Việt ký biên bản ghi nhớ về đào tạo và "
       "ghép "
       "gan.",
       "Hà Nội|đào tạo, ghép gan|training, transplant"},
      // Not an accent typed.
      {"Ngay 14/3/2025, tai Ha Noi, Benh vien Sao Mai va Truong Dai hoc Lac Viet da ky thoa thuan ve dao tao dieu "
       "duong "
       "va nghien cuu khoa hoc.",
       "Ha Noi|dao tao dieu duong, nghien cuu khoa hoc|nursing, research"},
      // Combining marks (NFD).
      {"Bệnh viện Sao Mai ký hợp đồng với Trường Đại học Lạc Việt tại TP. Hồ Chí Minh về "
       "học bổng.",
       "TP. Hồ Chí Minh||scholarship"},
      {"BỆNH VIỆN SAO MAI KÝ THỎA THUẬN VỚI TRƯỜNG ĐẠI HỌC LẠC VIỆT VỀ ĐỘT QUỴ", "|ĐỘT QUỴ|stroke"},
      {"Lễ ký biên bản ghi nhớ giữa Bệnh viện Sao Mai và Trường Đại học Lạc Việt trong lĩnh vực nhi khoa, mở ra hướng "
       "đi mới.",
       "|nhi khoa|paediatrics"},
      // The place of a party; a return home, no field; the next sentence counts for topics.
      {"Bệnh viện Sao Mai tại Huế ký thỏa thuận với Trường Đại học Lạc Việt. Nội dung là đào tạo từ xa.", "||training"},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt ký thỏa thuận về phía nam.", "||"},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt ký thỏa thuận tại Văn phòng của trường.", "||"},
      {"Bệnh viện Sao Mai và Trường Đại học Lạc Việt hôm nay ký thỏa thuận tại hội trường A.", "Huế||"},
  };
  for (const DetailRow& row : rows) {
    FactsFixture fixture("Tin tức\n" + row.text, Language::kVietnamese, "2025-03-15");
    fixture.document().dateline_place = "Huế";
    EXPECT_EQ(details_of(add_vietnamese(fixture)), row.want) << row.text;
  }
}

TEST(Agreements, EnglishDetails) {
  const std::vector<DetailRow> rows = {
      {"Moon Hospital signed an MOU with Alpha University on stroke care, nursing and student exchange.",
       "|stroke care, nursing, student exchange|nursing, stroke, student-exchange"},
      {"Moon Hospital and Alpha University signed an MOU in Da Nang, Vietnam on 3 May 2022.", "Da Nang, Vietnam||"},
      {"At a ceremony in Hue, Moon Hospital and Alpha University signed a contract in the field of robotic surgery.",
       "Hue|robotic surgery|minimally-invasive"},
      {"The MOU between Moon Hospital and Alpha University was signed at Moon Hospital.", "Moon Hospital||"},
      {"Moon Hospital today signed an MOU with Alpha University on training, opening a new chapter.",
       "Hanoi|training|training"},
      // Where a party sits, when it was signed, what else was done.
      {"Moon Hospital signed an MOU with Alpha University in Tokyo.", "||"},
      {"Moon Hospital signed an MOU with Alpha University on Monday.", "||"},
      {"Moon Hospital and Alpha University signed an MOU on training and experts will visit.", "|training|training"},
      // A word of a test is no laboratory.
      {"Moon Hospital and Alpha University signed a contract on software testing.", "|software testing|"},
      {"Moon Hospital and Alpha University signed a contract on laboratory testing.", "|laboratory testing|laboratory"},
  };
  for (const DetailRow& row : rows) {
    FactsFixture fixture("News\n" + row.text, Language::kEnglish, "2022-05-04");
    fixture.document().dateline_place = "Hanoi";
    EXPECT_EQ(details_of(add_english(fixture)), row.want) << row.text;
  }
}

// "Each signed a memorandum of its own": one for each partner.
TEST(Agreements, EachSignsItsOwn) {
  FactsFixture fixture(
      "News of Moon Hospital\nMoon Hospital signed with two partners: Alpha University and Beta Clinic. Each signed a "
      "memorandum of its own.",
      Language::kEnglish);
  add_english(fixture).institution({{"Beta Clinic"}, "hospital"});
  EXPECT_EQ(lines_of(fixture), (std::vector<std::string>{
                                   "mou|signed||Moon Hospital + Alpha University|",
                                   "mou|signed||Moon Hospital + Beta Clinic|",
                               }));
}

// The entries of a list that announces documents.
TEST(Agreements, EntriesOfAList) {
  FactsFixture fixture(
      "News of Moon Hospital\nOn 3 May 2022 Moon Hospital signed two memoranda:\n- With Alpha University: "
      "internships;\n"
      "- With Beta Clinic: nursing.",
      Language::kEnglish);
  for (std::size_t b = 2; b < 4; ++b) fixture.document().blocks[b].kind = BlockKind::kListItem;
  add_english(fixture).institution({{"Beta Clinic"}, "hospital"});
  EXPECT_EQ(lines_of(fixture), (std::vector<std::string>{
                                   "mou|signed|2022-05-03|Moon Hospital + Alpha University|",
                                   "mou|signed|2022-05-03|Moon Hospital + Beta Clinic|",
                               }));
}

// A page in two languages, each with its own name for one of the parties.
TEST(Agreements, ToldAgainInTheOtherLanguage) {
  FactsFixture fixture(
      "Tin tức\nNgày 3/5/2022, Bệnh viện Sao Mai và Alpha University đã ký biên bản ghi nhớ.\nOn 3 May 2022, Moon "
      "Hospital and Alpha University signed a memorandum of understanding.",
      Language::kVietnamese);
  fixture.document().blocks.back().language = Language::kEnglish;
  fixture.institution({{"Bệnh viện Sao Mai"}, "hospital"})
      .institution({{"Moon Hospital"}, "hospital"})
      .institution({{"Alpha University"}, "university"})
      .date({"3/5/2022", "2022-05-03"})
      .date({"3 May 2022", "2022-05-03"});
  EXPECT_EQ(lines_of(fixture),
            (std::vector<std::string>{"mou|signed|2022-05-03|Bệnh viện Sao Mai + Alpha University|"}));
}

// Each of several agreements has its own topics, not those of the others in the sentence.
TEST(Agreements, TopicsStayApart) {
  FactsFixture fixture(
      "News of Moon Hospital\nMoon Hospital signed an MOU on stroke care with Alpha University on 3 May 2022, and a "
      "contract on nursing with Beta Clinic in 2019.",
      Language::kEnglish);
  add_english(fixture).institution({{"Beta Clinic"}, "hospital"}).date({"2019", "2019"});
  const std::vector<Agreement> found = find_agreements(fixture.input(), fixture.analysis());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].topics, std::vector<std::string>{"stroke"});
  EXPECT_EQ(found[1].topics, std::vector<std::string>{"nursing"});
}

TEST(Agreements, ReportedCooperation) {
  const std::string en = "cooperation|reported||Moon Hospital + Alpha University|";
  const std::string vi = "cooperation|reported||Bệnh viện Sao Mai + Trường Đại học Lạc Việt|";
  const std::vector<Row> rows = {
      {"Moon Hospital has partnered with Alpha University for years.", {en}},
      {"The cooperation between Moon Hospital and Alpha University bears fruit.", {en}},
      {"Moon Hospital will collaborate with Alpha University.", {}},
      {"Moon Hospital held a workshop in collaboration with Alpha University.", {}},
      {"Moon Hospital partnered with Alpha University. They signed an MOU on 3 May 2022.",
       {"mou|signed|2022-05-03|Moon Hospital + Alpha University|"}},
      {"Bệnh viện Sao Mai hợp tác với Trường Đại học Lạc Việt về ghép gan.", {vi}},
      // Combining marks (NFD), then none typed.
      {"Bệnh viện Sao Mai hợp tác với Trường Đại học Lạc Việt.", {vi}},
      {"Benh vien Sao Mai hop tac voi Truong Dai hoc Lac Viet ve ghep gan.", {vi}},
      {"Bệnh viện Sao Mai không hợp tác với Trường Đại học Lạc Việt.", {}},
      {"Bệnh viện Sao Mai phối hợp với Trường Đại học Lạc Việt tổ chức hội thảo.", {}},
  };
  for (const Row& row : rows) {
    const bool english = row.text.find("Alpha") != std::string::npos;
    FactsFixture fixture((english ? "News\n" : "Tin tức\n") + row.text,
                         english ? Language::kEnglish : Language::kVietnamese, "2022-05-04");
    EXPECT_EQ(lines_of(english ? add_english(fixture) : add_vietnamese(fixture)), row.want) << row.text;
  }
}

}  // namespace
}  // namespace hoptac
