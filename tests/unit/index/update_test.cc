#include "index/update.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>
#include <thread>

#include "index/remove.h"
#include "src/base/json.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

using Ids = std::vector<std::string>;

TEST_F(IndexTest, FirstRunIndexesAndSecondLeavesTheRevision) {
  write("a.txt", release(1));
  write("sub/b.txt", release(2));
  const UpdateReport first = ingest();
  EXPECT_EQ(first.indexed, 2U);
  EXPECT_TRUE(first.changed);
  EXPECT_EQ(ids(), (Ids{"press/a.txt", "press/sub/b.txt"}));
  const UpdateReport second = ingest();
  EXPECT_EQ(second.unchanged, 2U);
  EXPECT_EQ(second.seen, 2U);
  EXPECT_FALSE(second.changed);
  EXPECT_EQ(second.revision, first.revision);
  expect_sound();
}

TEST_F(IndexTest, TouchedButEqualIsUnchanged) {
  write("a.txt", release(1));
  age("a.txt");
  const UpdateReport first = ingest();
  write("a.txt", release(1));
  const UpdateReport second = ingest();
  EXPECT_EQ(second.unchanged, 1U);
  EXPECT_EQ(second.revision, first.revision);
}

TEST_F(IndexTest, TouchedButEqualIsNotAnalysed) {
  for (int i = 0; i < 20; ++i) write("f" + std::to_string(i) + ".txt", release(i));
  for (const std::size_t jobs : {1U, 3U}) {
    UpdateOptions o = options();
    o.jobs = jobs;
    o.make_reader = [] { return std::make_unique<DirectReader>(); };
    EXPECT_GT(ingest(o).stage_cpu.at("read"), 0) << jobs;
    for (int i = 0; i < 20; ++i) write("f" + std::to_string(i) + ".txt", release(i));
    const UpdateReport second = ingest(o);
    EXPECT_EQ(second.unchanged, 20U) << jobs;
    EXPECT_EQ(second.stage_cpu.count("facts") == 0 ? 0 : second.stage_cpu.at("facts"), 0) << jobs;
  }
}

TEST_F(IndexTest, ChangeOfTheSameSizeWithinTheGrainOfTheClockIsSeen) {
  write("a.txt", release(1));
  ingest();
  const auto before = std::filesystem::last_write_time(source() + "/a.txt");
  write("a.txt", release(3));
  std::filesystem::last_write_time(source() + "/a.txt", before);
  EXPECT_EQ(ingest().indexed, 1U);
}

TEST_F(IndexTest, EqualFilesKeepTheSmallestIdInEveryOrder) {
  write("m.txt", release(1));
  ingest();
  write("z.txt", release(1));
  UpdateReport report = ingest();
  EXPECT_EQ(report.duplicate, 1U);
  EXPECT_EQ(ids(), Ids{"press/m.txt"});
  write("a.txt", release(1));
  report = ingest();
  EXPECT_EQ(report.duplicate, 2U);
  EXPECT_EQ(report.indexed, 1U);
  EXPECT_EQ(ids(), Ids{"press/a.txt"});
  expect_sound();
  write("a.txt", release(2));
  report = ingest();
  EXPECT_EQ(report.duplicate, 1U);
  EXPECT_EQ(report.indexed, 2U);
  EXPECT_EQ(ids(), (Ids{"press/a.txt", "press/m.txt"}));
  expect_sound();
}

TEST_F(IndexTest, FailuresAreNewOnceAndKnownAfterwards) {
  write("empty.txt", "");
  write("good.txt", release(1));
  write("image.bin", std::string("\x7f\x45\x4c\x46\x00\x01\x02\x03", 8));
  const UpdateReport first = ingest();
  EXPECT_EQ(first.failed_new, 1U);
  EXPECT_EQ(first.skipped, 1U);
  const UpdateReport second = ingest();
  EXPECT_EQ(second.failed_known, 1U);
  EXPECT_EQ(second.failed_new, 0U);
  EXPECT_EQ(second.skipped, 1U);
  EXPECT_FALSE(second.changed);
  UpdateOptions again = options();
  again.only_failed = true;
  EXPECT_EQ(ingest(again).seen, 1U);
  write("empty.txt", release(2));
  EXPECT_EQ(ingest().indexed, 1U);
  EXPECT_EQ(state_of("press/empty.txt"), "indexed");
}

