// Results of slow programs (OCR, conversions), kept beside the index by what they were made from.
#pragma once

#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "src/base/result.h"

namespace hoptac {

// What a result depends on.
struct CacheKey {
  std::string content;  // hash of the bytes that the program read
  std::string made_by;  // program, version, options, part: another text, another result
};

// Files in a folder of their own, named by key, each written whole or not at all; any may be missing, a damaged one
// counts as missing. Thread-safe.
class TextCache {
 public:
  explicit TextCache(std::string folder) : folder_(std::move(folder)) {}

  std::optional<std::string> find(const CacheKey& key);
  Result<void> keep(const CacheKey& key, std::string_view result);

  // Removes all that was neither found nor kept through this object: at the end of a run that has looked at every file.
  Result<void> drop_unused();
  // Removes what was made from these bytes.
  Result<void> forget(std::string_view content);

 private:
  template <typename Unwanted>
  Result<void> remove(const Unwanted& unwanted);

  std::string folder_;
  std::mutex mutex_;
  std::set<std::string> used_;  // names of files
};

}  // namespace hoptac
