// The file system: the only place (beside terminal and socket calls in src/app) with system calls.
// Paths are bytes as the system has them; they need not be UTF-8.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/descriptor.h"
#include "src/base/result.h"

namespace hoptac {

enum class FileKind { kFile, kDirectory, kSymlink, kOther };

struct FileStat {
  FileKind kind = FileKind::kOther;
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t device = 0;  // device and inode together name a file, whatever its path
  std::uint64_t inode = 0;
};

struct DirEntry {
  std::string name;
  FileStat stat;  // of the entry itself, links not followed
};

// Follows links when `follow`. kNotFound when absent, kUnreadable otherwise.
Result<FileStat> stat_path(const std::string& path, bool follow = true);
// Entries but "." and "..", sorted by name (bytes). kUnreadable when not allowed.
Result<std::vector<DirEntry>> list_directory(const std::string& path);
// The whole file. kTooLarge beyond `limit` bytes; never opens a FIFO or device (kUnreadable).
Result<std::string> read_file(const std::string& path, std::uint64_t limit);
// Calls `handle` for each line in order, without its line feed, until it returns false. A line beyond
// `limit` bytes comes as its first `limit` bytes with `cut` true; memory is bounded by `limit`,
// whatever the size of the file. Never opens a FIFO or device (kUnreadable).
using LineHandler = std::function<bool(std::string_view line, bool cut)>;
Result<void> for_each_line(const std::string& path, std::size_t limit, const LineHandler& handle);
// Opens a regular file; never a FIFO or device (kUnreadable).
Result<Descriptor> open_for_reading(const std::string& path);
// Calls `handle` for each piece of `size` bytes (the last may be shorter) until it returns false. The rest as above.
Result<void> for_each_piece(const std::string& path, std::size_t size,
                            const std::function<bool(std::string_view)>& handle);
// Writes to a temporary file beside `path`, syncs, renames over it, syncs the directory:
// after a crash the old or the new content is there, whole.
Result<void> write_file_atomic(const std::string& path, std::string_view content);
// The same without syncing: after a power cut it may be torn or gone. For what is checked when it is read.
Result<void> write_file_unsynced(const std::string& path, std::string_view content);
// Syncs every file and folder of a tree, and the folder that it lies in.
Result<void> sync_tree(const std::string& path);
// Makes `link` point to `target` by one rename; syncs the directory.
Result<void> replace_symlink(const std::string& link, const std::string& target);
Result<std::string> read_symlink(const std::string& link);
// Creates the directory and its parents.
Result<void> make_directories(const std::string& path);
// Removes a file or a whole tree; absent is no error.
Result<void> remove_tree(const std::string& path);
bool path_exists(const std::string& path);
// What an ordinary user may still write on the disk of `path`; nothing when the system does not say.
std::optional<std::uint64_t> free_bytes(const std::string& path);
// Writes to where a user has pointed: what a link names, a pipe or a device as it is, a file as write_file_atomic().
Result<void> write_output_file(const std::string& path, std::string_view content);
// Sum of the sizes of the files below `path`, 0 when absent.
std::uint64_t tree_size(const std::string& path);
// Absolute, without "." and ".." and links resolved as far as the path exists.
std::string absolute_path(const std::string& path);
// "a/b" from "a" and "b".
std::string join_path(std::string_view directory, std::string_view name);
// Last component; "b.txt" of "a/b.txt".
std::string base_name(std::string_view path);
// CPU seconds used by this process; wall-clock now as nanoseconds since 1970 and as "2026-01-31T12:00:00Z".
double cpu_seconds();
// CPU seconds used by the calling thread.
double thread_cpu_seconds();
std::int64_t now_ns();
std::string now_utc();
// Largest resident size of this process so far, in KiB.
long peak_memory_kib();

// An exclusive lock on a file, freed by the kernel when the process ends. Movable.
class FileLock {
 public:
  // Waits up to `wait_seconds`. kIndexBusy when another holds it; the detail names its process id. kInterrupted when
  // `stop` is set meanwhile.
  static Result<FileLock> acquire(const std::string& path, double wait_seconds,
                                  const std::atomic<bool>* stop = nullptr);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace hoptac
