#include "ingest/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "src/base/file.h"

namespace hoptac {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Walk : public ::testing::Test {
 protected:
  Walk() {
    std::string name = (std::filesystem::temp_directory_path() / "hoptac-walk-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Walk() override { std::filesystem::remove_all(folder_); }

  void file(const std::string& path, std::string_view content = "x") {
    std::filesystem::create_directories(std::filesystem::path(folder_ + "/" + path).parent_path());
    ASSERT_TRUE(write_file_atomic(folder_ + "/" + path, content));
  }
  void link(const std::string& target, const std::string& path) {
    ASSERT_EQ(::symlink(target.c_str(), (folder_ + "/" + path).c_str()), 0);
  }
  static std::vector<std::string> paths(const WalkResult& r) {
    std::vector<std::string> out;
    for (const auto& f : r.files) out.push_back(f.path);
    return out;
  }
  static std::vector<std::string> problems(const WalkResult& r) {
    std::vector<std::string> out;
    for (const auto& p : r.problems) out.push_back(p.path);
    return out;
  }

  std::string folder_;
};

TEST_F(Walk, SortsByBytesAndLeavesOutHiddenAndSidecars) {
  for (const char* f : {"b.txt", "a/z.txt", "a.txt", "a.txt.meta.json", "orphan.meta.json", ".git/config", ".x"})
    file(f);
  const auto r = walk(folder_, "R", "sub/");
  ASSERT_TRUE(r);
  EXPECT_THAT(paths(*r), ElementsAre("sub/a.txt", "sub/a/z.txt", "sub/b.txt", "sub/orphan.meta.json"));
  EXPECT_EQ(r->files[1].location, folder_ + "/a/z.txt");
  EXPECT_EQ(r->files[1].root, "R");
  EXPECT_EQ(r->files[1].size, 1U);
  EXPECT_GT(r->files[1].mtime_ns, 0);
  EXPECT_THAT(r->problems, IsEmpty());
}

TEST_F(Walk, AFileStandsForItself) {
  file("a/z.txt");
  const auto r = walk(folder_ + "/a/z.txt", "R", "");
  ASSERT_TRUE(r);
  EXPECT_THAT(paths(*r), ElementsAre("z.txt"));
  EXPECT_EQ(walk(folder_ + "/none", "R", "").error().code, ErrorCode::kNotFound);
}

TEST_F(Walk, NamesAreBytes) {
  const std::string names[] = {"a\nb.txt",
                               "ho\xCC\x81"
                               "a.txt",
                               "h\xC3\xB3"
                               "a.txt",
                               "x\xFF.txt"};
  for (const auto& n : names) file(n);
  EXPECT_THAT(paths(*walk(folder_, "R", "")), ElementsAre(names[0], names[1], names[2], names[3]));
}

TEST_F(Walk, LoopsEndAndRealFoldersKeepTheirNames) {
  file("z/f.txt");
  link(".", "loop");
  link("z", "a");  // visited under its own name, whatever the order of names
  link("../z", "z/inner");
  link("nowhere", "dangling");
  link("self", "self");
  link("z/f.txt", "file-link.txt");
  const auto r = walk(folder_, "R", "");
  ASSERT_TRUE(r);
  EXPECT_THAT(paths(*r), ElementsAre("file-link.txt", "z/f.txt"));
  EXPECT_THAT(problems(*r), ElementsAre("a", "dangling", "loop", "self", "z/inner"));
  for (const auto& p : r->problems) EXPECT_FALSE(is_fatal(p.error.code)) << p.path;
}

TEST_F(Walk, FoldersElsewhereAreVisitedOnce) {
  file("real/f.txt");
  file("root/own.txt");
  link("../real", "root/b");
  link("../real", "root/a");
  const auto r = walk(folder_ + "/root", "R", "");
  ASSERT_TRUE(r);
  EXPECT_THAT(paths(*r), ElementsAre("a/f.txt", "own.txt"));
  EXPECT_THAT(problems(*r), ElementsAre("b"));
}

TEST_F(Walk, DevicesAndFifosAreNeverOpened) {
  ASSERT_EQ(::mkfifo((folder_ + "/fifo").c_str(), 0600), 0);
  link("fifo", "to-fifo");
  file("f.txt");
  const auto r = walk(folder_, "R", "");
  ASSERT_TRUE(r);
  EXPECT_THAT(paths(*r), ElementsAre("f.txt"));
  EXPECT_THAT(problems(*r), ElementsAre("fifo", "to-fifo"));
}

TEST_F(Walk, DepthIsBounded) {
  std::string path;
  for (int i = 0; i < 140; ++i) path += "d/";
  file(path + "deep.txt");
  file("f.txt");
  const auto r = walk(folder_, "R", "");
  ASSERT_TRUE(r);
  EXPECT_THAT(paths(*r), ElementsAre("f.txt"));
  ASSERT_EQ(r->problems.size(), 1U);
  EXPECT_EQ(r->problems[0].error.code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace hoptac
