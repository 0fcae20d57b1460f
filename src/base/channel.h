// Frames between two processes of one program: a kind, bytes, and perhaps an open file.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "src/base/descriptor.h"
#include "src/base/result.h"

namespace hoptac {

struct ChannelFrame {
  std::uint8_t kind = 0;
  std::string bytes;
  Descriptor file;  // invalid when none came along
};

// One end of a socket pair. Not thread-safe.
class Channel {
 public:
  static Result<std::pair<Channel, Channel>> make_pair();
  explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}

  // Waits until the other end has taken all of it. kReaderFailed when that end is gone.
  Result<void> send(std::uint8_t kind, std::string_view bytes, int file = -1);
  // The next frame, if it begins within `seconds` (0: for ever) and the other end is there; a frame of more than
  // `limit` bytes is refused. kReaderFailed with "closed", "silent" or "too large" as detail; kInterrupted once `stop`
  // is set.
  struct Wait {
    double seconds = 0;
    std::size_t limit = 0;
    const std::atomic<bool>* stop = nullptr;
  };
  Result<ChannelFrame> receive(const Wait& wait);

  // True when nothing has come that was not received, and the other end is there.
  bool is_idle() const;

  int descriptor() const { return socket_.get(); }

 private:
  Result<void> fill(std::size_t size, const Wait& wait);
  Result<void> read_some(Descriptor* file);

  Descriptor socket_;
  std::string buffer_;  // received, from begin_ on not yet handed out
  std::size_t begin_ = 0;
  Descriptor received_;  // a file whose frame is not whole yet
};

// The two reasons that callers tell apart.
inline constexpr std::string_view kChannelClosed = "closed";
inline constexpr std::string_view kChannelSilent = "silent";

// An anonymous file in memory with these bytes, for sending.
Result<Descriptor> memory_file(std::string_view bytes);

}  // namespace hoptac
