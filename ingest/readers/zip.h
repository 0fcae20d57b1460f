// Members of a zip archive, from memory, within the bounds of limits.h.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

using ZipMembers = std::map<std::string, std::string, std::less<>>;  // name -> bytes

// The members whose name `wanted` accepts; of equal names the first. kDamaged for a broken archive,
// kEncrypted when a wanted member needs a password, kTooLarge when one expands beyond
// limits::kMaxMemberBytes or all of them beyond limits::kMaxExpansionRatio.
Result<ZipMembers> read_zip(std::string_view bytes, const std::function<bool(std::string_view)>& wanted);

// The bytes of a member; "" when there is none. Points into `members`.
std::string_view part(const ZipMembers& members, std::string_view name);

}  // namespace hoptac
