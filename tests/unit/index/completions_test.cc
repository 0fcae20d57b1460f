#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/index/searcher_fixture.h"

namespace hoptac {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Ge;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class CompletionsTest : public SearcherTest {
 protected:
  CompletionsTest() {
    Analysis a;
    const int hokusei = add_institution(a, "Đại học Y Hokusei", "", "JP");
    const int umc = add_institution(a, "Bệnh viện Biển Xanh", "", "VN");
    add_agreement(a, "mou", "2022-10-17", {umc, hokusei});
    Person vinh;
    vinh.name = "Châu Thế Vinh";
    vinh.key = "~chau the vinh";
    a.people.push_back(vinh);
    Certification iso;
    iso.name = "ISO 15189:2022";
    iso.key = "~iso 15189 2022";
    a.certifications.push_back(iso);
    a.countries = {"JP", "VN"};
    a.topics = {"training"};
    add(make_document("a", Language::kVietnamese, "Đào tạo điều dưỡng", "Sinh viên của bệnh viện hợp tác đào tạo"), a);
    Analysis b;
    add_institution(b, "Bệnh viện Biển Xanh", "", "VN");
    b.countries = {"VN"};
    add(make_document("b", Language::kVietnamese, "", "Nhân viên bệnh viện; sinh viên, giảng viên hợp lý"), b);
    add("c", "The hospital trains nurses", Language::kEnglish);
    add("d", "hòa giải, hoàn thành, ký kết");
  }

