#include "index/checksums.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "index/generation.h"
#include "src/base/checksum.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::string_view kListName = "checksums";
constexpr std::string_view kLockName = "flintlock";  // Xapian's: empty
constexpr std::string_view kTemporary = ".tmp";      // of a run that was killed
constexpr int kListVersion = 1;
constexpr std::uint64_t kMaxListBytes = std::uint64_t{1} << 30U;
constexpr std::size_t kDigits = 16;  // of one sum

struct FileSums {
  std::string file;
  std::uint64_t bytes = 0;
  std::string sums;  // kDigits a block
};

struct List {
  bool changing = false;
  std::string at;
  std::vector<FileSums> files;
};

std::string hex(std::uint64_t value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out(kDigits, '0');
  for (std::size_t i = kDigits; i-- > 0; value >>= 4U) out[i] = kHex[value & 15U];
  return out;
}

std::string list_path(const std::string& directory) { return join_path(directory, kListName); }

// The text, with its own sum as last line.
std::string encode(const List& list) {
  Json files = Json::array();
  for (const FileSums& f : list.files) files.push_back({{"file", f.file}, {"bytes", f.bytes}, {"sums", f.sums}});
  std::string out = to_line({{"v", kListVersion},
                             {"changing", list.changing},
                             {"at", list.at},
                             {"block", kChecksumBlock},
                             {"files", std::move(files)}});
  out += '\n';
  const std::string own = hex(checksum(out));
  return out.append(own).append("\n");
}

// Nothing when it does not fit its own sum.
std::optional<List> decode(std::string_view text) {
  if (text.size() < kDigits + 2) return std::nullopt;
  const std::string_view body = text.substr(0, text.size() - kDigits - 1);
  if (hex(checksum(body)) + "\n" != text.substr(body.size())) return std::nullopt;
  const auto json = parse_json(body);
  if (!json || get_number(*json, "v") != kListVersion) return std::nullopt;
  List out{get_member(*json, "changing") == Json(true), get_string(*json, "at"), {}};
  for (const Json& row : get_member(*json, "files")) {
    out.files.push_back(
        {get_string(row, "file"), static_cast<std::uint64_t>(get_number(row, "bytes")), get_string(row, "sums")});
  }
  return out;
}

// Files below `folder`, relative to `directory`; but for locks and the list.
Result<void> add_files(const std::string& directory, const std::string& folder, std::vector<std::string>& out) {
  const auto entries = list_directory(folder.empty() ? directory : join_path(directory, folder));
  if (!entries) return fail(entries.error());
  for (const DirEntry& entry : *entries) {
    const std::string path = folder.empty() ? entry.name : join_path(folder, entry.name);
    if (entry.stat.kind == FileKind::kDirectory) {
      if (auto added = add_files(directory, path, out); !added) return added;
    } else if (entry.stat.kind == FileKind::kFile && entry.name != kLockName && path != kListName &&
               !entry.name.ends_with(kTemporary)) {
      out.push_back(path);
    }
  }
  return {};
}

Result<FileSums> sums_of(const std::string& directory, const std::string& file) {
  FileSums out{file, 0, {}};
  const auto add = [&out](std::string_view piece) {
    out.sums += hex(checksum(piece));
    out.bytes += piece.size();
    return true;
  };
  if (auto read = for_each_piece(join_path(directory, file), kChecksumBlock, add); !read) {
    return fail(std::move(read.error()));
  }
  return out;
}

// "bytes 0 to 65535 are not as they were written"; several runs of blocks in one sentence.
std::string changed_blocks(const FileSums& was, const FileSums& is) {
  constexpr std::size_t kShown = 5;
  const std::uint64_t blocks = (std::max(was.bytes, is.bytes) + kChecksumBlock - 1) / kChecksumBlock;
  const auto differs = [&](std::uint64_t i) {
    return was.sums.compare(i * kDigits, kDigits, is.sums, i * kDigits, kDigits) != 0;
  };
  std::string out;
  std::size_t runs = 0;
  for (std::uint64_t i = 0; i < blocks; ++i) {
    if (!differs(i)) continue;
    const std::uint64_t begin = i;
    while (i + 1 < blocks && differs(i + 1)) ++i;
    if (++runs > kShown) continue;
    const std::uint64_t end = std::min((i + 1) * kChecksumBlock, was.bytes);
    out += (out.empty() ? "bytes " : ", ") + std::to_string(begin * kChecksumBlock) + " to " + std::to_string(end - 1);
  }
  if (runs > kShown) out += " and " + std::to_string(runs - kShown) + " places more";
  return out + " are not as they were written";
}

