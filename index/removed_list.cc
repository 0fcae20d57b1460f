#include "index/removed_list.h"

#include <utility>

#include "src/base/hash.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::string_view kPrefix = "D";
constexpr char kField = '\0';
constexpr std::size_t kFields = 6;
constexpr std::string_view kVersion = "1";

}  // namespace

void RemovedList::add(RemovedRow row) {
  if (row.whole_file) files_.insert(row.path);
  if (!row.content.empty()) contents_.insert(row.content);
  std::string id = row.id;
  rows_.insert_or_assign(std::move(id), std::move(row));
}

std::string removed_metadata_key(std::string_view id) { return std::string(kPrefix) + content_hash(id); }

std::string encode_removed(const RemovedRow& row) {
  std::string out(kVersion);
  for (const std::string_view field :
       {std::string_view(row.id), std::string_view(row.path), std::string_view(row.content), std::string_view(row.at),
        std::string_view(row.whole_file ? "1" : "0")}) {
    out.append(1, kField).append(field);
  }
  return out;
}

RemovedList read_removed(const Xapian::Database& docs) {
  RemovedList out;
  const std::string prefix(kPrefix);
  for (auto it = docs.metadata_keys_begin(prefix); it != docs.metadata_keys_end(prefix); ++it) {
    const std::string value = docs.get_metadata(*it);
    const auto f = split(value, kField);
    if (f.size() != kFields || f[0] != kVersion) continue;
    out.add({std::string(f[1]), std::string(f[2]), std::string(f[3]), std::string(f[4]), f[5] == "1"});
  }
  return out;
}

}  // namespace hoptac
