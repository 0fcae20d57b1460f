// Files that are gone: which of them leave the index, when, and what is said.
#include "index/vanished.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <vector>

#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

using Ids = std::vector<std::string>;

class VanishedTest : public IndexTest {
 protected:
  static std::string name_of(int i) { return "f" + std::to_string(i) + ".txt"; }
  void write_files(int count) {
    for (int i = 0; i < count; ++i) write(name_of(i), release(i));
  }
  // The same files of another index, so that each row starts from nothing.
  void start_anew() {
    std::filesystem::remove_all(source());
    std::filesystem::remove_all(index());
    std::filesystem::create_directories(source());
  }
  UpdateOptions pruning() const {
    UpdateOptions out = options();
    out.prune = true;
    return out;
  }
  static std::string reason_of(const UpdateReport& report, const std::string& path) {
    for (const FileOutcome& f : report.files) {
      if (f.path == path) return std::string(file_state_name(f.state)) + ": " + f.reason;
    }
    return "not told";
  }
};

TEST_F(VanishedTest, ATenthGoesMoreIsConfirmed) {
  struct Row {
    int known, gone;
    bool prune;
    std::size_t removed;
  };
  const std::vector<Row> rows = {{3, 1, false, 0},  {10, 1, false, 1}, {10, 2, false, 0}, {20, 2, false, 2},
                                 {19, 2, false, 0}, {3, 1, true, 1},   {10, 9, true, 9},  {3, 3, false, 0},
                                 {3, 3, true, 3},   {10, 0, true, 0}};
  for (const Row& row : rows) {
    start_anew();
    write_files(row.known);
    ingest();
    for (int i = 0; i < row.gone; ++i) remove(name_of(i));
    const UpdateReport report = ingest(row.prune ? pruning() : options());
    const std::string what = std::to_string(row.gone) + " of " + std::to_string(row.known);
    EXPECT_EQ(report.removed, row.removed) << what;
    EXPECT_EQ(report.vanished, static_cast<std::size_t>(row.gone) - row.removed) << what;
    EXPECT_EQ(ids().size(), static_cast<std::size_t>(row.known) - row.removed) << what;
    EXPECT_EQ(report.unconfirmed.size(), report.vanished > 0 ? 1U : 0U) << what;
    EXPECT_EQ(report.changed, row.removed > 0) << what;
    expect_sound();
    EXPECT_EQ(state_of("press/" + name_of(0)), row.removed > 0 ? "absent" : "indexed");
    for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(row.gone); ++i) {
      EXPECT_TRUE(report.files[i].state == FileState::kVanished || report.files[i].state == FileState::kRemoved)
          << "told before all else";
    }
    EXPECT_EQ(ingest().changed, false) << what << ": once is enough";
  }
}

TEST_F(VanishedTest, TheReportSaysHowManyOfHowMany) {
  write_files(5);
  ingest();
  remove(name_of(0)), remove(name_of(3));
  const UpdateReport report = ingest();
  ASSERT_EQ(report.unconfirmed.size(), 1U);
  const UnconfirmedRemoval& u = report.unconfirmed.front();
  EXPECT_EQ(u.source, "press");
  EXPECT_EQ(u.folder, absolute_path(source()));
  EXPECT_EQ(u.gone, 2U);
  EXPECT_EQ(u.known, 5U);
  EXPECT_EQ(u.reason, "more than one in 10");
}

TEST_F(VanishedTest, ARenamedFolderIsMovedNotLost) {
  for (int i = 0; i < 4; ++i) write("old/" + name_of(i), release(i));
  write("old/copy.txt", release(0));
  write("old/r.jsonl", R"({"_id":"x1","title":"Tin","text":"Bệnh viện ký biên bản ghi nhớ năm 2022."})"
                       "\n");
  ingest();
  // Names before and after the old one: in one case the new file is met before its old row, in the other behind it.
  for (const std::string to : {"a-new", "z-new"}) {
    const std::string from = to == "a-new" ? "old" : "a-new";
    std::filesystem::rename(source() + "/" + from, source() + "/" + to);
    const UpdateReport report = ingest();
    EXPECT_EQ(report.removed, 6U);
    EXPECT_EQ(report.vanished, 0U);
    EXPECT_TRUE(report.unconfirmed.empty());
    const std::string head = "press/" + to + "/";
    EXPECT_EQ(reason_of(report, "press/" + from + "/f1.txt"), "removed: moved to " + head + "f1.txt");
    EXPECT_EQ(reason_of(report, head + "f1.txt"), "indexed: moved from press/" + from + "/f1.txt");
    EXPECT_EQ(ids(), (Ids{head + "copy.txt", head + "f1.txt", head + "f2.txt", head + "f3.txt", "x1"}));
    EXPECT_EQ(state_of(head + "f0.txt"), "duplicate");
    EXPECT_EQ(state_of(head + "r.jsonl"), "indexed");
    expect_sound();
  }
}