TEST_F(IndexTest, FileThatTurnsBadLosesItsDocument) {
  write("a.txt", release(1));
  ingest();
  write("a.txt", "");
  EXPECT_EQ(ingest().failed_new, 1U);
  EXPECT_EQ(ids(), Ids{});
  expect_sound();
}

TEST_F(IndexTest, RecordsKeepTheirOwnIds) {
  write("r.jsonl", R"({"_id":"x1","title":"Vinmec signs with SNUH","text":"Vinmec and SNUH signed an MOU in 2021."})"
                   "\n"
                   R"({"_id":"x2","title":"Bạch Mai ký kết","text":"Bệnh viện Bạch Mai ký biên bản ghi nhớ năm 2022."})"
                   "\n{broken\n"
                   R"({"_id":"x1","title":"Again","text":"The same id once more, it is taken."})"
                   "\n");
  const UpdateReport report = ingest();
  EXPECT_EQ(report.indexed, 1U);
  EXPECT_EQ(report.documents, 2U);
  EXPECT_EQ(report.record_failures, 2U);
  EXPECT_EQ(ids(), (Ids{"x1", "x2"}));
  write("r.jsonl", R"({"_id":"x2","title":"Bạch Mai ký kết","text":"Bệnh viện Bạch Mai ký biên bản ghi nhớ năm 2023."})"
                   "\n");
  ingest();
  EXPECT_EQ(ids(), Ids{"x2"});
  write("s.jsonl", R"({"_id":"x2","title":"Other","text":"Another file claims the id of the first."})"
                   "\n");
  const UpdateReport third = ingest();
  EXPECT_EQ(third.failed_new, 1U);
  const auto taken = [](const FileOutcome& o) {
    return o.reason.find("id x2 taken by press/r.jsonl, use --source") != std::string::npos;
  };
  EXPECT_TRUE(std::any_of(third.files.begin(), third.files.end(), taken));
  expect_sound();
}

std::string record(const std::string& id, int salt) {
  return to_line({{"_id", id}, {"title", "Tin " + id}, {"text", release(salt)}}) + "\n";
}

TEST_F(IndexTest, RecordThatMovesToAnotherFileIsKept) {
  write("a.jsonl", record("x", 1) + record("y", 2));
  ingest();
  write("a.jsonl", record("y", 2));
  write("b.jsonl", record("x", 1) + record("z", 3));
  const UpdateReport report = ingest();
  EXPECT_EQ(report.record_failures, 0U);
  EXPECT_EQ(ids(), (Ids{"x", "y", "z"}));
  expect_sound();
  // To a file that is read earlier: the run after finds the id free.
  write("a.jsonl", record("y", 2) + record("z", 3));
  write("b.jsonl", record("x", 1));
  EXPECT_EQ(ingest().record_failures, 1U);
  EXPECT_EQ(ingest().record_failures, 0U);
  EXPECT_EQ(ids(), (Ids{"x", "y", "z"}));
  EXPECT_FALSE(ingest().changed);
  expect_sound();
}

TEST_F(IndexTest, RenamedJsonlTakesItsIdsAlong) {
  for (const bool anew : {false, true}) {
    for (const std::string name : {"a.jsonl", "z.jsonl"}) {
      std::filesystem::remove_all(index());
      write("m.jsonl", record("x", 1) + record("y", 2));
      ingest();
      remove("m.jsonl");
      write(name, record("x", 1) + record("y", 4));
      UpdateOptions again = options();
      again.rebuild = anew;
      const UpdateReport report = ingest(again);
      EXPECT_EQ(report.failed_new + report.record_failures, 0U) << name << anew;
      EXPECT_EQ(ids(), (Ids{"x", "y"}));
      EXPECT_EQ(state_of("press/m.jsonl"), "absent");
      expect_sound();
      remove(name);
    }
  }
}

