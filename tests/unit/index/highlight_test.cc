#include "index/highlight.h"

#include <gtest/gtest.h>

#include <random>

#include "index/passages.h"
#include "index/query_parser.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

std::vector<MatchTerm> terms_of(std::string_view query) {
  static const Authority kNone;
  const auto parsed = parse_query(query, {});
  return parsed ? match_terms(parsed->root, kNone, true) : std::vector<MatchTerm>{};
}

// The text with brackets around marked words, best tiers only.
std::string marked(std::string_view query, std::string_view text) {
  const Highlighter highlighter(terms_of(query));
  std::vector<std::vector<Mark>> marks{highlighter.find(text)};
  keep_best_tiers(marks);
  std::string out;
  std::size_t done = 0;
  for (const Mark& mark : marks[0]) {
    out.append(text.substr(done, mark.span.begin - done)).append("[").append(slice(text, mark.span)).append("]");
    done = mark.span.end;
  }
  return out.append(text.substr(done));
}

struct Row {
  std::string_view query, text, want;
};

class Highlighting : public testing::TestWithParam<Row> {};

TEST_P(Highlighting, MarksWords) { EXPECT_EQ(marked(GetParam().query, GetParam().text), GetParam().want); }

constexpr Row kRows[] = {
    {"hop tac", "Hợp tác, hop tac", "[Hợp] [tác], [hop] [tac]"},
    {"hợp", "hợp hop hộp", "[hợp] hop hộp"},
    {"hợp", "hop hộp", "[hop] hộp"},
    {"hợp", "hộp", "[hộp]"},
    {"=\"chó\"", "chó cho chợ", "[chó] cho chợ"},
    {"=\"cho\"", "chó cho", "chó [cho]"},
    {"hòa", "hoà", "[hoà]"},
    {"hoà", "hòa", "[hòa]"},
    {"bệnh", "BỆNH VIỆN", "[BỆNH] VIỆN"},
    {"be\u0323\u0302nh", "bệnh", "[bệnh]"},
    {"da nang", "Đà Nẵng", "[Đà] [Nẵng]"},
    {"signing", "signed sign designs", "[signed] [sign] designs"},
    {"\"signing\"", "signed signing", "signed [signing]"},
    {"hop*", "Hợp hospital hopper", "[Hợp] hospital [hopper]"},
    {"\"biên bản\"", "bản biên, biên bản", "bản biên, [biên] [bản]"},
    {"TP.HCM", "TP HCM tp.hcm HCM", "[TP] [HCM] [tp].[hcm] HCM"},
    {"a -b", "a b", "[a] b"},
    {"17/10/2022", "ngày 17-10-2022", "ngày [17]-[10]-[2022]"},
    {"person:\"vu hai quan\"", "ông Vũ Hải Quân", "ông [Vũ] [Hải] [Quân]"},
    {"type:mou", "mou", "mou"},
    {"a NEAR/2 b", "a x b, a x y z b a", "[a] x [b], [a] x y z [b] [a]"},
    {"a NEAR/1 b", "a x b x a", "a x b x a"},
    {"đào NEAR/3 điều", "điều dưỡng đào tạo xa xôi điều", "[điều] dưỡng [đào] tạo xa xôi điều"},
};
INSTANTIATE_TEST_SUITE_P(Table, Highlighting, testing::ValuesIn(kRows));

// Whatever the text: marks are whole code points, in order, apart, and fold to a word of the query.
TEST(Highlighter, EveryMarkFoldsToAWordOfTheQuery) {
  constexpr std::string_view kPieces[] = {"hợp", "HOP",    "ho\u0323p",        " ",  "-",    "tác",    "đ",
                                          "Đà",  "\u0301", "\xF0\x9F\x98\x80", "日", "\xFF", "signed", "\n",
                                          "hoà", "."};
  std::mt19937 random(7);
  const std::vector<MatchTerm> terms = terms_of("hợp \"hoà tác\" da*");
  const Highlighter highlighter(terms);
  for (int round = 0; round < 2000; ++round) {
    std::string raw;
    for (int i = 0; i < 20; ++i) raw += kPieces[random() % std::size(kPieces)];
    const std::string text = clean_text(raw);
    std::uint32_t last = 0;
    for (const Mark& mark : highlighter.find(text)) {
      ASSERT_LE(last, mark.span.begin);
      ASSERT_LT(mark.span.begin, mark.span.end);
      ASSERT_LE(mark.span.end, text.size());
      ASSERT_TRUE(is_boundary(text, mark.span.begin) && is_boundary(text, mark.span.end));
      last = mark.span.end;
      const std::string folded = fold_word(slice(text, mark.span));
      EXPECT_TRUE(folded == "hop" || folded == "hoa" || folded == "tac" || folded.starts_with("da")) << folded;
    }
  }
}

