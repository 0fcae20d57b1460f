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

}  // namespace
}  // namespace hoptac
