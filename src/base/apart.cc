#include "src/base/apart.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <optional>

#include "src/base/descriptor.h"
#include "src/base/process.h"

namespace hoptac {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void answer(int out, double seconds, const std::function<std::string()>& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  const auto most = static_cast<rlim_t>(std::ceil(seconds));
  const rlimit cpu{most, most + 1};  // first SIGXCPU, then SIGKILL
  ::setrlimit(RLIMIT_CPU, &cpu);
  for (const int signal : {SIGINT, SIGTERM, SIGXCPU}) std::signal(signal, SIG_DFL);
  const std::string text = work();
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t n = ::write(out, text.data() + done, text.size() - done);
    if (n < 0 && errno != EINTR) ::_exit(1);
    if (n > 0) done += static_cast<std::size_t>(n);
  }
  ::_exit(0);
}

// All that comes until the other end is closed; nothing when `end` comes first.
std::optional<std::string> read_until(int in, Clock::time_point end) {
  std::string out;
  std::array<char, 65536> piece{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd wait{in, POLLIN, 0};
    constexpr decltype(left) kOneWait = 3'600'000;
    const int ready = left > 0 ? ::poll(&wait, 1, static_cast<int>(std::min(left, kOneWait))) : 0;
    if ((ready < 0 && errno == EINTR) || (ready == 0 && left > 0)) continue;
    if (ready <= 0) return std::nullopt;
    const ssize_t n = ::read(in, piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return out;
    out.append(piece.data(), static_cast<std::size_t>(n));
  }
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string too_long(double seconds, bool by_cpu) {
  const double most = by_cpu ? std::ceil(seconds) : kApartPatience * seconds;
  return "it took more than " + std::to_string(static_cast<long>(most)) + (by_cpu ? " s of CPU" : " s");
}

}  // namespace

Result<std::string> run_apart(double seconds, const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::kInternal, {}, std::strerror(errno));
  const Descriptor in(ends[0]);
  Descriptor out(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) return fail(ErrorCode::kInternal, {}, std::strerror(errno));
  if (child == 0) answer(out.get(), seconds, work);
  out = Descriptor();
  const auto bound =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(kApartPatience * seconds));
  auto text = read_until(in.get(), Clock::now() + bound);
  if (!text) ::kill(child, SIGKILL);
  const int status = status_of(child);
  if (!text || status == -SIGXCPU) return fail(ErrorCode::kDamaged, {}, too_long(seconds, text.has_value()));
  if (status != 0) return fail(ErrorCode::kDamaged, {}, "it was ended by " + status_text(status));
  return *std::move(text);
}

}  // namespace hoptac
