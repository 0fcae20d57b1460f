#include <gmock/gmock.h>

#include "ingest/authority/name_forms.h"
#include "tests/unit/facts/analyze_text.h"

namespace hoptac {
namespace {

using testing::Contains;

std::vector<std::string> ids_named(std::string_view name) {
  std::vector<std::string> out;
  for (const std::uint32_t row : test_authority().institutions_named(name)) {
    out.push_back(test_authority().institutions()[row].id);
  }
  return out;
}

TEST(Authority, LoadsEveryTable) {
  ASSERT_TRUE(Authority::load(TableSource()));
  EXPECT_GT(test_authority().institutions().size(), 1000U);
  EXPECT_GT(test_authority().countries().size(), 180U);
  EXPECT_FALSE(test_authority().version().empty());
}

TEST(Authority, EveryNameLeadsToItsRow) {
  for (const AuthorityInstitution& row : test_authority().institutions()) {
    for (const std::string& name : row.names) EXPECT_THAT(ids_named(name), Contains(row.id)) << name;
  }
}

TEST(Authority, OneInstitutionInManySpellings) {
  const struct {
    const char* name;
    const char* id;
  } rows[] = {{"Bệnh viện Chợ Rẫy", "cho-ray-hospital"},
              {"BV Chợ Rẫy", "cho-ray-hospital"},
              {"BỆNH VIỆN CHỢ RẪY", "cho-ray-hospital"},
              {"benh vien cho ray", "cho-ray-hospital"},
              {"Be\u0323\u0302nh vie\u0323\u0302n Cho\u031B\u0323 Ra\u0302\u0303y", "cho-ray-hospital"},
              {"cho-ray-hospital", "cho-ray-hospital"},
              {"Đại học Y Hà Nội", "hanoi-medical-university"},
              {"Trường ĐH Y Hà Nội", "hanoi-medical-university"},
              {"ĐHQG-HCM", "vnu-hcm"},
              {"vnu_hcm", "vnu-hcm"},
              {"Vietnam National University Ho Chi Minh City", "vnu-hcm"}};
  for (const auto& row : rows) EXPECT_THAT(ids_named(row.name), Contains(row.id)) << row.name;
}

TEST(Authority, AHospitalOfAUniversityIsNotTheUniversity) {
  EXPECT_THAT(ids_named("Bệnh viện Đại học Y Hà Nội"), testing::Not(Contains("hanoi-medical-university")));
}

TEST(Authority, CountriesInBothLanguages) {
  const struct {
    const char* name;
    const char* code;
  } rows[] = {{"Hàn Quốc", "KR"}, {"South Korea", "KR"}, {"Estonia", "EE"},
              {"vn", "VN"},       {"Bồ Đào Nha", "PT"},  {"Qatar", "QA"}};
  for (const auto& row : rows) {
    const auto found = test_authority().countries_named(row.name);
    ASSERT_EQ(found.size(), 1U) << row.name;
    EXPECT_EQ(test_authority().countries()[found[0]].code, row.code);
  }
}

TEST(Authority, UnknownIdsAreNull) {
  EXPECT_EQ(test_authority().institution("no-such-body"), nullptr);
  EXPECT_EQ(test_authority().country("ZZ"), nullptr);
  ASSERT_NE(test_authority().institution("vnu-hcm"), nullptr);
  EXPECT_EQ(test_authority().institution("vnu-hcm")->annotation_kind, "university");
}

TEST(NameForms, ReplaceWholeWordsOnly) {
  const auto forms = NameForms::parse(
      "id\tkind\tsurface_forms\tcanonical\tnotes\tsource\nbv\thead\tBV\tBệnh viện\t\t\nhn\tplace\tTP. Hà Nội\tHà "
      "Nội\t\t\n");
  ASSERT_TRUE(forms);
  EXPECT_THAT(forms->variants("Bệnh viện Nhi Hà Nội"),
              testing::UnorderedElementsAre("Bệnh viện Nhi Hà Nội", "BV Nhi Hà Nội", "Bệnh viện Nhi TP. Hà Nội",
                                            "BV Nhi TP. Hà Nội"));
  EXPECT_THAT(forms->variants("ABV Nhi"), testing::ElementsAre("ABV Nhi"));
}

}  // namespace
}  // namespace hoptac
