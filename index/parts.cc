#include "index/parts.h"

#include <algorithm>

#include "index/space.h"
#include "index/xapian_error.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

// Xapian hands over the values of a key without saying whose they are; few keys have several.
class LastPartWins : public Xapian::Compactor {
 public:
  explicit LastPartWins(const std::vector<Xapian::Database>& parts) : parts_(parts) {}

  std::string resolve_duplicate_metadata(const std::string& key, std::size_t /*count*/,
                                         const std::string /*values*/[]) override {
    // Xapian 1.4.22 hands over the key as its table has it.
    constexpr std::string_view kInternal("\0\xc0", 2);
    const std::string name = key.starts_with(kInternal) ? key.substr(kInternal.size()) : key;
    for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
      std::string value = part->get_metadata(name);
      if (!value.empty()) return value == kNoValue ? std::string() : value;
    }
    return {};
  }

 private:
  const std::vector<Xapian::Database>& parts_;
};

void merge_databases(const std::vector<std::string>& from, const std::string& to, int block_bytes) {
  std::vector<Xapian::Database> parts;
  Xapian::Database all;
  for (const std::string& path : from) all.add_database(parts.emplace_back(path));
  LastPartWins resolver(parts);
  all.compact(to, 0, block_bytes, resolver);
}

// First the file that makes it one: what is left by a kill in between is no database, rather than a damaged one.
Result<void> remove_database(const std::string& path) {
  if (auto removed = remove_tree(join_path(path, "iamglass")); !removed) return removed;
  return remove_tree(path);
}

std::uint64_t size_of(const Generation& generation, const std::vector<Part>& parts) {
  std::uint64_t bytes = 0;
  for (const Part& part : parts) bytes += tree_size(join_path(generation.directory(), part.name));
  return bytes;
}

std::string parts_path(const Generation& generation) { return join_path(generation.directory(), "parts"); }

Result<void> merge_into(const std::string& directory, const Generation& generation, const std::vector<Part>& parts,
                        int block_bytes) {
  if (auto room = check_room(generation.directory(), size_of(generation, parts)); !room) return room;
  if (auto made = make_directories(directory); !made) return made;
  const std::string docs = join_path(directory, "docs"), records = join_path(directory, "register");
  for (const std::string& path : {docs, records}) {
    if (auto cleared = remove_database(path); !cleared) return cleared;
  }
  auto merged = guarded(
      directory,
      [&]() -> Result<void> {
        std::vector<std::string> docs_of, registers_of;
        for (const Part& part : parts) {
          docs_of.push_back(part_docs(generation, part));
          registers_of.push_back(part_register(generation, part));
        }
        merge_databases(docs_of, docs, block_bytes);
        merge_databases(registers_of, records, block_bytes);
        return {};
      },
      Access::kWrite);
  if (!merged) return merged;
  for (const std::string& path : {docs, records}) {
    if (auto synced = sync_tree(path); !synced) return synced;
  }
  return {};
}

}  // namespace

Result<void> merge_parts(const Generation& generation, const std::vector<Part>& parts, const std::string& directory) {
  return merge_into(directory, generation, parts, kPartBlockBytes);
}

Result<void> finish_parts(const Generation& generation) {
  const std::vector<Part> parts = list_parts(generation);
  if (parts.empty()) return {};
  if (auto merged = merge_into(generation.directory(), generation, parts, kIndexBlockBytes); !merged) return merged;
  if (auto switched = set_parts(generation, {}); !switched) return switched;
  return remove_tree(parts_path(generation));
}

Result<void> remove_unlisted_parts(const Generation& generation) {
  const std::vector<Part> parts = list_parts(generation);
  const std::string folder = parts_path(generation);
  if (parts.empty()) return remove_tree(folder);
  const auto entries = list_directory(folder);
  if (!entries) return fail(entries.error());
  for (const DirEntry& entry : *entries) {
    const auto is_it = [&](const Part& part) { return part.name == "parts/" + entry.name; };
    if (std::any_of(parts.begin(), parts.end(), is_it)) continue;
    if (auto removed = remove_tree(join_path(folder, entry.name)); !removed) return removed;
  }
  return {};
}

}  // namespace hoptac
