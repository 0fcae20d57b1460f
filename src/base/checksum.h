// A fast checksum (XXH3, 64 bits) of bytes that time may have changed: for finding damage, not for naming content
// (hash.h) and no help against anybody who means harm.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoptac {

std::uint64_t checksum(std::string_view bytes);

}  // namespace hoptac
