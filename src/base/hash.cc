#include "src/base/hash.h"

#include <nettle/sha2.h>

#include <array>

namespace hoptac {

std::string content_hash(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, 16> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(2 * digest.size());
  for (const std::uint8_t b : digest) {
    out += kDigits[b >> 4U];
    out += kDigits[b & 15U];
  }
  return out;
}

std::string short_hash(std::string_view bytes) { return content_hash(bytes).substr(0, 16); }

}  // namespace hoptac
