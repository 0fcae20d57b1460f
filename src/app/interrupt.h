// Ctrl-C, SIGTERM and a closed terminal for commands that write.
#pragma once

#include <atomic>

namespace hoptac {

// From now on the first SIGINT, SIGTERM or SIGHUP (unless that is ignored, as nohup does) sets the flag, and the second
// ends the process.
const std::atomic<bool>& catch_interrupts();

}  // namespace hoptac
