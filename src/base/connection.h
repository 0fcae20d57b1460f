// The TCP connections of this process, whoever has made them.
#pragma once

#include <string>

namespace hoptac {

// True when there is one to the port of the host, a name or an address, that the other side has not ended. Reads and
// sends nothing.
bool is_connected_to(const std::string& host, unsigned port);

}  // namespace hoptac
