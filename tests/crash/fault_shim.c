// A library for LD_PRELOAD that lets one call of a program fail, or kills the program there: calls that change files,
// counted from 1 in the process that was started, not in its children (hoptac gives them a bare environment; those
// between fork and exec are told by their pid).
//
//   FAULT_TRACE=FILE  a line "NUMBER CALL PATH" for each call that is counted
//   FAULT_AT=N        the call that is hit
//   FAULT_KIND=kill   SIGKILL to the process group before the call
//              torn   the same, with half of the bytes of a write written
//              eio    the call fails with EIO
//              enospc the call fails with ENOSPC
//              full   this call and all that follow fail with ENOSPC, those excepted that free space
//
// Writes and syncs count on regular files and folders only, so that what is told on pipes is left alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { kNone, kKill, kTorn, kEio, kEnospc, kFull };
enum effect { kTakesSpace, kFreesSpace };

static pid_t process;
static long hit_at;
static enum kind kind;
static int trace = -1;
static long calls;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  static const char* const names[] = {"none", "kill", "torn", "eio", "enospc", "full"};
  const char* const at = getenv("FAULT_AT");
  const char* const how = getenv("FAULT_KIND");
  const char* const path = getenv("FAULT_TRACE");
  process = getpid();
  hit_at = at == NULL ? 0 : atol(at);
  for (int i = 0; how != NULL && i <= kFull; ++i) {
    if (strcmp(how, names[i]) == 0) kind = (enum kind)i;
  }
  if (path != NULL) trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
}

static void die(void) { kill(0, SIGKILL); }

// The error that the call is to fail with, or 0; `torn` is set when it is to die half way.
static int fault(const char* call, const char* path, enum effect effect, int* torn) {
  if (getpid() != process) return 0;
  pthread_mutex_lock(&lock);
  const long number = ++calls;
  if (trace >= 0) {
    char line[4400];
    const int length = snprintf(line, sizeof line, "%ld %s %.4096s\n", number, call, path);
    if (length > 0) syscall(SYS_write, trace, line, (size_t)length);
  }
  pthread_mutex_unlock(&lock);
  if (kind == kFull) return hit_at > 0 && number >= hit_at && effect == kTakesSpace ? ENOSPC : 0;
  if (number != hit_at) return 0;
  if (kind == kTorn && torn != NULL) {
    *torn = 1;
    return 0;
  }
  if (kind == kKill || kind == kTorn) die();
  return kind == kEio ? EIO : kind == kEnospc ? ENOSPC : 0;
}

static int counts(int fd, char* path, size_t size) {
  struct stat st;
  if (syscall(SYS_newfstatat, fd, "", &st, AT_EMPTY_PATH) != 0) return 0;
  if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) return 0;
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const ssize_t n = readlink(link, path, size - 1);
  path[n < 0 ? 0 : n] = '\0';
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define FAIL_IF(call, path, effect)                    \
  do {                                                 \
    const int error_ = fault(call, path, effect, NULL); \
    if (error_ != 0) {                                 \
      errno = error_;                                  \
      return -1;                                       \
    }                                                  \
  } while (0)

#define FAIL_IF_FD(call, fd)                                                            \
  do {                                                                                  \
    char fd_path_[4096];                                                                \
    if (counts(fd, fd_path_, sizeof fd_path_)) FAIL_IF(call, fd_path_, kTakesSpace);    \
  } while (0)

// A write of `size` bytes; `half` writes the first half of them.
#define WRITE(call, fd, half)                                                 \
  do {                                                                        \
    char path_[4096];                                                         \
    if (!counts(fd, path_, sizeof path_)) break;                              \
    int torn_ = 0;                                                            \
    const int error_ = fault(call, path_, kTakesSpace, &torn_);               \
    if (torn_) {                                                              \
      if ((half) >= 0) die();                                                 \
    }                                                                         \
    if (error_ != 0) {                                                        \
      errno = error_;                                                         \
      return -1;                                                              \
    }                                                                         \
  } while (0)

