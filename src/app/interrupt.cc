#include "src/app/interrupt.h"

#include <csignal>

namespace hoptac {
namespace {

// A signal handler can reach nothing but such a variable.
std::atomic<bool> stop_requested{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): see above
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int number) {
  if (stop_requested.exchange(true)) std::signal(number, SIG_DFL), std::raise(number);
}

}  // namespace

const std::atomic<bool>& catch_interrupts() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  // A terminal that was closed ends the run as Ctrl-C does, but not under nohup.
  if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
  return stop_requested;
}

}  // namespace hoptac
