#include "index/searcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/facets.h"
#include "tests/unit/index/searcher_fixture.h"

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST_F(SearcherTest, SmartAccents) {
  add("same", "Hai bên hợp tác lâu dài");
  add("bare", "Hai ben hop tac lau dai");
  add("other", "Hai bên hộp tạc lâu dài");
  const auto all = UnorderedElementsAre("same", "bare", "other");
  for (const char* query : {"hop tac", "HOP TAC", "hop  tac"}) EXPECT_THAT(ids(query), all) << query;
  for (const char* query : {"hợp tác", "HỢP TÁC", "ho\u031b\u0323p ta\u0301c", "\"hợp tác\""})
    EXPECT_THAT(ids(query), ElementsAre("same", "bare", "other")) << query;
  EXPECT_THAT(ids("=\"hợp tác\""), ElementsAre("same"));
  EXPECT_THAT(ids("=\"hop tac\""), ElementsAre("bare"));
  EXPECT_THAT(ids("=hộp"), ElementsAre("other"));
}

// Beside words with marks an unmarked syllable means itself, where texts write it so.
TEST_F(SearcherTest, UnmarkedWordOfAMarkedQuery) {
  add("itself", "Học bổng dành cho sinh viên, cho cán bộ");
  add("other", "Học bổng đang chờ sinh viên, chớ chậm chờ");
  EXPECT_THAT(ids("cho sinh viên"), ElementsAre("itself", "other"));
  EXPECT_THAT(ids("chờ sinh viên"), ElementsAre("other", "itself"));
  EXPECT_THAT(ids("cho sinh vien"), UnorderedElementsAre("itself", "other"));
  SearchRequest request;
  request.query = "cho sinh viên";
  request.explain = true;
  EXPECT_THAT(search(request).explanation, testing::Contains(HasSubstr("without marks 1 come first")));
  // No text writes "vien" so: nothing is preferred, every marking is found.
  EXPECT_THAT(ids("sinh vien học"), UnorderedElementsAre("itself", "other"));
}

TEST_F(SearcherTest, ShortTextsRankByTheirLength) {
  add("long", "Khoa Dược và các phòng ban khác của nhà trường cùng tham dự buổi lễ sáng nay tại hội trường lớn");
  add("short", "Khoa Dược");
  add("between", "Khoa Dược và các phòng ban khác");
  EXPECT_THAT(ids("khoa dược"), ElementsAre("short", "between", "long"));
}

TEST_F(SearcherTest, NamesOfCountriesMeetInBothLanguages) {
  add("vi", "Đoàn Hàn Quốc thăm trường");
  add("en", "A delegation from South Korea visited the school", Language::kEnglish);
  add("none", "A delegation from the south visited", Language::kEnglish);
  const auto all = UnorderedElementsAre("vi", "en");
  for (const char* query : {"Hàn Quốc", "han quoc", "HÀN QUỐC", "Ha\u0300n Quo\u0302\u0301c", "South Korea"})
    EXPECT_THAT(ids(query), all) << query;
  EXPECT_THAT(ids("\"South Korea\""), ElementsAre("en"));  // quoted means these words
  SearchRequest request;
  request.query = "Hàn Quốc";
  request.expand = false;
  EXPECT_EQ(search(request).total, 1U);
}

// Numbers of documents, acronyms with points, addresses and names in Han letters: their parts side by side.
TEST_F(SearcherTest, WholesOfSeveralTokens) {
  add("number", "Nghị quyết số 123/2024/NQ-HĐND ngày 5/7");
  add("parts", "Số 123, năm 2024, HĐND và NQ");
  add("city", "Ủy ban nhân dân TP.HCM, AT&T Việt Nam");
  add("address", "Liên hệ info@umc.edu.vn, https://umc.edu.vn/tin?id=7");
  add("han", "Đại học Konkuk (建国大学校)");
  struct Row {
    const char* query;
    const char* want;
  };
  constexpr Row kRows[] = {{"123/2024/NQ-HĐND", "number"},
                           {"123/2024/nq-hdnd", "number"},
                           {"TP.HCM", "city"},
                           {"tp.hcm", "city"},
                           {"AT&T", "city"},
                           {"info@umc.edu.vn", "address"},
                           {"https://umc.edu.vn/tin?id=7", "address"},
                           {"建国大学校", "han"},
                           {"\"建国\"", "han"}};
  for (const Row& row : kRows) EXPECT_THAT(ids(row.query), ElementsAre(row.want)) << row.query;
}

TEST_F(SearcherTest, OldAndNewToneStyleAndD) {
  add("old", "Thành phố Hoà Bình");
  add("new", "Thành phố Hòa Bình");
  add("da", "Thành phố Đà Nẵng");
  EXPECT_THAT(ids("hoà"), ElementsAre("new", "old"));  // equal scores: by id
  EXPECT_THAT(ids("=hoà"), ElementsAre("new", "old"));
  EXPECT_THAT(ids("da nang"), ElementsAre("da"));
}

