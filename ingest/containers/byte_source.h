// Bytes one after the other, of any amount: where they lie in memory, or unpacked on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/containers/archive_handle.h"
#include "ingest/containers/container.h"
#include "src/base/result.h"

namespace hoptac {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next `size` bytes, fewer only before the end or damage. Valid until the next call.
  virtual std::string_view peek(std::size_t size) = 0;
  // Moves on; false when the end or damage comes before.
  virtual bool skip(std::uint64_t size) = 0;
  // Why the bytes ended too early: kDamaged, kTooLarge.
  virtual std::optional<Error> failure() const { return std::nullopt; }
};

// Over `bytes` as they are, or unpacked when they are gzip, xz, bzip2 or zstd (in several parts, too). What is unpacked
// is taken from `budget`.
Result<std::unique_ptr<ByteSource>> open_source(std::string_view bytes, ExpansionBudget& budget);

}  // namespace hoptac
