#include <gmock/gmock.h>

#include "ingest/authority/name_canon.h"
#include "ingest/authority/name_forms.h"
#include "ingest/authority/table_extension.h"
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
  } rows[] = {{"Hàn Quốc", "KR"}, {"South Korea", "KR"},        {"Estonia", "EE"},
              {"vn", "VN"},       {"Bồ Đào Nha", "PT"},         {"Qatar", "QA"},
              {"Eswatini", "SZ"}, {"Trinidad và Tobago", "TT"}, {"Burma", "MM"}};
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

TEST(Authority, SpellingsOfOneNameHaveOneForm) {
  const struct {
    const char* a;
    const char* b;
  } rows[] = {{"Trường Đại học Bách khoa", "ĐH BÁCH KHOA"},
              {"Trường ĐH Y Hà Nội", "dai hoc y ha noi"},
              {"Bệnh viện Đa khoa Hòa Bình", "BVĐK Hoà Bình"},
              {"Be\u0323\u0302nh vie\u0323\u0302n Sao Mai", "BV Sao Mai"},
              {"The University of Hokusei", "University of Hokusei"}};
  for (const auto& row : rows)
    EXPECT_EQ(test_authority().canonical_name(row.a), test_authority().canonical_name(row.b)) << row.a;
  EXPECT_NE(test_authority().canonical_name("Bệnh viện A"), test_authority().canonical_name("Bệnh viện B"));
}

TEST(TableExtension, RowsAreAddedAndReplaced) {
  const std::string base = "id\tname\tkind\na\tA\tx\nb\tB\ty\n";
  const struct {
    const char* extension;
    const char* want;
  } rows[] = {{"", "id\tname\tkind\na\tA\tx\nb\tB\ty\n"},
              {"id\tname\tkind\nc\tC\tz\n", "id\tname\tkind\na\tA\tx\nb\tB\ty\nc\tC\tz\n"},
              {"id\tname\tkind\na\tNew\tz\n", "id\tname\tkind\na\tNew\tz\nb\tB\ty\n"},
              {"\xEF\xBB\xBFkind\tid\r\nz\tc\r\n", "id\tname\tkind\na\tA\tx\nb\tB\ty\nc\t\tz\n"},
              {"id\tname\nc\tTru\u031Bo\u031B\u0300ng\n", "id\tname\tkind\na\tA\tx\nb\tB\ty\nc\tTr\u01B0\u1EDDng\t\n"},
              {"# replace\nid\tname\tkind\nc\tC\tz\n", "# replace\nid\tname\tkind\nc\tC\tz\n"}};
  for (const auto& row : rows) EXPECT_EQ(extend_table(base, row.extension, "x.tsv").value_or("failed"), row.want);
}

TEST(TableExtension, FaultsNameFileLineAndRepair) {
  const std::string base = "id\tname\tkind\na\tA\tx\n";
  const struct {
    const char* extension;
    const char* place;
    const char* detail;
  } rows[] = {{"id\tnome\nb\tB\n", "x.tsv:1", "unknown column \"nome\"; columns are id, name, kind"},
              {"name\nB\n", "x.tsv:1", "the header row lacks the column \"id\""},
              {"id\tid\nb\tb\n", "x.tsv:1", "column \"id\" stands there twice; leave one"},
              {"id\tname\n# one\n\tB\n", "x.tsv:3", "no id; give the row one of its own"},
              {"id\tname\nb\tB\nb\tC\n", "x.tsv:3", "\"b\" stands there twice; leave one of the rows"}};
  for (const auto& row : rows) {
    const auto result = extend_table(base, row.extension, "x.tsv");
    ASSERT_FALSE(result) << row.extension;
    EXPECT_EQ(result.error().path, row.place);
    EXPECT_EQ(result.error().detail, row.detail);
  }
}

}  // namespace
}  // namespace hoptac
