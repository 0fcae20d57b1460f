#include "ingest/authority/embedded.h"

#include "ingest/authority/table_extension.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {

Result<std::string> TableSource::load(std::string_view name) const {
  const std::string_view built_in = embedded_table(name);
  if (!directory_.empty()) {
    const std::string path = join_path(directory_, name);
    const auto text = read_file(path, limits::kMaxFileBytes);
    if (text) return extend_table(built_in, *text, path);
    if (text.error().code != ErrorCode::kNotFound) return text;
  }
  if (built_in.empty()) return fail(ErrorCode::kNotFound, std::string(name), "no such table");
  return std::string(built_in);
}

}  // namespace hoptac
