// The reading worker: a process beside hoptac that reads one file after the other, and may do nothing else.
#pragma once

#include <cstdint>

#include "src/base/channel.h"

namespace hoptac {

// Kinds of frames. From hoptac: kRead with a ReadOrder and the file. From the worker: for each leaf of the file kBegin
// with its member path, then its kDocument, kError (of a member) or kHandoff; at last kDone with a ReadEnd.
enum class FrameKind : std::uint8_t { kRead = 1, kBegin, kDocument, kError, kHandoff, kDone };

// The descriptor on which a worker finds its channel.
inline constexpr int kWorkerDescriptor = 3;

// Confines this process (Sandbox::for_reading) and serves orders until the other end closes the channel. Returns the
// exit status. Whatever a file does to this process costs that file only: it is hoptac that watches it.
int serve_reading(Channel channel);

}  // namespace hoptac
