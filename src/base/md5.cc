#include "src/base/md5.h"

#include <nettle/md5.h>

namespace hoptac {

std::array<std::uint8_t, 16> md5(std::string_view bytes) {
  md5_ctx context;
  md5_init(&context);
  md5_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, 16> digest{};
  md5_digest(&context, digest.size(), digest.data());
  return digest;
}

}  // namespace hoptac
