#include "index/space.h"

#include "src/base/file.h"

namespace hoptac {

Result<void> check_space(const std::string& path, std::uint64_t bytes) {
  constexpr std::uint64_t kTables = std::uint64_t{1} << 20U;
  constexpr std::uint64_t kTimes = 4;  // not measured: text, terms, positions, copied blocks
  return check_room(path, kTables + kTimes * bytes);
}

Result<void> check_room(const std::string& path, std::uint64_t bytes) {
  const auto room = free_bytes(path);
  if (!room || *room >= bytes) return {};
  return fail(ErrorCode::kCannotWrite, path,
              "the disk has " + std::to_string(*room >> 10U) + " KiB left, " + std::to_string(bytes >> 10U) +
                  " KiB may be needed; free some and run it again");
}

}  // namespace hoptac
