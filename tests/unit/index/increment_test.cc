// Changes that go through parts, beside the index: the same documents, register and ledger as in place.
#include "index/increment.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>

#include "index/checksums.h"
#include "index/features.h"
#include "index/parts.h"
#include "index/parts_copy.h"
#include "index/rollback.h"
#include "ingest/readers/reader.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

using Lines = std::vector<std::string>;

std::string record(const std::string& id, int salt) {
  return to_line({{"_id", id}, {"title", "Tin " + id}, {"text", release(salt)}}) + "\n";
}

// Data, terms and values of every document, and metadata but what tells of the run, sorted.
void add_content(const std::string& path, Lines& out) {
  const Xapian::Database db(path);
  for (auto it = db.postlist_begin(""); it != db.postlist_end(""); ++it) {
    const Xapian::Document document = db.get_document(*it);
    std::string line = document.get_data();
    for (auto t = document.termlist_begin(); t != document.termlist_end(); ++t) {
      line += "\n" + *t + " " + std::to_string(t.get_wdf());
      for (auto p = t.positionlist_begin(); p != t.positionlist_end(); ++p) line += "," + std::to_string(*p);
    }
    for (auto v = document.values_begin(); v != document.values_end(); ++v)
      line += "\n" + std::to_string(v.get_valueno()) + "=" + *v;
    out.push_back(std::move(line));
  }
  for (auto key = db.metadata_keys_begin(""); key != db.metadata_keys_end(""); ++key) {
    if (*key == kStampKey || *key == kCommitKey || *key == kVersionsKey || (*key).starts_with(ledger_prefix()))
      continue;
    out.push_back(*key + " " + db.get_metadata(*key));
  }
}

