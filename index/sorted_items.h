// Sets and counts of strings in one block of memory each. Most of an index's entities have one name and one role: a
// tree with a node for each item took most of the memory of a run's end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hoptac {

// A set; iteration is sorted. Adding costs what it has to move: meant for few items, right for many.
class SortedStrings {
 public:
  void insert(std::string_view item) {
    const auto at = std::lower_bound(items_.begin(), items_.end(), item);
    if (at == items_.end() || *at != item) items_.emplace(at, item);
  }
  template <typename Items>
  void insert_all(const Items& items) {
    for (const std::string& item : items) insert(item);
  }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<std::string> items_;
};

// How often each string was added; iteration is sorted by string.
class SortedCounts {
 public:
  using Item = std::pair<std::string, std::size_t>;

  void add(std::string_view value, std::size_t count = 1) {
    const auto at = find(value);
    if (at != items_.end() && at->first == value) {
      at->second += count;
    } else {
      items_.emplace(at, value, count);
    }
  }
  bool contains(std::string_view value) const {
    return std::binary_search(items_.begin(), items_.end(), value, Before());
  }
  bool empty() const { return items_.empty(); }
  std::size_t size() const { return items_.size(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  struct Before {
    bool operator()(const Item& item, std::string_view value) const { return item.first < value; }
    bool operator()(std::string_view value, const Item& item) const { return value < item.first; }
  };
  std::vector<Item>::iterator find(std::string_view value) {
    return std::lower_bound(items_.begin(), items_.end(), value, Before());
  }

  std::vector<Item> items_;
};

}  // namespace hoptac
