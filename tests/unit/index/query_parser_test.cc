#include "index/query_parser.h"

#include <gtest/gtest.h>

#include <random>

#include "src/base/limits.h"

namespace hoptac {
namespace {

struct Sound {
  std::string_view query, want;
};

class SoundQueries : public testing::TestWithParam<Sound> {};

TEST_P(SoundQueries, PrintsItsTree) {
  const auto parsed = parse_query(GetParam().query, {});
  ASSERT_TRUE(parsed) << parsed.error().detail;
  EXPECT_EQ(print(parsed->root), GetParam().want);
}

// The last rows: NFD, old-style tones, no accents, capitals; every word is kept as typed.
constexpr Sound kSound[] = {
    {"", "everything"},
    {"hợp tác", "hợp AND tác"},
    {"a b c", "a AND b AND c"},
    {"a OR b c", "a OR (b AND c)"},
    {"a AND b OR c", "(a AND b) OR c"},
    {"(a OR b) c", "(a OR b) AND c"},
    {"a -b", "a AND NOT b"},
    {"(a b) c", "a AND b AND c"},
    {"NOT a", "NOT a"},
    {"NOT (a OR b)", "NOT (a OR b)"},
    {"-a -b", "NOT a AND NOT b"},
    {"a and b or c not d", "a AND and AND b AND or AND c AND not AND d"},
    {"\"biên bản\" ghi", "\"biên bản\" AND ghi"},
    {"“biên bản” «ghi nhớ»", "\"biên bản\" AND \"ghi nhớ\""},
    {"hop*", "hop*"},
    {"a NEAR/3 b", "a NEAR/3 b"},
    {"a NEAR b", "a NEAR/10 b"},
    {"a NEAR/2 b NEAR/5 c", "a NEAR/2 b AND b NEAR/5 c"},
    {"=\"chó\"", "=\"chó\""},
    {"=chó", "=chó"},
    {"type:mou", "type:mou"},
    {"Type:MOU", "type:MOU"},
    {"loại:mou", "type:mou"},
    {"loai:mou", "type:mou"},
    {"in-force:2024-06-01", "in-force:2024-06-01"},
    {"hiệulực:2024", "in-force:2024"},
    {"country:\"Hàn Quốc\"", "country:\"Hàn Quốc\""},
    {"party:(UMC OR Vinmec)", "party:UMC OR party:Vinmec"},
    {"party:(UMC -Vinmec) x", "party:UMC AND NOT party:Vinmec AND x"},
    {"person:vu*", "person:vu*"},
    {"signed:2015..2020", "signed:2015..2020"},
    {"signed:2012..", "signed:2012.."},
    {"signed:..2012", "signed:..2012"},
    {"signed:17/10/2022", "signed:2022-10-17"},
    {"signed:10/2022", "signed:2022-10"},
    {"published:q2/2023", "published:2023-04..2023-06"},
    {"-status:ended type:mou", "NOT status:ended AND type:mou"},
    {"Hà Nội: ký kết", "Hà AND Nội AND ký AND kết"},
    {"type:", "type"},
    {"type: mou", "type AND mou"},
    {"08:30", "\"08 30\""},
    {"https://umc.edu.vn/a", "\"https umc edu vn a\""},
    {"url:https://umc.edu.vn/a", "url:https://umc.edu.vn/a"},
    {"TP.HCM", "\"TP HCM\""},
    {"COVID-19", "\"COVID 19\""},
    {"nghiên cứu,đào tạo", "nghiên AND cứu AND đào AND tạo"},
    {"Y - Dược", "Y AND Dược"},
    {"hợp tác?", "hợp AND tác"},
    {"O'Brien", "\"O Brien\""},
    {"a – b", "a AND b"},
    {"BỆNH VIỆN", "BỆNH AND VIỆN"},
    {"be\u0323\u0302nh vie\u0323\u0302n", "bệnh AND viện"},
    {"hoà", "hoà"},
    {"benh vien", "benh AND vien"},
    {"a\u00a0b\nc", "a AND b AND c"},
};
INSTANTIATE_TEST_SUITE_P(Table, SoundQueries, testing::ValuesIn(kSound));

struct Faulty {
  std::string_view query, marked, repair;  // `marked`: what the carets stand under; "" = do not look
};

class FaultyQueries : public testing::TestWithParam<Faulty> {};

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '\n') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

TEST_P(FaultyQueries, MarksThePlaceAndRepairs) {
  const auto parsed = parse_query(GetParam().query, {});
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::kBadQuery);
  const std::vector<std::string> line = lines(parsed.error().detail);
  ASSERT_GE(line.size(), 4U) << parsed.error().detail;
  const std::size_t from = line[2].find('^');
  ASSERT_NE(from, std::string::npos);
  // Rows here are ASCII up to the place, so that bytes are cells.
  EXPECT_EQ(line[1].substr(from, line[2].size() - from), GetParam().marked);
  EXPECT_FALSE(line[3].empty());
  const std::string repair = line.size() > 4 ? line[4] : "";
  EXPECT_EQ(repair, GetParam().repair.empty() ? "" : "Try: " + std::string(GetParam().repair));
  if (!repair.empty()) {
    EXPECT_TRUE(parse_query(GetParam().repair, {}));
  }
}

