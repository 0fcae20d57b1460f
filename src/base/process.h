// Other programs as bounded child processes: time, memory, output and place are limited, no shell is involved.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/result.h"
#include "src/base/sandbox.h"

namespace hoptac {

// 0 means no bound.
struct ProcessLimits {
  std::uint64_t address_space = 0;  // bytes, mapped files and programs too
  std::uint64_t cpu_seconds = 0;
  std::uint64_t file_bytes = 0;  // of one file that it writes
  std::uint64_t data = 0;        // bytes of memory that it can write to and shares with nobody
};

// The status of a program that could not be started or confined.
inline constexpr int kNotStarted = 127;

// The path of a program as the shell would find it on PATH; "" when it is not installed.
std::string find_program(std::string_view name);

// A running child; killed with all its descendants when the object goes. Movable.
class ChildProcess {
 public:
  // That a process may take from closing its output to its end: long enough for a busy machine and for what a sanitizer
  // does last.
  static constexpr auto kLeave = std::chrono::seconds(5);

  struct Call {
    std::vector<std::string> arguments;            // the first is the path of the program
    std::string folder;                            // where it runs; also its HOME and TMPDIR. "" for where we are
    std::vector<std::pair<int, int>> descriptors;  // ours -> its; besides these, 0 and 1 are nothing and 2 is ours
    ProcessLimits limits;
    const Sandbox* sandbox = nullptr;  // applied before the program starts; none: it confines itself
    bool quiet = false;                // its 2 is nothing, too; not in a sanitizer build, which reports there
  };
  // The child leads a session of its own (Ctrl-C does not reach it, no terminal is in it) and dies with the thread that
  // started it; what it has started itself dies with it when the object goes, not when we are killed.
  // kInternal when the system gives no process; a program that cannot be started or confined ends with kNotStarted.
  static Result<ChildProcess> start(const Call& call);

  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess() { kill(); }

  // Ends the whole group and waits for the child. Status as of wait().
  int kill();
  // Waits for its end: the exit status, or minus the number of the signal that ended it.
  int wait();
  // The same, but kills it at `end` or once `stop` (may be nullptr) is set.
  using Clock = std::chrono::steady_clock;
  int wait_until(Clock::time_point end, const std::atomic<bool>* stop);

 private:
  explicit ChildProcess(int pid) : pid_(pid) {}
  int pid_ = -1;
};

struct ProgramCall {
  std::vector<std::string> arguments;  // the first is the program's path
  std::string_view input;              // its standard input, which it may also seek in
  std::string folder;                  // scratch: the only place where it may write
  std::string sockets;                 // as in Sandbox::for_program
  ProcessLimits limits;
  double wall_seconds = 60;
  std::uint64_t output_bytes = std::uint64_t{64} << 20U;
  const std::atomic<bool>* stop = nullptr;  // ends the program soon after it is set
};

// A call whose time on the clock is twice that of its processor: a program may wait for others.
ProgramCall bounded_call(std::vector<std::string> arguments, std::string_view input, const ProcessLimits& limits);

struct ProgramResult {
  int status = 0;      // as of ChildProcess::wait()
  std::string output;  // its standard output
  std::string errors;  // the first of its standard error
};

// Runs a program to its end, without network and confined to its folder. Errors: kReaderFailed when it goes beyond a
// limit or is ended by a signal (the detail says which, and the program's name), kInterrupted, kInternal. A status
// other than 0 is the caller's to judge.
Result<ProgramResult> run_program(const ProgramCall& call);

// A new empty folder that only this user can enter, removed with all its content when the object goes. Movable.
class ScratchFolder {
 public:
  static Result<ScratchFolder> make();
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  const std::string& path() const { return path_; }
  // True when its disk has hardly any room left: why a program may have written nothing.
  bool is_full() const;

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// "signal 11 (Segmentation fault)", "status 3".
std::string status_text(int status);

}  // namespace hoptac
