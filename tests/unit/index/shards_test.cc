// An index of shards: its file, which document belongs where, and answers over several local ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "index/searcher.h"
#include "index/shard_list.h"
#include "tests/unit/index/index_fixture.h"

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(ShardList, PlacesAndTimes) {
  const auto list =
      parse_shards("# two\n\nshard a/b\n shard /srv/x \nshard 10.0.0.2:7400\nshard [::1]:7\ntimeout 0.5\n", "/idx");
  ASSERT_TRUE(list) << describe(list.error());
  std::vector<std::string> places;
  for (const ShardPlace& p : list->places)
    places.push_back(p.is_remote() ? p.host + " " + std::to_string(p.port) : p.directory);
  EXPECT_THAT(places, ElementsAre("/idx/a/b", "/srv/x", "10.0.0.2 7400", "::1 7"));
  EXPECT_EQ(list->timeout, 0.5);
  EXPECT_EQ(list->connect_timeout, 2);
}

TEST(ShardList, FaultsNameLineAndCause) {
  struct Row {
    std::string text, path, cause;
  };
  for (const Row& row : {Row{"", "/idx/shards", "no shard"},
                         {"shard host", "/idx/shards:1", "neither"},
                         {"shard h:0", "/idx/shards:1", "neither"},
                         {"shard h:65536", "/idx/shards:1", "neither"},
                         {"shard", "/idx/shards:1", "neither"},
                         {"shard h:1\nshard h:1", "/idx/shards:2", "twice"},
                         {"shard h:1\n\nSHARD h:2", "/idx/shards:3", "none of"},
                         {"timeout -1", "/idx/shards:1", "seconds"},
                         {"connect-timeout 2s", "/idx/shards:1", "seconds"}}) {
    const auto list = parse_shards(row.text, "/idx");
    ASSERT_FALSE(list) << row.text;
    EXPECT_EQ(list.error().code, ErrorCode::kUsage);
    EXPECT_EQ(list.error().path, row.path) << row.text;
    EXPECT_THAT(list.error().detail, HasSubstr(row.cause)) << row.text;
  }
}

TEST(ShardPart, EveryIdBelongsToExactlyOne) {
  for (const char* faulty : {"", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "1/1001", "-1/2", "1 /2"})
    EXPECT_FALSE(parse_shard_part(faulty)) << faulty;
  for (unsigned parts = 1; parts <= 5; ++parts) {
    std::vector<std::size_t> held(parts);
    for (int i = 0; i < 1000; ++i) {
      std::size_t owners = 0;
      for (unsigned part = 1; part <= parts; ++part) {
        if (!ShardPart{part, parts}.holds("press/" + std::to_string(i))) continue;
        ++owners;
        ++held[part - 1];
      }
      EXPECT_EQ(owners, 1U);
    }
    for (const std::size_t count : held) EXPECT_GT(count, 1000 / parts / 2);
  }
}

class ShardsTest : public IndexTest {
 protected:
  std::string shard(unsigned part) const { return folder_ + "/shard-" + std::to_string(part); }
  void make_shard(unsigned part, unsigned parts) {
    UpdateOptions o = options();
    o.index_directory = shard(part);
    o.shard = ShardPart{part, parts};
    ingest(o);
  }
  void join(const std::string& text) {
    std::filesystem::create_directories(index());
    std::ofstream(index() + "/shards") << text;
  }
  Result<UpdateReport> make_register() {
    UpdateOptions o;
    o.index_directory = index();
    return update_index(o);
  }
  std::vector<std::string> found(Searcher& searcher) {
    const auto response = searcher.search({.query = "hop tac"});
    EXPECT_TRUE(response);
    std::vector<std::string> out;
    if (!response) return out;
    for (const Hit& hit : response->hits) out.push_back(hit.id);
    notes_ = response->notes;
    return out;
  }

  std::vector<std::string> notes_;
};

TEST_F(ShardsTest, EqualWeightsInTheOrderOfIdsAndMissingOnesNamed) {
  for (int i = 0; i < 9; ++i) write(std::to_string(i) + ".txt", "Hai bên hợp tác số " + std::to_string(i) + ".\n");
  for (const unsigned part : {1U, 2U, 3U}) make_shard(part, 3);
  join("shard ../shard-1\nshard ../shard-2\nshard ../shard-3\n");
  const auto made = make_register();
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_TRUE(made->changed);
  EXPECT_FALSE(make_register()->changed);
  {
    auto searcher = Searcher::open(index());
    ASSERT_TRUE(searcher) << describe(searcher.error());
    EXPECT_THAT(found(*searcher), ElementsAre("press/0.txt", "press/1.txt", "press/2.txt", "press/3.txt", "press/4.txt",
                                              "press/5.txt", "press/6.txt", "press/7.txt", "press/8.txt"));
    EXPECT_THAT(notes_, testing::IsEmpty());
  }
  EXPECT_EQ(ids().size(), 9U);
  write("9.txt", "Hai bên hợp tác số 9.\n");
  for (const unsigned part : {1U, 2U, 3U}) make_shard(part, 3);
  {
    auto searcher = Searcher::open(index());
    ASSERT_TRUE(searcher);
    EXPECT_EQ(found(*searcher).size(), 10U);
    EXPECT_THAT(notes_, ElementsAre(HasSubstr("register is behind")));
  }
  std::filesystem::rename(shard(2), shard(7));
  auto searcher = Searcher::open(index());
  ASSERT_TRUE(searcher);
  EXPECT_LT(found(*searcher).size(), 10U);
  EXPECT_THAT(searcher->missing_shards(), ElementsAre("../shard-2"));
  EXPECT_THAT(notes_, testing::Contains(HasSubstr("shard ../shard-2 is missing")));
  EXPECT_FALSE(Searcher::open(index(), {}, MissingShards::kRefuse));
  EXPECT_FALSE(make_register());
}

}  // namespace
}  // namespace hoptac
