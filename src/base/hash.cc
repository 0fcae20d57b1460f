#include "src/base/hash.h"

#include <nettle/sha2.h>

#include <array>

namespace hoptac {

namespace {

std::array<std::uint8_t, 16> digest_of(std::string_view bytes) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, 16> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  return digest;
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  const std::array<std::uint8_t, 16> digest = digest_of(bytes);
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

std::uint64_t hash_number(std::string_view bytes) {
  const std::array<std::uint8_t, 16> digest = digest_of(bytes);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i) out = out << 8U | digest[i];
  return out;
}

}  // namespace hoptac
