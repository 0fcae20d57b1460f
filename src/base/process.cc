#include "src/base/process.h"

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
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "src/base/channel.h"
#include "src/base/descriptor.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

using Clock = ChildProcess::Clock;

constexpr std::size_t kErrorBytes = 4096;

void bound(int resource, std::uint64_t limit) {
  if (limit == 0) return;
  const rlimit both{limit, limit};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

// Not in a sanitizer build, whose own maps are larger than any address space that we would allow.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kBoundsMemory = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kBoundsMemory = false;
#else
constexpr bool kBoundsMemory = true;
#endif
#else
constexpr bool kBoundsMemory = true;
#endif

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& s : strings) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

// What a program gets to see of our environment: nothing that names the user or changes the meaning of its options.
std::vector<std::string> environment(const std::string& folder) {
  const char* const path = std::getenv("PATH");
  const std::string home = folder.empty() ? "/" : folder;
  std::vector<std::string> out{"PATH=" + std::string(path == nullptr ? "/usr/bin:/bin" : path), "HOME=" + home,
                               "TMPDIR=" + home, "LANG=C.UTF-8", "OMP_THREAD_LIMIT=1"};
  // Kept so that a sanitizer build's children report as their parent does.
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
    if (const char* const value = std::getenv(name)) out.push_back(std::string(name) + "=" + value);
  }
  return out;
}

// Everything that the child needs between fork and exec, where memory must not be asked for.
struct Prepared {
  std::vector<char*> arguments;
  std::vector<char*> environment;
  const ChildProcess::Call* call;
  std::vector<int> parked;  // a place for each descriptor above all that are wanted
  int highest = 3;
};

// Moves the descriptors to where they are wanted, closes all others. False when one cannot be moved.
bool place_descriptors(Prepared& p) {
  const auto& wanted = p.call->descriptors;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    p.parked[i] = ::fcntl(wanted[i].first, F_DUPFD_CLOEXEC, p.highest);
    if (p.parked[i] < 0) return false;
  }
  // What is not given is nobody's input and output.
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int fd : {0, 1}) ::dup2(nothing, fd);
  if (p.call->quiet && kBoundsMemory) ::dup2(nothing, 2);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (::dup2(p.parked[i], wanted[i].second) < 0) return false;
  }
  if (::close_range(static_cast<unsigned>(p.highest), ~0U, 0) == 0) return true;
  constexpr int kMostDescriptors = 65536;  // an old kernel, or a container that forbids the call
  for (int fd = p.highest; fd < kMostDescriptors; ++fd) ::close(fd);
  return true;
}

[[noreturn]] void become_program(Prepared& p, int parent) {
  const ChildProcess::Call& call = *p.call;
  ::setsid();  // a group of its own, and no terminal to type into
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kNotStarted);  // it ended before we asked to die with it
  std::signal(SIGPIPE, SIG_DFL);
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGCHLD, SIG_DFL);
  // Before its own descriptors are closed. A program of others never runs unconfined.
  if (call.sandbox != nullptr && !call.sandbox->apply()) ::_exit(kNotStarted);
  if (!place_descriptors(p)) ::_exit(kNotStarted);
  if (!call.folder.empty() && ::chdir(call.folder.c_str()) != 0) ::_exit(kNotStarted);
  if (kBoundsMemory) bound(RLIMIT_AS, call.limits.address_space);
  if (kBoundsMemory) bound(RLIMIT_DATA, call.limits.data);
  bound(RLIMIT_CPU, call.limits.cpu_seconds);
  bound(RLIMIT_FSIZE, call.limits.file_bytes);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::execve(p.arguments[0], p.arguments.data(), p.environment.data());
  ::_exit(kNotStarted);
}

int wait_for(int pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return kNotStarted;
  }
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

