#include "index/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/index/searcher_fixture.h"

namespace hoptac {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// "reason: query (total)" of every suggestion.
class SuggestTest : public SearcherTest {
 protected:
  SuggestTest() {
    Analysis a;
    const int hokusei = add_institution(a, "Đại học Y Hokusei", "", "JP");
    const int umc = add_institution(a, "UMC", "", "VN");
    add_agreement(a, "mou", "2022-10-17", {umc, hokusei});
    Person vinh;
    vinh.name = "Châu Thế Vinh";
    vinh.key = "~chau the vinh";
    a.people.push_back(vinh);
    add(make_document("a", Language::kVietnamese, "Đào tạo điều dưỡng",
                      "Bệnh viện và Đại học Y Hokusei ký biên bản ghi nhớ hợp tác đào tạo điều dưỡng"),
        a);
    add("b", "Bệnh viện đại học mở phòng xét nghiệm");
    add("c", "The hospital trains nurses in a laboratory", Language::kEnglish);
    add("d", "The university hospital signed an agreement", Language::kEnglish);
  }

  std::vector<std::string> offered(const std::string& query) {
    SearchRequest request;
    request.query = query;
    return lines(search(request).suggestions);
  }
  static std::vector<std::string> lines(const std::vector<Suggestion>& suggestions) {
    std::vector<std::string> out;
    for (const Suggestion& s : suggestions)
      out.push_back(s.reason + ": " + s.query + " (" + std::to_string(s.total) + ")");
    return out;
  }
};

struct Row {
  std::string query;
  std::string want;
};

TEST_F(SuggestTest, WordsAreRespeltByTheIndex) {
  const Row rows[] = {
      {"benh vein", "did you mean: benh vien (2)"},                          // swapped
      {"bệnh việm", "did you mean: bệnh viện (2)"},                          // the accents stay
      {"be\u0302\u0323nh vie\u0302\u0323m", "did you mean: bệnh viện (2)"},  // decomposed
      {"BỆNH VIỆM", "did you mean: BỆNH viện (2)"},
      {"benh việm", "did you mean: benh viện (2)"},
      {"hospitl", "did you mean: hospital (2)"},  // dropped
      {"labratory", "did you mean: laboratory (1)"},
      {"\"xet nghiem\" phnog", "did you mean: \"xet nghiem\" phong (1)"},
      {"\"xet nghjem\"", "did you mean: \"xet nghiem\" (1)"},
      {"title:dueong", "did you mean: title:duong (1)"},
      {"hoptac", "did you mean: hop tac (1)"},                           // a blank left out
      {"universty agreemnt", "did you mean: university agreement (1)"},  // two at once
      {"institution:hokusie", "did you mean: institution:hokusei (1)"},
      {"institution:\"dai hoc y hokusie\"", "did you mean: institution:\"dai hoc y hokusei\" (1)"},
      {"person:\"chau the vihn\"", "did you mean: person:\"chau the vinh\" (1)"},
      {"party:hokuse", "did you mean: party:hokusei (1)"},
      {"hospitl OR zzzz", "did you mean: hospital OR zzzz (2)"},
      {"hospitl xet nghiem", "did you mean, any of the words: hospital OR xet OR nghiem (3)"},
  };
  for (const Row& row : rows) EXPECT_THAT(offered(row.query), Contains(row.want)) << row.query;
}

TEST_F(SuggestTest, WordsAloneAreRespeltWhenNothingIsFound) {
  const Row rows[] = {
      {"hospitl", "did you mean: hospital (2)"},
      {"việm", "did you mean: viện (2)"},
      {"VIE\u0302\u0323M", "did you mean: viện (2)"},  // decomposed
      {"hospitl labratory", "did you mean: hospital laboratory (2)"},
      {"vieenj", "typed in Telex: viện (2)"},
      {"hospitl (\"OR -x", "did you mean: hospital (\"OR -x (2)"},  // no operators
      {"hospital labratory", ""},                                   // something is found
  };
  for (const Row& row : rows) {
    SearchRequest request;
    request.query = row.query;
    request.plain = true;
    const SearchResponse response = search(request);
    if (row.want.empty()) {
      EXPECT_GT(response.total, 0U) << row.query;
      EXPECT_THAT(lines(response.suggestions), IsEmpty()) << row.query;
    } else {
      EXPECT_THAT(lines(response.suggestions), Contains(row.want)) << row.query;
    }
  }
  SearchRequest paste;
  paste.plain = true;
  for (int i = 0; i < 1500; ++i) paste.query += "zq" + std::to_string(i) + "x ";
  EXPECT_THAT(search(paste).notes, Contains(HasSubstr("zq11x and 1488 more")));
}

TEST_F(SuggestTest, WordsThatAreThereAreLeftAlone) {
  for (const char* query : {"bệnh viện", "benh vien", "hospital", "nurse", "hợp tác", "hospital -zzzz"})
    EXPECT_THAT(offered(query), Not(Contains(HasSubstr("did you mean")))) << query;
}

TEST_F(SuggestTest, RawKeysOfInputMethods) {
  const Row rows[] = {{"beejnh vieejn", "typed in Telex: bệnh viện (2)"},
                      {"be65nh vie65n", "typed in VNI: bệnh viện (2)"},
                      {"ddaji hojc", "typed in Telex: đại học (2)"},
                      {"DDAJI HOJC", "typed in Telex: ĐẠI HỌC (2)"},
                      {"dda2o ta5o", ""},
                      {"howjp tasc", "typed in Telex: hợp tác (1)"},
                      {"ddieefu", "typed in Telex: điều (1)"},
                      {"\"ddieefu duwowngx\"", "typed in Telex: \"điều dưỡng\" (1)"},
                      {"title:ddaof", "typed in Telex: title:đào (1)"},
                      {"ho7p5 ta1c", "typed in VNI: hợp tác (1)"}};
  for (const Row& row : rows) {
    if (row.want.empty()) {
      EXPECT_THAT(offered(row.query), Not(Contains(HasSubstr("typed in")))) << row.query;
    } else {
      EXPECT_THAT(offered(row.query), Contains(row.want)) << row.query;
    }
  }
  EXPECT_THAT(offered("this been"), Not(Contains(HasSubstr("typed in"))));
}

TEST_F(SuggestTest, AccentsThatNoTextHas) {
  EXPECT_THAT(offered("hớp tạc"), Contains("other accents: hợp tác (1)"));
  EXPECT_THAT(offered("hợp tác"), IsEmpty());
  EXPECT_THAT(offered("=\"hớp tác\""), Contains("any accents: \"hớp tác\" (1)"));
}

TEST_F(SuggestTest, NothingFoundAlwaysSaysWhatToLoosen) {
  const Row rows[] = {{"\"điều đào\"", "words apart: điều AND đào (1)"},
                      {"hospx*", "a shorter beginning: hosp* (2)"},
                      {"hos\u043A\u043A*", "a shorter beginning: hos* (2)"},
                      {"hospital NEAR/1 laboratory", "words apart: hospital AND laboratory (1)"},
                      {"hospital lang:vi", "without lang:vi: hospital (2)"},
                      {"hospital -university -nurses", "without NOT nurses: hospital AND NOT university (1)"},

                      {"hospital bệnh", "any of the words: hospital OR bệnh (4)"}};
  for (const Row& row : rows) {
    EXPECT_THAT(offered(row.query), Contains(row.want)) << row.query;
  }
  for (const char* query : {"xyzzy",
                            "xyzzy*",
                            "\u043A\u043A*",
                            "\"xyzzy quux\"",
                            "country:FR",
                            "person:xyzzy",
                            "institution:Vinmec",
                            "party:Vinmec",
                            "cert:JCX",
                            "signed:2031",
                            "in-force:1999",
                            "lang:vi lang:en",
                            "country:FR OR country:DE",
                            "NOT lang:vi NOT lang:en",
                            "has:figure",
                            "topic:training",
                            "title:xyzzy",
                            "role:xyzzy",
                            "=\"xyzzy\"",
                            "a NEAR/2 b",
                            "furniture:x"}) {
    const auto documents = searcher().search({.query = query});
    ASSERT_TRUE(documents) << query;
    EXPECT_EQ(documents->total, 0U) << query;
    EXPECT_GT(documents->notes.size() + documents->suggestions.size(), 0U) << query;
    AgreementRequest request;
    request.query = query;
    const auto agreements = searcher().agreements(request);
    ASSERT_TRUE(agreements) << query;
    EXPECT_EQ(agreements->total, 0U) << query;
    EXPECT_GT(agreements->notes.size() + agreements->suggestions.size(), 0U) << query;
  }
}

// Names are concepts in both languages and any spelling; each step is told and can be switched off.
TEST_F(SuggestTest, ExpansionsAreTold) {
  const Row rows[] = {
      {"VNU-HCM", "name vnu-hcm"},
      {"đhqg-hcm", "name vnu-hcm"},
      {"ĐẠI HỌC QUỐC GIA THÀNH PHỐ HỒ CHÍ MINH", "name vnu-hcm"},
      {"dai hoc quoc gia thanh pho ho chi minh", "name vnu-hcm"},
      {"\u0111a\u0323i ho\u0323c quo\u0302\u0301c gia tha\u0300nh pho\u0302\u0301 ho\u0302\u0300 chi\u0301 minh",
       "name vnu-hcm"},
      {"MOU hospital", "name mou"},
      {"hospital NOT MOU", "name mou"},
      {"hospital (zzz OR MOU)", "name mou"},
      {"institution:VNU-HCM", "= vnu-hcm"},
      {"signing", "with stem sign"}};
  for (const Row& row : rows) {
    SearchRequest request{.query = row.query, .explain = true};
    EXPECT_THAT(search(request).explanation, Contains(HasSubstr(row.want))) << row.query;
    if (row.query.starts_with("institution:")) continue;  // a field is a name by itself
    request.expand = false;
    EXPECT_THAT(search(request).explanation, Not(Contains(HasSubstr(row.want)))) << row.query;
  }
  // Words that OR joins are no name of several words.
  SearchRequest request{.query = "dai OR hoc OR quoc OR gia", .explain = true};
  EXPECT_THAT(search(request).explanation, Not(Contains(HasSubstr("name "))));
}

TEST_F(SuggestTest, NamesOfSeveralInstitutionsListThem) {
  for (const char* query : {"NTU", "ntu hospital", "institution:NTU", "party:\"NTU\""}) {
    const auto notes = search({.query = query}).notes;
    EXPECT_THAT(notes,
                Contains(testing::AllOf(HasSubstr("several institutions are called"), HasSubstr("nha-trang-university"),
                                        HasSubstr("nanyang-technological-university"))))
        << query;
  }
  EXPECT_THAT(search({.query = "hospital"}).notes, IsEmpty());
}

TEST_F(SuggestTest, AgreementsAreAskedTheSameWay) {
  AgreementRequest request;
  request.parties = {"Hokusie"};
  EXPECT_THAT(lines(searcher().agreements(request)->suggestions), Contains("did you mean: party:\"hokusei\" (1)"));
  request = {};
  request.query = "beejnh vieejn";
  EXPECT_THAT(lines(searcher().agreements(request)->suggestions), Contains("typed in Telex: bệnh viện (1)"));
  request.query = "\"ghi bản\"";
  EXPECT_THAT(lines(searcher().agreements(request)->suggestions), Contains("words apart: ghi AND bản (1)"));
}

}  // namespace
}  // namespace hoptac
