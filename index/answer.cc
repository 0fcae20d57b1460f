#include "index/answer.h"

namespace hoptac {
namespace {

// Names the databases whatever their revision; "" when that cannot be told.
std::string identity_of(const OpenGeneration& open) {
  const auto uuid = guarded("", [&]() -> Result<std::string> { return open.docs.get_uuid(); });
  return uuid ? open.generation.name + " " + *uuid : std::string();
}

}  // namespace

bool follow(OpenGeneration& open, const Error& error) {
  const bool may_be_gone = error.code == ErrorCode::kIndexMissing || error.code == ErrorCode::kIndexDamaged ||
                           error.code == ErrorCode::kIndexBusy;
  if (!may_be_gone || open.shards) return false;  // shards are looked for anew by the searcher
  auto now = open_generation(open.generation.index_directory);
  if (!now || identity_of(*now) == identity_of(open)) return false;
  open = *std::move(now);
  return true;
}

}  // namespace hoptac