class IncrementTest : public IndexTest {
 protected:
  UpdateOptions beside() const {
    UpdateOptions out = options();
    out.parts_from = {0, 0, 0};
    out.prune = true;
    return out;
  }
  UpdateOptions in_place() const {
    UpdateOptions out = options();
    out.prune = true;
    return out;
  }
  // All that answers are made from.
  Lines content() const {
    Lines out;
    add_content(index() + "/current/docs", out);
    add_content(index() + "/current/register", out);
    const auto rows = ledger_rows(index(), "");
    EXPECT_TRUE(rows);
    for (const LedgerRow& row : *rows)
      out.push_back(row.path + " " + std::string(file_state_name(row.state)) + " " + row.reason + " " +
                    std::to_string(row.documents) + " " + row.hash);
    std::sort(out.begin(), out.end());
    return out;
  }
  Lines generations() const {
    Lines out;
    for (const auto& entry : std::filesystem::directory_iterator(index())) {
      const std::string name = entry.path().filename();
      if (name.starts_with("gen-")) out.push_back(name);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  Generation current() const { return *current_generation(index()); }

  void make_base() {
    for (int i = 0; i < 12; ++i) write("f" + std::to_string(i) + ".txt", release(i));
    write("m-copy.txt", release(3));
    write("a.jsonl", record("x", 31) + record("y", 32) + record("z", 33));
    for (const auto& entry : std::filesystem::directory_iterator(source())) age(entry.path().filename());
  }
  // Changed, new, gone, moved, turned bad; copies whose keeper goes and whose keeper comes; a record that moves.
  void change() {
    write("f0.txt", release(40));
    write("f1.txt", release(41));
    write("new/a.txt", release(42));
    write("new/b.txt", release(43));
    remove("f2.txt");
    remove("f3.txt");
    std::filesystem::rename(source() + "/f4.txt", source() + "/moved.txt");
    write("f5.txt", "");
    write("c-copy.txt", release(6));
    write("a.jsonl", record("y", 32) + record("z", 44));
    write("b.jsonl", record("x", 31) + record("w", 45));
  }
  // What an index has that was built at once.
  Lines built_at_once() {
    std::filesystem::remove_all(index());
    ingest();
    return content();
  }
};

TEST_F(IncrementTest, GivesTheIndexOfOneInPlaceAndOfAFreshBuild) {
  make_base();
  ingest();
  const std::string base = folder_ + "/base";
  std::filesystem::copy(index(), base,
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
  change();
  const UpdateReport placed = ingest(in_place());
  EXPECT_EQ(placed.generation, "gen-1");
  const Lines want = content();
  std::filesystem::remove_all(index());
  std::filesystem::rename(base, index());
  UpdateOptions how = beside();
  std::size_t committed = 0;
  Lines published;
  how.on_event = [&](const UpdateEvent& event) {
    if (event.kind == UpdateEvent::Kind::kCommitted) ++committed;
    if (event.kind == UpdateEvent::Kind::kPublished) published.push_back(event.detail);
  };
  const UpdateReport report = ingest(how);
  EXPECT_EQ(content(), want);
  EXPECT_EQ(report.generation, "gen-2");
  EXPECT_EQ(committed, 0U) << "nothing is safe before it is published";
  EXPECT_EQ(published, Lines{"gen-2"});
  EXPECT_TRUE(report.changed);
  EXPECT_TRUE(report.stage_cpu.contains("copy"));
  const auto told = [](const UpdateReport& r) {
    Lines out;
    for (const FileOutcome& f : r.files)
      out.push_back(f.path + " " + std::string(file_state_name(f.state)) + " " + f.reason);
    return out;
  };
  EXPECT_EQ(told(report), told(placed));
  expect_sound();
  EXPECT_TRUE(has_checksums(current()));
  EXPECT_FALSE(path_exists(current().directory() + "/parts"));
  EXPECT_FALSE(ingest(beside()).changed);
  EXPECT_EQ(generations(), (Lines{"gen-1", "gen-2"}));
  const auto back = roll_back(index(), 0);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(back->to, "gen-1");
  expect_sound();
  EXPECT_EQ(ids(), (Lines{"press/f0.txt", "press/f1.txt", "press/f10.txt", "press/f11.txt", "press/f2.txt",
                          "press/f3.txt", "press/f4.txt", "press/f5.txt", "press/f6.txt", "press/f7.txt",
                          "press/f8.txt", "press/f9.txt", "x", "y", "z"}));
  const auto grown = want;
  const auto fresh = built_at_once();
  EXPECT_EQ(fresh, grown);
}

TEST_F(IncrementTest, ManyInARowAndWithSeveralJobs) {
  make_base();
  ingest();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 150; ++i) write("r/" + std::to_string(i * (round + 1)) + ".txt", release(100 + i + round));
    UpdateOptions how = beside();
    how.jobs = 3;
    how.make_reader = [] { return std::make_unique<DirectReader>(); };
    ingest(how);
    expect_sound();
    EXPECT_EQ(generations().size(), 2U);
  }
  const Lines grown = content();
  EXPECT_EQ(grown, built_at_once());
}

TEST_F(IncrementTest, WithoutAChangeTheIndexStaysAndNothingIsCopied) {
  make_base();
  ingest();
  for (const auto& entry : std::filesystem::directory_iterator(source()))
    std::filesystem::last_write_time(entry.path(),
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  const UpdateReport report = ingest(beside());
  EXPECT_FALSE(report.changed);
  EXPECT_EQ(report.generation, "gen-1");
  EXPECT_FALSE(report.stage_cpu.contains("copy"));
  EXPECT_EQ(generations(), Lines{"gen-1"});
  expect_sound();
  EXPECT_TRUE(has_checksums(current()));
}

// Stopped it is shown in parts; the next run goes on in these, or once more beside them.
TEST_F(IncrementTest, OneThatWasStoppedGoesOn) {
  make_base();
  ingest();
  const std::string base = folder_ + "/base";
  std::filesystem::rename(index(), base);
  change();
  const Lines want = built_at_once();
  for (const int stop_after : {1, 7, 14}) {
    for (const bool beside_again : {false, true}) {
      std::filesystem::remove_all(index());
      std::filesystem::copy(base, index(),
                            std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
      std::atomic<bool> stop{false};
      int files = 0;
      UpdateOptions how = beside();
      how.stop = &stop;
      how.on_event = [&](const UpdateEvent& event) {
        if (event.kind == UpdateEvent::Kind::kFile && ++files == stop_after) stop = true;
      };
      const UpdateReport stopped = ingest(how);
      EXPECT_TRUE(stopped.interrupted);
      EXPECT_EQ(stopped.generation, "gen-2");
      EXPECT_TRUE(path_exists(current().directory() + "/parts/1"));
      EXPECT_EQ(exported().count("press/f7.txt"), 1U) << "what was there is there";
      expect_sound();
      // Once more, before anything was committed: the flag is still set.
      EXPECT_TRUE(ingest(how).interrupted);
      expect_sound();
      UpdateOptions again = beside_again ? beside() : in_place();
      EXPECT_FALSE(ingest(again).interrupted);
      EXPECT_EQ(content(), want) << "stopped after " << stop_after << beside_again;
      EXPECT_EQ(current().name, beside_again ? "gen-3" : "gen-2");
      EXPECT_FALSE(path_exists(current().directory() + "/parts"));
      EXPECT_TRUE(has_checksums(current()));
      expect_sound();
    }
  }
}

// In parts it is still the one before that answers who is who.
TEST_F(IncrementTest, IsShownWithTheRegisterOfBefore) {
  make_base();
  const std::size_t agreements = ingest().agreements;
  const Generation before = current();
  const auto made = create_generation(index());
  ASSERT_TRUE(made);
  ASSERT_TRUE(copy_parts(before, *made));
  ASSERT_TRUE(set_parts(*made, copied_parts(before)));
  ASSERT_TRUE(make_showable(before, *made));
  ASSERT_TRUE(publish(*made));
  expect_sound();
  const auto open = open_generation(index());
  ASSERT_TRUE(open) << describe(open.error());
  EXPECT_EQ(open->register_db.get_doccount(), agreements);
}

TEST_F(IncrementTest, LeftoversOfAKilledOneGo) {
  make_base();
  ingest();
  const auto before = exported();
  const auto made = create_generation(index());
  ASSERT_TRUE(made);
  ASSERT_TRUE(copy_parts(current(), *made));
  ASSERT_TRUE(set_parts(*made, copied_parts(current())));
  EXPECT_EQ(exported(), before);
  const auto back = roll_back(index(), 0);
  ASSERT_FALSE(back) << "it is none to return to";
  change();
  ingest(beside());
  EXPECT_EQ(generations(), (Lines{"gen-1", "gen-2"}));
  expect_sound();
  const Lines grown = content();
  EXPECT_EQ(grown, built_at_once());
}

TEST_F(IncrementTest, DamageIsNotCopied) {
  make_base();
  ingest();
  const std::string file = index() + "/current/docs/docdata.glass";
  auto content = read_file(file, 1U << 30U);
  ASSERT_TRUE(content);
  (*content)[5000] ^= 1;
  std::ofstream(file, std::ios::binary) << *content;
  change();
  const auto placed = update_index(in_place());
  const auto refused = update_index(beside());
  ASSERT_FALSE(placed);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kIndexDamaged);
  EXPECT_EQ(describe(refused.error()), describe(placed.error()));
  EXPECT_EQ(generations(), Lines{"gen-1"});
}

TEST_F(IncrementTest, PartialRunsDryRunsAndARegisterThatIsBehindStayInPlace) {
  make_base();
  write("bad.txt", "");
  ingest();
  write("bad.txt", release(60));
  UpdateOptions partial = beside(), dry = beside();
  partial.only_failed = dry.dry_run = true;
  EXPECT_EQ(ingest(dry).indexed, 1U);
  EXPECT_EQ(ingest(partial).indexed, 1U);
  EXPECT_EQ(generations(), Lines{"gen-1"});
  std::filesystem::remove_all(index() + "/current/register");
  write("more.txt", release(61));
  EXPECT_EQ(ingest(beside()).generation, "gen-1");
  const Lines grown = content();
  EXPECT_EQ(grown, built_at_once());
}

// Of an older program: what holds for all documents is not raised by those that come.
TEST_F(IncrementTest, VersionsOfAllDocumentsStay) {
  make_base();
  ingest();
  {
    Xapian::WritableDatabase docs(index() + "/current/docs");
    auto features = parse_json(docs.get_metadata(std::string(kFeaturesKey)));
    ASSERT_TRUE(features);
    (*features)["schema"] = 1;
    docs.set_metadata(std::string(kFeaturesKey), to_line(*features));
    docs.commit();
  }
  std::filesystem::remove(index() + "/current/checksums");
  ingest();  // the register is behind
  write("new.txt", release(50));
  EXPECT_EQ(ingest(beside()).generation, "gen-2");
  EXPECT_EQ(schema_of(Xapian::Database(index() + "/current/docs")), 1);
}

LedgerEntry row(const std::string& path, std::uint64_t size, std::size_t documents, int reader = 0) {
  LedgerEntry out;
  out.row.path = path;
  out.row.size = size;
  out.row.mtime_ns = 1;
  out.row.documents = documents;
  out.row.state = documents > 0 ? FileState::kIndexed : FileState::kSkipped;
  out.row.reader_version = reader;
  return out;
}

SeenFile seen(const std::string& path, std::uint64_t size, std::int64_t mtime = 1) {
  SeenFile out{path, {}};
  out.file.size = size;
  out.file.mtime_ns = mtime;
  return out;
}

TEST(Increment, IsEstimatedFromWhatTheIndexKnows) {
  constexpr int kNow = kReaderVersion;
  Ledger ledger;
  for (const LedgerEntry& entry :
       {row("p/a.txt", 1000, 1, kNow), row("p/b.txt", 3000, 1, kNow), row("p/c.jsonl", 6000, 6, kNow),
        row("p/d.png", 10000, 0, kNow), row("p/v1.2/e", 0, 0, kNow)})
    ledger.emplace(entry.row.path, entry);
  const std::vector<SeenFile> known{seen("p/a.txt", 1000), seen("p/b.txt", 3000), seen("p/c.jsonl", 6000)};
  struct Row {
    std::string what;
    std::vector<SeenFile> files;
    double added, changed;
  };
  for (const Row& r : {Row{"none", {}, 0, 0},
                       {"one of each file", {seen("q/a.txt", 40000), seen("q/b.txt", 2000)}, 2, 0},
                       {"some small ones are empty", {seen("q/a.txt", 1000)}, 0.5, 0},
                       {"many in a file", {seen("q/a.jsonl", 50000)}, 50, 0},
                       {"nothing was ever found in these", {seen("q/a.png", 50000)}, 0, 0},
                       {"an extension that is new counts as all do", {seen("q/a.md", 20000)}, 8, 0},
                       {"a dot of a folder is none", {seen("q/v1.txt/a", 20000)}, 8, 0},
                       {"of another size", {seen("p/c.jsonl", 9000)}, 0, 6},
                       {"of another time", {seen("p/c.jsonl", 6000, 2)}, 0, 6}}) {
    FileList list;
    for (const SeenFile& file : known) {
      const auto is_it = [&](const SeenFile& f) { return f.path == file.path; };
      if (std::none_of(r.files.begin(), r.files.end(), is_it)) list.files.push_back(file);
    }
    list.files.insert(list.files.end(), r.files.begin(), r.files.end());
    sort_files(list);
    const Increment got = estimate_increment(ledger, list);
    EXPECT_DOUBLE_EQ(got.added, r.added) << r.what;
    EXPECT_DOUBLE_EQ(got.changed, r.changed) << r.what;
    EXPECT_EQ(got.held, r.files.empty() ? 0U : 8U) << r.what;
  }
  for (auto& [path, entry] : ledger) entry.row.reader_version = kNow - 1;
  FileList list;
  list.files = known;
  EXPECT_DOUBLE_EQ(estimate_increment(ledger, list).changed, 8) << "a newer reader reads all again";
}

TEST_F(IncrementTest, BothBoundsAreReachedAndThereIsRoom) {
  make_base();
  ingest();
  const PartsFrom from{100, 0.25, 2};
  struct Row {
    Increment increment;
    bool want;
  };
  for (const Row& r : {Row{{100, 0, 400}, true},
                       {{99, 0, 100}, false},
                       {{100, 0, 401}, false},
                       {{120, 10, 400}, true},
                       {{119, 10, 400}, false},
                       {{0, 400, 400}, false},
                       {{1e15, 0, 400}, false}})
    EXPECT_EQ(goes_through_parts(r.increment, from, current()), r.want)
        << r.increment.added << " " << r.increment.changed << " " << r.increment.held;
  // In parts, only what would copy parts over and over goes beside.
  const auto made = create_generation(index());
  ASSERT_TRUE(made);
  ASSERT_TRUE(copy_parts(current(), *made));
  ASSERT_TRUE(set_parts(*made, copied_parts(current())));
  EXPECT_FALSE(goes_through_parts({1000, 99, 400}, from, *made));
  EXPECT_TRUE(goes_through_parts({0, 100, 400}, from, *made));
}

}  // namespace
}  // namespace hoptac
