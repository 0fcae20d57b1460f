// A whole file as memory, for containers too large to be read in one piece.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

// Read-only. A file that another process cuts short while it is mapped ends this process with SIGBUS: map foreign files
// where that costs one file only (a reading worker). Movable.
class MappedFile {
 public:
  // kNotFound, kUnreadable; never opens a FIFO or device.
  static Result<MappedFile> open(const std::string& path);
  // Of an open descriptor, which stays the caller's.
  static Result<MappedFile> of_descriptor(int descriptor);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace hoptac
