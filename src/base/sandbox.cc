#include "src/base/sandbox.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <utility>

namespace hoptac {
namespace {

// The rights of ABI 1; later ones are added below where the kernel has them. Debian 12's headers do not name these.
constexpr std::uint64_t kRefer = std::uint64_t{1} << 13U;
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14U;
constexpr std::uint64_t kWriting = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                   LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                   LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

long landlock_abi() { return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION); }

bool allow_below(int rules, const std::string& folder, std::uint64_t rights) {
  landlock_path_beneath_attr below{};
  below.allowed_access = rights;
  below.parent_fd = ::open(folder.c_str(), O_PATH | O_CLOEXEC);
  if (below.parent_fd < 0) return false;
  const long added = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
  ::close(below.parent_fd);
  return added == 0;
}

// Nothing may be written but below `folder` ("" for nowhere) and to /dev/null, which programs open as a matter of
// course.
int make_rules(const std::string& folder) {
  const long abi = landlock_abi();
  if (abi < 1) return -1;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kWriting;
  if (abi >= 2) attributes.handled_access_fs |= kRefer;
  if (abi >= 3) attributes.handled_access_fs |= kTruncate;
  const auto rules =
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes.handled_access_fs), 0));
  if (rules < 0 || folder.empty()) return rules;
  allow_below(rules, folder, attributes.handled_access_fs);
  allow_below(rules, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE);
  return rules;
}

struct FilterDeleter {
  void operator()(void* context) const { seccomp_release(context); }
};
using Filter = std::unique_ptr<void, FilterDeleter>;

// What the library's macros make by compound literals, which C++ does not have.
scmp_arg_cmp compare(unsigned argument, scmp_compare how, scmp_datum_t a, scmp_datum_t b = 0) {
  scmp_arg_cmp out{};
  out.arg = argument;
  out.op = how;
  out.datum_a = a;
  out.datum_b = b;
  return out;
}

template <std::size_t N>
void refuse(const Filter& filter, const std::array<int, N>& calls) {
  for (const int call : calls) seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0);
}

void refuse_if(const Filter& filter, int call, const scmp_arg_cmp& argument) {
  seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 1, &argument);
}

constexpr scmp_datum_t kLow32 = 0xFFFFFFFFU;
constexpr int kFchmodat2 = 452;  // younger than the library

// What neither kind of process has any business with: others' memory, mounts, keys, the kernel; signals to others, a
// group or a session of its own (it must end with its group); attributes of files; memory that outlives it; typing into
// the terminal.
void refuse_always(const Filter& filter) {
  refuse(filter, std::array{SCMP_SYS(ptrace),         SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
                            SCMP_SYS(mount),          SCMP_SYS(umount2),          SCMP_SYS(bpf),
                            SCMP_SYS(io_uring_setup), SCMP_SYS(keyctl),           SCMP_SYS(add_key),
                            SCMP_SYS(request_key),    SCMP_SYS(perf_event_open),  SCMP_SYS(unshare),
                            SCMP_SYS(setns),          SCMP_SYS(kexec_load),       SCMP_SYS(init_module),
                            SCMP_SYS(finit_module),   SCMP_SYS(reboot),           SCMP_SYS(userfaultfd),
                            SCMP_SYS(mknod),          SCMP_SYS(mknodat)});
  refuse(filter, std::array{SCMP_SYS(kill), SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(pidfd_open),
                            SCMP_SYS(pidfd_send_signal), SCMP_SYS(setsid), SCMP_SYS(setpgid), SCMP_SYS(setpriority),
                            SCMP_SYS(shmget), SCMP_SYS(semget), SCMP_SYS(msgget), SCMP_SYS(sendmmsg)});
  refuse(filter, std::array{SCMP_SYS(truncate), SCMP_SYS(setxattr), SCMP_SYS(lsetxattr), SCMP_SYS(fsetxattr),
                            SCMP_SYS(removexattr), SCMP_SYS(lremovexattr), SCMP_SYS(fremovexattr)});
  for (const unsigned request : {unsigned{TIOCSTI}, unsigned{TIOCLINUX}}) {
    refuse_if(filter, SCMP_SYS(ioctl), compare(1, SCMP_CMP_MASKED_EQ, kLow32, request));
  }
  refuse_if(filter, SCMP_SYS(clone), compare(0, SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER));
  // The C library falls back to clone and openat, whose flags can be looked at.
  for (const int call : {SCMP_SYS(clone3), SCMP_SYS(openat2)}) {
    seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), call, 0);
  }
}

// A program may make sockets, as LibreOffice does to see whether it runs already, but reaches nobody: neither the
// internet nor the session's own services.
void refuse_others(const Filter& filter) {
  // AF_UNIX, which stays on this machine, is the lowest of the families.
  refuse_if(filter, SCMP_SYS(socket), compare(0, SCMP_CMP_GT, AF_UNIX));
  for (const int type : {SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW}) {
    refuse_if(filter, SCMP_SYS(socket), compare(1, SCMP_CMP_MASKED_EQ, 0xF, static_cast<scmp_datum_t>(type)));
  }
  seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ECONNREFUSED), SCMP_SYS(connect), 0);
}