constexpr Faulty kFaulty[] = {
    {"\"abc", "\"", "\"abc\""},
    {"signed:2022..x", "x", "signed:2022.."},
    {"signed:2022-13", "2022-13", "signed:2022"},
    {"signed:10/17/2022", "10/17/2022", "signed:2022-10-17"},
    {"signed:31/02/2022", "31/02/2022", "signed:2022-02-28"},
    {"signed:2020..2015", "2020..2015", "signed:2015..2020"},
    {"signed:..", "..", ""},
    {"signed:>=2020", ">=2020", "signed:2020.."},
    {"signed:22", "22", ""},
    {"colour:red", "colour:", "colour red"},
    {"tpye:mou", "tpye", "type:mou"},
    {"AND", "AND", "and"},
    {"OR a", "OR", "a"},
    {"a OR", "OR", "a"},
    {"a AND", "AND", "a"},
    {"a AND OR b", "AND", "a OR b"},
    {"NOT", "NOT", "not"},
    {"a NOT", "NOT", "a"},
    {"(a", "(", "(a)"},
    {"a)", ")", "a"},
    {"()", "()", ""},
    {"a () b", "()", "a b"},
    {"*x", "*", "x"},
    {"a*b", "*b", "a*"},
    {"*", "*", ""},
    {"a * b", "*", "a b"},
    {"NEAR/x", "NEAR/x", "near/10"},
    {"a NEAR/x b", "NEAR/x", "a NEAR/10 b"},
    {"a NEAR/0 b", "NEAR/0", "a NEAR/10 b"},
    {"a NEAR/5", "NEAR/5", "a"},
    {"\"a b\" NEAR/5 c", "NEAR/5", "\"a b\" AND c"},
    {"\"\"", "\"\"", ""},
    {"\"a b*\"", "*", "\"a b\""},
    {"\"a b\"~5", "~5", "\"a b\""},
    {"a^2 b", "^2", "a b"},
    {"a && b", "&&", "a AND b"},
    {"a || b", "||", "a OR b"},
    {"a --b", "--", "a b"},
    {"title:=\"x y\"", "=", "title:\"x y\""},
    {"party:(a type:mou)", "type:", "party:(a mou)"},
    {"signed:2022*", "2022*", "signed:2022"},
    {"...", "...", ""},
};
INSTANTIATE_TEST_SUITE_P(Table, FaultyQueries, testing::ValuesIn(kFaulty));

TEST(QueryParser, CaretsCountCellsNotBytes) {
  const auto parsed = parse_query("hợp tác 日本 signed:x", {});
  ASSERT_FALSE(parsed);
  const std::vector<std::string> line = lines(parsed.error().detail);
  // "hợp tác " 8 cells, "日本 " 5, "signed:" 7, and two of indent.
  EXPECT_EQ(line[2], std::string(22, ' ') + "^");
}

TEST(QueryParser, BoundsNesting) {
  for (const std::string_view piece : {"(", "-", "NOT ", "(a OR ", "party:("}) {
    std::string query;
    while (query.size() + piece.size() < limits::kMaxQueryBytes) query += piece;
    EXPECT_FALSE(parse_query(query, {})) << piece;
  }
  EXPECT_FALSE(parse_query(std::string(limits::kMaxQueryBytes + 1, 'a'), {}));
  EXPECT_TRUE(parse_query("((((((((a))))))))", {}));
}

// Whatever is put together: it parses, or its repair does.
TEST(QueryParser, RandomPiecesParseOrAreRepaired) {
  constexpr std::string_view kPieces[] = {
      "a",      "hợp",   " ",       " ",  "(",    ")",    "\"",      "“",
      "-",      "=",     "*",       ":",  "AND",  " OR ", " NOT ",   " NEAR/3 ",
      "NEAR/x", "type:", "signed:", "..", "2022", "x:",   "--",      "party:(",
      "||",     "^2",    "~3",      "\n", "…",    ",",    "lang:vi", "\xF0\x9F\x98\x80",
      "\u0301"};
  std::mt19937 random(11);
  for (std::size_t round = 0; round < 30000; ++round) {
    std::string query;
    for (std::size_t i = 0; i < 1 + round % 12; ++i) query += kPieces[random() % std::size(kPieces)];
    const auto parsed = parse_query(query, {.any = round % 3 == 0});
    if (parsed) {
      EXPECT_FALSE(print(parsed->root).empty());
      continue;
    }
    const std::size_t at = parsed.error().detail.find("\nTry: ");
    if (at == std::string::npos) continue;
    const std::string repair = parsed.error().detail.substr(at + 6);
    EXPECT_TRUE(parse_query(repair, {.any = round % 3 == 0})) << query << " -> " << repair;
  }
}

TEST(QueryParser, AnyJoinsWordsNotConditions) {
  const auto parsed = parse_query("a b type:mou -c", {.any = true});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(print(parsed->root), "(a OR b) AND type:mou AND NOT c");
}

TEST(QueryParser, PlainKnowsNoOperators) {
  const auto parsed = parse_query("a AND (b type:x -c* \"d", {.plain = true});
  ASSERT_TRUE(parsed);
  EXPECT_EQ(print(parsed->root), "a OR AND OR b OR type OR x OR c OR d");
}

}  // namespace
}  // namespace hoptac
