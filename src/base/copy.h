// Copies of files.
#pragma once

#include <string>

#include "src/base/result.h"

namespace hoptac {

// Writes the content of a regular file to `to`, whatever is there; not synced. kCannotWrite.
Result<void> copy_file(const std::string& from, const std::string& to);

}  // namespace hoptac
