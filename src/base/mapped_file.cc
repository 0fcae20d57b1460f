#include "src/base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace hoptac {

Result<MappedFile> MappedFile::open(const std::string& path) {
  // O_NONBLOCK: opening a FIFO must not hang before we can see that it is one.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable, path, std::strerror(errno));
  auto mapped = of_descriptor(fd);
  ::close(fd);
  if (!mapped) mapped.error().path = path;
  return mapped;
}

Result<MappedFile> MappedFile::of_descriptor(int descriptor) {
  struct stat st {};
  if (::fstat(descriptor, &st) != 0) return fail(ErrorCode::kUnreadable, {}, std::strerror(errno));
  if (!S_ISREG(st.st_mode)) return fail(ErrorCode::kUnreadable, {}, "not a regular file");
  const auto size = static_cast<std::size_t>(st.st_size);
  if (size == 0) return MappedFile(nullptr, 0);
  void* const data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (data == MAP_FAILED) return fail(ErrorCode::kUnreadable, {}, std::strerror(errno));
  return MappedFile(static_cast<const char*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace hoptac
