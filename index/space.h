// Room on the disk is asked for before it is needed: a disk that fills up in the middle of a commit makes Xapian 1.4
// end the process (an exception while it takes the commit back).
#pragma once

#include <cstdint>
#include <string>

#include "src/base/result.h"

namespace hoptac {

// kCannotWrite when the disk of `path` has no room for `bytes` of new documents or records, whose terms and positions
// take as much again and some blocks of every table.
Result<void> check_space(const std::string& path, std::uint64_t bytes);

// kCannotWrite when the disk of `path` has not so many bytes left.
Result<void> check_room(const std::string& path, std::uint64_t bytes);

}  // namespace hoptac
