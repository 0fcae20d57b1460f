#include "ingest/containers/container.h"

#include <algorithm>

#include "src/base/limits.h"

namespace hoptac {
namespace {

std::uint64_t most_bytes(std::uint64_t packed) {
  const std::uint64_t by_ratio = std::min(packed, limits::kMaxContainerBytes) * limits::kMaxExpansionRatio;
  return std::min(std::max(by_ratio, limits::kAlwaysExpandedBytes), limits::kMaxContainerBytes);
}

}  // namespace

ExpansionBudget::ExpansionBudget(std::uint64_t packed)
    : bytes_left_(most_bytes(packed)), members_left_(limits::kMaxContainerMembers) {}

Result<void> ExpansionBudget::take_bytes(std::uint64_t bytes) {
  if (bytes > bytes_left_) {
    bytes_left_ = 0;
    return fail(ErrorCode::kTooLarge, {}, "the container expands beyond its bound: what lies behind is not read");
  }
  bytes_left_ -= bytes;
  return {};
}

Result<void> ExpansionBudget::take_member() {
  if (members_left_ == 0) {
    return fail(ErrorCode::kTooLarge, {},
                "more than " + std::to_string(limits::kMaxContainerMembers) + " files in the container");
  }
  --members_left_;
  return {};
}

}  // namespace hoptac
