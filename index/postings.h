// Gathers the postings of one document: each term once, with its weight and positions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/model/record.h"

namespace hoptac {

class Postings {
 public:
  // A word with its position. Positions of one term must be given in ascending order.
  void add_at(std::string_view prefix, std::string_view word, std::uint32_t weight, std::uint32_t position);
  // A word that counts, without position.
  void add(std::string_view prefix, std::string_view word, std::uint32_t weight);
  // A filter: neither counts nor has a position. An empty value posts nothing.
  void filter(std::string_view prefix, std::string_view value);
  // A filter for each blank-separated word of a folded phrase.
  void filter_words(std::string_view prefix, std::string_view phrase);
  // A complete term.
  void term(const std::string& term);
  // Sorted by term. Leaves this empty.
  std::vector<Posting> take();

 private:
  Posting& entry(std::string_view prefix, std::string_view value);
  Posting& find(std::string_view term);
  void grow();

  std::vector<Posting> postings_;  // as they came
  std::vector<std::size_t> hashes_;
  std::vector<std::uint32_t> table_;  // open addressing: 1 + the number of a posting, 0 where none is
  std::string scratch_;
};

}  // namespace hoptac
