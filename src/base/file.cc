#include "src/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <thread>

#include "src/base/descriptor.h"

namespace hoptac {
namespace {

std::string reason(int error) { return std::strerror(error); }

ErrorCode write_code(int error) { return error == ENOENT ? ErrorCode::kNotFound : ErrorCode::kCannotWrite; }

FileStat convert(const struct stat& st) {
  FileStat out;
  out.kind = S_ISREG(st.st_mode)   ? FileKind::kFile
             : S_ISDIR(st.st_mode) ? FileKind::kDirectory
             : S_ISLNK(st.st_mode) ? FileKind::kSymlink
                                   : FileKind::kOther;
  out.size = static_cast<std::uint64_t>(st.st_size);
  out.mtime_ns = st.st_mtim.tv_sec * 1'000'000'000LL + st.st_mtim.tv_nsec;
  out.device = st.st_dev;
  out.inode = st.st_ino;
  return out;
}

Result<void> sync_directory_of(const std::string& path) {
  const std::string directory = std::filesystem::path(path).parent_path().string();
  const Descriptor fd(::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || ::fsync(fd.get()) != 0) return fail(ErrorCode::kCannotWrite, directory, reason(errno));
  return {};
}

Result<void> write_all(int fd, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(ErrorCode::kCannotWrite, path, reason(errno));
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

// O_NONBLOCK: opening a FIFO must not hang before we can see that it is one.
int open_without_waiting(const std::string& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }

// REQUIRES: errno is still that of the opening when `fd` is not valid.
Result<std::uint64_t> size_of_regular_file(const Descriptor& fd, const std::string& path) {
  struct stat st {};
  if (!fd.valid() || ::fstat(fd.get(), &st) != 0) {
    return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable, path, reason(errno));
  }
  if (!S_ISREG(st.st_mode)) return fail(ErrorCode::kUnreadable, path, "not a regular file");
  return static_cast<std::uint64_t>(st.st_size);
}

// Cuts a stream of chunks into lines of at most `limit` bytes.
class LineCutter {
 public:
  LineCutter(std::size_t limit, const LineHandler& handle) : limit_(limit), handle_(handle) {}

  // False when the handler wants no more.
  bool feed(std::string_view chunk) {
    for (std::size_t end = 0; (end = chunk.find('\n')) != std::string_view::npos; chunk.remove_prefix(end + 1)) {
      append(chunk.substr(0, end));
      if (!flush()) return false;
    }
    append(chunk);
    return true;
  }

  // The last line may lack its line feed.
  void finish() {
    if (!line_.empty()) flush();
  }

 private:
  void append(std::string_view part) {
    cut_ = cut_ || part.size() > limit_ - line_.size();
    line_.append(part.substr(0, limit_ - line_.size()));
  }

  bool flush() {
    const bool more = handle_(line_, cut_);
    line_.clear();
    cut_ = false;
    return more;
  }

  std::size_t limit_;
  const LineHandler& handle_;
  std::string line_;
  bool cut_ = false;
};

}  // namespace

Result<FileStat> stat_path(const std::string& path, bool follow) {
  struct stat st {};
  const int rc = follow ? ::stat(path.c_str(), &st) : ::lstat(path.c_str(), &st);
  if (rc != 0) return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable, path, reason(errno));
  return convert(st);
}

