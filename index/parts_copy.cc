#include "index/parts_copy.h"

#include <string>

#include "src/base/copy.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

// Never merged with others on the way.
constexpr int kWholeLevel = 100;

Result<void> copy_database(const std::string& from, const std::string& to) {
  if (auto made = make_directories(to); !made) return made;
  const auto entries = list_directory(from);
  if (!entries) return fail(entries.error());
  for (const DirEntry& entry : *entries) {
    if (entry.stat.kind != FileKind::kFile) continue;
    if (auto copied = copy_file(join_path(from, entry.name), join_path(to, entry.name)); !copied) return copied;
  }
  return {};
}

}  // namespace

std::vector<Part> copied_parts(const Generation& from) {
  std::vector<Part> parts = list_parts(from);
  if (parts.empty()) parts.push_back({"parts/1", kWholeLevel});
  return parts;
}

Result<void> copy_parts(const Generation& from, const Generation& to) {
  const bool is_merged = list_parts(from).empty();
  for (const Part& part : copied_parts(from)) {
    const std::string docs = is_merged ? from.docs() : part_docs(from, part);
    const std::string records = is_merged ? from.register_db() : part_register(from, part);
    if (auto copied = copy_database(docs, part_docs(to, part)); !copied) return copied;
    if (auto copied = copy_database(records, part_register(to, part)); !copied) return copied;
  }
  return {};
}

Result<void> make_showable(const Generation& from, const Generation& to) {
  if (path_exists(from.register_db())) {
    if (auto copied = copy_database(from.register_db(), to.register_db()); !copied) return copied;
  }
  return sync_tree(to.directory());
}

}  // namespace hoptac
