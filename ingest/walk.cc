#include "ingest/walk.h"
namespace hoptac {
Result<WalkResult> walk(const std::string&, const std::string&, const std::string&) { return WalkResult{}; }
}  // namespace hoptac
