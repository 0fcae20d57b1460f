// Do two words stand side by side? Told from a sample, for choosing between words, not for counting.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

namespace hoptac {

struct AdjacencySample {
  std::size_t documents = 40;  // that hold both
  std::size_t steps = 4000;    // of the walk that looks for them
};

// Documents of a sample, by docid, in which term `second` stands right behind term `first`.
std::vector<Xapian::docid> adjacent(const Xapian::Database& db, const std::string& first, const std::string& second,
                                    const AdjacencySample& sample = {});

// Asked about many words behind one: what it has read of `first` it keeps, and it stops when it knows enough.
class Followers {
 public:
  Followers(const Xapian::Database& db, std::string first) : db_(db), first_(std::move(first)) {}

  struct Found {
    Xapian::docid document = 0;  // one where it stands behind `first`, 0 when none of the sample
    double share = 0;            // of the documents looked at
  };
  Found find(const std::string& second);

 private:
  using Places = std::vector<Xapian::termpos>;
  const Places& places(const Xapian::PostingIterator& first);

  const Xapian::Database& db_;
  std::string first_;
  std::map<Xapian::docid, Places> places_;
};

}  // namespace hoptac