TEST_F(IndexTest, CopyOfAJsonlWithASmallerNameIsTheOneKept) {
  write("m.jsonl", record("x", 1));
  ingest();
  write("a.jsonl", record("x", 1));
  const UpdateReport report = ingest();
  EXPECT_EQ(report.duplicate, 1U);
  EXPECT_EQ(state_of("press/a.jsonl"), "indexed");
  EXPECT_EQ(state_of("press/m.jsonl"), "duplicate");
  expect_sound();
}

TEST_F(IndexTest, LostRecordsAreKnownAfterwards) {
  write("r.jsonl", record("x", 1) + "{broken\n");
  EXPECT_EQ(ingest().record_failures, 1U);
  UpdateOptions anew = options(), only_failed = options();
  anew.rebuild = true;
  only_failed.only_failed = true;
  for (const UpdateOptions& o : {options(), anew, only_failed}) {
    const UpdateReport again = ingest(o);
    EXPECT_EQ(again.record_failures, 0U);
    const auto known = [](const FileOutcome& f) { return f.known && f.path == "press/r.jsonl"; };
    EXPECT_EQ(std::count_if(again.files.begin(), again.files.end(), known), 1);
    const auto rows = ledger_rows(index(), "failed");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->front().lost, 1U);
    EXPECT_NE(rows->front().reason.find("bad-record"), std::string::npos) << rows->front().reason;
  }
}

TEST_F(IndexTest, OnlyFailedCallsNothingVanished) {
  write("good.txt", release(1));
  write("empty.txt", "");
  ingest();
  UpdateOptions only = options();
  only.only_failed = true;
  EXPECT_EQ(ingest(only).vanished, 0U);
}

TEST_F(IndexTest, TroubleThatIsGoneLeavesNoRow) {
  write("good.txt", release(1));
  std::filesystem::create_symlink("nowhere", source() + "/link");
  EXPECT_EQ(ingest().failed_new, 1U);
  const auto roots = root_rows(index());
  ASSERT_TRUE(roots);
  ASSERT_EQ(roots->size(), 1U);
  EXPECT_EQ(roots->front().files, 2U);
  remove("link");
  EXPECT_EQ(ingest().vanished, 0U);
  EXPECT_EQ(state_of("press/link"), "absent");
  write("empty.txt", "");
  ingest();
  remove("empty.txt");
  EXPECT_EQ(ingest().removed, 1U) << "no text of it is lost";
  EXPECT_EQ(ingest().removed, 0U) << "told once";
}

TEST_F(IndexTest, RebuildHasTheSameContentInANewGeneration) {
  write("a.txt", release(1));
  write("b.txt", release(2));
  const UpdateReport first = ingest();
  const auto before = exported();
  remove("b.txt");
  UpdateOptions rebuild = options();
  rebuild.rebuild = true;
  const UpdateReport second = ingest(rebuild);
  EXPECT_NE(second.generation, first.generation);
  EXPECT_EQ(exported(), before) << "the vanished file's document is carried over";
  expect_sound();
  ingest(rebuild);
  EXPECT_FALSE(path_exists(index() + "/" + first.generation)) << "one old generation is kept, not two";
}

TEST_F(IndexTest, RebuildOfAnIndexThatCannotBeReadStartsFromNothing) {
  write("a.txt", release(1));
  ingest();
  std::filesystem::resize_file(index() + "/current/docs/iamglass", 3);
  const auto refused = update_index(options());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kIndexDamaged) << describe(refused.error());
  UpdateOptions rebuild = options();
  rebuild.rebuild = true;
  const UpdateReport report = ingest(rebuild);
  EXPECT_EQ(report.indexed, 1U);
  ASSERT_FALSE(report.files.empty());
  EXPECT_NE(report.files.front().reason.find("made anew"), std::string::npos);
  EXPECT_EQ(ids(), Ids{"press/a.txt"});
  expect_sound();
}

TEST_F(IndexTest, LeftoversOfAKilledRebuildGo) {
  write("a.txt", release(1));
  ingest();
  std::filesystem::create_directories(index() + "/gen-7/docs");
  ingest();
  EXPECT_FALSE(path_exists(index() + "/gen-7"));
  const auto stats = index_stats(index());
  ASSERT_TRUE(stats);
  EXPECT_FALSE(stats->unicode.empty());
}

