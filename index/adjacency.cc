#include "index/adjacency.h"

#include <algorithm>
#include <vector>

namespace hoptac {
namespace {

constexpr AdjacencySample kFollowers{8, 300};
constexpr std::size_t kEnough = 3;  // documents where a word follows

using Places = std::vector<Xapian::termpos>;

Places places_of(const Xapian::PostingIterator& posting) {
  return {posting.positionlist_begin(), posting.positionlist_end()};
}

bool follows(const Places& first, const Xapian::PostingIterator& second) {
  return std::any_of(second.positionlist_begin(), second.positionlist_end(), [&](Xapian::termpos at) {
    return at > 0 && std::binary_search(first.begin(), first.end(), at - 1);
  });
}

// Calls `visit` with the postings of both terms in a sample of the documents that hold both, until it returns false.
template <typename Visit>
void each_common(const Xapian::Database& db, const std::string& first, const std::string& second,
                 const AdjacencySample& sample, const Visit& visit) {
  std::size_t common = 0;
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
      if (!visit(a, b)) return;
      ++a, ++b;
    }
  }
}

}  // namespace

std::vector<Xapian::docid> adjacent(const Xapian::Database& db, const std::string& first, const std::string& second,
                                    const AdjacencySample& sample) {
  std::vector<Xapian::docid> out;
  each_common(db, first, second, sample, [&](const Xapian::PostingIterator& a, const Xapian::PostingIterator& b) {
    if (follows(places_of(a), b)) out.push_back(*a);
    return true;
  });
  return out;
}

const Followers::Places& Followers::places(const Xapian::PostingIterator& first) {
  const auto [found, added] = places_.try_emplace(*first);
  if (added) found->second = places_of(first);
  return found->second;
}

Followers::Found Followers::find(const std::string& second) {
  Found out;
  std::size_t looked = 0, found = 0;
  each_common(db_, first_, second, kFollowers, [&](const Xapian::PostingIterator& a, const Xapian::PostingIterator& b) {
    ++looked;
    if (!follows(places(a), b)) return true;
    if (out.document == 0) out.document = *a;
    return ++found < kEnough;
  });
  if (looked > 0) out.share = static_cast<double>(found) / static_cast<double>(looked);
  return out;
}

}  // namespace hoptac
