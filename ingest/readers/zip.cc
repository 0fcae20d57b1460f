#include "ingest/readers/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>

#include "ingest/readers/archive_reason.h"
#include "ingest/readers/reader.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// Small archives of very regular text may exceed the ratio up to this size.
constexpr std::size_t kAlwaysAllowedBytes = std::size_t{4} << 20U;

struct ArchiveDeleter {
  void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, ArchiveDeleter>;

// Reads the data of the current member; `room` is what all members may still take.
Result<std::string> read_member(archive* a, std::size_t room) {
  std::string out;
  std::array<char, 1U << 16U> buffer;
  while (true) {
    const la_ssize_t n = archive_read_data(a, buffer.data(), buffer.size());
    if (n < 0) return archive_failure(a);
    if (n == 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(n));
    if (out.size() > limits::kMaxMemberBytes || out.size() > room) {
      return fail(ErrorCode::kTooLarge, {}, "a member of the archive expands beyond its bound");
    }
  }
}

}  // namespace

Result<ZipMembers> read_zip(std::string_view bytes, const std::function<bool(std::string_view)>& wanted) {
  const Archive a(archive_read_new());
  // The seeking reader trusts the directory at the end: a truncated file is seen as such.
  if (a == nullptr || archive_read_support_format_zip_seekable(a.get()) != ARCHIVE_OK ||
      archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return a == nullptr ? fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory)) : archive_failure(a.get());
  }
  ZipMembers members;
  std::size_t room = kAlwaysAllowedBytes + bytes.size() * limits::kMaxExpansionRatio;
  archive_entry* entry = nullptr;
  int status = 0;
  while ((status = archive_read_next_header(a.get(), &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || !wanted(name) || members.contains(name)) continue;
    if (archive_entry_is_encrypted(entry) != 0) return fail(ErrorCode::kEncrypted);
    auto member = read_member(a.get(), room);
    if (!member) return fail(std::move(member.error()));
    room -= member->size();
    members.emplace(name, std::move(*member));
  }
  return status == ARCHIVE_EOF ? Result<ZipMembers>(std::move(members)) : archive_failure(a.get());
}

std::string_view part(const ZipMembers& members, std::string_view name) {
  const auto at = members.find(name);
  return at == members.end() ? std::string_view() : at->second;
}

}  // namespace hoptac