TEST_F(IndexTest, DryRunOfARebuildLooksAtEveryFile) {
  write("a.txt", release(1));
  ingest();
  UpdateOptions dry = options();
  dry.dry_run = dry.rebuild = true;
  EXPECT_EQ(ingest(dry).indexed, 1U);
}

TEST_F(IndexTest, BrokenSidecarIsAWarning) {
  write("a.txt", release(1));
  write("a.txt.meta.json", "{broken");
  const UpdateReport report = ingest();
  ASSERT_EQ(report.indexed, 1U);
  EXPECT_NE(report.files.front().reason.find("new; sidecar ignored"), std::string::npos) << report.files.front().reason;
  EXPECT_NE(exported().begin()->second.find("sidecar ignored"), std::string::npos);
}

TEST_F(IndexTest, LargeJsonlIsReadARecordAtATime) {
  std::string lines = record("x", 1);
  const std::string filler(1U << 20, ' ');
  for (int i = 0; i < 66; ++i) lines.append(filler).append(1, '\n');
  write("r.jsonl", lines + record("y", 2));
  write("r.txt", lines);
  const UpdateReport report = ingest();
  EXPECT_EQ(report.documents, 2U);
  EXPECT_EQ(report.failed_new, 1U) << "other formats have their bound";
  EXPECT_EQ(ids(), (Ids{"x", "y"}));
  EXPECT_EQ(ingest().unchanged, 1U);
}

TEST_F(IndexTest, DryRunWritesNothing) {
  write("a.txt", release(1));
  UpdateOptions dry = options();
  dry.dry_run = true;
  EXPECT_EQ(ingest(dry).indexed, 1U);
  EXPECT_FALSE(path_exists(index()));
}

TEST_F(IndexTest, InterruptedRunKeepsWhatIsCompleteAndTheNextFinishes) {
  for (int i = 0; i < 20; ++i) write("f" + std::to_string(i) + ".txt", release(i));
  std::atomic<bool> stop = false;
  std::size_t told = 0;
  UpdateOptions half = options();
  half.stop = &stop;
  half.on_event = [&](const UpdateEvent& event) {
    if (event.kind == UpdateEvent::Kind::kFile && ++told == 5) stop = true;
  };
  const UpdateReport first = ingest(half);
  EXPECT_TRUE(first.interrupted);
  EXPECT_EQ(ids().size(), 5U);
  expect_sound();
  EXPECT_EQ(ingest().unchanged, 5U);
  EXPECT_EQ(ids().size(), 20U);
}

TEST_F(IndexTest, AcknowledgedDocumentsAreInTheIndex) {
  for (int i = 0; i < 5; ++i) write("f" + std::to_string(i) + ".txt", release(i));
  std::set<std::string> committed;
  UpdateOptions told = options();
  told.on_event = [&](const UpdateEvent& event) {
    if (event.kind != UpdateEvent::Kind::kCommitted) return;
    const Ids there = ids();
    for (const std::string& id : *event.committed) {
      EXPECT_TRUE(std::binary_search(there.begin(), there.end(), id)) << id;
      committed.insert(id);
    }
  };
  ingest(told);
  EXPECT_EQ(committed.size(), 5U);
}

TEST_F(IndexTest, RootsAreNamedAndClashesRefusedBeforeReading) {
  write("a.txt", release(1));
  ingest();
  const std::string other = folder_ + "/other/press";
  std::filesystem::create_directories(other);
  std::ofstream(other + "/b.txt") << release(2);
  UpdateOptions clash = options();
  clash.paths = {other};
  const auto refused = update_index(clash);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
  EXPECT_NE(refused.error().detail.find("--source other-press"), std::string::npos) << refused.error().detail;
  clash.source = "second";
  ingest(clash);
  EXPECT_EQ(ids(), (Ids{"press/a.txt", "second/b.txt"}));
  clash.source.clear();
  EXPECT_EQ(ingest(clash).unchanged, 1U) << "the folder is known now";
  write("sub/c.txt", release(3));
  UpdateOptions inner = options();
  inner.paths = {source() + "/sub/c.txt"};
  ingest(inner);
  EXPECT_EQ(state_of("press/sub/c.txt"), "indexed");
}

