// Names that are near to others: what a person would compare before writing a correction.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/authority/authority.h"
#include "src/model/search.h"

namespace hoptac {

// Institutions of the authority lists by the words of their names; rare words weigh most.
class InstitutionNeighbours {
 public:
  // `authority` must outlive this.
  explicit InstitutionNeighbours(const Authority& authority);
  // At most three, nearest first; none of another country. Names that share common words only are not near.
  std::vector<EntityCandidate> nearest(std::string_view name, std::string_view country) const;

 private:
  struct Name {
    std::uint32_t row;  // of Authority::institutions()
    double weight;      // of all its words
  };
  double weight_of(const std::string& word) const;

  const Authority& authority_;
  std::vector<Name> names_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> names_with_;  // word -> into names_, sorted
};

// The folded words of a name in the order of the alphabet: "hai quan vu" for "Vũ Hải Quân" and "Hai-Quan Vu".
std::string sorted_words(std::string_view name);
// The same for names with the same sorted words, and hardly ever for others.
std::size_t hash_of_words(std::string_view name);

// True when the two may be spellings of one person's name: words left out between the first and the last
// ("Vũ Quân", "Vũ Hải Quân"), initials ("V. H. Quân"), or one longer foreign word a letter apart. Equal names are not
// meant.
bool may_be_one_name(std::string_view a, std::string_view b);

}  // namespace hoptac
