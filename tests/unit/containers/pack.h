// Archives made in memory by libarchive.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <string>
#include <vector>

namespace hoptac::test {

struct Entry {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
  std::string link = {};
};

using Setup = std::function<void(archive*)>;

inline la_ssize_t append(archive*, void* out, const void* data, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return static_cast<la_ssize_t>(size);
}

inline std::string pack(const std::vector<Entry>& entries, const Setup& setup) {
  std::string out;
  archive* a = archive_write_new();
  setup(a);
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open(a, &out, nullptr, append, nullptr);
  for (const Entry& e : entries) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, e.name.c_str());
    archive_entry_set_filetype(entry, e.type);
    archive_entry_set_perm(entry, 0644);
    if (!e.link.empty() && e.type == AE_IFREG) archive_entry_set_hardlink(entry, e.link.c_str());
    if (!e.link.empty() && e.type == AE_IFLNK) archive_entry_set_symlink(entry, e.link.c_str());
    archive_entry_set_size(entry, e.type == AE_IFREG && e.link.empty() ? static_cast<la_int64_t>(e.bytes.size()) : 0);
    archive_write_header(a, entry);
    if (!e.bytes.empty()) archive_write_data(a, e.bytes.data(), e.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  return out;
}

inline std::string zip(const std::vector<Entry>& entries) {
  return pack(entries, [](archive* a) { archive_write_set_format_zip(a); });
}
inline std::string tar(const std::vector<Entry>& entries) {
  return pack(entries, [](archive* a) { archive_write_set_format_gnutar(a); });
}
inline std::string packed_tar(const std::vector<Entry>& entries, int (*filter)(archive*)) {
  return pack(entries, [&](archive* a) {
    archive_write_set_format_gnutar(a);
    filter(a);
  });
}
inline std::string packed(const std::string& bytes, int (*filter)(archive*) = archive_write_add_filter_gzip) {
  return pack({{"x", bytes}}, [&](archive* a) {
    archive_write_set_format_raw(a);
    filter(a);
  });
}

}  // namespace hoptac::test