void refuse_all_but_reading(const Filter& filter) {
  refuse(filter, std::array{SCMP_SYS(socket),    SCMP_SYS(connect),   SCMP_SYS(bind),      SCMP_SYS(execve),
                            SCMP_SYS(execveat),  SCMP_SYS(fork),      SCMP_SYS(vfork),     SCMP_SYS(clone),
                            SCMP_SYS(unlink),    SCMP_SYS(unlinkat),  SCMP_SYS(rename),    SCMP_SYS(renameat),
                            SCMP_SYS(renameat2), SCMP_SYS(link),      SCMP_SYS(linkat),    SCMP_SYS(symlink),
                            SCMP_SYS(symlinkat), SCMP_SYS(mkdir),     SCMP_SYS(mkdirat),   SCMP_SYS(rmdir),
                            SCMP_SYS(creat),     SCMP_SYS(prlimit64), SCMP_SYS(setrlimit), SCMP_SYS(memfd_create)});
  refuse(filter, std::array{SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat), kFchmodat2, SCMP_SYS(chown),
                            SCMP_SYS(fchown), SCMP_SYS(lchown), SCMP_SYS(fchownat), SCMP_SYS(utime), SCMP_SYS(utimes),
                            SCMP_SYS(futimesat), SCMP_SYS(utimensat), SCMP_SYS(ftruncate)});
  // abort() signals its own thread.
  const auto self = static_cast<scmp_datum_t>(::getpid());
  refuse_if(filter, SCMP_SYS(tgkill), compare(0, SCMP_CMP_NE, self));
  for (const int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
    const auto bits = static_cast<scmp_datum_t>(flag);
    const scmp_arg_cmp of_open = compare(1, SCMP_CMP_MASKED_EQ, bits, bits);
    const scmp_arg_cmp of_openat = compare(2, SCMP_CMP_MASKED_EQ, bits, bits);
    seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 1, &of_open);
    seccomp_rule_add_array(filter.get(), SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1, &of_openat);
  }
}

// The filter as the kernel takes it; empty when the library cannot make it.
std::vector<unsigned char> compile(const Filter& filter) {
  std::vector<unsigned char> program;
  const int file = ::memfd_create("filter", MFD_CLOEXEC);
  if (file < 0) return program;
  struct stat st {};
  if (seccomp_export_bpf(filter.get(), file) == 0 && ::fstat(file, &st) == 0) {
    program.resize(static_cast<std::size_t>(st.st_size));
    if (::pread(file, program.data(), program.size(), 0) != st.st_size) program.clear();
  }
  ::close(file);
  return program;
}

Filter new_filter() { return Filter(seccomp_init(SCMP_ACT_ALLOW)); }

}  // namespace

Sandbox Sandbox::for_reading() {
  Sandbox out;
  if (const Filter filter = new_filter()) {
    refuse_always(filter);
    refuse_all_but_reading(filter);
    out.filter_ = compile(filter);
  }
  out.rules_ = make_rules({});
  return out;
}

Sandbox Sandbox::for_program(const std::string& folder, const std::string& sockets) {
  Sandbox out;
  if (const Filter filter = new_filter()) {
    refuse_always(filter);
    refuse_others(filter);
    out.filter_ = compile(filter);
  }
  out.rules_ = make_rules(folder);
  if (out.rules_ >= 0 && !sockets.empty()) {
    allow_below(out.rules_, sockets, LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE);
  }
  return out;
}

Sandbox::Sandbox(Sandbox&& other) noexcept
    : filter_(std::move(other.filter_)), rules_(std::exchange(other.rules_, -1)) {}

Sandbox::~Sandbox() {
  if (rules_ >= 0) ::close(rules_);
}

bool Sandbox::apply() const {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  const bool files = rules_ >= 0 && ::syscall(SYS_landlock_restrict_self, rules_, 0) == 0;
  if (filter_.empty()) return files;
  sock_fprog program{};
  program.len = static_cast<unsigned short>(filter_.size() / sizeof(sock_filter));
  program.filter = reinterpret_cast<sock_filter*>(const_cast<unsigned char*>(filter_.data()));
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 || files;
}

std::string sandbox_name() {
  std::string out;
  // Asks for an action: a kernel without seccomp knows neither the call nor the operation.
  const std::uint32_t action = SECCOMP_RET_ERRNO;
  if (::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0) out = "seccomp";
  if (landlock_abi() >= 1) out += out.empty() ? "landlock" : ", landlock";
  return out.empty() ? "none" : out;
}

}  // namespace hoptac
