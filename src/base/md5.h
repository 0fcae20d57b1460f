// MD5 (nettle), for names that other programs make with it; nothing of ours is named or compared by it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hoptac {

std::array<std::uint8_t, 16> md5(std::string_view bytes);

}  // namespace hoptac