TEST_F(IndexTest, SecondWriterIsRefusedAtOnce) {
  write("a.txt", release(1));
  ingest();
  const auto lock = FileLock::acquire(index() + "/lock", 0);
  ASSERT_TRUE(lock);
  const auto busy = update_index(options());
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().code, ErrorCode::kIndexBusy);
}

TEST_F(IndexTest, FolderOfTheUserIsNoIndex) {
  write("a.txt", release(1));
  UpdateOptions wrong = options();
  wrong.index_directory = source();
  const auto refused = update_index(wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
}

TEST_F(IndexTest, MissingRegisterIsMendedByTheNextRun) {
  write("a.txt", release(1));
  write("b.txt", release(2));
  const UpdateReport first = ingest();
  std::filesystem::remove_all(index() + "/current/register");
  const UpdateReport second = ingest();
  EXPECT_EQ(second.agreements, first.agreements);
  EXPECT_FALSE(second.changed);
  expect_sound();
}

// A register of an older program has rows of another kind: it is made anew without a document being read.
TEST_F(IndexTest, RowsOfAnOlderRegisterAreMendedByTheNextRun) {
  write("a.txt", release(1));
  ingest();
  const std::string path = index() + "/current/register";
  const std::string version = Xapian::Database(path).get_metadata("rows");
  EXPECT_NE(version, "");
  Xapian::WritableDatabase old(path);
  old.set_metadata("rows", "");
  old.set_metadata("Hold", "a row of old");
  old.close();
  std::filesystem::remove(index() + "/current/checksums");  // an older program kept none
  const UpdateReport second = ingest();
  EXPECT_FALSE(second.changed);
  EXPECT_EQ(Xapian::Database(path).get_metadata("rows"), version);
  EXPECT_EQ(Xapian::Database(path).get_metadata("Hold"), "");
  expect_sound();
}

// What must be in the index after any history: of equal contents the smallest name; of vanished names
// the last content that was ingested.
class PlainIndex {
 public:
  void ingest(const std::map<std::string, std::string>& files) {
    for (const auto& [name, content] : files) known_[name] = content;
  }
  std::set<std::string> ids() const {
    std::map<std::string, std::string> smallest;
    for (const auto& [name, content] : known_) smallest.emplace(content, name);
    std::set<std::string> out;
    for (const auto& [content, name] : smallest) out.insert("press/" + name);
    return out;
  }

 private:
  std::map<std::string, std::string> known_;
};

TEST_F(IndexTest, RandomHistoriesAgreeWithAPlainMap) {
  std::mt19937 random(20261122);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  std::map<std::string, std::string> files;
  PlainIndex plain;
  for (int round = 0; round < 12; ++round) {
    for (int change = 0; change < 4; ++change) {
      const std::string name = "f" + std::to_string(pick(8)) + ".txt";
      files[name] = release(pick(5));
      write(name, files[name]);
    }
    ingest();
    plain.ingest(files);
    const Ids there = ids();
    EXPECT_EQ(std::set<std::string>(there.begin(), there.end()), plain.ids()) << "round " << round;
  }
  expect_sound();
  const auto grown = exported();
  UpdateOptions rebuild = options();
  rebuild.rebuild = true;
  ingest(rebuild);
  EXPECT_EQ(exported(), grown) << "a rebuild gives what the history gave";
}

// A first build that is stopped after some of its files is found in parts, and finished by the next run.
TEST_F(IndexTest, AFirstBuildThatWasStoppedGoesOn) {
  constexpr int kFiles = 40;
  for (int i = 0; i < kFiles; ++i) write("f" + std::to_string(i) + ".txt", release(i % 30));
  ingest();
  const auto want = exported();
  for (const std::size_t jobs : {1U, 3U}) {
    for (const int stop_after : {1, 17, kFiles}) {
      std::filesystem::remove_all(index());
      std::atomic<bool> stop{false};
      int files = 0;
      UpdateOptions o = options();
      o.jobs = jobs;
      o.make_reader = [] { return std::make_unique<DirectReader>(); };
      o.stop = &stop;
      o.on_event = [&](const UpdateEvent& event) {
        if (event.kind == UpdateEvent::Kind::kFile && ++files == stop_after) stop = true;
      };
      EXPECT_TRUE(ingest(o).interrupted);
      EXPECT_FALSE(exported().empty());
      EXPECT_TRUE(path_exists(index() + "/current/parts"));
      expect_sound();
      // Once more, before anything was committed: the flag is still set.
      EXPECT_TRUE(ingest(o).interrupted);
      expect_sound();
      stop = false;
      files = -1000;
      EXPECT_FALSE(ingest(o).interrupted);
      EXPECT_EQ(exported(), want) << jobs << " jobs, stopped after " << stop_after;
      EXPECT_FALSE(path_exists(index() + "/current/parts"));
      expect_sound();
    }
  }
}

// A reader that takes its time.
class SlowReader : public FileReader {
 public:
  Result<void> read(const ReadRequest& file, const DocumentSink& sink) override {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return DirectReader().read(file, sink);
  }
};

// What is read ahead and then not wanted may outlast the run over the files.
TEST_F(IndexTest, AFileThatWasReadInVainHarmsNothing) {
  write("a.txt", release(1));
  write("b.txt", release(2));
  ingest();
  RemoveRequest request;
  request.index_directory = index();
  request.ids = {"press/a.txt", "press/b.txt"};
  ASSERT_TRUE(remove_documents(request));
  UpdateOptions o = options();
  o.jobs = 4;
  o.make_reader = [] { return std::make_unique<SlowReader>(); };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ingest(o).skipped, 2U);
  EXPECT_TRUE(exported().empty());
}

