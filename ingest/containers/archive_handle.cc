#include "ingest/containers/archive_handle.h"

#include <array>

#include "ingest/readers/archive_reason.h"
#include "ingest/readers/reader.h"
#include "ingest/readers/sniff.h"

namespace hoptac {
namespace {

bool support(archive* a, ArchiveKind kind, bool packed) {
  constexpr std::array kFilters{archive_read_support_filter_gzip, archive_read_support_filter_xz,
                                archive_read_support_filter_bzip2, archive_read_support_filter_zstd};
  // ARCHIVE_WARN would mean that another program does it.
  for (const auto filter : kFilters) {
    if (filter(a) != ARCHIVE_OK) return false;
  }
  if (archive_read_support_format_raw(a) != ARCHIVE_OK) return false;
  if (kind == ArchiveKind::kPackedOnly) return archive_read_support_format_empty(a) == ARCHIVE_OK;
  // A zip inside gzip is a file of its own: it may be a docx.
  if (!packed && archive_read_support_format_zip(a) != ARCHIVE_OK) return false;
  return archive_read_support_format_tar(a) == ARCHIVE_OK;
}

}  // namespace

Result<ArchiveHandle> open_archive(std::string_view bytes, ArchiveKind kind) {
  ArchiveHandle a(archive_read_new());
  if (a == nullptr || !support(a.get(), kind, sniff(bytes) == Magic::kPacked))
    return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  if (archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return archive_failure(a.get());
  return a;
}

bool is_packed(archive* a) { return archive_filter_code(a, 0) != ARCHIVE_FILTER_NONE; }

Utf8Locale::Utf8Locale() : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(uselocale(utf8_)) {}

Utf8Locale::~Utf8Locale() {
  uselocale(before_);
  if (utf8_ != nullptr) freelocale(utf8_);
}

}  // namespace hoptac
