#include "ingest/authority/embedded.h"

#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {

Result<std::string> TableSource::load(std::string_view name) const {
  if (!directory_.empty()) {
    auto text = read_file(join_path(directory_, name), limits::kMaxFileBytes);
    if (text || text.error().code != ErrorCode::kNotFound) return text;
  }
  const std::string_view built_in = embedded_table(name);
  if (built_in.empty()) return fail(ErrorCode::kNotFound, std::string(name), "no such table");
  return std::string(built_in);
}

}  // namespace hoptac