ssize_t write(int fd, const void* bytes, size_t size) {
  WRITE("write", fd, syscall(SYS_write, fd, bytes, size / 2));
  return REAL(write)(fd, bytes, size);
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  WRITE("pwrite", fd, syscall(SYS_pwrite64, fd, bytes, size / 2, at));
  return REAL(pwrite)(fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
  WRITE("pwrite", fd, syscall(SYS_pwrite64, fd, bytes, size / 2, at));
  return REAL(pwrite64)(fd, bytes, size, at);
}
ssize_t writev(int fd, const struct iovec* parts, int count) {
  WRITE("writev", fd, syscall(SYS_writev, fd, parts, count / 2));
  return REAL(writev)(fd, parts, count);
}
int fsync(int fd) {
  FAIL_IF_FD("fsync", fd);
  return REAL(fsync)(fd);
}
int fdatasync(int fd) {
  FAIL_IF_FD("fdatasync", fd);
  return REAL(fdatasync)(fd);
}
int ftruncate(int fd, off_t size) {
  FAIL_IF_FD("ftruncate", fd);
  return REAL(ftruncate)(fd, size);
}
int ftruncate64(int fd, off64_t size) {
  FAIL_IF_FD("ftruncate", fd);
  return REAL(ftruncate64)(fd, size);
}
int rename(const char* from, const char* to) {
  FAIL_IF("rename", to, kTakesSpace);
  return REAL(rename)(from, to);
}
int renameat(int from_fd, const char* from, int to_fd, const char* to) {
  FAIL_IF("rename", to, kTakesSpace);
  return REAL(renameat)(from_fd, from, to_fd, to);
}
int link(const char* from, const char* to) {
  FAIL_IF("link", to, kTakesSpace);
  return REAL(link)(from, to);
}
int symlink(const char* target, const char* path) {
  FAIL_IF("symlink", path, kTakesSpace);
  return REAL(symlink)(target, path);
}
int unlink(const char* path) {
  FAIL_IF("unlink", path, kFreesSpace);
  return REAL(unlink)(path);
}
int unlinkat(int fd, const char* path, int flags) {
  FAIL_IF("unlinkat", path, kFreesSpace);
  return REAL(unlinkat)(fd, path, flags);
}
int remove(const char* path) {
  FAIL_IF("remove", path, kFreesSpace);
  return REAL(remove)(path);
}
int rmdir(const char* path) {
  FAIL_IF("rmdir", path, kFreesSpace);
  return REAL(rmdir)(path);
}
int mkdir(const char* path, mode_t mode) {
  FAIL_IF("mkdir", path, kTakesSpace);
  return REAL(mkdir)(path, mode);
}
int mkdirat(int fd, const char* path, mode_t mode) {
  FAIL_IF("mkdir", path, kTakesSpace);
  return REAL(mkdirat)(fd, path, mode);
}

static mode_t mode_of(int flags, va_list more) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(more, mode_t) : 0;
}

#define OPEN(name)                                                  \
  int name(const char* path, int flags, ...) {                      \
    va_list more;                                                   \
    va_start(more, flags);                                          \
    const mode_t mode = mode_of(flags, more);                       \
    va_end(more);                                                   \
    if ((flags & O_CREAT) != 0) FAIL_IF("open", path, kTakesSpace); \
    return REAL(name)(path, flags, mode);                           \
  }
#define OPENAT(name)                                                \
  int name(int fd, const char* path, int flags, ...) {              \
    va_list more;                                                   \
    va_start(more, flags);                                          \
    const mode_t mode = mode_of(flags, more);                       \
    va_end(more);                                                   \
    if ((flags & O_CREAT) != 0) FAIL_IF("open", path, kTakesSpace); \
    return REAL(name)(fd, path, flags, mode);                       \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
