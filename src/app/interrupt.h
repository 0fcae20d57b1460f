// Ctrl-C and SIGTERM for commands that write.
#pragma once

#include <atomic>

namespace hoptac {

// From now on the first SIGINT or SIGTERM sets the flag, and the second ends the process.
const std::atomic<bool>& catch_interrupts();

}  // namespace hoptac