TEST_F(VanishedTest, WhatWasMovedIsNotCountedAsLost) {
  write_files(10);
  ingest();
  for (int i = 0; i < 5; ++i) {
    std::filesystem::rename(source() + "/" + name_of(i), source() + "/moved" + std::to_string(i) + ".txt");
  }
  remove(name_of(9));
  UpdateReport report = ingest();
  EXPECT_EQ(report.removed, 6U) << "five moved, one of ten lost";
  EXPECT_EQ(ids().size(), 9U);
  // Two of nine are too many; the moved one leaves its old name all the same, since no text goes.
  std::filesystem::rename(source() + "/" + name_of(5), source() + "/moved5.txt");
  remove(name_of(6)), remove(name_of(7));
  report = ingest();
  EXPECT_EQ(report.removed, 1U);
  EXPECT_EQ(report.vanished, 2U);
  ASSERT_EQ(report.unconfirmed.size(), 1U);
  EXPECT_EQ(report.unconfirmed.front().gone, 2U);
  EXPECT_EQ(ids().size(), 9U);
  expect_sound();
}

TEST_F(VanishedTest, TheNextOfEqualBytesTakesOverInTheSameRun) {
  write("a.txt", release(1)), write("b.txt", release(1)), write("c.txt", release(1));
  ingest();
  remove("a.txt");
  const UpdateReport report = ingest();
  EXPECT_EQ(report.removed, 1U) << "the text stays: nothing is lost";
  EXPECT_EQ(reason_of(report, "press/a.txt"), "removed: its bytes are kept as press/b.txt");
  EXPECT_EQ(ids(), Ids{"press/b.txt"});
  EXPECT_EQ(state_of("press/c.txt"), "duplicate");
  remove("c.txt");
  EXPECT_EQ(ingest().removed, 1U);
  EXPECT_EQ(ids(), Ids{"press/b.txt"});
  expect_sound();
}

TEST_F(VanishedTest, CopiesThatAreAllGoneAreLost) {
  write("a.txt", release(1)), write("b.txt", release(1)), write("c.txt", release(2));
  ingest();
  remove("a.txt"), remove("b.txt");
  EXPECT_EQ(ingest().vanished, 2U);
  EXPECT_EQ(ids(), (Ids{"press/a.txt", "press/c.txt"}));
  EXPECT_EQ(state_of("press/b.txt"), "duplicate");
  expect_sound();
  EXPECT_EQ(ingest(pruning()).removed, 2U);
  EXPECT_EQ(ids(), Ids{"press/c.txt"});
}

// A duplicate that stays keeps the text that it stands for.
TEST_F(VanishedTest, AFileThatStaysKeepsItsKeeper) {
  const std::string other = folder_ + "/zz";
  std::filesystem::create_directories(other);
  std::ofstream(other + "/copy.txt") << release(0);
  write_files(10);
  UpdateOptions both = options();
  both.paths.push_back(other);
  ingest(both);
  remove(name_of(0));
  std::filesystem::remove(other + "/copy.txt");
  const UpdateReport report = ingest(both);
  EXPECT_EQ(report.vanished, 2U) << "one of one of zz needs --prune, and its text is that of press/f0.txt";
  EXPECT_EQ(ids().size(), 10U);
  both.prune = true;
  EXPECT_EQ(ingest(both).removed, 2U);
  EXPECT_EQ(ids().size(), 9U);
  expect_sound();
}

TEST_F(VanishedTest, OnlyWhereTheRunHasLookedCanFilesVanish) {
  write_files(10);
  for (int i = 0; i < 10; ++i) write("sub/" + name_of(i), release(100 + i));
  ingest();
  remove("f0.txt");
  remove("sub/f0.txt"), remove("sub/f1.txt");
  UpdateOptions sub = options();
  sub.paths = {source() + "/sub"};
  UpdateReport report = ingest(sub);
  EXPECT_EQ(report.removed, 2U) << "two of the twenty of the root";
  EXPECT_EQ(state_of("press/f0.txt"), "indexed");
  sub.paths = {source() + "/f1.txt"};
  EXPECT_EQ(ingest(sub).removed, 0U) << "a file named alone";
  UpdateOptions partial = options();
  partial.only_failed = partial.prune = true;
  EXPECT_EQ(ingest(partial).removed, 0U);
  partial.only_failed = false;
  partial.only_ocr = true;
  EXPECT_EQ(ingest(partial).removed, 0U);
  EXPECT_EQ(state_of("press/f0.txt"), "indexed");
}

TEST_F(VanishedTest, AnEmptyFolderIsPerhapsADiskThatIsNotThere) {
  for (int i = 0; i < 30; ++i) write(name_of(i), release(i));
  write("sub/a.txt", release(100));
  ingest();
  remove("sub/a.txt");
  UpdateOptions sub = options();
  sub.paths = {source() + "/sub"};
  UpdateReport report = ingest(sub);
  EXPECT_EQ(report.vanished, 1U) << "one of 31, but the folder that was named is empty";
  ASSERT_EQ(report.unconfirmed.size(), 1U);
  EXPECT_NE(report.unconfirmed.front().reason.find("empty"), std::string::npos);
  EXPECT_EQ(ingest().removed, 1U) << "seen from the root, it is one of 31";
  std::filesystem::remove_all(source());
  const auto missing = update_index(pruning());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kUsage);
  EXPECT_EQ(ids().size(), 30U);
  std::filesystem::create_directories(source());
  EXPECT_EQ(ingest().vanished, 30U);
  EXPECT_EQ(ids().size(), 30U);
  EXPECT_EQ(ingest(pruning()).removed, 30U);
  EXPECT_EQ(ids(), Ids{});
  expect_sound();
}

