#include "ingest/text/phrase_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace hoptac {
namespace {

PhraseTable sample() {
  PhraseTable table;
  table.add("Bệnh viện", 1);
  table.add("Bệnh viện Đại học Y Dược", 2);
  table.add("TP. Hồ Chí Minh", 3);
  table.add("TPHCM", 4);
  table.add("AT&T", 5);
  table.add("hòa", 6);
  table.add("hoá", 7);
  table.add("bệnh viện", 8);
  table.add("$", 9);
  return table;
}

// "first-last:value" of every match of the longest phrase at the first token where one starts.
std::string find_first(std::string_view text, Marks marks) {
  const PhraseTable table = sample();
  const TokenStream tokens(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string out;
    for (const PhraseMatch& m : table.find_all(tokens, i, marks)) {
      out += std::to_string(m.first) + "-" + std::to_string(m.last) + ":" + std::to_string(m.value) + " ";
    }
    if (!out.empty()) return out;
  }
  return "";
}

struct Row {
  std::string_view text;
  Marks marks;
  std::string_view want;
};

TEST(PhraseTable, Rows) {
  constexpr Row kRows[] = {
      {"tại BỆNH VIỆN A", Marks::kSame, "1-2:1 1-2:8 "},
      {"tai benh vien A", Marks::kSame, ""},
      {"tai benh vien A", Marks::kFolded, "1-2:1 1-2:8 "},
      {"Bệnh viện Đại học Y - Dược", Marks::kSame, "0-6:2 "},
      {"Bệnh viện Đại học Y, Dược", Marks::kSame, "0-1:1 0-1:8 "},
      {"Bệnh viện\tĐại học Y Dược", Marks::kSame, "0-1:1 0-1:8 "},
      {"Bệnh viện Đại học\nY Dược", Marks::kSame, "0-5:2 "},
      {"TP. Hồ Chí Minh", Marks::kSame, "0-4:3 "},
      {"TP.Hồ Chí Minh", Marks::kSame, "0-4:3 "},
      {"TP Hồ Chí Minh", Marks::kSame, "0-3:3 "},
      {"AT & T", Marks::kSame, "0-2:5 "},
      {"hoà", Marks::kSame, "0-0:6 "},
      {"hóa", Marks::kSame, "0-0:7 "},
      {"hoa", Marks::kFolded, "0-0:6 0-0:7 "},
      {"5 $ 6", Marks::kSame, "1-1:9 "},
      {"A ---- T", Marks::kFolded, ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(find_first(row.text, row.marks), row.want) << row.text;
}

TEST(PhraseTable, ValuesOfAPhrase) {
  const PhraseTable table = sample();
  EXPECT_EQ(table.values("BENH VIEN", Marks::kFolded), (std::vector<std::uint32_t>{1, 8}));
  EXPECT_EQ(table.values("benh vien", Marks::kSame), (std::vector<std::uint32_t>{}));
  EXPECT_EQ(table.values("Bệnh viện", Marks::kSame), (std::vector<std::uint32_t>{1, 8}));
  EXPECT_TRUE(table.values("Bệnh viện Đại", Marks::kSame).empty());
  EXPECT_TRUE(table.values("", Marks::kSame).empty());
  EXPECT_EQ(table.size(), 9U);
}

// The length in words of the longest phrase at word `at`, by comparing words one by one.
std::size_t naive_longest(const std::vector<std::string>& text, std::size_t at,
                          const std::vector<std::vector<std::string>>& phrases) {
  std::size_t best = 0;
  for (const auto& phrase : phrases) {
    const bool fits = at + phrase.size() <= text.size();
    if (fits && phrase.size() > best &&
        std::equal(phrase.begin(), phrase.end(), text.begin() + static_cast<long>(at))) {
      best = phrase.size();
    }
  }
  return best;
}

std::vector<std::string> random_words(std::mt19937& random, std::size_t count) {
  const std::vector<std::string> words = {"hợp", "hop", "tác", "tac", "đại", "học", "y"};
  std::vector<std::string> out;
  while (out.size() < count) out.push_back(words[random() % words.size()]);
  return out;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) (out += out.empty() ? "" : separator) += word;
  return out;
}

TEST(PhraseTable, AgreesWithANaiveMatcher) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    PhraseTable table;
    std::vector<std::vector<std::string>> phrases;
    for (std::uint32_t i = 0; i < 60; ++i) {
      phrases.push_back(random_words(random, 1 + random() % 4));
      table.add(join(phrases.back(), round % 2 == 0 ? " " : "-"), i);
    }
    const std::vector<std::string> words = random_words(random, 30);
    const std::string text = join(words, " ");
    const TokenStream tokens(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto match = table.find(tokens, at, Marks::kSame);
      const std::size_t want = naive_longest(words, at, phrases);
      ASSERT_EQ(match ? match->last - match->first + 1 : 0, want);
      if (!match) continue;
      ASSERT_EQ(join(phrases[match->value], " "), slice(text, tokens.cover(match->first, match->last)));
    }
  }
}

}  // namespace
}  // namespace hoptac
