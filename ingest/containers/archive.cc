#include "ingest/containers/archive.h"

#include <archive_entry.h>

#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "ingest/containers/archive_handle.h"
#include "ingest/containers/names.h"
#include "ingest/readers/archive_reason.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/reader.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::string_view kSidecarEnd = ".meta.json";
// Calls that libarchive may ask to be made again.
constexpr int kMaxRetries = 10;

bool is_file(archive_entry* entry) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
}

std::string entry_name(archive_entry* entry) {
  const char* name = archive_entry_pathname(entry);
  return name == nullptr ? std::string() : name;
}

// "page.html" of "page.html.gz".
std::string unpacked_name(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return std::string(name);
  const std::string ending = ascii_lower(name.substr(dot + 1));
  const bool packed = ending == "gz" || ending == "xz" || ending == "bz2" || ending == "zst";
  return std::string(packed ? name.substr(0, dot) : name);
}

// As a reason has it: the name of a broken entry may be noise.
std::string shown_name(std::string_view path) {
  constexpr std::size_t kShownBytes = 100;
  const std::string_view shown = utf8_prefix(path, kShownBytes);
  return std::string(shown) + (shown.size() < path.size() ? "…" : "");
}

// One pass over an archive.
class Pass {
 public:
  Pass(ArchiveHandle a, const ContainerFile& file, ExpansionBudget& budget)
      : a_(std::move(a)), file_(file), budget_(budget) {}

  // The next file that is not hidden; false at the end.
  Result<bool> next() {
    while (true) {
      auto there = next_header();
      if (!there || !*there) return there;
      if (++entries_ > limits::kMaxContainerMembers) {
        return fail(ErrorCode::kTooLarge, {},
                    "more than " + std::to_string(limits::kMaxContainerMembers) + " entries in the archive");
      }
      if (is_file(entry_) && !is_hidden_member(name())) return true;
      if (auto skipped = skip(); !skipped) return fail(std::move(skipped.error()));
    }
  }

  // Of the current file; as an id has it.
  std::string name() const {
    if (archive_format(a_.get()) != ARCHIVE_FORMAT_RAW) return member_name(entry_name(entry_));
    return member_name(file_.name.empty() ? entry_name(entry_) : unpacked_name(file_.name));
  }
  bool is_encrypted() const { return archive_entry_is_data_encrypted(entry_) != 0; }
  bool is_packed_archive() const { return is_packed(a_.get()); }

  // The file's bytes, or why it alone is lost. An error ends the archive.
  Result<Result<std::string>> read() {
    if (archive_entry_size_is_set(entry_) != 0 &&
        std::cmp_greater(archive_entry_size(entry_), limits::kMaxMemberBytes)) {
      return lose_too_large();
    }
    std::string bytes;
    while (true) {
      auto block = next_block();
      if (!block) return block.error().code == ErrorCode::kTooLarge || fatal_ ? fail_whole(block) : lost(block);
      if (!*block) return Result<std::string>(std::move(bytes));
      const auto [data, offset] = **block;
      if (offset > limits::kMaxMemberBytes || offset + data.size() > limits::kMaxMemberBytes) return lose_too_large();
      const std::size_t hole = offset - std::min(offset, bytes.size());  // of a sparse file
      if (auto paid = budget_.take_bytes(hole); !paid) return fail_whole(paid);
      bytes.append(hole, '\0');
      bytes += data;
    }
  }

  // Leaves the current file behind. What must be decompressed to get past it is paid for.
  Result<void> skip() {
    while (is_packed_archive()) {
      auto block = next_block();
      if (!block) {
        if (block.error().code == ErrorCode::kTooLarge || fatal_) return fail(std::move(block.error()));
        return {};
      }
      if (!*block) return {};
    }
    return archive_read_data_skip(a_.get()) == ARCHIVE_FATAL ? Result<void>(archive_failure(a_.get())) : Result<void>();
  }

 private:
  using Lost = Result<Result<std::string>>;
  struct Block {
    std::string_view data;
    std::size_t offset = 0;
  };

  template <typename T>
  static Lost fail_whole(Result<T>& failed) {
    return fail(std::move(failed.error()));
  }
  template <typename T>
  static Lost lost(Result<T>& failed) {
    return Result<std::string>(fail(std::move(failed.error())));
  }

  Lost lose_too_large() {
    if (auto skipped = skip(); !skipped) return fail_whole(skipped);
    return Result<std::string>(
        fail(ErrorCode::kTooLarge, {}, "larger than " + std::to_string(limits::kMaxMemberBytes) + " bytes; unpack it"));
  }

  Result<bool> next_header() {
    int status = ARCHIVE_RETRY;
    for (int i = 0; i < kMaxRetries && status == ARCHIVE_RETRY; ++i)
      status = archive_read_next_header(a_.get(), &entry_);
    if (status == ARCHIVE_EOF) return false;
    if (auto paid = pay(0); !paid) return fail(std::move(paid.error()));
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return archive_failure(a_.get());
    const bool is_foreign = archive_format(a_.get()) == ARCHIVE_FORMAT_RAW && !is_packed_archive();
    return is_foreign ? Result<bool>(fail(ErrorCode::kDamaged, {}, "neither zip nor tar")) : true;
  }