std::optional<FileDamage> compare(const std::string& directory, const FileSums& was) {
  const auto is = sums_of(directory, was.file);
  if (!is) {
    const bool missing = is.error().code == ErrorCode::kNotFound;
    return FileDamage{was.file, missing ? "it is missing" : "it cannot be read: " + is.error().detail};
  }
  if (is->bytes != was.bytes) {
    return FileDamage{was.file,
                      "it has " + std::to_string(is->bytes) + " bytes, was written with " + std::to_string(was.bytes)};
  }
  if (is->sums == was.sums) return std::nullopt;
  return FileDamage{was.file, changed_blocks(was, *is)};
}

Result<ChecksumReport> check(const std::string& directory) {
  ChecksumReport out;
  const auto text = read_file(list_path(directory), kMaxListBytes);
  if (!text && text.error().code == ErrorCode::kNotFound) return out;
  const auto list = text ? decode(*text) : std::nullopt;
  if (!list) {
    out.state = ChecksumState::kChecked;
    out.damage.push_back(
        {std::string(kListName), text ? "the list of checksums does not fit its own" : text.error().detail});
    return out;
  }
  out.at = list->at;
  out.state = list->changing ? ChecksumState::kChanging : ChecksumState::kChecked;
  for (const FileSums& file : list->files) {
    if (auto damage = compare(directory, file)) out.damage.push_back(*std::move(damage));
    ++out.files;
    out.bytes += file.bytes;
  }
  return out;
}

// Nothing is lost with it, and the run makes it anew.
bool is_mended(const FileDamage& damage, bool register_is_remade) {
  return damage.file == kListName || (register_is_remade && damage.file.starts_with("register/"));
}

}  // namespace

Result<ChecksumReport> check_checksums(const Generation& generation) { return check(generation.directory()); }

std::string checksums_stamp(const Generation& generation) {
  const auto text = read_file(list_path(generation.directory()), kMaxListBytes);
  return text ? *text : std::string();
}

bool has_checksums(const Generation& generation) {
  const auto text = read_file(list_path(generation.directory()), kMaxListBytes);
  const auto list = text ? decode(*text) : std::nullopt;
  return list && !list->changing;
}

namespace {

Result<ChecksumState> check_undamaged(const std::string& directory, bool register_is_remade) {
  const auto report = check(directory);
  if (!report) return fail(report.error());
  const auto damage = std::find_if(report->damage.begin(), report->damage.end(),
                                   [&](const FileDamage& d) { return !is_mended(d, register_is_remade); });
  if (damage != report->damage.end()) {
    return fail(ErrorCode::kIndexDamaged, join_path(directory, damage->file),
                damage->what +
                    "; nothing was written upon it. What is damaged: hoptac verify; from the texts that the "
                    "index keeps: hoptac reindex; from the sources: hoptac ingest --rebuild FOLDER");
  }
  return report->state;
}

}  // namespace

Result<void> refuse_damage(const Generation& generation, bool register_is_remade) {
  const auto state = check_undamaged(generation.directory(), register_is_remade);
  return state ? Result<void>() : fail(state.error());
}

Result<void> begin_changes(const Generation& generation, bool register_is_remade) {
  const std::string directory = generation.directory();
  const auto state = check_undamaged(directory, register_is_remade);
  if (!state) return fail(state.error());
  if (*state != ChecksumState::kChecked) return {};
  return write_file_atomic(list_path(directory), encode({true, now_utc(), {}}));
}

Result<void> record_checksums(const Generation& generation) {
  const std::string directory = generation.directory();
  std::vector<std::string> files;
  if (auto found = add_files(directory, {}, files); !found) return found;
  List list{false, now_utc(), {}};
  for (const std::string& file : files) {
    auto sums = sums_of(directory, file);
    if (!sums) return fail(std::move(sums.error()));
    list.files.push_back(*std::move(sums));
  }
  return write_file_atomic(list_path(directory), encode(list));
}

}  // namespace hoptac
