// Xapian's traps (a bad document cancels its batch, over-long terms and keys) and what we do about them.
#include "index/features.h"
#include "index/generation.h"
#include "index/in_place_writer.h"
#include "index/ledger.h"
#include "index/schema.h"
#include "src/base/limits.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

IndexRecord record(const std::string& id, const std::vector<std::string>& terms) {
  IndexRecord out;
  out.id_term = id_term(id);
  for (const std::string& term : terms) out.postings.push_back({term, 1, {1}});
  out.postings.push_back({out.id_term, 0, {}});
  std::sort(out.postings.begin(), out.postings.end(),
            [](const Posting& a, const Posting& b) { return a.term < b.term; });
  out.values = {{slot_number(Slot::kId), id}};
  out.data = "{}";
  return out;
}

Change change(const std::string& id, const std::vector<std::string>& terms) {
  return {id, {{id, record(id, terms), {}}}, {}, {{ledger_metadata_key(id), "row of " + id}}};
}

class WriterTest : public IndexTest {
 protected:
  void SetUp() override {
    IndexTest::SetUp();
    std::filesystem::create_directories(index());
    auto made = create_generation(index());
    ASSERT_TRUE(made);
    generation_ = *made;
    ASSERT_TRUE(make_databases(generation_));
  }
  Result<std::unique_ptr<InPlaceWriter>> open() {
    WriteListener listener;
    listener.committed = [this](const std::vector<std::string>& ids) {
      committed_.insert(committed_.end(), ids.begin(), ids.end());
    };
    listener.refused = [this](const std::string& path, const Error&) { refused_.push_back(path); };
    return InPlaceWriter::open(generation_.docs(), "", listener);
  }
  Xapian::Database docs() const { return Xapian::Database(generation_.docs()); }

  Generation generation_;
  std::vector<std::string> committed_, refused_;
};

TEST_F(WriterTest, OneBadDocumentCostsItselfOnly) {
  auto writer = open();
  ASSERT_TRUE(writer);
  ASSERT_TRUE((*writer)->add(change("a", {"sound"})));
  ASSERT_TRUE((*writer)->add(change("b", {std::string(246, 'x')})));
  ASSERT_TRUE((*writer)->add(change("c", {"sound"})));
  EXPECT_TRUE(committed_.empty()) << "nothing is acknowledged before it is on disk";
  ASSERT_TRUE((*writer)->close());
  EXPECT_EQ(committed_, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(refused_, std::vector<std::string>{"b"});
  EXPECT_EQ(docs().get_doccount(), 2U);
  EXPECT_EQ(docs().get_metadata(ledger_metadata_key("b")), "") << "the row goes with its document";
}

TEST_F(WriterTest, ReplacingLeavesOneDocument) {
  for (int i = 0; i < 3; ++i) {
    auto writer = open();
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->add(change(std::string(300, 'd'), {"sound"})));
    ASSERT_TRUE((*writer)->close());
  }
  EXPECT_EQ(docs().get_doccount(), 1U);
}

TEST_F(WriterTest, LazyMetadataIsNoReasonToCommit) {
  auto writer = open();
  ASSERT_TRUE(writer);
  const auto before = docs().get_revision();
  (*writer)->add_lazily(ledger_metadata_key("a"), "lazy");
  ASSERT_TRUE((*writer)->commit());
  EXPECT_EQ(docs().get_revision(), before);
  ASSERT_TRUE((*writer)->add(change("a", {"sound"})));
  ASSERT_TRUE((*writer)->close());
  EXPECT_EQ(docs().get_metadata(ledger_metadata_key("a")), "row of a") << "a change beats a lazy row";
}

TEST(CheckRecord, RefusesWhatXapianWouldRefuse) {
  const struct {
    std::string term;
    bool good;
  } rows[] = {{std::string(245, 'x'), true},
              {std::string(246, 'x'), false},
              {std::string(122, '\0'), true},
              {std::string(123, '\0'), false},
              {"", false}};
  for (const auto& row : rows) {
    EXPECT_EQ(check_record(record("a", {row.term})).has_value(), row.good) << row.term.size();
  }
  IndexRecord without = record("a", {"x"});
  without.id_term = "Qother";
  EXPECT_FALSE(check_record(without)) << "Xapian would not add the unique term by itself";
}

TEST(Features, OnlyKnownOnesInReadableVersionsAreOpened) {
  const struct {
    std::string features;
    ErrorCode want;
    std::string names;  // in the message
  } rows[] = {{R"({"schema":1,"stored":1,"ledger":1,"holograms":1})", ErrorCode::kIndexTooNew, "holograms 1"},
              {R"({"schema":999,"stored":1,"ledger":2})", ErrorCode::kIndexTooNew, "schema is 999, this hoptac reads"},
              {R"({"schema":1,"stored":1,"ledger":0})", ErrorCode::kIndexDamaged, "ledger is 0, this hoptac reads"},
              {R"({"schema":1,"ledger":2})", ErrorCode::kIndexDamaged, "stored is none"},
              {R"({"schema":"one","stored":1,"ledger":2})", ErrorCode::kIndexDamaged, "schema"},
              {"[1]", ErrorCode::kIndexDamaged, "not of hoptac"},
              {"", ErrorCode::kIndexDamaged, "not of hoptac"}};
  for (const auto& row : rows) {
    Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
    db.set_metadata(std::string(kFeaturesKey), row.features);
    const auto known = check_features(db, "x");
    ASSERT_FALSE(known) << row.features;
    EXPECT_EQ(known.error().code, row.want) << row.features;
    EXPECT_NE(known.error().detail.find(row.names), std::string::npos) << known.error().detail;
    EXPECT_NE(known.error().detail.find("hoptac ingest --rebuild"), std::string::npos) << known.error().detail;
  }
  Xapian::WritableDatabase former("", Xapian::DB_BACKEND_INMEMORY);
  former.set_metadata(std::string(kFeaturesKey), R"({"schema":1,"stored":1,"ledger":1})");
  EXPECT_TRUE(check_features(former, "x")) << "rows of version 1 are read";
}

}  // namespace
}  // namespace hoptac
