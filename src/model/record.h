// What is written for one document: pure, printable, no database in it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hoptac {

struct Posting {
  std::string term;  // with its prefix, at most limits::kMaxTermBytes
  std::uint32_t wdf = 0;
  std::vector<std::uint32_t> positions;  // ascending; empty for filter terms
};

struct IndexRecord {
  std::string id_term;                                        // the unique term; also among postings
  std::vector<Posting> postings;                              // sorted by term, unique
  std::vector<std::pair<std::uint32_t, std::string>> values;  // slot, value; sorted, none empty
  std::string data;
};

}  // namespace hoptac