Result<std::vector<DirEntry>> list_directory(const std::string& path) {
  DIR* dir = ::opendir(path.c_str());
  if (dir == nullptr) return fail(ErrorCode::kUnreadable, path, reason(errno));
  std::vector<DirEntry> out;
  while (const dirent* entry = ::readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat st {};
    if (::fstatat(::dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) continue;
    out.push_back({std::string(name), convert(st)});
  }
  ::closedir(dir);
  std::sort(out.begin(), out.end(), [](const DirEntry& a, const DirEntry& b) { return a.name < b.name; });
  return out;
}

Result<std::string> read_file(const std::string& path, std::uint64_t limit) {
  const Descriptor fd(open_without_waiting(path));
  const auto opened = size_of_regular_file(fd, path);
  if (!opened) return fail(opened.error());
  const std::uint64_t size = *opened;
  if (size > limit) {
    return fail(ErrorCode::kTooLarge, path,
                std::to_string(size) + " bytes, the limit is " + std::to_string(limit) + "; split the file");
  }
  std::string out(size + 1, '\0');
  std::size_t got = 0;
  while (true) {
    const ssize_t n = ::read(fd.get(), out.data() + got, out.size() - got);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(ErrorCode::kUnreadable, path, reason(errno));
    got += static_cast<std::size_t>(n);
    if (n == 0) break;
    if (got > limit) return fail(ErrorCode::kTooLarge, path, "grew beyond " + std::to_string(limit) + " bytes");
    if (got == out.size()) out.resize(2 * out.size());
  }
  out.resize(got);
  return out;
}

Result<Descriptor> open_for_reading(const std::string& path) {
  Descriptor fd(open_without_waiting(path));
  if (const auto opened = size_of_regular_file(fd, path); !opened) return fail(opened.error());
  return fd;
}

Result<void> for_each_piece(const std::string& path, std::size_t size,
                            const std::function<bool(std::string_view)>& handle) {
  const Descriptor fd(open_without_waiting(path));
  if (const auto opened = size_of_regular_file(fd, path); !opened) return fail(opened.error());
  std::string buffer(size, '\0');
  for (std::size_t filled = 0, got = 1; got > 0;) {
    const ssize_t n = ::read(fd.get(), buffer.data() + filled, size - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(ErrorCode::kUnreadable, path, reason(errno));
    got = static_cast<std::size_t>(n);
    filled += got;
    if (filled < size && got > 0) continue;
    if (filled > 0 && !handle(std::string_view(buffer).substr(0, filled))) return {};
    filled = 0;
  }
  return {};
}

Result<void> for_each_line(const std::string& path, std::size_t limit, const LineHandler& handle) {
  LineCutter cutter(limit, handle);
  bool wanted = true;
  const auto read = for_each_piece(path, std::size_t{1} << 16U, [&](std::string_view piece) {
    wanted = cutter.feed(piece);
    return wanted;
  });
  if (read && wanted) cutter.finish();
  return read;
}

namespace {

Result<void> write_and_rename(const std::string& path, std::string_view content, bool synced) {
  const std::string temporary = path + ".tmp";
  {
    const Descriptor fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!fd.valid()) return fail(write_code(errno), path, reason(errno));
    if (auto written = write_all(fd.get(), content, path); !written) return written;
    if (synced && ::fsync(fd.get()) != 0) return fail(ErrorCode::kCannotWrite, path, reason(errno));
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0) return fail(ErrorCode::kCannotWrite, path, reason(errno));
  return synced ? sync_directory_of(path) : Result<void>();
}

}  // namespace

Result<void> write_file_atomic(const std::string& path, std::string_view content) {
  return write_and_rename(path, content, true);
}

Result<void> write_file_unsynced(const std::string& path, std::string_view content) {
  return write_and_rename(path, content, false);
}

Result<void> sync_tree(const std::string& path) {
  std::error_code ec;
  std::vector<std::string> paths{path};
  for (std::filesystem::recursive_directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec))
    paths.push_back(it->path().string());
  if (ec) return fail(ErrorCode::kCannotWrite, path, ec.message());
  for (const std::string& entry : paths) {
    const Descriptor fd(::open(entry.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd.valid() || ::fsync(fd.get()) != 0) return fail(ErrorCode::kCannotWrite, entry, reason(errno));
  }
  return sync_directory_of(path);
}

std::optional<std::uint64_t> free_bytes(const std::string& path) {
  struct statvfs disk {};
  if (::statvfs(path.c_str(), &disk) != 0) return std::nullopt;
  return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

Result<void> write_output_file(const std::string& path, std::string_view content) {
  const auto stat = stat_path(path);
  if (!stat) return write_file_atomic(path, content);
  if (stat->kind == FileKind::kFile) return write_file_atomic(absolute_path(path), content);
  const Descriptor fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!fd.valid()) return fail(write_code(errno), path, reason(errno));
  return write_all(fd.get(), content, path);
}

Result<void> replace_symlink(const std::string& link, const std::string& target) {
  const std::string temporary = link + ".tmp";
  ::unlink(temporary.c_str());
  if (::symlink(target.c_str(), temporary.c_str()) != 0 || ::rename(temporary.c_str(), link.c_str()) != 0) {
    return fail(ErrorCode::kCannotWrite, link, reason(errno));
  }
  return sync_directory_of(link);
}

Result<std::string> read_symlink(const std::string& link) {
  std::array<char, 4096> buffer{};
  const ssize_t n = ::readlink(link.c_str(), buffer.data(), buffer.size());
  if (n < 0) return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable, link, reason(errno));
  return std::string(buffer.data(), static_cast<std::size_t>(n));
}

Result<void> make_directories(const std::string& path) {
  std::error_code ec;
  std::filesystem::create_directories(path, ec);
  if (ec) return fail(ErrorCode::kCannotWrite, path, ec.message());
  return {};
}

Result<void> remove_tree(const std::string& path) {
  std::error_code ec;
  std::filesystem::remove_all(path, ec);
  if (ec) return fail(ErrorCode::kCannotWrite, path, ec.message());
  return {};
}

bool path_exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

std::uint64_t tree_size(const std::string& path) {
  std::error_code ec;
  std::uint64_t total = 0;
  for (std::filesystem::recursive_directory_iterator it(path, ec), end; !ec && it != end; it.increment(ec)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored)) total += it->file_size(ignored);
  }
  return total;
}

std::string absolute_path(const std::string& path) {
  std::error_code ec;
  const auto out = std::filesystem::weakly_canonical(path, ec);
  std::string text = ec ? std::filesystem::absolute(path).lexically_normal().string() : out.string();
  while (text.size() > 1 && text.back() == '/') text.pop_back();
  return text;
}

std::string join_path(std::string_view directory, std::string_view name) {
  std::string out(directory);
  if (!out.empty() && out.back() != '/' && !name.empty()) out += '/';
  return out.append(name);
}

std::string base_name(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double thread_cpu_seconds() {
  timespec t{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> buffer{};
  std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return buffer.data();
}

long peak_memory_kib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Result<FileLock> FileLock::acquire(const std::string& path, double wait_seconds, const std::atomic<bool>* stop) {
  FileLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.descriptor_ < 0) return fail(ErrorCode::kCannotWrite, path, reason(errno));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(wait_seconds);
  while (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return fail(ErrorCode::kCannotWrite, path, reason(errno));
    if (std::chrono::steady_clock::now() >= deadline) {
      std::array<char, 32> owner{};
      const ssize_t n = ::pread(lock.descriptor_, owner.data(), owner.size() - 1, 0);
      return fail(ErrorCode::kIndexBusy, path,
                  "process " + std::string(owner.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0))) +
                      " holds the lock; wait for it, or use --lock-timeout SECONDS");
    }
    if (stop != nullptr && stop->load()) return fail(ErrorCode::kInterrupted, path, "while waiting for another writer");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(lock.descriptor_, 0) != 0 || ::pwrite(lock.descriptor_, pid.data(), pid.size(), 0) < 0) {
    return fail(ErrorCode::kCannotWrite, path, reason(errno));
  }
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace hoptac
