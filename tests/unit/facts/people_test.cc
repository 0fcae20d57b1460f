#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/facts/analyze_text.h"

namespace hoptac {
namespace {

struct PersonRow {
  const char* text;
  const char* name;
  const char* title;        // of the first role, "" none
  const char* institution;  // of the first role, "" any
};

class People : public testing::TestWithParam<PersonRow> {};

TEST_P(People, HaveTheirNameAndPost) {
  const PersonRow& row = GetParam();
  const Analysis analysis = analyze_text(row.text).analysis;
  const auto found = std::find_if(analysis.people.begin(), analysis.people.end(),
                                  [&](const Person& person) { return person.name == row.name; });
  ASSERT_NE(found, analysis.people.end()) << row.text;
  if (*row.title == '\0') return;
  ASSERT_FALSE(found->roles.empty()) << row.text;
  EXPECT_EQ(found->roles.front().title, row.title);
  if (*row.institution != '\0') {
    EXPECT_EQ(found->roles.front().institution, row.institution);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Vietnamese, People,
    testing::Values(
        PersonRow{"PGS.TS.BS. Trần Gia Khánh – Giám đốc Bệnh viện Suối Ngọc phát biểu tại buổi lễ.", "Trần Gia Khánh",
                  "Giám đốc", "Bệnh viện Suối Ngọc"},
        PersonRow{
            "Theo phó giáo sư, tiến sỹ Lê Minh Hòa, Phó Hiệu trưởng Trường Đại học Kim Sơn, lễ ký rất quan trọng.",
            "Lê Minh Hòa", "Phó Hiệu trưởng", "Trường Đại học Kim Sơn"},
        PersonRow{"Đến dự có Thứ trưởng Bộ Y tế Phạm Tri Ân cùng nhiều đại biểu.", "Phạm Tri Ân", "Thứ trưởng",
                  "Bộ Y tế"},
        PersonRow{"BS. H’Linh Mlô, Giám đốc Bệnh viện Đa khoa Suối Ngọc, ký biên bản.", "H’Linh Mlô", "Giám đốc", ""},
        PersonRow{"Bà Đinh Thị Thuý Hoà, Viện trưởng Viện Nghiên cứu Lão khoa Kim Sơn, có mặt.", "Đinh Thị Thuý Hoà",
                  "Viện trưởng", ""}));

INSTANTIATE_TEST_SUITE_P(
    English, People,
    testing::Values(
        PersonRow{"Assoc. Prof. Dr. Tran Gia Khanh, MD, PhD, General Director of Kim Son Hospital, spoke first.",
                  "Tran Gia Khanh", "General Director", "Kim Son Hospital"},
        PersonRow{"Rector Bui Thi Minh signed for Kestrel University of Nursing on Monday.", "Bui Thi Minh", "Rector",
                  ""},
        PersonRow{"Mr. Jae-hyun Oh – Vice President for Global Programs of Kestrel University, arrived.", "Jae-hyun Oh",
                  "Vice President for Global Programs", "Kestrel University"},
        PersonRow{"Le Van Son, general director of Kim Son Hospital, put pen to paper in Hanoi.", "Le Van Son",
                  "general director", "Kim Son Hospital"},
        PersonRow{"Professor Gillian O'Brien AM, Deputy Vice-Chancellor (International) of Kestrel University, agreed.",
                  "Gillian O'Brien", "Deputy Vice-Chancellor (International)", ""}));

std::vector<std::string> names_of(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const Person& person : analysis.people) out.push_back(person.name);
  return out;
}

TEST(People, ShortMentionsAreTheSamePerson) {
  const Analysis vi = analyze_text(
                          "PGS.TS. Trần Gia Khánh, Giám đốc Bệnh viện Suối Ngọc, ký biên bản.\n\n“Chúng tôi rất vui”, "
                          "BS. Khánh chia sẻ.")
                          .analysis;
  EXPECT_THAT(names_of(vi), testing::ElementsAre("Trần Gia Khánh"));
  EXPECT_THAT(vi.people.at(0).aliases, testing::Contains("Khánh"));
  const Analysis en =
      analyze_text(
          "Prof. Hsu Li-Wen, President of Kestrel University, spoke. Later Prof. Hsu thanked the guests in Hanoi.")
          .analysis;
  EXPECT_THAT(names_of(en), testing::ElementsAre("Hsu Li-Wen"));
}

TEST(People, AnonymisedPeopleAreNone) {
  const char* texts[] = {"Suốt sáu năm, bệnh nhi N.T.A. chỉ đi bằng đầu gối; mẹ em, chị H., đưa con qua bốn bệnh viện.",
                         "Cùng phòng là anh Trần Văn M. (tên người bệnh đã được thay đổi), vừa mổ bàn chân.",
                         "More than a year ago the family of Mrs. H. and Mr. Bui Hoai N. heard the diagnosis."};
  for (const char* text : texts) EXPECT_TRUE(names_of(analyze_text(text).analysis).empty()) << text;
}

TEST(People, NamesInsideInstitutionsAreNone) {
  EXPECT_TRUE(
      names_of(analyze_text("Bệnh viện Nguyễn Tri Phương và Trường Đại học Tôn Đức Thắng ký kết hợp tác.").analysis)
          .empty());
}

TEST(People, RolesPointToInstitutions) {
  const Analysis analysis = analyze_text("Ông Lê Minh Hòa, Chủ tịch Quỹ Bước Chân Mới, trao quà.").analysis;
  ASSERT_EQ(analysis.people.size(), 1U);
  ASSERT_EQ(analysis.people[0].roles.size(), 1U);
  const Role& role = analysis.people[0].roles[0];
  ASSERT_GE(role.institution_index, 0);
  EXPECT_EQ(analysis.institutions.at(static_cast<std::size_t>(role.institution_index)).name, role.institution);
}

}  // namespace
}  // namespace hoptac
