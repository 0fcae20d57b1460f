// libarchive's reader over bytes in memory, as the containers use it: decompression in this process, never by a
// program.
#pragma once

#include <archive.h>
#include <locale.h>

#include <memory>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

struct ArchiveDeleter {
  void operator()(archive* a) const { archive_read_free(a); }
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveDeleter>;

// kEntries: zip and tar, each maybe packed, and a single packed file; kPackedOnly: the unpacked bytes, whatever they
// are. The bytes are not copied and must outlive the handle. kDamaged when they are neither.
enum class ArchiveKind { kEntries, kPackedOnly };
Result<ArchiveHandle> open_archive(std::string_view bytes, ArchiveKind kind);

// gzip, xz, bzip2 or zstd around the bytes. After the first header.
bool is_packed(archive* a);

// While it lives, names of archives pass through libarchive as UTF-8 in this thread, whatever the locale of the user.
class Utf8Locale {
 public:
  Utf8Locale();
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;
  ~Utf8Locale();

 private:
  locale_t utf8_;
  locale_t before_;
};

}  // namespace hoptac