// A reader on a machine that has no process or memory left for it.
class StarvedReader : public FileReader {
 public:
  explicit StarvedReader(const bool& starved) : starved_(starved) {}
  Result<void> read(const ReadRequest& file, const DocumentSink& sink) override {
    if (!starved_) return DirectReader().read(file, sink);
    sink(fail(ErrorCode::kInternal, {}, "Cannot allocate memory"));
    return {};
  }

 private:
  const bool& starved_;
};

// Nothing is wrong with the file: the next run reads it, and as long as the machine is so the failure is known.
TEST_F(IndexTest, AFileThatTheMachineFailedIsTriedAgain) {
  write("a.txt", release(1));
  bool starved = true;
  UpdateOptions o = options();
  o.make_reader = [&] { return std::make_unique<StarvedReader>(starved); };
  EXPECT_EQ(ingest(o).failed_new, 1U);
  EXPECT_EQ(ingest(o).failed_known, 1U);
  starved = false;
  const UpdateReport report = ingest(o);
  EXPECT_EQ(report.indexed, 1U);
  ASSERT_EQ(report.files.size(), 1U);
  EXPECT_EQ(report.files[0].reason, "cured: failed: internal: Cannot allocate memory");
  EXPECT_EQ(ingest(o).unchanged, 1U);
}

// Decisions are made in the order of the paths, whoever reads.
TEST_F(IndexTest, TheIndexDoesNotDependOnTheNumberOfJobs) {
  for (int i = 0; i < 300; ++i)
    write("d" + std::to_string(i % 7) + "/f" + std::to_string(i) + ".txt", release(i % 200));
  write("bad.txt", "\xff\xfe\xfd broken");
  write("records.jsonl",
        "{\"_id\":\"r1\",\"text\":\"Vinmec signs.\"}\n{\"_id\":\"press/d1/f1.txt\",\"text\":\"A taken id.\"}\n");
  std::optional<Json> report;
  std::map<std::string, std::string> documents;
  for (const std::size_t jobs : {1U, 2U, 5U}) {
    std::filesystem::remove_all(index());
    UpdateOptions o = options();
    o.jobs = jobs;
    o.make_reader = [] { return std::make_unique<DirectReader>(); };
    Json now = report_to_json(ingest(o));
    for (const char* const volatile_field : {"seconds", "started", "cpu_seconds", "stage_cpu"})
      now.erase(volatile_field);
    if (!report) report = now;
    if (documents.empty()) documents = exported();
    EXPECT_EQ(to_line(now), to_line(*report)) << jobs;
    EXPECT_EQ(exported(), documents) << jobs;
  }
}

}  // namespace
}  // namespace hoptac
