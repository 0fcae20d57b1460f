// Confines a process that handles foreign bytes: no network, no writing but in one folder, no new programs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hoptac {

// Made before a fork (it takes memory), applied behind it. Two parts, each as far as the kernel has it: seccomp for
// sockets, programs and processes, Landlock (Linux 5.13) for files. Movable.
class Sandbox {
 public:
  // For a process that only reads and answers on descriptors it has: no file is created, changed or removed, no socket
  // opened, no program or process started.
  static Sandbox for_reading();
  // For a program of others: files are written below `folder` only, nobody is reached by a socket. `sockets`, if not
  // "", is a folder where it may also make sockets between processes, and remove files.
  static Sandbox for_program(const std::string& folder, const std::string& sockets = {});

  Sandbox(Sandbox&& other) noexcept;
  Sandbox& operator=(Sandbox&&) = delete;
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox();

  // Confines this process and all its children for good. Async-signal-safe. False when neither part took effect.
  bool apply() const;

 private:
  Sandbox() = default;
  std::vector<unsigned char> filter_;  // a BPF program; empty when it could not be made
  int rules_ = -1;                     // a Landlock rule set; -1 without
};

// What this kernel offers, for --version: "seccomp, landlock", "none".
std::string sandbox_name();

}  // namespace hoptac
