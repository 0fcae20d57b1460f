// A build into parts: what is acknowledged, resumed, replaced and merged.
#include "index/part_writer.h"

#include <algorithm>
#include <map>
#include <random>

#include "index/document_owners.h"
#include "index/features.h"
#include "index/ledger.h"
#include "index/parts.h"
#include "index/schema.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

NewDocument document(const std::string& id, const std::string& file, const std::string& word) {
  NewDocument out;
  out.id = id;
  IndexRecord& record = out.record;
  record.id_term = id_term(id);
  record.postings = {{record.id_term, 0, {}}, {make_term(prefix::kFile, file_key(file)), 0, {}}, {word, 1, {1}}};
  std::sort(record.postings.begin(), record.postings.end(),
            [](const Posting& a, const Posting& b) { return a.term < b.term; });
  record.values = {{slot_number(Slot::kId), id}};
  record.data = "{}";
  return out;
}

std::string row_of(const std::string& file, std::size_t documents) {
  LedgerEntry entry;
  entry.row.path = file;
  entry.row.documents = documents;
  return encode_entry(entry);
}

Change change(const std::string& file, const std::vector<std::string>& ids, const std::string& word = "word") {
  Change out{file, {}, {}, {{ledger_metadata_key(file), row_of(file, ids.size())}}};
  for (const std::string& id : ids) out.documents.push_back(document(id, file, word));
  return out;
}

class PartWriterTest : public IndexTest {
 protected:
  void SetUp() override {
    IndexTest::SetUp();
    std::filesystem::create_directories(index());
    auto made = create_generation(index());
    ASSERT_TRUE(made);
    generation_ = *made;
  }

  std::unique_ptr<PartWriter> open(bool published = false, const Ledger* known = nullptr) {
    WriteListener listener;
    listener.committed = [this](const std::vector<std::string>& ids) {
      committed_.insert(committed_.end(), ids.begin(), ids.end());
    };
    listener.refused = [this](const std::string& path, const Error&) { refused_.push_back(path); };
    PartWriter::Options how;
    how.is_published = published;
    how.pool = &pool_;
    how.known = known;
    auto writer = PartWriter::open(generation_, std::move(how), listener);
    EXPECT_TRUE(writer) << (writer ? "" : describe(writer.error()));
    return writer ? *std::move(writer) : nullptr;
  }