  std::vector<Completion> complete(const std::string& begin, std::size_t limit = 10) {
    const auto response = searcher().complete({begin, limit});
    EXPECT_TRUE(response) << begin;
    return response ? response->rows : std::vector<Completion>();
  }
  // "kind: text (count)" of every row.
  std::vector<std::string> rows(const std::string& begin, std::size_t limit = 10) {
    std::vector<std::string> out;
    for (const Completion& c : complete(begin, limit))
      out.push_back(c.kind + ": " + c.text + " (" + std::to_string(c.count) + ")");
    return out;
  }
};

TEST_F(CompletionsTest, EveryKindInAnySpelling) {
  struct Row {
    std::string begin, want;
  };
  const Row kRows[] = {
      {"dai hoc y", "institution: Đại học Y Hokusei (1)"},
      {"đại học y", "institution: Đại học Y Hokusei (1)"},
      {"ĐẠI HỌ", "institution: Đại học Y Hokusei (1)"},
      {"\u0111a\u0323i ho\u0323", "institution: Đại học Y Hokusei (1)"},  // decomposed
      {"hokus", "institution: Đại học Y Hokusei (1)"},                    // inside the name
      {"y hokus", "institution: Đại học Y Hokusei (1)"},
      {"benh vien ", "institution: Bệnh viện Biển Xanh (2)"},
      {"bien x", "institution: Bệnh viện Biển Xanh (2)"},
      {"chau the", "person: Châu Thế Vinh (1)"},
      {"vinh", "person: Châu Thế Vinh (1)"},
      {"iso 15", "certification: ISO 15189:2022 (1)"},
      {"memo", "type: Memorandum of Understanding (1)"},
      {"bien ban gh", "type: Biên bản ghi nhớ (1)"},
      {"dao tao d", "title: Đào tạo điều dưỡng (1)"},
      {"dieu du", "title: Đào tạo điều dưỡng (1)"},
      {"hosp", "word: hospital (1)"},
      {"hop ta", "word: hop tac (1)"},
      {"hợp t", "word: hợp tác (1)"},
      {"bệnh vi", "word: bệnh viện (2)"},  // not "viên", which other words have before it
      {"sinh vi", "word: sinh vien (2)"},
      {"Sinh viê", "word: Sinh viên (2)"},
      {"bệnh viện", "word: bệnh viện (2)"},
      {"viê", "word: viên (2)"},  // both "viện" and "viên" are words, but only one goes on so
      {"đà", "word: đào (1)"},
      {"hoà", "word: hoàn (1)"},  // typed on its way there it is "hòa"
      {"HOÀ", "word: hoàn (1)"},
      {"hòa", "word: hòa (1)"},
      {"ký kế", "word: ký kết (1)"},
  };
  for (const Row& row : kRows) {
    EXPECT_THAT(rows(row.begin), Contains(row.want)) << row.begin;
  }
}

TEST_F(CompletionsTest, ValuesOfFields) {
  EXPECT_THAT(rows("institution:dai ho"), ElementsAre("institution: institution:\"Đại học Y Hokusei\" (1)"));
  EXPECT_THAT(rows("type:mou ben:\"hokus"), ElementsAre("institution: type:mou ben:\"Đại học Y Hokusei\" (1)"));
  EXPECT_THAT(rows("person:vin"), ElementsAre("person: person:\"Châu Thế Vinh\" (1)"));
  EXPECT_THAT(rows("cert:iso"), ElementsAre("certification: cert:\"ISO 15189:2022\" (1)"));
  EXPECT_THAT(rows("type:bien ban gh"), ElementsAre("type: type:\"Biên bản ghi nhớ\" (1)"));
  for (const char* begin : {"person:\"chau\"", "lang:x", "person: ", "person:"})
    EXPECT_THAT(rows(begin), Not(Contains(testing::HasSubstr("person:\"")))) << begin;
}

// "text -> query (count)" of the first row of a kind.
TEST_F(CompletionsTest, ClosedListsInBothLanguages) {
  struct Row {
    std::string begin, want;
  };
  const Row kRows[] = {
      {"country:nhat", "country:\"Nhật Bản\" -> country:JP (1)"},
      {"nuoc:NHẬT B", "nuoc:\"Nhật Bản\" -> nuoc:JP (1)"},
      {"country:nha\u0302\u0323t", "country:\"Nhật Bản\" -> country:JP (1)"},  // decomposed
      {"country:jap", "country:Japan -> country:JP (1)"},
      {"country:j", "country:Japan -> country:JP (1)"},
      {"country:korea", ""},  // no document
      {"country:\"viet n", "country:\"Việt Nam\" -> country:VN (2)"},
      {"type:bien ban", "type:\"Biên bản ghi nhớ\" -> type:mou (1)"},
      {"type:memorandum of u", "type:\"Memorandum of Understanding\" -> type:mou (1)"},
      {"status:đã k", "status:\"đã ký\" -> status:signed (1)"},
      {"status:sig", "status:signed -> status:signed (1)"},
      {"status:", "status:\"đã ký\" -> status:signed (1)"},
      {"status:pla", ""},
      {"lang:tieng v", "lang:\"tiếng Việt\" -> lang:vi (3)"},
      {"ngonngu:engl", "ngonngu:English -> ngonngu:en (1)"},
      {"(lang:vi country:jap", "(lang:vi country:Japan -> (lang:vi country:JP) (1)"},
      {"topic:dao", "topic:\"Đào tạo\" -> topic:training (1)"},
      {"country:(jap", "country:(Japan -> country:(JP) (1)"},
  };
  for (const Row& row : kRows) {
    const std::vector<Completion> got = complete(row.begin);
    if (row.want.empty()) {
      EXPECT_THAT(got, IsEmpty()) << row.begin;
    } else {
      ASSERT_THAT(got, Not(IsEmpty())) << row.begin;
      EXPECT_EQ(got[0].text + " -> " + got[0].query + " (" + std::to_string(got[0].count) + ")", row.want) << row.begin;
    }
  }
}

TEST_F(CompletionsTest, WhatIsOpenStaysOpenAndIsClosedInTheQuery) {
  struct Row {
    std::string begin, want;
  };
  const Row kRows[] = {
      {"\"bệnh vi", "\"bệnh viện -> \"bệnh viện\""},
      {"“bệnh vi", "“bệnh viện -> “bệnh viện\""},
      {"(hosp", "(hospital -> (hospital)"},
      {"((hospital) OR (hosp", "((hospital) OR (hospital -> ((hospital) OR (hospital))"},
      {"(\"bệnh vi", "(\"bệnh viện -> (\"bệnh viện\")"},
      {"nurses -hosp", "nurses -hospital -> nurses -hospital"},
      {"nurses OR hosp", "nurses OR hospital -> nurses OR hospital"},
      {"\"dai hoc y", "\"Đại học Y Hokusei -> institution:\"Đại học Y Hokusei\""},
      {"(dai hoc y", "(Đại học Y Hokusei -> (institution:\"Đại học Y Hokusei\")"},
      {"-dai hoc y", "-Đại học Y Hokusei -> -institution:\"Đại học Y Hokusei\""},
      {"(party:hok", "(party:\"Đại học Y Hokusei\" -> (party:\"Đại học Y Hokusei\")"},
      {"party:(\"hok", "party:(\"Đại học Y Hokusei\" -> party:(\"Đại học Y Hokusei\")"},
  };
  for (const Row& row : kRows) {
    std::vector<std::string> got;
    for (const Completion& c : complete(row.begin)) {
      got.push_back(c.text + " -> " + c.query);
      SearchRequest request;
      request.query = c.query;
      EXPECT_TRUE(searcher().search(request)) << c.query;
    }
    EXPECT_THAT(got, Contains(row.want)) << row.begin;
  }
}

TEST_F(CompletionsTest, MostDocumentsFirstAndNoMoreThanAskedFor) {
  std::vector<std::size_t> counts;
  for (const Completion& c : complete("b", 0)) counts.push_back(c.count);
  EXPECT_THAT(counts, SizeIs(Ge(3U)));
  EXPECT_TRUE(std::is_sorted(counts.rbegin(), counts.rend()));
  EXPECT_THAT(rows("b", 2), SizeIs(2));
  for (const char* begin : {"", " ", "xyzzy", "hop xyzzy", "?", "a b c d e f g h i"})
    EXPECT_THAT(rows(begin), IsEmpty()) << begin;
  EXPECT_THAT(rows("lý hợp"), Not(Contains("word: lý hợp (2)")));  // never one behind the other
}

TEST_F(CompletionsTest, TheirQueriesFindWhatTheyCount) {
  for (const char* begin :
       {"b", "d", "dai hoc", "chau", "iso", "memo", "hop ta", "bệnh vi", "party:hok", "type:mou person:ch"}) {
    for (const Completion& c : complete(begin)) {
      SearchRequest request;
      request.query = c.query;
      EXPECT_GE(search(request).total, 1U) << c.query;
    }
  }
}

// More words with one beginning than a walk takes: the register keeps the most frequent.
TEST_F(CompletionsTest, FrequentWordsAmongManyAreFound) {
  std::string many;
  for (int i = 0; i < 1500; ++i)
    many +=
        "qua" + std::string(1, static_cast<char>('a' + i % 26)) + std::string(1, static_cast<char>('a' + i / 26)) + " ";
  add("m1", many + " quazzz");
  add("m2", "quazzz");
  EXPECT_EQ(rows("qua", 1), std::vector<std::string>{"word: quazzz (2)"});
  EXPECT_EQ(rows("qu", 1), std::vector<std::string>{"word: quazzz (2)"});
}

}  // namespace
}  // namespace hoptac
