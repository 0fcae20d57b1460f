#include "src/base/channel.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace hoptac {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kHeaderBytes = 5;  // kind, then the length, least byte first
constexpr std::size_t kReadBytes = 1U << 16U;

std::array<char, kHeaderBytes> header_of(std::uint8_t kind, std::size_t length) {
  std::array<char, kHeaderBytes> out{static_cast<char>(kind)};
  for (std::size_t i = 1; i < kHeaderBytes; ++i) out[i] = static_cast<char>(length >> (8 * (i - 1)) & 0xFFU);
  return out;
}

std::size_t length_of(std::string_view header) {
  std::size_t out = 0;
  for (std::size_t i = kHeaderBytes; i > 1; --i) out = out << 8U | static_cast<unsigned char>(header[i - 1]);
  return out;
}

// Room for one descriptor in a message.
union Ancillary {
  cmsghdr header;  // for its alignment
  std::array<char, CMSG_SPACE(sizeof(int))> bytes;
};

void attach(msghdr& message, Ancillary& room, int file) {
  message.msg_control = room.bytes.data();
  message.msg_controllen = room.bytes.size();
  cmsghdr* const part = CMSG_FIRSTHDR(&message);
  part->cmsg_level = SOL_SOCKET;
  part->cmsg_type = SCM_RIGHTS;
  part->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(part), &file, sizeof(int));
}

Descriptor detach(msghdr& message) {
  const cmsghdr* const part = CMSG_FIRSTHDR(&message);
  if (part == nullptr || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) return Descriptor();
  int file = -1;
  std::memcpy(&file, CMSG_DATA(part), sizeof(int));
  return Descriptor(file);
}

tl::unexpected<Error> broken(std::string_view why) { return fail(ErrorCode::kReaderFailed, {}, std::string(why)); }

}  // namespace

Result<std::pair<Channel, Channel>> Channel::make_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return fail(ErrorCode::kInternal, {}, "no socket: " + std::string(std::strerror(errno)));
  }
  return std::pair{Channel(Descriptor(ends[0])), Channel(Descriptor(ends[1]))};
}

Result<void> Channel::send(std::uint8_t kind, std::string_view bytes, int file) {
  auto header = header_of(kind, bytes.size());
  std::array<iovec, 2> parts{iovec{header.data(), header.size()}, iovec{const_cast<char*>(bytes.data()), bytes.size()}};
  Ancillary room{};
  for (std::size_t left = header.size() + bytes.size(); left > 0;) {
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    if (file >= 0) attach(message, room, file);
    const ssize_t n = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return broken(kChannelClosed);
    file = -1;
    left -= static_cast<std::size_t>(n);
    std::size_t sent = static_cast<std::size_t>(n);
    for (iovec& part : parts) {
      const std::size_t step = std::min(sent, part.iov_len);
      part.iov_base = static_cast<char*>(part.iov_base) + step;
      part.iov_len -= step;
      sent -= step;
    }
  }
  return {};
}

// Reads what is there into the buffer.
Result<void> Channel::read_some(Descriptor* file) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kReadBytes);
  iovec part{buffer_.data() + before, kReadBytes};
  Ancillary room{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room.bytes.data();
  message.msg_controllen = CMSG_LEN(sizeof(int));  // with all of the room the kernel would give us two
  const ssize_t n = ::recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC);
  const int error = errno;
  buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
  if (n < 0) return error == EINTR ? Result<void>() : broken(kChannelClosed);
  if (n == 0) return broken(kChannelClosed);
  if (Descriptor came = detach(message); came.valid()) *file = std::move(came);
  return {};
}

// Until the buffer has `size` bytes.
Result<void> Channel::fill(std::size_t size, const Wait& wait) {
  const auto end = Clock::now() + std::chrono::duration<double>(wait.seconds);
  while (buffer_.size() - begin_ < size) {
    if (wait.stop != nullptr && wait.stop->load()) return fail(ErrorCode::kInterrupted);
    pollfd polled{socket_.get(), POLLIN, 0};
    constexpr int kLookAgainMs = 200;  // at the stop flag and the clock
    const int ready = ::poll(&polled, 1, kLookAgainMs);
    if (ready < 0 && errno != EINTR) return broken(kChannelClosed);
    // Data that waits counts, however long we slept.
    if (ready <= 0 && wait.seconds > 0 && Clock::now() >= end) return broken(kChannelSilent);
    if (ready <= 0) continue;
    if (auto read = read_some(&received_); !read) return read;
  }
  return {};
}

bool Channel::is_idle() const {
  pollfd polled{socket_.get(), POLLIN, 0};
  return begin_ == buffer_.size() && ::poll(&polled, 1, 0) == 0;
}

Result<ChannelFrame> Channel::receive(const Wait& wait) {
  if (auto filled = fill(kHeaderBytes, wait); !filled) return fail(std::move(filled.error()));
  const std::string_view header = std::string_view(buffer_).substr(begin_, kHeaderBytes);
  ChannelFrame frame;
  frame.kind = static_cast<std::uint8_t>(header[0]);
  const std::size_t length = length_of(header);
  if (wait.limit > 0 && length > wait.limit) return broken("too large");
  if (auto filled = fill(kHeaderBytes + length, wait); !filled) return fail(std::move(filled.error()));
  frame.bytes = buffer_.substr(begin_ + kHeaderBytes, length);
  begin_ += kHeaderBytes + length;
  frame.file = std::move(received_);
  received_ = Descriptor();
  return frame;
}

Result<Descriptor> memory_file(std::string_view bytes) {
  Descriptor file(::memfd_create("document", MFD_CLOEXEC));
  while (file.valid() && !bytes.empty()) {
    const ssize_t n = ::write(file.get(), bytes.data(), bytes.size());
    if (n < 0 && errno != EINTR) return fail(ErrorCode::kInternal, {}, std::strerror(errno));
    if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (!file.valid() || ::lseek(file.get(), 0, SEEK_SET) != 0) {
    return fail(ErrorCode::kInternal, {}, std::strerror(errno));
  }
  return file;
}

}  // namespace hoptac
