#include "src/app/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace hoptac {
namespace {

constexpr std::size_t kMaxEdits = 2;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  std::string nearest;
  std::size_t best = kMaxEdits + 1;
  for (const std::string& name : names) {
    const std::size_t longer = std::max(word.size(), name.size()), shorter = std::min(word.size(), name.size());
    if (longer - shorter > kMaxEdits) continue;
    const std::size_t distance = edit_distance(word, name);
    if (distance < best && distance < name.size()) best = distance, nearest = name;
  }
  return nearest;
}

}  // namespace hoptac
