// "did you mean": the known name that a mistyped one is nearest to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// The first of `names` that is fewest edits (insert, delete, change of a byte) away, at most two and fewer than its
// length; "" when there is none.
std::string nearest_name(std::string_view word, const std::vector<std::string>& names);

}  // namespace hoptac
