// Which document belongs to which file, in memory: what a build into parts asks instead of the databases it writes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hoptac {

class DocumentOwners {
 public:
  struct Owner {
    std::string_view path;  // of the file; lives as long as this
    std::uint32_t part = 0;
  };

  // The id belongs to this file from now on.
  void set(const std::string& id, const std::string& path, std::uint32_t part);
  // As set(), for a file of which the key is known. Its path may be "": then it is the key until set() tells it.
  void set_by_key(const std::string& id, const std::string& file_key, std::string_view path, std::uint32_t part);
  void erase(const std::string& id);
  // Nothing for a free id.
  std::optional<Owner> find(const std::string& id) const;
  bool belongs_to(const std::string& id, std::string_view file_key) const;
  std::vector<std::string> ids_of(std::string_view file_key) const;
  // All documents of a part are in another now.
  void rename_part(std::uint32_t from, std::uint32_t to);
  std::size_t size() const { return owners_.size(); }

 private:
  struct File {
    std::string path;
    std::vector<const std::string*> ids;  // that were given to it; some may have gone since
  };
  struct Place {
    File* file;
    std::uint32_t part;
  };
  void set(const std::string& id, File& file, std::uint32_t part);
  std::uint32_t part_now(std::uint32_t part) const;

  std::unordered_map<std::string, Place> owners_;
  std::map<std::string, File, std::less<>> files_;  // by file key
  std::map<std::uint32_t, std::uint32_t> renamed_;
};

}  // namespace hoptac
