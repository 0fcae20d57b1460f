// The JSON library, behind one door. Objects keep the order of insertion, so that output is stable.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "src/base/json_fwd.h"
#include "src/base/result.h"

namespace hoptac {

// Parses one JSON text; never throws. The error's detail says what is wrong and at which byte. Nesting and
// members of an object are bounded by limits.h, so that the cost is linear in the size of the text.
Result<Json> parse_json(std::string_view text);

// The string `key` in the object that is member `object` of the whole one, with no more read than what stands before
// it; "" when there is none, or a fault before it.
std::string peek_string(std::string_view text, std::string_view object, std::string_view key);

// One line, UTF-8 as it is; ill-formed UTF-8 becomes U+FFFD instead of throwing.
std::string to_line(const Json& value);

// Typed look-ups that never throw: the fallback when absent or of another type.
std::string get_string(const Json& object, std::string_view key, std::string_view fallback = {});
double get_number(const Json& object, std::string_view key, double fallback = 0);
bool get_bool(const Json& object, std::string_view key, bool fallback = false);
// The member, or a shared null when absent.
const Json& get_member(const Json& object, std::string_view key);

}  // namespace hoptac
