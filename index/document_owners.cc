#include "index/document_owners.h"

#include <algorithm>

#include "index/ledger.h"

namespace hoptac {

void DocumentOwners::set(const std::string& id, const std::string& path, std::uint32_t part) {
  File& file = files_[file_key(path)];
  file.path = path;
  set(id, file, part);
}

void DocumentOwners::set_by_key(const std::string& id, const std::string& file_key, std::string_view path,
                                std::uint32_t part) {
  File& file = files_[file_key];
  if (file.path.empty()) file.path = path.empty() ? std::string_view(file_key) : path;
  set(id, file, part);
}

void DocumentOwners::set(const std::string& id, File& file, std::uint32_t part) {
  const auto [at, added] = owners_.try_emplace(id, Place{nullptr, part});
  if (at->second.file != &file) file.ids.push_back(&at->first);
  at->second = {&file, part};
}

void DocumentOwners::erase(const std::string& id) {
  const auto at = owners_.find(id);
  if (at == owners_.end()) return;
  // Its name lives here and is listed with the file: it stays, without a file.
  at->second.file = nullptr;
}

std::optional<DocumentOwners::Owner> DocumentOwners::find(const std::string& id) const {
  const auto at = owners_.find(id);
  if (at == owners_.end() || at->second.file == nullptr) return std::nullopt;
  return Owner{at->second.file->path, part_now(at->second.part)};
}

bool DocumentOwners::belongs_to(const std::string& id, std::string_view file_key) const {
  const auto at = owners_.find(id);
  const auto file = files_.find(file_key);
  return at != owners_.end() && file != files_.end() && at->second.file == &file->second;
}

std::vector<std::string> DocumentOwners::ids_of(std::string_view file_key) const {
  const auto file = files_.find(file_key);
  if (file == files_.end()) return {};
  std::vector<std::string> out;
  for (const std::string* id : file->second.ids) {
    if (owners_.at(*id).file == &file->second) out.push_back(*id);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void DocumentOwners::rename_part(std::uint32_t from, std::uint32_t to) { renamed_[from] = to; }

std::uint32_t DocumentOwners::part_now(std::uint32_t part) const {
  for (auto at = renamed_.find(part); at != renamed_.end(); at = renamed_.find(part)) part = at->second;
  return part;
}

}  // namespace hoptac
