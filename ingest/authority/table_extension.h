// Tables of a directory beside the built-in ones: a few lines there are enough.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

// `built_in` with the rows of `extension`: a row whose first cell is new is added, one whose first cell
// is known replaces that row. The extension names its columns in its own header row, in any order;
// columns that it leaves out are empty, the first column must be there. A first line `# replace` makes
// it the whole table instead. kBadRecord names `path`, the line, the cause and the repair.
Result<std::string> extend_table(std::string_view built_in, std::string_view extension, const std::string& path);

}  // namespace hoptac