TEST_F(SearcherTest, OperatorsPhrasesPrefixesStems) {
  add("a", "The hospital signed an agreement with a university", Language::kEnglish);
  add("b", "A university of hospitals; agreements are to be signed", Language::kEnglish);
  add("c", "Nothing of the kind", Language::kEnglish);
  EXPECT_THAT(ids("hospital agreement"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids("\"signed an agreement\""), ElementsAre("a"));
  EXPECT_THAT(ids("\"hospital\""), ElementsAre("a"));
  EXPECT_THAT(ids("signing"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids("hosp*"), UnorderedElementsAre("a", "b"));
  EXPECT_THAT(ids("university -hospitals"), IsEmpty());
  EXPECT_THAT(ids("university -\"hospitals\""), ElementsAre("a"));
  EXPECT_THAT(ids("NOT university"), ElementsAre("c"));
  EXPECT_THAT(ids("kind OR agreement"), UnorderedElementsAre("a", "b", "c"));
  EXPECT_THAT(ids("hospital NEAR/3 agreement"), ElementsAre("a"));
  EXPECT_THAT(ids("hospital NEAR/2 agreement"), IsEmpty());
}

TEST_F(SearcherTest, AnyIsOfferedNotSwitchedTo) {
  add("a", "bệnh viện");
  add("b", "đại học");
  SearchRequest request;
  request.query = "bệnh học";
  const SearchResponse response = search(request);
  EXPECT_EQ(response.total, 0U);
  ASSERT_THAT(response.suggestions, testing::SizeIs(1));
  EXPECT_EQ(response.suggestions[0].total, 2U);
  request.any = true;
  EXPECT_EQ(search(request).total, 2U);
}

// A tells an MOU with Konkuk and a contract with Osaka; B an MOU with Osaka without a date.
class AgreementsTest : public SearcherTest {
 protected:
  AgreementsTest() {
    Analysis a;
    const int umc = add_institution(a, "UMC", "", "VN");
    const int konkuk = add_institution(a, "Konkuk Test University", "", "KR");
    const int osaka = add_institution(a, "Osaka Test University", "", "JP");
    add_agreement(a, "mou", "2022-10-17", {umc, konkuk});
    add_agreement(a, "contract", "2019", {umc, osaka});
    Document first = make_document("A", Language::kEnglish, "One", "UMC signed twice");
    first.published = "2022-10-18";
    Figure figure;
    figure.value = 48;
    figure.unit = "institutions";
    figure.institution = "UMC";
    figure.institution_index = umc;
    figure.span = {0, 3};
    a.figures.push_back(figure);
    add(std::move(first), a);
    Analysis b;
    const int vn = add_institution(b, "UMC", "", "VN");
    const int jp = add_institution(b, "Osaka Test University", "", "JP");
    add_agreement(b, "mou", "", {vn, jp});
    add(make_document("B", Language::kEnglish, "Two", "UMC signed once"), b);
    add(make_document("C", Language::kEnglish, "Three", "UMC is a hospital"));
  }

  AgreementResponse agreements(const AgreementRequest& request) {
    auto response = searcher().agreements(request);
    EXPECT_TRUE(response) << response.error().detail;
    return response.value_or(AgreementResponse{});
  }
};

TEST_F(AgreementsTest, FieldsSpeakOfOneAgreement) {
  EXPECT_THAT(ids("type:mou party:konkuk"), ElementsAre("A"));
  EXPECT_THAT(ids("type:contract party:konkuk"), IsEmpty());
  EXPECT_THAT(ids("type:mou party:osaka"), ElementsAre("B"));
  EXPECT_THAT(ids("signed type:mou signed:2022"), ElementsAre("A"));
  EXPECT_THAT(ids("party:osaka signed:2022"), IsEmpty());
  EXPECT_THAT(ids("party:osaka -type:mou"), ElementsAre("A"));
  EXPECT_THAT(ids("party:(konkuk OR osaka) type:mou"), UnorderedElementsAre("A", "B"));
}

TEST_F(AgreementsTest, DatesAndUndated) {
  EXPECT_THAT(ids("signed:2022"), ElementsAre("A"));
  EXPECT_THAT(ids("signed:2022-10"), ElementsAre("A"));
  EXPECT_THAT(ids("signed:2022-10-17"), ElementsAre("A"));
  EXPECT_THAT(ids("signed:2019-01"), IsEmpty());
  EXPECT_THAT(ids("signed:..2019"), ElementsAre("A"));
  EXPECT_THAT(ids("signed:2023.."), IsEmpty());
  SearchRequest request;
  request.query = "type:mou signed:2022";
  EXPECT_EQ(search(request).undated, 1U);
  request.undated = Undated::kInclude;
  EXPECT_EQ(search(request).total, 2U);
  request.undated = Undated::kOnly;
  const SearchResponse only = search(request);
  ASSERT_THAT(only.hits, testing::SizeIs(1));
  EXPECT_EQ(only.hits[0].id, "B");
}

TEST_F(AgreementsTest, RegisterRowsFiguresAndFilters) {
  AgreementRequest request;
  request.parties = {"UMC"};
  const AgreementResponse all = agreements(request);
  EXPECT_EQ(all.total, 3U);
  ASSERT_THAT(all.agreements, testing::SizeIs(3));
  EXPECT_EQ(all.agreements[0].signed_date, "2022-10-17");
  EXPECT_EQ(all.agreements[2].signed_date, "");
  ASSERT_THAT(all.figures, testing::SizeIs(1));
  EXPECT_EQ(all.figures[0].value, 48);
  request.country = "Hàn Quốc";
  EXPECT_EQ(agreements(request).total, 1U);
  request.country = "";
  request.since = "2018";
  request.until = "2020";
  EXPECT_EQ(agreements(request).total, 1U);
  EXPECT_EQ(agreements(request).undated, 1U);
  request.until = "2020-13";
  EXPECT_EQ(searcher().agreements(request).error().code, ErrorCode::kBadQuery);
  AgreementRequest words;
  words.query = "once";
  EXPECT_EQ(agreements(words).total, 1U);
}

TEST_F(AgreementsTest, FilterOnlyQueriesComeNewestSignedFirst) {
  EXPECT_THAT(ids(""), ElementsAre("A", "B", "C"));
  EXPECT_THAT(ids("lang:en -type:contract"), ElementsAre("B", "C"));
}

TEST_F(AgreementsTest, FacetsAreExactAndSplit) {
  SearchRequest request;
  request.query = "UMC";
  request.limit = 1;
  request.facets = facet_names();
  const SearchResponse response = search(request);
  EXPECT_EQ(response.total, 3U);
  ASSERT_EQ(response.facets.size(), facet_names().size());
  for (const auto& [name, values] : response.facets) {
    if (name != "type") continue;
    ASSERT_THAT(values, testing::SizeIs(2));
    EXPECT_EQ(values[0].value, "mou");
    EXPECT_EQ(values[0].count, 2U);
    EXPECT_EQ(values[1].count, 1U);
  }
  request.facets = {"colour"};
  EXPECT_EQ(searcher().search(request).error().code, ErrorCode::kUsage);
}

TEST_F(AgreementsTest, ZeroHitsTellWhy) {
  SearchRequest request;
  request.query = "party:\"Nowhere College\"";
  SearchResponse response = search(request);
  ASSERT_FALSE(response.notes.empty());
  EXPECT_THAT(response.notes[0], HasSubstr("no institution is called"));
  request.query = "twice lang:vi";
  response = search(request);
  ASSERT_FALSE(response.suggestions.empty());
  EXPECT_EQ(response.suggestions[0].reason, "without lang:vi");
  EXPECT_EQ(response.suggestions[0].total, 1U);
}

TEST_F(AgreementsTest, FaultyValuesAreBadQueries) {
  for (const char* query : {"type:mouu", "country:Nirgendwo", "status:sigend", "topic:xyzzy", "a*b", "signed:x"}) {
    const auto response = searcher().search({.query = query});
    ASSERT_FALSE(response) << query;
    EXPECT_EQ(response.error().code, ErrorCode::kBadQuery) << query;
  }
}

TEST_F(AgreementsTest, NamesOfTypesMeetThroughTheLexicon) {
  add(make_document("D", Language::kVietnamese, "", "Hai bên ký biên bản ghi nhớ"));
  EXPECT_THAT(ids("MOU \"hai bên\""), ElementsAre("D"));
  SearchRequest request;
  request.query = "MOU hai";
  request.expand = false;
  EXPECT_EQ(search(request).total, 0U);
  request.expand = true;
  request.explain = true;
  const SearchResponse response = search(request);
  EXPECT_THAT(response.explanation, testing::Contains(HasSubstr("Memorandum of Understanding")));
}

TEST_F(AgreementsTest, DocumentsAndNearestIds) {
  EXPECT_EQ(searcher().document("A")->document.title, "One");
  EXPECT_EQ(searcher().document("AA").error().code, ErrorCode::kNotFound);
  const auto people = searcher().entities({.people = false, .name = "konkuk"});
  ASSERT_TRUE(people);
  EXPECT_EQ(people->total, 1U);
}

}  // namespace
}  // namespace hoptac
