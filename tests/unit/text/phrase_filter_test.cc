#include "ingest/text/phrase_filter.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace hoptac {
namespace {

// Words that fold alike, that open several phrases, and punctuation of both kinds.
constexpr std::array<std::string_view, 22> kPieces = {
    "hợp",   "hop", "HỢP", "tác", "tac",  "tạc", "bệnh", "viện", "Bệnh", "benh", "vien",
    "y tế ", ", ",  ". ",  "-",   "  \t", "\n",  "(",    "$",    "&",    "TP",   "ho\xCC\x9B\xCC\xA3p"};

std::string random_text(std::mt19937& random, std::size_t pieces) {
  std::string out;
  for (std::size_t i = 0; i < pieces; ++i) {
    out += kPieces[random() % kPieces.size()];
    if (random() % 4 != 0) out += ' ';
  }
  return out;
}

std::vector<PhraseTable> random_tables(std::mt19937& random) {
  std::vector<PhraseTable> tables(5);
  for (std::size_t t = 0; t < tables.size(); ++t) {
    tables[t].set_number(static_cast<unsigned>(t));
    for (std::uint32_t n = 0; n < 12; ++n) tables[t].add(random_text(random, 1 + random() % 3), n);
  }
  return tables;
}

// A marked stream gives the same answers as one that was never marked.
TEST(PhraseFilter, AnswersLikeTheTables) {
  std::mt19937 random(7);
  std::size_t hits = 0;
  for (int round = 0; round < 200; ++round) {
    const std::vector<PhraseTable> tables = random_tables(random);
    std::vector<const PhraseTable*> all;
    for (const PhraseTable& table : tables) all.push_back(&table);
    const PhraseFilter filter(all);
    const std::string text = random_text(random, 40);
    const TokenStream plain(text);
    for (const Marks marks : {Marks::kSame, Marks::kFolded}) {
      TokenStream marked(text);
      filter.mark(marked, marks);
      for (std::size_t i = 0; i < plain.size(); ++i) {
        for (const PhraseTable& table : tables) {
          const auto want = table.find(plain, i, marks), got = table.find(marked, i, marks);
          ASSERT_EQ(want.has_value(), got.has_value()) << text << " at token " << i;
          ASSERT_EQ(table.is_in(marked.phrases().bits(i)), want.has_value());
          if (!want) continue;
          ++hits;
          ASSERT_EQ(want->last, got->last) << text << " at token " << i;
          ASSERT_EQ(want->value, got->value) << text << " at token " << i;
        }
      }
    }
  }
  EXPECT_GT(hits, 1000U);
}

// A stream marked for one kind of accents answers for the other all the same.
TEST(PhraseFilter, LeavesTheOtherMarksToTheTable) {
  PhraseTable table;
  table.set_number(0);
  table.add("hợp tác", 3);
  const PhraseFilter filter({&table});
  TokenStream tokens("hop tac");
  filter.mark(tokens, Marks::kSame);
  EXPECT_FALSE(table.find(tokens, 0, Marks::kSame));
  ASSERT_TRUE(table.find(tokens, 0, Marks::kFolded));
  EXPECT_EQ(table.find(tokens, 0, Marks::kFolded)->value, 3U);
}

}  // namespace
}  // namespace hoptac
