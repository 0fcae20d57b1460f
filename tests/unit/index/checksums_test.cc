#include "index/checksums.h"

#include "index/carry_over.h"
#include "index/fact_changes.h"
#include "index/generation.h"
#include "src/base/json.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

class Checksums : public IndexTest {
 protected:
  Generation generation() const { return {index(), "gen-1"}; }
  std::string path(const std::string& file) const { return generation().directory() + "/" + file; }
  void put(const std::string& file, const std::string& content) const {
    std::filesystem::create_directories(std::filesystem::path(path(file)).parent_path());
    std::ofstream(path(file), std::ios::binary) << content;
  }
  std::vector<std::string> damage() const {
    const auto report = check_checksums(generation());
    EXPECT_TRUE(report) << (report ? "" : describe(report.error()));
    std::vector<std::string> out;
    for (const FileDamage& d : report->damage) out.push_back(d.file + ": " + d.what);
    return out;
  }
};

TEST_F(Checksums, NameTheFileAndThePlace) {
  const std::string large(5 * kChecksumBlock + 10, 'x');
  put("docs/a", large);
  put("docs/flintlock", "");
  put("b", "small");
  put("b.tmp", "left by a killed run");
  EXPECT_EQ(check_checksums(generation())->state, ChecksumState::kNone);
  ASSERT_TRUE(record_checksums(generation()));
  EXPECT_EQ(damage(), std::vector<std::string>{});
  EXPECT_EQ(check_checksums(generation())->files, 2U);
  const struct {
    std::string file, content, want;
  } rows[] = {{"docs/a", "y" + large.substr(1), "docs/a: bytes 0 to 65535 are not as they were written"},
              {"docs/a", large.substr(0, large.size() - 1) + "y",
               "docs/a: bytes 327680 to 327689 are not as they were written"},
              {"docs/a", std::string(2 * kChecksumBlock, 'y') + large.substr(2 * kChecksumBlock),
               "docs/a: bytes 0 to 131071 are not as they were written"},
              {"docs/a", large + "x", "docs/a: it has 327691 bytes, was written with 327690"},
              {"b", "", "b: it has 0 bytes, was written with 5"},
              {"checksums", "{}", "checksums: the list of checksums does not fit its own"}};
  for (const auto& row : rows) {
    const auto before = read_file(path(row.file), 1U << 30U);
    ASSERT_TRUE(before);
    put(row.file, row.content);
    EXPECT_EQ(damage(), std::vector<std::string>{row.want});
    put(row.file, *before);
  }
  std::filesystem::remove(path("b"));
  EXPECT_EQ(damage(), std::vector<std::string>{"b: it is missing"});
}

TEST_F(Checksums, AreTakenBackBeforeAChangeAndKeepARunFromDamage) {
  put("docs/a", "content");
  ASSERT_TRUE(record_checksums(generation()));
  put("docs/a", "contenT");
  const auto refused = begin_changes(generation());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kIndexDamaged);
  EXPECT_TRUE(has_checksums(generation()));
  put("docs/a", "content");
  ASSERT_TRUE(begin_changes(generation()));
  ASSERT_TRUE(begin_changes(generation())) << "once more costs nothing";
  EXPECT_EQ(check_checksums(generation())->state, ChecksumState::kChanging);
  put("docs/a", "changed by the run");
  EXPECT_EQ(damage(), std::vector<std::string>{});
  ASSERT_TRUE(record_checksums(generation()));
  EXPECT_EQ(check_checksums(generation())->state, ChecksumState::kChecked);
  EXPECT_EQ(damage(), std::vector<std::string>{});
}

TEST(FactChanges, AreTheFactsThatOneSideHasMoreOften) {
  Document document;
  Analysis before, after;
  before.countries = {"JP", "VN"};
  after.countries = {"KR", "VN"};
  before.topics = {"training"};
  Institution hospital;
  hospital.name = "Bệnh viện Thiên Nga";
  before.institutions = {hospital};
  hospital.id = "thien-nga";
  after.institutions = {hospital};
  std::vector<std::string> got;
  for (const FactChange& c : fact_changes(document, before, after)) {
    const std::string fact = c.fact.is_string() ? c.fact.get<std::string>() : get_string(c.fact, "id");
    got.push_back((c.is_added ? "+" : "-") + c.kind + " " + fact);
  }
  EXPECT_EQ(got, (std::vector<std::string>{"-institutions ", "+institutions thien-nga", "-countries JP",
                                           "+countries KR", "-topics training"}));
}

// Stored texts go over although the ledger does not lead to them.
TEST_F(Checksums, WhatNoRowLeadsToIsCarriedOverByItsText) {
  write("a.txt", "Bệnh viện Một mở cửa\n\nBệnh viện Một mở cửa hôm nay.\n");
  write("b.txt", "Hospital two opens\n\nHANOI - Hospital two opened today in the city.\n");
  ingest();
  const Xapian::Database docs(Generation{index(), "gen-1"}.docs());
  auto pipeline = Pipeline::create({}, std::make_unique<DirectReader>());
  ASSERT_TRUE(pipeline);
  Ledger ledger = read_ledger(docs);
  ledger.begin()->second.row.documents = 2;  // one of them cannot be found
  std::vector<std::string> lost, made;
  CarryListener listener;
  listener.lost = [&](const std::string& path, const std::string& id, const Error& error) {
    lost.push_back(path + "|" + id + "|" + error.detail);
  };
  listener.derived = [&](const std::string&, const NewDocument& d) { made.push_back(d.id); };
  Carrier carrier(docs, *pipeline, nullptr, std::move(listener));
  ASSERT_TRUE(carrier.carry(ledger.begin()->second));
  ASSERT_TRUE(carrier.carry_rest(true, [](std::string_view) { return true; }));
  EXPECT_EQ(made, (std::vector<std::string>{"press/a.txt", "press/b.txt"}));
  EXPECT_EQ(lost, (std::vector<std::string>{"press/a.txt||1 of its documents cannot be read"}));
  ASSERT_EQ(carrier.ledger().size(), 2U);
  for (const auto& [path, entry] : carrier.ledger()) EXPECT_TRUE(entry.incomplete) << path;
}

}  // namespace
}  // namespace hoptac
