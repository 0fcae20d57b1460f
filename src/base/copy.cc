#include "src/base/copy.h"

#include <filesystem>
#include <system_error>

namespace hoptac {

Result<void> copy_file(const std::string& from, const std::string& to) {
  std::error_code ec;
  std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, ec);
  if (ec) return fail(ErrorCode::kCannotWrite, to, ec.message());
  return {};
}

}  // namespace hoptac
