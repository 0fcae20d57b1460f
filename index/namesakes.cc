#include "index/namesakes.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "index/name_neighbours.h"

namespace hoptac {
namespace {

// Staff of one institution whose names are compared in pairs.
constexpr std::size_t kMaxCompared = 1000;

// Why the other is named: "same name", "spelling".
using Others = std::map<std::size_t, std::string>;

class NamesakeFinder {
 public:
  explicit NamesakeFinder(const std::vector<EntityEntry>& people) : people_(people), others_(people.size()) {}

  std::vector<std::vector<EntityCandidate>> run() {
    compare_names();
    compare_colleagues();
    std::vector<std::vector<EntityCandidate>> out(people_.size());
    for (std::size_t i = 0; i < people_.size(); ++i) {
      for (const auto& [other, reason] : others_[i]) {
        const EntityRecord& e = people_[other].entity;
        out[i].push_back({e.key, e.name, reason, e.roles});
      }
    }
    return out;
  }

 private:
  void add(std::size_t a, std::size_t b, const char* reason) {
    others_[a].emplace(b, reason);
    others_[b].emplace(a, reason);
  }

  void compare_names() {
    std::map<std::string, std::vector<std::size_t>> names;
    for (std::size_t i = 0; i < people_.size(); ++i) names[sorted_words(people_[i].entity.name)].push_back(i);
    for (const auto& [name, bearers] : names) {
      if (bearers.size() > kMaxCompared) continue;
      for (const std::size_t a : bearers) {
        for (const std::size_t b : bearers) {
          if (a < b) add(a, b, "same name");
        }
      }
    }
  }

  void compare_colleagues() {
    std::map<std::string_view, std::vector<std::size_t>> staff;
    for (std::size_t i = 0; i < people_.size(); ++i) {
      for (const std::string& place : people_[i].entity.affiliations) staff[place].push_back(i);
    }
    for (const auto& [place, members] : staff) {
      if (members.size() > kMaxCompared) continue;
      for (const std::size_t a : members) {
        for (const std::size_t b : members) {
          if (a < b && may_be_one_name(people_[a].entity.name, people_[b].entity.name)) add(a, b, "spelling");
        }
      }
    }
  }

  const std::vector<EntityEntry>& people_;
  std::vector<Others> others_;
};

}  // namespace

std::vector<std::vector<EntityCandidate>> find_namesakes(const std::vector<EntityEntry>& people) {
  return NamesakeFinder(people).run();
}

}  // namespace hoptac
