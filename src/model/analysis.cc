#include "src/model/analysis.h"

#include <mutex>
#include <set>

namespace hoptac {

std::string_view intern_rule(std::string_view name) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> names;  // nodes never move
  const std::lock_guard lock(mutex);
  const auto it = names.find(name);
  return it != names.end() ? *it : *names.emplace(name).first;
}

}  // namespace hoptac
