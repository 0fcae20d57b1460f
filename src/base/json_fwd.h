// The name of the JSON type, for headers that only declare: to compile the library itself costs seconds.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace hoptac {

using Json = nlohmann::ordered_json;  // complete in src/base/json.h

}  // namespace hoptac
