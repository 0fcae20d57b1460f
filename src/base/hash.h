// SHA-256 (nettle), cut to 128 bits: names content, not secrets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hoptac {

// 32 lower-case hexadecimal digits.
std::string content_hash(std::string_view bytes);
// The first 16 of them, for keys.
std::string short_hash(std::string_view bytes);
// The same as a number.
std::uint64_t hash_number(std::string_view bytes);

}  // namespace hoptac
