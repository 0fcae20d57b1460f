// The order of matches: neighbours looked up late, pages of one list.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/ranking.h"
#include "tests/unit/index/searcher_fixture.h"

namespace hoptac {
namespace {

using testing::ElementsAreArray;

class RankTest : public SearcherTest {
 protected:
  // More matches than are looked at for neighbours; every seventh has them.
  void add_many() {
    for (std::size_t i = 0; i < 3 * ranking::kReranked; ++i) {
      const bool together = i % 7 == 0;
      add(fmt::format("d{:03}", i), together ? "Hai bên hợp tác lâu dài" : "Hai bên tác động hợp lý dài lâu");
    }
  }
  std::vector<std::string> page(const std::string& query, std::size_t offset, std::size_t limit) {
    SearchRequest request;
    request.query = query;
    request.offset = offset;
    request.limit = limit;
    std::vector<std::string> out;
    for (const Hit& hit : search(request).hits) out.push_back(hit.id);
    return out;
  }
};

TEST_F(RankTest, PagesAreSlicesOfOneList) {
  add_many();
  for (const char* query : {"hợp tác", "hop tac", "\"hai bên\" hợp tác", "title:x OR (hợp tác)"}) {
    const std::vector<std::string> all = page(query, 0, 0);
    ASSERT_EQ(all.size(), 3 * ranking::kReranked) << query;
    for (const std::size_t size : {1UL, 7UL, ranking::kReranked - 1, ranking::kReranked + 1}) {
      std::vector<std::string> joined;
      for (std::size_t at = 0; at < all.size(); at += size) {
        const auto part = page(query, at, size);
        joined.insert(joined.end(), part.begin(), part.end());
      }
      EXPECT_THAT(joined, ElementsAreArray(all)) << query << " by " << size;
    }
  }
}

TEST_F(RankTest, NeighboursComeFirstAndEqualOnesByTheirId) {
  add("far", "Hai bên tác động hợp lý lâu dài");
  add("b", "Hai bên hợp tác có lý lâu dài");
  add("a", "Hai bên hợp tác có lý lâu dài");
  for (const char* query : {"hợp tác", "hop tac", "HỢP TÁC", "hợp tác -thư"})
    EXPECT_THAT(ids(query), testing::ElementsAre("a", "b", "far")) << query;
}

}  // namespace
}  // namespace hoptac
