#include "ingest/cache/text_cache.h"

#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

std::string name_of(const CacheKey& key) { return key.content + "-" + content_hash(key.made_by); }

}  // namespace

// A file is the hash of a result, a line feed, the result: what a crash or a disk left behind is told so.
std::optional<std::string> TextCache::find(const CacheKey& key) {
  const std::lock_guard lock(mutex_);
  const std::string name = name_of(key);
  auto bytes = read_file(join_path(folder_, name), limits::kMaxFileBytes);
  if (!bytes) return std::nullopt;
  const std::size_t end = bytes->find('\n');
  if (end == std::string::npos) return std::nullopt;
  const std::string hash = bytes->substr(0, end);
  bytes->erase(0, end + 1);
  if (content_hash(*bytes) != hash) return std::nullopt;
  used_.insert(name);
  return *std::move(bytes);
}

Result<void> TextCache::keep(const CacheKey& key, std::string_view result) {
  const std::lock_guard lock(mutex_);
  const std::string name = name_of(key);
  used_.insert(name);
  if (auto made = make_directories(folder_); !made) return made;
  return write_file_unsynced(join_path(folder_, name), content_hash(result) + "\n" + std::string(result));
}

template <typename Unwanted>
Result<void> TextCache::remove(const Unwanted& unwanted) {
  const std::lock_guard lock(mutex_);
  const auto entries = list_directory(folder_);
  if (!entries) return {};  // nothing was ever kept
  for (const DirEntry& entry : *entries) {
    if (!unwanted(entry.name)) continue;
    if (auto removed = remove_tree(join_path(folder_, entry.name)); !removed) return removed;
  }
  return {};
}

Result<void> TextCache::drop_unused() {
  return remove([this](const std::string& name) { return !used_.contains(name); });
}

Result<void> TextCache::forget(std::string_view content) {
  const std::string begin = std::string(content) + "-";
  return remove([&begin](const std::string& name) { return name.starts_with(begin); });
}

}  // namespace hoptac
