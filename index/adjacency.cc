#include "index/adjacency.h"

#include <algorithm>
#include <vector>

namespace hoptac {
namespace {

using Places = std::vector<Xapian::termpos>;

bool follow_each_other(const Xapian::PostingIterator& a, const Xapian::PostingIterator& b) {
  const Places first(a.positionlist_begin(), a.positionlist_end());
  return std::any_of(b.positionlist_begin(), b.positionlist_end(), [&](Xapian::termpos at) {
    return at > 0 && std::binary_search(first.begin(), first.end(), at - 1);
  });
}

}  // namespace

std::vector<Xapian::docid> adjacent(const Xapian::Database& db, const std::string& first, const std::string& second,
                                    const AdjacencySample& sample) {
  std::size_t common = 0;
  std::vector<Xapian::docid> out;
  auto a = db.postlist_begin(first);
  auto b = db.postlist_begin(second);
  const auto none = db.postlist_end(first);
  for (std::size_t step = 0; step < sample.steps && common < sample.documents && a != none && b != none; ++step) {
    if (*a < *b) {
      a.skip_to(*b);
    } else if (*b < *a) {
      b.skip_to(*a);
    } else {
      ++common;
      if (follow_each_other(a, b)) out.push_back(*a);
      ++a, ++b;
    }
  }
  return out;
}

}  // namespace hoptac
