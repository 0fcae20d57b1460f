#include "index/near_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "index/adjacency.h"
#include "index/sample.h"
#include "index/schema.h"
#include "index/written_form.h"

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Xapian::WritableDatabase memory_database() {
  return Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY);
}

// The obvious distance: letters put in, left out, changed, neighbours swapped.
std::size_t slow_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

std::string random_word(std::mt19937& random) {
  std::string out(1 + random() % 7, 'a');
  for (char& c : out) c = static_cast<char>('a' + random() % 5);
  return out;
}

TEST(NearTerms, TheWalkFindsWhatLookingAtAllTermsFinds) {
  std::mt19937 random(7);
  for (const std::string prefix : {"", "XIW"}) {
    Xapian::WritableDatabase db = memory_database();
    std::set<std::string> words;
    for (int i = 0; i < 1500; ++i) words.insert(random_word(random));
    Xapian::Document document;
    for (const std::string& word : words) document.add_term(prefix + word);
    for (const char* other : {"Qid", "XEb\u1EC7nh", "12", "Sabc", "XIa", "XJ"}) document.add_term(other);
    db.add_document(document);
    for (int i = 0; i < 200; ++i) {
      const std::string asked = random_word(random);
      const std::size_t edits = 1 + random() % 2;
      std::set<std::string> want, found;
      for (const std::string& word : words) {
        if (word != asked && slow_distance(asked, word) <= edits) want.insert(word);
      }
      for (const NearTerm& near : near_terms(db, prefix, asked, edits)) {
        EXPECT_EQ(near.edits, slow_distance(asked, near.word)) << asked << ' ' << near.word;
        found.insert(near.word);
      }
      EXPECT_EQ(found, want) << asked;
    }
  }
}

TEST(NearTerms, LettersNotBytesAndSeveralDatabases) {
  Xapian::WritableDatabase one = memory_database(), two = memory_database();
  Xapian::Document a, b;
  a.add_term("\u0431\u0430\u043D\u043A");  // банк
  b.add_term("\u0431\u0430\u043D\u043A\u0430");
  b.add_term("\u0431\u0430\u043D\u043A");
  one.add_document(a);
  two.add_document(b);
  Xapian::Database both;
  both.add_database(one);
  both.add_database(two);
  const auto near = near_terms(both, "", "\u0431\u0430\u043D", 1);
  ASSERT_EQ(near.size(), 1U);
  EXPECT_EQ(near[0].frequency, 2U);
  EXPECT_THAT(near_terms(both, "", "x", 0), IsEmpty());
}

TEST(MarkedForms, AllWritingsOfAFoldedWord) {
  Xapian::WritableDatabase db = memory_database();
  for (const auto& words :
       std::vector<std::vector<std::string>>{{"hợp", "tác"}, {"hợp", "họp"}, {"hộp", "hơp"}, {"hợpx", "đi"}}) {
    Xapian::Document document;
    for (const std::string& word : words) document.add_term(make_term(prefix::kExact, word));
    db.add_document(document);
  }
  std::vector<std::string> forms;
  for (const NearTerm& form : marked_forms(db, "hop")) forms.push_back(form.word);
  EXPECT_EQ(forms.front(), "hợp");
  EXPECT_THAT(forms, testing::UnorderedElementsAre("hợp", "họp", "hộp", "hơp"));
  EXPECT_EQ(marked_forms(db, "di").size(), 1U);
  EXPECT_THAT(marked_forms(db, "ho"), IsEmpty());
}

TEST(AccentDistance, AWrongMarkCostsLessThanAWrongLetter) {
  EXPECT_EQ(accent_distance("hợp", "hợp"), 0U);
  EXPECT_EQ(accent_distance("hợp", "họp"), 1U);
  EXPECT_EQ(accent_distance("hợp", "hop"), 1U);
  EXPECT_EQ(accent_distance("đi", "di"), 1U);
  EXPECT_EQ(accent_distance("hợp", "hợt"), 2U);
  EXPECT_EQ(accent_distance("", "ab"), 4U);
}

// Documents d0, d1 … with "hop" at 1 and the others where they are told.
struct Places {
  Xapian::termpos tac, va;
};
Xapian::WritableDatabase database_of(const std::vector<Places>& rows) {
  Xapian::WritableDatabase db = memory_database();
  for (const Places& row : rows) {
    Xapian::Document document;
    document.add_posting("hop", 1);
    if (row.tac > 0) document.add_posting("tac", row.tac);
    if (row.va > 0) document.add_posting("va", row.va);
    document.add_value(slot_number(Slot::kId), "d" + std::to_string(db.get_doccount()));
    db.add_document(document);
  }
  return db;
}

TEST(Beside, OneWordRightBehindTheOtherByItsShare) {
  const Xapian::WritableDatabase db = database_of({{3, 2}, {2, 9}, {2, 9}, {0, 3}});
  struct Row {
    std::string second;
    std::size_t looked, found;
    Xapian::docid where;
  };
  const std::vector<Row> rows{{"tac", 3, 2, 2}, {"va", 4, 1, 1}, {"none", 0, 0, 0}, {"hop", 4, 0, 0}};
  std::vector<TermPair> pairs;  // more than one match takes
  for (std::size_t i = 0; i < 15 * rows.size(); ++i) pairs.push_back({"hop", rows[i % rows.size()].second});
  const std::vector<Beside> found = beside_each_other(db, db, pairs);
  ASSERT_EQ(found.size(), pairs.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Row& row = rows[i % rows.size()];
    EXPECT_EQ(found[i].looked, row.looked) << row.second << i;
    EXPECT_EQ(found[i].found, row.found) << row.second << i;
    EXPECT_EQ(found[i].where, row.where) << row.second << i;
  }
  EXPECT_THAT(beside_each_other(db, db, {}), IsEmpty());
}

TEST(Sample, OfManyDocumentsTheSamePartHoweverTheyAreSpread) {
  Xapian::WritableDatabase one = memory_database();
  std::vector<Xapian::WritableDatabase> parts{memory_database(), memory_database(), memory_database()};
  constexpr std::size_t kDocuments = 3000, kWanted = 50;
  for (std::size_t i = 0; i < kDocuments; ++i) {
    const std::string id = "id " + std::to_string(i);
    Xapian::Document document;
    document.add_term("word");
    for (const std::string& term : sample_terms(id)) document.add_term(term);
    document.add_value(slot_number(Slot::kId), id);
    one.add_document(document);
    parts[i % parts.size()].add_document(document);
  }
  Xapian::Database spread;
  for (const auto& part : parts) spread.add_database(part);
  const auto sampled = [](const Xapian::Database& db) {
    std::vector<std::string> out;
    const Xapian::Query query = sample_of(db, std::vector<std::string>{"word"}, kWanted);
    for (const Xapian::docid id : first_by_id(db, query, kDocuments))
      out.push_back(db.get_document(id).get_value(slot_number(Slot::kId)));
    return out;
  };
  const auto ids = sampled(one);
  EXPECT_EQ(ids, sampled(spread));
  EXPECT_GT(ids.size(), kWanted / 4);
  EXPECT_LT(ids.size(), kWanted * 2);
}

}  // namespace
}  // namespace hoptac
