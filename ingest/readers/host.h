// The site of an address.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// "www." and port left out, lower case; "" for a relative address.
std::string host_of(std::string_view url);

}  // namespace hoptac