Document document_of(const std::vector<std::pair<std::string, BlockUse>>& blocks) {
  Document out;
  for (const auto& [text, use] : blocks) {
    if (!out.text.empty()) out.text += '\n';
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    Block block;
    block.use = use;
    block.span = {begin, static_cast<std::uint32_t>(out.text.size())};
    out.blocks.push_back(block);
  }
  return out;
}

TEST(Passages, BestBlockFirstFurnitureOnlyWhenAsked) {
  const Document document = document_of({{"hợp", BlockUse::kFurniture},
                                         {"Một câu về hợp đồng.", BlockUse::kBody},
                                         {"Hai bên hợp tác.", BlockUse::kBody}});
  const Highlighter highlighter(terms_of("hợp tác"));
  const auto passages = cut_passages(document, highlighter, {.count = 3});
  ASSERT_EQ(passages.size(), 2U);
  EXPECT_EQ(passages[0].text, "Hai bên hợp tác.");
  EXPECT_EQ(passages[0].marks.size(), 2U);
  EXPECT_EQ(passages[1].text, "Một câu về hợp đồng.");
  EXPECT_EQ(cut_passages(document, highlighter, {.count = 3, .furniture = true}).size(), 3U);
}

TEST(Passages, AreCutAtSentencesAndPointIntoTheText) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "Câu thứ " + std::to_string(i) + " không nói gì. ";
  text += "Bệnh viện ký biên bản. ";
  for (int i = 0; i < 30; ++i) text += "Câu sau " + std::to_string(i) + " cũng vậy. ";
  const Document document = document_of({{text, BlockUse::kBody}});
  const auto passages = cut_passages(document, Highlighter(terms_of("ký biên bản")), {.count = 1});
  ASSERT_EQ(passages.size(), 1U);
  const Passage& passage = passages[0];
  EXPECT_EQ(passage.text, slice(document.text, passage.span));
  EXPECT_LE(passage.text.size(), kPassageBytes);
  EXPECT_NE(passage.text.find("ký biên bản."), std::string::npos);
  EXPECT_EQ(passage.text.back(), '.');
  for (const Span mark : passage.marks) EXPECT_LE(mark.end, passage.text.size());
}

TEST(Passages, TheSecondShowsWhatTheFirstDoesNot) {
  const Document document = document_of({{"Ký một lần. Ký và ký mãi.", BlockUse::kBody},
                                         {"Bệnh viện ký và ký.", BlockUse::kBody},
                                         {"Một tài trợ.", BlockUse::kBody}});
  const auto passages = cut_passages(document, Highlighter(terms_of("ký bệnh viện tài trợ")), {.count = 2});
  ASSERT_EQ(passages.size(), 2U);
  EXPECT_EQ(passages[0].text, "Bệnh viện ký và ký.");
  EXPECT_EQ(passages[1].text, "Một tài trợ.");
}

TEST(Passages, WordsSideBySideBeforeWordsApart) {
  const Document document =
      document_of({{"Hợp đồng có tác động.", BlockUse::kBody}, {"Ngày hợp tác.", BlockUse::kBody}});
  EXPECT_EQ(cut_passages(document, Highlighter(terms_of("hợp tác")), {.count = 1})[0].text, "Ngày hợp tác.");
}

TEST(Passages, WithoutAMatchTheBodyBegins) {
  const Document document = document_of({{"Mở đầu.", BlockUse::kBody}, {"Thân bài.", BlockUse::kBody}});
  const auto passages = cut_passages(document, Highlighter({}), {.count = 2});
  ASSERT_EQ(passages.size(), 1U);
  EXPECT_EQ(passages[0].text, "Mở đầu.");
}

}  // namespace
}  // namespace hoptac