std::string find_program(std::string_view name) {
  const char* const set = std::getenv("PATH");
  std::string_view path = set == nullptr ? "/usr/bin:/bin" : set;
  while (!path.empty()) {
    const std::string_view folder = path.substr(0, path.find(':'));
    path.remove_prefix(std::min(path.size(), folder.size() + 1));
    const std::string candidate = join_path(folder, name);
    // An absolute folder only: "." on the path would be the folder of documents.
    if (folder.starts_with('/') && ::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

Result<ChildProcess> ChildProcess::start(const Call& call) {
  std::vector<std::string> arguments = call.arguments;
  std::vector<std::string> variables = environment(call.folder);
  Prepared prepared{pointers(arguments), pointers(variables), &call, std::vector<int>(call.descriptors.size()), 3};
  for (const auto& [ours, theirs] : call.descriptors) prepared.highest = std::max(prepared.highest, theirs + 1);
  const int parent = ::getpid();
  const int pid = ::fork();
  if (pid < 0) return fail(ErrorCode::kInternal, {}, "no process: " + std::string(std::strerror(errno)));
  if (pid == 0) become_program(prepared, parent);
  return ChildProcess(pid);
}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  return *this;
}

int ChildProcess::kill() {
  if (pid_ < 0) return 0;
  ::kill(pid_, SIGKILL);  // it may not lead its group yet
  return wait();
}

int ChildProcess::wait() {
  if (pid_ < 0) return 0;
  const int pid = std::exchange(pid_, -1);
  siginfo_t info{};
  while (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
  }
  ::kill(-pid, SIGKILL);  // what it left running; before its number can be another's
  return wait_for(pid);
}

int ChildProcess::wait_until(Clock::time_point end, const std::atomic<bool>* stop) {
  constexpr auto kLookAgain = std::chrono::milliseconds(10);
  while (Clock::now() < end && (stop == nullptr || !stop->load())) {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid_) break;
    std::this_thread::sleep_for(kLookAgain);
  }
  return kill();
}

namespace {

// One stream of a running program.
struct Stream {
  Descriptor from;
  std::string text;
  std::uint64_t limit;
  bool over = false;

  // False at its end.
  bool take() {
    std::array<char, 1U << 16U> buffer;
    const ssize_t n = ::read(from.get(), buffer.data(), buffer.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) return true;
    if (n <= 0) return false;
    const std::size_t room = limit - std::min<std::uint64_t>(limit, text.size());
    const auto got = static_cast<std::size_t>(n);
    over = over || got > room;
    text.append(buffer.data(), std::min(got, room));
    return true;
  }
};

struct Pipe {
  Descriptor reading;
  Descriptor writing;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::kInternal, {}, std::strerror(errno));
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::string seconds_text(double seconds) { return std::to_string(static_cast<long>(seconds)) + " s"; }

// Reads both streams until the program closes them; the reason when it has to be ended.
Result<void> read_streams(const ProgramCall& call, Stream& output, Stream& errors) {
  const std::string name = base_name(call.arguments.front());
  const auto end = Clock::now() + std::chrono::duration<double>(call.wall_seconds);
  std::array<pollfd, 2> polled{pollfd{output.from.get(), POLLIN, 0}, pollfd{errors.from.get(), POLLIN, 0}};
  const std::array<Stream*, 2> streams{&output, &errors};
  while (polled[0].fd >= 0 || polled[1].fd >= 0) {
    if (call.stop != nullptr && call.stop->load()) return fail(ErrorCode::kInterrupted);
    constexpr int kLookAgainMs = 200;  // at the stop flag and the clock
    const int ready = ::poll(polled.data(), polled.size(), kLookAgainMs);
    if (ready < 0 && errno != EINTR) return fail(ErrorCode::kInternal, {}, std::strerror(errno));
    if (Clock::now() >= end) {
      return fail(ErrorCode::kReaderFailed, {}, name + " took more than " + seconds_text(call.wall_seconds));
    }
    for (std::size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].revents != 0 && !streams[i]->take()) polled[i].fd = -1;
    }
    if (output.over) {
      return fail(ErrorCode::kReaderFailed, {},
                  name + " wrote more than " + std::to_string(call.output_bytes) + " bytes");
    }
  }
  return {};
}

}  // namespace

ProgramCall bounded_call(std::vector<std::string> arguments, std::string_view input, const ProcessLimits& limits) {
  ProgramCall call;
  call.arguments = std::move(arguments);
  call.input = input;
  call.limits = limits;
  call.wall_seconds = 2.0 * static_cast<double>(limits.cpu_seconds);
  return call;
}

Result<ProgramResult> run_program(const ProgramCall& call) {
  auto input = memory_file(call.input);
  auto output = make_pipe();
  auto errors = make_pipe();
  for (const Error* error :
       {input ? nullptr : &input.error(), output ? nullptr : &output.error(), errors ? nullptr : &errors.error()}) {
    if (error != nullptr) return fail(*error);
  }
  const Sandbox sandbox = Sandbox::for_program(call.folder, call.sockets);
  auto child = ChildProcess::start({call.arguments,
                                    call.folder,
                                    {{input->get(), 0}, {output->writing.get(), 1}, {errors->writing.get(), 2}},
                                    call.limits,
                                    &sandbox});
  if (!child) return fail(std::move(child.error()));
  output->writing.close();
  errors->writing.close();
  Stream out{std::move(output->reading), {}, call.output_bytes};
  Stream err{std::move(errors->reading), {}, kErrorBytes};
  if (auto read = read_streams(call, out, err); !read) return fail(std::move(read.error()));
  const int status = child->wait_until(Clock::now() + ChildProcess::kLeave, call.stop);
  if (status < 0) {
    return fail(ErrorCode::kReaderFailed, {},
                base_name(call.arguments.front()) + " was ended by " + status_text(status));
  }
  return ProgramResult{status, std::move(out.text), std::move(err.text)};
}

std::string status_text(int status) {
  if (status >= 0) return "status " + std::to_string(status);
  const char* const name = ::strsignal(-status);
  return "signal " + std::to_string(-status) + (name == nullptr ? "" : " (" + std::string(name) + ")");
}

Result<ScratchFolder> ScratchFolder::make() {
  const char* const base = std::getenv("TMPDIR");
  std::string path = join_path(base == nullptr || *base == '\0' ? "/tmp" : base, "hoptac-XXXXXX");
  if (::mkdtemp(path.data()) == nullptr) return fail(ErrorCode::kCannotWrite, path, std::strerror(errno));
  return ScratchFolder(std::move(path));
}

bool ScratchFolder::is_full() const {
  constexpr std::uint64_t kHardlyAny = std::uint64_t{1} << 20U;
  return free_bytes(path_).value_or(kHardlyAny) < kHardlyAny;
}

ScratchFolder::~ScratchFolder() {
  if (!path_.empty()) static_cast<void>(remove_tree(path_));
}

}  // namespace hoptac
