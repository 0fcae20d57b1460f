// What all documents of an index say about each local key (entities.h). Sets and counts: the order of the documents
// does not matter.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/entities.h"
#include "index/sorted_items.h"

namespace hoptac {

// About one local key.
struct Gathered {
  SortedCounts names, kinds, countries;
  SortedStrings aliases, roles, affiliations, titles;
  std::size_t documents = 0;
  std::size_t words = 0;  // of people: hash_of_words() of the name, which is the same for all names of a key
};

// A local key and what is said of it.
using GatheredKey = std::pair<const std::string, Gathered>;

class GatheredTable {
 public:
  // A value of Slot::kEntities, that of so many documents.
  void add(std::string_view value, std::size_t documents = 1);
  // Nullptr when no document has the key.
  const GatheredKey* find(EntityType type, std::string_view key) const;
  // Sorted by key. REQUIRES: sort() after the last add().
  std::span<const GatheredKey* const> of(EntityType type) const { return sorted_[place(type)]; }
  // Those of them whose key begins with `begin`.
  std::span<const GatheredKey* const> beginning(EntityType type, std::string_view begin) const;
  void sort();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  using Keys = std::unordered_map<std::string, Gathered, Hash, std::equal_to<>>;
  static std::size_t place(EntityType type) {
    return type == EntityType::kInstitution ? 0 : type == EntityType::kPerson ? 1 : 2;
  }

  std::array<Keys, 3> keys_;  // by place()
  std::array<std::vector<const GatheredKey*>, 3> sorted_;
};

}  // namespace hoptac
