#include "ingest/path_filter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hoptac {
namespace {

PathFilter filter(const std::vector<std::string>& include, const std::vector<std::string>& exclude) {
  const auto compiled = [](const std::vector<std::string>& texts) {
    std::vector<PathPattern> out;
    for (const std::string& text : texts) {
      auto pattern = PathPattern::compile(text);
      EXPECT_TRUE(pattern) << text;
      if (pattern) out.push_back(*std::move(pattern));
    }
    return out;
  };
  return {compiled(include), compiled(exclude)};
}

TEST(PathFilter, PatternsFitPaths) {
  struct Row {
    const char* pattern;
    const char* path;
    bool fits;
  };
  const std::vector<Row> rows{
      {"*.pdf", "a.pdf", true},
      {"*.pdf", "x/y/a.pdf", true},
      {"*.pdf", "a.PDF", false},
      {"*.pdf", "a.pdf.txt", false},
      {"*.[pP][dD][fF]", "a.PDF", true},
      {"/*.pdf", "a.pdf", true},
      {"/*.pdf", "x/a.pdf", false},
      {"2023/*.pdf", "2023/a.pdf", true},
      {"2023/*.pdf", "x/2023/a.pdf", false},
      {"2023/*.pdf", "2023/x/a.pdf", false},
      {"2023/**/*.pdf", "2023/a.pdf", true},
      {"2023/**/*.pdf", "2023/x/y/a.pdf", true},
      {"**/drafts/**", "x/drafts/a", true},
      {"**/drafts/**", "drafts/x/a", true},
      {"x/**", "x", false},
      {"**", "a", true},
      {"drafts", "x/drafts/y/a.txt", true},
      {"drafts", "x/drafts", true},
      {"drafts/", "x/drafts", false},
      {"drafts/", "x/drafts/a", true},
      {"drafts", "x/drafts2/a", false},
      {"a?c", "abc", true},
      {"a?c", "ac", false},
      {"?.txt", "ế.txt", true},
      {"?.txt", "e\xCC\x82\xCC\x81.txt", true},  // typed composed, written by a Mac
      {"hợp tác", "ho\xCC\x9B\xCC\xA3p ta\xCC\x81\x63/a", true},
      {"ho\xCC\x9B\xCC\xA3p*", "hợp đồng.txt", true},
      {"hop*", "hợp đồng.txt", false},
      {"HỢP*", "hợp đồng.txt", false},
      {"?.txt", "\xFF.txt", true},
      {"a*\xE1\xBA\xBF", "a\xFF\xE1\xBA\xBF", true},
      {"[!a-c]x", "dx", true},
      {"[!a-c]x", "bx", false},
      {"[]-]x", "]x", true},
      {"[]-]x", "-x", true},
      {"[\\]]x", "]x", true},
      {"[đ-ẽ].txt", "ắ.txt", true},
      {"\\*.txt", "*.txt", true},
      {"\\*.txt", "a.txt", false},
      {"\\{a\\}", "{a}", true},
      {"~$*", "x/~$a.docx", true},
      {"a*b*c*d", "aXbXXcXd", true},
      {"a*b*c*d", "aXbXXdXc", false},
      {"*", "a/b", true},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(filter({row.pattern}, {}).takes_file(row.path), row.fits) << row.pattern << " over " << row.path;
    EXPECT_EQ(filter({}, {row.pattern}).takes_file(row.path), !row.fits) << row.pattern << " over " << row.path;
  }
}

TEST(PathFilter, AnExcludeBeatsAnInclude) {
  const PathFilter f = filter({"*.pdf", "2023/"}, {"drafts", "*.tmp.pdf"});
  for (const char* path : {"a.pdf", "x/a.pdf", "2023/a.docx"}) EXPECT_TRUE(f.takes_file(path)) << path;
  for (const char* path : {"a.docx", "drafts/a.pdf", "2023/drafts/a.pdf", "x/a.tmp.pdf"})
    EXPECT_FALSE(f.takes_file(path)) << path;
}

TEST(PathFilter, FoldersThatAreLeftOutAreNotEntered) {
  const PathFilter f = filter({"*.pdf"}, {"drafts", "*.tmp", "/old/**"});
  for (const char* folder : {"drafts", "x/drafts", "x/drafts/y", "x.tmp", "old/a"})
    EXPECT_FALSE(f.enters(folder)) << folder;
  for (const char* folder : {"x", "draft", "x/old"}) EXPECT_TRUE(f.enters(folder)) << folder;
  EXPECT_TRUE(PathFilter().enters("x"));
  EXPECT_TRUE(PathFilter().takes_file("x"));
}

TEST(PathFilter, FaultyPatternsSayWhatToWrite) {
  struct Row {
    const char* pattern;
    const char* says;
  };
  const std::vector<Row> rows{{"", "empty"},
                              {"/", "empty"},
                              {"!a", "exclude"},
                              {"*.{pdf,doc}", "several patterns"},
                              {"[ab", "not closed"},
                              {"[]", "not closed"},
                              {"a\\", "stands before nothing"},
                              {"a//b", "a name is empty"},
                              {"../a", "\"..\""},
                              {"./a", "\".\""},
                              {"[a\\]", "not closed"}};
  for (const Row& row : rows) {
    const auto pattern = PathPattern::compile(row.pattern);
    ASSERT_FALSE(pattern) << row.pattern;
    EXPECT_EQ(pattern.error().code, ErrorCode::kUsage);
    EXPECT_NE(pattern.error().detail.find(row.says), std::string::npos) << pattern.error().detail;
  }
}

TEST(PathFilter, ManyStarsCostNoMoreThanPatternTimesName) {
  std::string pattern, name(4000, 'a');
  for (int i = 0; i < 1000; ++i) pattern += "a*";
  EXPECT_FALSE(filter({pattern + "b"}, {}).takes_file(name));
  std::string folders, path;
  for (int i = 0; i < 100; ++i) folders += "**/a/", path += "a/a/";
  EXPECT_FALSE(filter({folders + "b"}, {}).takes_file(path + "c"));
}

}  // namespace
}  // namespace hoptac