  // Nothing at the end of the file. kDamaged when only this file is broken, or the rest too (fatal_).
  Result<std::optional<Block>> next_block() {
    const void* data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    int status = ARCHIVE_RETRY;
    for (int i = 0; i < kMaxRetries && status == ARCHIVE_RETRY; ++i) {
      status = archive_read_data_block(a_.get(), &data, &size, &offset);
    }
    if (status == ARCHIVE_EOF) return std::optional<Block>();
    if (auto paid = pay(size); !paid) return fail(std::move(paid.error()));
    if (status == ARCHIVE_OK) {
      return Block{{static_cast<const char*>(data), size}, static_cast<std::size_t>(std::max<la_int64_t>(offset, 0))};
    }
    fatal_ = status == ARCHIVE_FATAL;
    return archive_failure(a_.get());
  }

  // Of a packed archive all that was unpacked counts, headers too; of a zip the files.
  Result<void> pay(std::size_t data) {
    if (!is_packed_archive()) return budget_.take_bytes(data);
    const auto unpacked = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(a_.get(), 0), 0));
    const std::uint64_t now = std::max<std::uint64_t>(unpacked, paid_ + data);
    return budget_.take_bytes(now - std::exchange(paid_, now));
  }

  ArchiveHandle a_;
  const ContainerFile& file_;
  ExpansionBudget& budget_;
  archive_entry* entry_ = nullptr;
  std::size_t entries_ = 0;
  std::uint64_t paid_ = 0;
  bool fatal_ = false;
};

using Sidecars = std::unordered_map<std::string, std::string>;  // name of the owner -> content

// Looks through the whole archive first, where going past a file costs nothing.
Result<Sidecars> read_sidecars(Pass pass) {
  Sidecars sidecars;
  std::size_t total = 0;
  while (true) {
    auto there = pass.next();
    if (!there || !*there || pass.is_packed_archive()) return sidecars;  // damage is the second pass's to tell
    const std::string name = pass.name();
    if (!name.ends_with(kSidecarEnd) || pass.is_encrypted()) continue;
    auto content = pass.read();
    if (!content) return fail(std::move(content.error()));
    if (!*content || total + (*content)->size() > limits::kMaxMemberBytes) continue;
    total += (*content)->size();
    sidecars.emplace(name.substr(0, name.size() - kSidecarEnd.size()), **std::move(content));
  }
}

class ArchiveReader {
 public:
  ArchiveReader(Pass pass, Sidecars sidecars, const MemberSink& sink)
      : pass_(std::move(pass)), sidecars_(std::move(sidecars)), sink_(sink) {}

  Result<void> run() {
    while (true) {
      auto there = pass_.next();
      if (!there) return fail(std::move(there.error()));
      if (!*there) return {};
      auto wanted = take();
      if (!wanted) return fail(std::move(wanted.error()));
      if (!*wanted) return {};
    }
  }

 private:
  // False when the sink wants no more.
  Result<bool> take() {
    const std::string name = pass_.name();
    const std::string path = names_.take(name);
    if (pass_.is_encrypted()) {
      if (auto skipped = pass_.skip(); !skipped) return fail(std::move(skipped.error()));
      return sink_(fail(ErrorCode::kEncrypted, path));
    }
    auto content = pass_.read();
    if (!content) {
      content.error().detail = shown_name(path) + ": " + content.error().detail;
      return fail(std::move(content.error()));
    }
    if (!*content) {
      content->error().path = path;
      return sink_(fail(std::move(content->error())));
    }
    return hand_over(name, path, **content);
  }

  bool hand_over(const std::string& name, const std::string& path, std::string_view bytes) {
    Member member{.path = path, .bytes = bytes};
    if (const auto found = sidecars_.find(name); found != sidecars_.end()) {
      auto metadata = read_sidecar(found->second);
      if (metadata) {
        member.metadata = *std::move(metadata);
      } else {
        metadata.error().path = path + std::string(kSidecarEnd);
        if (!sink_(fail(std::move(metadata.error())))) return false;
      }
    }
    return sink_(std::move(member));
  }

  Pass pass_;
  Sidecars sidecars_;
  const MemberSink& sink_;
  UniqueNames names_;
};

}  // namespace

Result<void> read_archive(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  const Utf8Locale locale;
  auto first = open_archive(file.bytes, ArchiveKind::kEntries);
  if (!first) return fail(std::move(first.error()));
  Sidecars sidecars;
  if (!is_packed(first->get())) {
    auto found = read_sidecars(Pass(*std::move(first), file, budget));
    if (!found) return fail(std::move(found.error()));
    sidecars = *std::move(found);
    first = open_archive(file.bytes, ArchiveKind::kEntries);
    if (!first) return fail(std::move(first.error()));
  }
  return ArchiveReader(Pass(*std::move(first), file, budget), std::move(sidecars), sink).run();
}

}  // namespace hoptac
