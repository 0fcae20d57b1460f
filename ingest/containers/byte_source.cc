#include "ingest/containers/byte_source.h"

#include <archive_entry.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/readers/archive_reason.h"
#include "ingest/readers/reader.h"
#include "ingest/readers/sniff.h"

namespace hoptac {
namespace {

// More than was asked for, so that many short steps do not move the buffer each time.
constexpr std::size_t kReadAhead = 256U << 10U;

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : left_(bytes) {}
  std::string_view peek(std::size_t size) override { return left_.substr(0, size); }
  bool skip(std::uint64_t size) override {
    const bool all = size <= left_.size();
    left_.remove_prefix(all ? size : left_.size());
    return all;
  }

 private:
  std::string_view left_;
};

// What is unpacked, a block after the other.
class Blocks {
 public:
  virtual ~Blocks() = default;
  // Empty at the end. Valid until the next call.
  virtual Result<std::string_view> next() = 0;
};

class ArchiveBlocks : public Blocks {
 public:
  explicit ArchiveBlocks(ArchiveHandle a) : a_(std::move(a)) {}

  Result<std::string_view> next() override {
    const void* data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(a_.get(), &data, &size, &offset);
    if (status == ARCHIVE_EOF) return std::string_view();
    if (status != ARCHIVE_OK) return archive_failure(a_.get());
    return std::string_view(static_cast<const char*>(data), size);
  }

 private:
  ArchiveHandle a_;
};

// One gzip part behind the other. Unlike libarchive it gives all that stands before a break.
class GzipBlocks : public Blocks {
 public:
  explicit GzipBlocks(std::string_view packed) : left_(packed) { ready_ = inflateInit2(&z_, MAX_WBITS + 16) == Z_OK; }
  GzipBlocks(const GzipBlocks&) = delete;
  GzipBlocks& operator=(const GzipBlocks&) = delete;
  ~GzipBlocks() override {
    if (ready_) inflateEnd(&z_);
  }

  Result<std::string_view> next() override {
    if (!ready_) return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
    while (true) {
      if (at_border_ && !left_.starts_with("\x1F\x8B")) return std::string_view();  // the end, or padding
      const std::size_t made = inflate_some();
      if (made > 0) return std::string_view(buffer_.data(), made);
      if (damaged_) return fail(ErrorCode::kDamaged, {}, "the gzip data is broken or cut short");
    }
  }

 private:
  std::size_t inflate_some() {
    constexpr std::size_t kMostAtOnce = 1U << 30U;  // zlib counts in 32 bits
    const std::size_t given = std::min(left_.size(), kMostAtOnce);
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(left_.data()));
    z_.avail_in = static_cast<uInt>(given);
    z_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    z_.avail_out = static_cast<uInt>(buffer_.size());
    const int status = inflate(&z_, Z_NO_FLUSH);
    left_.remove_prefix(given - z_.avail_in);
    at_border_ = status == Z_STREAM_END;
    damaged_ = status != Z_OK && status != Z_STREAM_END;
    if (at_border_) inflateReset(&z_);
    return buffer_.size() - z_.avail_out;
  }

  std::string_view left_;
  z_stream z_{};
  bool ready_ = false;
  bool at_border_ = true;  // between two parts
  bool damaged_ = false;
  std::array<char, 1U << 16U> buffer_{};
};

class PackedSource : public ByteSource {
 public:
  PackedSource(std::unique_ptr<Blocks> blocks, ExpansionBudget& budget) : blocks_(std::move(blocks)), budget_(budget) {}

  std::string_view peek(std::size_t size) override {
    if (buffer_.size() - at_ < size) {
      buffer_.erase(0, std::exchange(at_, 0));
      while (buffer_.size() < size + kReadAhead && read_block()) buffer_ += block_;
    }
    return std::string_view(buffer_).substr(at_, size);
  }

  bool skip(std::uint64_t size) override {
    const std::size_t kept = buffer_.size() - at_;
    if (size <= kept) {
      at_ += size;
      return true;
    }
    buffer_.clear();
    at_ = 0;
    std::uint64_t left = size - kept;
    while (read_block()) {
      if (block_.size() >= left) {
        buffer_ = block_.substr(left);
        return true;
      }
      left -= block_.size();
    }
    return false;
  }

  std::optional<Error> failure() const override { return failure_; }

 private:
  bool read_block() {
    if (ended_) return false;
    auto block = blocks_->next();
    ended_ = !block || block->empty();
    if (!block) failure_ = std::move(block.error());
    if (ended_) return false;
    block_ = *block;
    auto paid = budget_.take_bytes(block_.size());
    if (paid) return true;
    ended_ = true;
    failure_ = std::move(paid.error());
    return false;
  }

  std::unique_ptr<Blocks> blocks_;
  ExpansionBudget& budget_;
  std::string buffer_;
  std::size_t at_ = 0;      // in buffer_
  std::string_view block_;  // the last one read
  bool ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(std::string_view bytes, ExpansionBudget& budget) {
  if (sniff(bytes) != Magic::kPacked) return std::make_unique<MemorySource>(bytes);
  if (bytes.starts_with("\x1F\x8B")) {
    return std::make_unique<PackedSource>(std::make_unique<GzipBlocks>(bytes), budget);
  }
  auto a = open_archive(bytes, ArchiveKind::kPackedOnly);
  if (!a) return fail(std::move(a.error()));
  archive_entry* entry = nullptr;
  const int status = archive_read_next_header(a->get(), &entry);
  if (status == ARCHIVE_EOF) return std::make_unique<MemorySource>(std::string_view());
  if (status != ARCHIVE_OK) return archive_failure(a->get());
  return std::make_unique<PackedSource>(std::make_unique<ArchiveBlocks>(*std::move(a)), budget);
}

}  // namespace hoptac
