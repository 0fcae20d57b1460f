#include "ingest/facts/confidence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "src/model/analysis.h"

namespace hoptac {
namespace {

Institution institution(std::string name, std::string id, std::vector<std::string_view> rules) {
  Institution out;
  out.name = std::move(name);
  out.kind = "hospital";
  out.id = std::move(id);
  for (const std::string_view rule : rules) out.mentions.push_back({{}, rule});
  return out;
}

TEST(Confidence, NamesReadBack) {
  for (const Confidence level : {Confidence::kGuess, Confidence::kLikely, Confidence::kCertain}) {
    EXPECT_EQ(confidence_from_name(confidence_name(level)), level);
  }
  EXPECT_FALSE(confidence_from_name("sure"));
  EXPECT_FALSE(confidence_from_name(""));
}

TEST(Confidence, SupportRaisesAndDoubtLowers) {
  Analysis a;
  a.institutions = {
      institution("Bệnh viện Hoa Ban", "hoa-ban", {"institution.head-vi"}),
      institution("Bệnh viện Hoa Ban", "", {"institution.head-vi"}),
      institution("HOA BAN HOSPITAL GALA NIGHT", "", {"institution.head-en"}),
  };
  judge(a);
  EXPECT_EQ(a.institutions[0].judgement.level, Confidence::kCertain);
  EXPECT_GT(a.institutions[0].judgement.level, a.institutions[2].judgement.level);
  EXPECT_GE(a.institutions[0].judgement.level, a.institutions[1].judgement.level);
  const auto& reasons = a.institutions[0].judgement.reasons;
  EXPECT_NE(std::find(reasons.begin(), reasons.end(), "+linked"), reasons.end());
}

TEST(Confidence, ADayWithoutAYearIsAGuess) {
  Analysis a;
  a.dates = {{"17/10/2022", "2022-10-17", false, false, {}, "date.numeric", {}},
             {"17/10", "", false, true, {}, "date.day", {}}};
  judge(a);
  EXPECT_EQ(a.dates[0].judgement.level, Confidence::kCertain);
  EXPECT_EQ(a.dates[1].judgement.level, Confidence::kGuess);
}

// A signing day that the sentences around tell may be another agreement's.
TEST(Confidence, ADayFromAroundMakesNoAgreementCertain) {
  Analysis a;
  a.institutions = {institution("Bệnh viện Hoa Ban", "hoa-ban", {}), institution("Bệnh viện Sao Mai", "sao-mai", {})};
  Agreement told;
  told.type = "mou";
  told.status = "signed";
  told.signed_date = "2022-10-17";
  told.parties = {{"Bệnh viện Hoa Ban", 0}, {"Bệnh viện Sao Mai", 1}};
  told.evidence = {{"signed", {}}};
  told.rule = "agreement.between";
  a.agreements = {told, told};
  a.agreements[1].day_around = true;
  judge(a);
  EXPECT_EQ(a.agreements[0].judgement.level, Confidence::kCertain);
  EXPECT_EQ(a.agreements[1].judgement.level, Confidence::kLikely);
}

// What goes takes no reference with it: indexes point to the same facts as before, or to none.
TEST(Confidence, DroppingKeepsReferencesSound) {
  Analysis a;
  a.institutions.resize(3);
  a.people.resize(2);
  for (std::size_t i = 0; i < 3; ++i) a.institutions[i].name = std::string(1, static_cast<char>('A' + i));
  a.institutions[0].judgement.level = Confidence::kGuess;
  a.institutions[1].judgement.level = Confidence::kCertain;
  a.institutions[2].judgement.level = Confidence::kCertain;
  a.people[0].judgement.level = Confidence::kLikely;
  a.people[1].judgement.level = Confidence::kCertain;
  Role gone, kept;
  gone.judgement.level = Confidence::kGuess;
  kept.judgement.level = Confidence::kCertain;
  kept.institution_index = 2;
  a.people[1].roles = {gone, kept};
  Agreement agreement;
  agreement.judgement.level = Confidence::kCertain;
  agreement.parties = {{"A", 0}, {"B", 1}, {"C", 2}};
  agreement.signatories = {{"P", "", "", 0}, {"Q", "", "", 1}};
  a.agreements = {agreement};
  a.quotes = {{"P", 0, {}}, {"Q", 1, {}}};
  drop_below(a, Confidence::kCertain);
  ASSERT_EQ(a.institutions.size(), 2U);
  EXPECT_EQ(a.institutions[0].name, "B");
  ASSERT_EQ(a.people.size(), 1U);
  ASSERT_EQ(a.people[0].roles.size(), 1U);
  EXPECT_EQ(a.people[0].roles[0].institution_index, 1);
  const Agreement& left = a.agreements[0];
  EXPECT_EQ(left.parties[0].institution_index, -1);
  EXPECT_EQ(left.parties[0].name, "A");
  EXPECT_EQ(left.parties[2].institution_index, 1);
  EXPECT_EQ(left.signatories[0].person_index, -1);
  EXPECT_EQ(left.signatories[1].person_index, 0);
  EXPECT_EQ(a.quotes[0].person_index, -1);
  EXPECT_EQ(a.quotes[1].person_index, 0);
}

}  // namespace
}  // namespace hoptac