// A place that cannot be looked into hides what lies below it.
TEST_F(VanishedTest, NothingVanishesBelowWhatCannotBeRead) {
  write_files(10);
  write("sub/a.txt", release(100));
  write("sub-b.txt", release(101));
  ingest();
  std::filesystem::remove_all(source() + "/sub");
  ASSERT_EQ(mkfifo((source() + "/sub").c_str(), 0600), 0);
  UpdateReport report = ingest(pruning());
  EXPECT_EQ(report.removed + report.vanished, 0U);
  EXPECT_EQ(state_of("press/sub/a.txt"), "indexed");
  remove("sub"), remove("sub-b.txt");
  EXPECT_EQ(ingest(pruning()).removed, 2U);
}

TEST_F(VanishedTest, ADryRunTellsAndRemovesNothing) {
  write_files(10);
  ingest();
  remove(name_of(0));
  std::filesystem::rename(source() + "/" + name_of(1), source() + "/z.txt");
  UpdateOptions dry = options();
  dry.dry_run = true;
  const UpdateReport report = ingest(dry);
  EXPECT_EQ(report.removed, 2U);
  EXPECT_EQ(reason_of(report, "press/f1.txt"), "removed: moved to press/z.txt");
  EXPECT_EQ(ids().size(), 10U);
  EXPECT_EQ(state_of("press/f0.txt"), "indexed");
}

TEST_F(VanishedTest, AnInterruptedRunRemovesNothing) {
  write_files(10);
  ingest();
  remove(name_of(0));
  std::atomic<bool> stop = true;
  UpdateOptions halted = pruning();
  halted.stop = &stop;
  EXPECT_TRUE(ingest(halted).interrupted);
  EXPECT_EQ(ids().size(), 10U);
}

TEST_F(VanishedTest, ARebuildIsGuardedLikewise) {
  for (const bool prune : {false, true}) {
    start_anew();
    write_files(10);
    write("copy.txt", release(3));
    ingest();
    remove(name_of(0)), remove(name_of(1));
    std::filesystem::rename(source() + "/" + name_of(2), source() + "/z.txt");
    UpdateOptions anew = prune ? pruning() : options();
    anew.rebuild = true;
    const UpdateReport report = ingest(anew);
    EXPECT_EQ(report.removed, prune ? 3U : 1U);
    EXPECT_EQ(report.vanished, prune ? 0U : 2U);
    EXPECT_EQ(reason_of(report, "press/f2.txt"), "removed: moved to press/z.txt");
    EXPECT_EQ(ids().size(), prune ? 8U : 10U);
    expect_sound();
  }
  start_anew();
  write_files(10);
  ingest();
  remove(name_of(0));
  UpdateOptions anew = options();
  anew.rebuild = true;
  EXPECT_EQ(ingest(anew).removed, 1U);
  EXPECT_EQ(ids().size(), 9U);
}

TEST_F(VanishedTest, NamesInAnyBytes) {
  const Ids odd = {"te\xcc\x82n co\xcc\x81 da\xcc\x82\xcc\x81u.txt",  // NFD
                   "tên có dấu.txt",
                   "BÁO CÁO.TXT",
                   "la\ntin\x01.txt",
                   "b\xff\xfe.txt",
                   "a b%20.txt",
                   "-x.txt"};
  for (std::size_t i = 0; i < odd.size(); ++i) write(odd[i], release(static_cast<int>(i)));
  ingest();
  ASSERT_EQ(ids().size(), odd.size());
  remove(odd[0]);
  remove(odd[4]);
  EXPECT_EQ(ingest(pruning()).removed, 2U);
  EXPECT_EQ(ids().size(), odd.size() - 2);
  EXPECT_EQ(state_of("press/" + odd[1]), "indexed") << "another name than the one of combining marks";
  expect_sound();
}

TEST_F(VanishedTest, WhyAFileIsReadAgain) {
  write("a.txt", release(1));
  write("b.txt", release(2));
  ingest();
  write("a.txt", release(3));
  write("b.txt.meta.json", R"({"title":"Tên khác"})");
  write("c.txt", release(5));
  UpdateReport report = ingest();
  EXPECT_EQ(reason_of(report, "press/a.txt"), "indexed: changed");
  EXPECT_EQ(reason_of(report, "press/b.txt"), "indexed: metadata beside it changed");
  EXPECT_EQ(reason_of(report, "press/c.txt"), "indexed: new");
  UpdateOptions anew = options();
  anew.rebuild = true;
  EXPECT_EQ(reason_of(ingest(anew), "press/a.txt"), "indexed: rebuild");
}

}  // namespace
}  // namespace hoptac
