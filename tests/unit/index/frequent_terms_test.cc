#include "index/frequent_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/schema.h"

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr std::string_view kMarked = "XE";

Xapian::WritableDatabase memory_database() { return Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY); }

// 800 words that begin with "qu" in one document, the last of them in two.
class FrequentTermsTest : public testing::Test {
 protected:
  FrequentTermsTest() {
    Xapian::Document many, one;
    for (int i = 100; i < 900; ++i) {
      many.add_boolean_term("qu" + std::to_string(i));
      many.add_boolean_term(std::string(kMarked) + "quý" + std::to_string(i));
    }
    for (Xapian::Document* document : {&many, &one}) {
      document->add_boolean_term("quzz");
      document->add_boolean_term(std::string(kMarked) + "quýzz");
    }
    docs_.add_document(many);
    docs_.add_document(one);
  }

  // As readers find it when the register has these rows.
  OpenGeneration open(const std::map<std::string, std::string>& rows) {
    Xapian::WritableDatabase register_db = memory_database();
    for (const auto& [key, row] : rows) register_db.set_metadata(key, row);
    OpenGeneration out;
    out.docs = docs_;
    out.terms = Terms(docs_);
    out.register_db = register_db;
    out.register_current = true;
    return out;
  }
  std::string first(const OpenGeneration& open, std::string_view prefix, std::string_view begin) {
    const std::vector<FrequentTerm> terms = frequent_terms(open, prefix, begin, 1);
    return terms.empty() ? "" : terms[0].value + " " + std::to_string(terms[0].frequency);
  }

  Xapian::WritableDatabase docs_ = memory_database();
};

TEST_F(FrequentTermsTest, RowsGiveTermsAndTheirFrequencies) {
  const auto rows = frequent_term_rows(docs_);
  const std::string& row = rows.at("Hqu");
  EXPECT_TRUE(row.starts_with(std::string("quzz") + kJoin + kPart + "2" + kJoin)) << row;
  const OpenGeneration now = open(rows);
  EXPECT_EQ(first(now, "", "qu"), "quzz 2");
  EXPECT_EQ(first(now, kMarked, "quý"), "quýzz 2");
  EXPECT_THAT(frequent_terms(now, "", "qu", 16), SizeIs(16));
}

TEST_F(FrequentTermsTest, RowsWithoutFrequenciesAreRead) {
  OpenGeneration old = open({{"Hqu", std::string("quzz") + kJoin + "qu100" + kJoin + "quone"}});
  EXPECT_EQ(first(old, "", "qu"), "quzz 2");
  EXPECT_THAT(frequent_terms(old, "", "qu", 16), SizeIs(2)) << "a term that no document has any more";
}

TEST_F(FrequentTermsTest, AFrequencyOfOtherDocumentsIsNotTrusted) {
  OpenGeneration behind = open({{"Hqu", std::string("quzz") + kJoin + kPart + "7"}});
  EXPECT_EQ(first(behind, "", "qu"), "quzz 7");
  behind.register_current = false;
  EXPECT_EQ(first(behind, "", "qu"), "quzz 2");
}

TEST_F(FrequentTermsTest, WithoutRowsTermsAreWalked) {
  EXPECT_EQ(first(open({}), "", "quz"), "quzz 2");
  EXPECT_EQ(first(open({}), kMarked, "quý"), "quýzz 2");
}

}  // namespace
}  // namespace hoptac
