// The least that a run over unchanged files can do: `bare_walk FOLDER` looks at size and mtime of each file below it
// and prints how many there are and the sum of both.
#include <fmt/format.h>
#include <ftw.h>
#include <sys/stat.h>

#include <cstdint>

namespace {

std::uint64_t files = 0, sum = 0;  // nftw hands its function nothing of the caller's

int look(const char* /*path*/, const struct stat* found, int kind, struct FTW* /*where*/) {
  if (kind != FTW_F) return 0;
  ++files;
  sum += static_cast<std::uint64_t>(found->st_size) + static_cast<std::uint64_t>(found->st_mtime);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || nftw(argv[1], look, 64, FTW_PHYS) != 0) {
    fmt::print(stderr, "usage: bare_walk FOLDER\n");
    return 2;
  }
  fmt::print("{} {}\n", files, sum);
  return 0;
}
