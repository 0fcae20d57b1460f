#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/json.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

std::string scratch() {
  std::string name = (std::filesystem::temp_directory_path() / "hoptac-test-XXXXXX").string();
  return ::mkdtemp(name.data());
}

TEST(Error, EveryCodeHasANameThatLeadsBack) {
  for (int i = 0; i <= static_cast<int>(ErrorCode::kInternal); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_EQ(code_from_name(code_name(code)), code) << i;
    EXPECT_FALSE(code_sentence(code).empty());
  }
}

TEST(Hash, IsSha256CutToHalf) { EXPECT_EQ(content_hash("abc"), "ba7816bf8f01cfea414140de5dae2223"); }

TEST(Utf8, FindsTheFirstIllFormedByte) {
  const struct {
    std::string_view text;
    std::size_t want;
  } rows[] = {{"abc", std::string_view::npos},
              {"h\xE1\xBB\xA3p", std::string_view::npos},
              {"a\xFFz", 1},
              {"\xC0\xAF", 0},
              {"x\xED\xA0\x80", 1},
              {"ab\xE1\xBB", 2},
              {"\xEF\xBF\xBD", std::string_view::npos}};
  for (const auto& row : rows) EXPECT_EQ(find_invalid_utf8(row.text), row.want) << row.text;
}

TEST(Utf8, PrefixEndsOnABorder) { EXPECT_EQ(utf8_prefix("ợ", 2), ""); }

TEST(File, AtomicWriteReplacesTheWholeFile) {
  const std::string path = scratch() + "/f";
  ASSERT_TRUE(write_file_atomic(path, "one"));
  ASSERT_TRUE(write_file_atomic(path, "two"));
  EXPECT_EQ(read_file(path, 100).value(), "two");
  EXPECT_EQ(read_file(path, 2).error().code, ErrorCode::kTooLarge);
}

TEST(File, FifoIsNeverOpenedForWaiting) {
  const std::string path = scratch() + "/fifo";
  ASSERT_EQ(std::system(("mkfifo " + path).c_str()), 0);
  EXPECT_EQ(read_file(path, 100).error().code, ErrorCode::kUnreadable);
}

TEST(FileLock, SecondHolderIsTurnedAwayAndFreedWithTheFirst) {
  const std::string path = scratch() + "/lock";
  {
    auto first = FileLock::acquire(path, 0);
    ASSERT_TRUE(first);
    EXPECT_EQ(FileLock::acquire(path, 0).error().code, ErrorCode::kIndexBusy);
  }
  EXPECT_TRUE(FileLock::acquire(path, 0));
}

TEST(File, LinesAreHandedOnOneByOneWithinTheLimit) {
  const std::string path = scratch() + "/f";
  ASSERT_TRUE(write_file_atomic(path, "one\n\nlonger\r\nlast"));
  std::string got;
  ASSERT_TRUE(for_each_line(path, 4, [&](std::string_view line, bool cut) {
    got.append(line).append(cut ? "…|" : "|");
    return true;
  }));
  EXPECT_EQ(got, "one||long…|last|");
  EXPECT_EQ(for_each_line(path + "x", 4, [](std::string_view, bool) { return true; }).error().code,
            ErrorCode::kNotFound);
}

TEST(Json, NestingAndMembersAreBounded) {
  std::string wide = "{\"k\":0";
  for (int i = 0; i < 100000; ++i) wide += ",\"" + std::to_string(i) + "\":0";
  const std::string deep(100000, '[');
  for (const std::string& text : {wide + "}", deep + std::string(deep.size(), ']')}) {
    const auto parsed = parse_json(text);
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().detail.find("too deep"), std::string::npos) << parsed.error().detail;
  }
  EXPECT_TRUE(parse_json("[" + std::string(100000, ' ') + "{\"a\": 1}]"));
}

TEST(Json, AStringIsPeekedAtWithoutTheRest) {
  struct Row {
    std::string text, want;
  };
  const Row kRows[] = {
      {R"({"v": 1, "d": {"a": [{"t": "no"}], "o": {"t": "no"}, "t": "y\u0111s", "z": 1}})", "y\u0111s"},
      {R"({"d": {"t": "yes", broken)", "yes"},
      {R"({"d": {"t": 1}})", ""},
      {R"({"d": {"t": ["no"]}})", ""},
      {R"({"x": {"t": "no"}, "t": "no"})", ""},
      {R"({"d": broken)", ""},
      {"", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(peek_string(row.text, "d", "t"), row.want) << row.text;
}

TEST(Table, CellsByNameAndRaggedRowsRefused) {
  const auto table = Table::parse("t", "# comment\nid\tnames\na\tx|y\n");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->cell(0, "id"), "a");
  EXPECT_EQ(table->list(0, "names"), (std::vector<std::string_view>{"x", "y"}));
  EXPECT_EQ(table->cell(0, "absent"), "");
  EXPECT_FALSE(Table::parse("t", "a\tb\n1\n"));
}

}  // namespace
}  // namespace hoptac