  // "id=word" of every document, sorted.
  std::vector<std::string> content() const {
    const Docs docs = open_docs(generation_);
    std::vector<std::string> out;
    for (auto it = docs.all.postlist_begin(""); it != docs.all.postlist_end(""); ++it) {
      const Xapian::Document d = docs.all.get_document(*it);
      std::string word;
      for (auto t = d.termlist_begin(); t != d.termlist_end(); ++t) {
        if ((*t)[0] >= 'a') word = *t;
      }
      out.push_back(d.get_value(slot_number(Slot::kId)) + "=" + word);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  std::vector<std::string> files() const {
    std::vector<std::string> out;
    for (const auto& [path, entry] : read_ledger(open_docs(generation_)))
      out.push_back(path + " " + std::to_string(entry.row.documents));
    return out;
  }

  TaskPool pool_{3};
  Generation generation_;
  std::vector<std::string> committed_, refused_;
};

using Strings = std::vector<std::string>;

TEST_F(PartWriterTest, PartsAreOneDatabaseBeforeAndAfterTheMerge) {
  auto writer = open();
  ASSERT_TRUE(writer->add(change("r/a", {"a1", "a2"})));
  EXPECT_TRUE(committed_.empty());
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(committed_, (Strings{"a1", "a2"}));
  ASSERT_TRUE(writer->add(change("r/b", {"b"})));
  ASSERT_TRUE(writer->close());
  EXPECT_EQ(list_parts(generation_).size(), 2U);
  const Strings want{"a1=word", "a2=word", "b=word"};
  EXPECT_EQ(content(), want);
  EXPECT_EQ(files(), (Strings{"r/a 2", "r/b 1"}));
  ASSERT_TRUE(finish_parts(generation_));
  EXPECT_TRUE(list_parts(generation_).empty());
  EXPECT_EQ(content(), want);
  EXPECT_EQ(files(), (Strings{"r/a 2", "r/b 1"}));
  EXPECT_TRUE(check_features(open_docs(generation_).all, index())) << "features are in every part, once in the whole";
}

TEST_F(PartWriterTest, ALaterPartReplacesRowsAndDocumentsOfAnEarlierOne) {
  for (const bool published : {false, true}) {
    auto made = create_generation(index());
    ASSERT_TRUE(made);
    generation_ = *made;
    auto writer = open(published);
    ASSERT_TRUE(writer->add(change("r/a", {"a1", "a2"}, "old")));
    ASSERT_TRUE(writer->add(change("r/b", {"b"}, "old")));
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(*writer->ids_of_file(file_key("r/a")), (Strings{"a1", "a2"}));
    Change again = change("r/a", {"a1"}, "new");
    again.removed = {"a2"};
    ASSERT_TRUE(writer->add(again));
    ASSERT_TRUE(writer->add({"r/b", {}, {"b"}, {{ledger_metadata_key("r/b"), {}}}}));
    ASSERT_TRUE(writer->close());
    EXPECT_EQ(content(), Strings{"a1=new"}) << published;
    EXPECT_EQ(files(), Strings{"r/a 1"}) << published;
    ASSERT_TRUE(finish_parts(generation_));
    EXPECT_EQ(content(), Strings{"a1=new"}) << published;
    EXPECT_EQ(files(), Strings{"r/a 1"}) << published;
  }
}

TEST_F(PartWriterTest, WithinOnePartTheLastChangeOfAnIdCounts) {
  // So many that the first ones are in a slice that is written.
  constexpr int kMany = 200;
  auto writer = open();
  for (int i = 0; i < kMany; ++i)
    ASSERT_TRUE(writer->add(change("r/f" + std::to_string(i), {std::to_string(i)}, "old")));
  ASSERT_TRUE(writer->add({"r/f3", {}, {"3"}, {{ledger_metadata_key("r/f3"), {}}}}));
  ASSERT_TRUE(writer->add(change("r/f4", {"4"}, "new")));
  ASSERT_TRUE(writer->add({"r/f199", {}, {"199"}, {{ledger_metadata_key("r/f199"), {}}}}));
  EXPECT_EQ(*writer->taken_by("3", "other"), std::nullopt);
  EXPECT_EQ(*writer->taken_by("4", "other"), "r/f4");
  EXPECT_EQ(*writer->taken_by("4", file_key("r/f4")), std::nullopt) << "its own";
  ASSERT_TRUE(writer->close());
  ASSERT_TRUE(finish_parts(generation_));
  const Strings found = content();
  EXPECT_EQ(found.size(), kMany - 2U);
  EXPECT_EQ(std::count(found.begin(), found.end(), "4=new"), 1);
  EXPECT_EQ(std::count(found.begin(), found.end(), "4=old"), 0);
  EXPECT_EQ(files().size(), kMany - 2U);
}

TEST_F(PartWriterTest, AnotherRunGoesOnWhereOneWasKilled) {
  {
    auto writer = open(true);
    ASSERT_TRUE(writer->add(change("r/a", {"a"})));
    ASSERT_TRUE(writer->commit());
    ASSERT_TRUE(writer->add(change("r/lost", {"lost"})));
  }  // killed: what was queued is lost
  std::filesystem::create_directories(generation_.directory() + "/parts/9/slices");
  const Ledger known = read_ledger(open_docs(generation_));
  auto writer = open(true, &known);
  EXPECT_FALSE(path_exists(generation_.directory() + "/parts/9")) << "what nobody lists is taken away";
  EXPECT_EQ(*writer->ids_of_file(file_key("r/a")), Strings{"a"});
  EXPECT_EQ(*writer->taken_by("a", "other"), "r/a");
  EXPECT_EQ(*writer->taken_by("lost", "other"), std::nullopt);
  ASSERT_TRUE(writer->add(change("r/a", {"a"}, "new")));
  ASSERT_TRUE(writer->close());
  EXPECT_EQ(content(), Strings{"a=new"});
  ASSERT_TRUE(finish_parts(generation_));
  EXPECT_EQ(content(), Strings{"a=new"});
}

TEST_F(PartWriterTest, FeaturesOfTheRunAreInEveryPart) {
  auto writer = open();
  writer->add_lazily(std::string(kFeaturesKey), "{}");
  for (const std::string id : {"a", "b"}) {
    ASSERT_TRUE(writer->add(change("r/" + id, {id})));
    ASSERT_TRUE(writer->commit());
  }
  for (const Xapian::Database& part : open_docs(generation_).parts)
    EXPECT_EQ(part.get_metadata(std::string(kFeaturesKey)), "{}");
}

TEST_F(PartWriterTest, ManyPartsAreMergedOnTheWay) {
  auto writer = open(true);
  constexpr std::size_t kParts = 130;
  for (std::size_t i = 0; i < kParts; ++i) {
    const std::string n = std::to_string(i);
    ASSERT_TRUE(writer->add(change("r/f" + n, {n})));
    ASSERT_TRUE(writer->commit());
  }
  EXPECT_EQ(list_parts(generation_).size(), 4U) << "two of 64, two of one";
  EXPECT_EQ(content().size(), kParts);
  ASSERT_TRUE(writer->add({"r/f1", {}, {"1"}, {{ledger_metadata_key("r/f1"), {}}}}));
  ASSERT_TRUE(writer->close());
  ASSERT_TRUE(finish_parts(generation_));
  EXPECT_EQ(content().size(), kParts - 1);
  EXPECT_EQ(files().size(), kParts - 1);
}

// Xapian cuts what it stores to the size of a block, and slices, parts and the index have blocks of three sizes.
TEST_F(PartWriterTest, DataOfAnySizeComesThroughAllBlocksWhole) {
  std::mt19937 random(1);  // what cannot be compressed
  std::map<std::string, std::string> want;
  auto writer = open();
  for (const std::size_t block : {2U << 10, 8U << 10, 16U << 10, 64U << 10, 1U << 20}) {
    for (const std::size_t size : {block - 64, block - 1, block, block + 1, block + 64}) {
      Change one = change("r/f" + std::to_string(size), {std::to_string(size)});
      std::string& data = one.documents.front().record.data;
      data.resize(size);
      for (char& c : data) c = static_cast<char>(random());
      want[std::to_string(size)] = data;
      ASSERT_TRUE(writer->add(std::move(one)));
    }
    ASSERT_TRUE(writer->commit());
  }
  ASSERT_TRUE(writer->close());
  for (const bool finished : {false, true}) {
    if (finished) {
      ASSERT_TRUE(finish_parts(generation_));
    }
    const Docs docs = open_docs(generation_);
    ASSERT_EQ(docs.all.get_doccount(), want.size());
    for (auto it = docs.all.postlist_begin(""); it != docs.all.postlist_end(""); ++it) {
      const Xapian::Document d = docs.all.get_document(*it);
      const std::string id = d.get_value(slot_number(Slot::kId));
      EXPECT_TRUE(d.get_data() == want[id]) << id << (finished ? " in the index" : " in a part");
    }
  }
}

TEST_F(PartWriterTest, ADocumentThatXapianRefusesCostsItsFileOnly) {
  auto writer = open();
  ASSERT_TRUE(writer->add(change("r/a", {"a"})));
  Change bad = change("r/b", {"b1", "b2"});
  bad.documents.push_back(document("b3", "r/b", std::string(246, 'x')));
  ASSERT_TRUE(writer->add(std::move(bad)));
  const auto closed = writer->close();
  ASSERT_TRUE(closed) << describe(closed.error());
  EXPECT_EQ(refused_, Strings{"r/b"});
  EXPECT_EQ(committed_, Strings{"a"});
  EXPECT_EQ(content(), Strings{"a=word"});
  EXPECT_EQ(files(), Strings{"r/a 1"});
}

TEST(DocumentOwners, KnowsWhatBelongsToWhom) {
  DocumentOwners owners;
  owners.set("1", "r/a", 1);
  owners.set("2", "r/a", 1);
  owners.set("2", "r/b", 2);
  owners.erase("1");
  EXPECT_EQ(owners.ids_of(file_key("r/a")), Strings{});
  owners.set("1", "r/a", 3);
  EXPECT_EQ(owners.ids_of(file_key("r/a")), Strings{"1"});
  EXPECT_EQ(owners.ids_of(file_key("r/b")), Strings{"2"});
  owners.rename_part(2, 5);
  owners.rename_part(5, 6);
  EXPECT_EQ(owners.find("2")->part, 6U);
  EXPECT_EQ(owners.find("2")->path, "r/b");
  EXPECT_FALSE(owners.find("3"));
}

}  // namespace
}  // namespace hoptac
