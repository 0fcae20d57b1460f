#include "src/base/utf8.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace hoptac {

char32_t next_code_point_slow(std::string_view text, std::size_t& pos) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(pos++);
  if (lead < 0x80) return lead;
  const int extra = lead >= 0xF5 ? -1 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : -1;
  if (extra < 0 || pos + static_cast<std::size_t>(extra) > text.size()) return kReplacement;
  char32_t c = lead & (0x3FU >> extra);
  for (int i = 0; i < extra; ++i) {
    const unsigned char b = byte(pos + static_cast<std::size_t>(i));
    if ((b & 0xC0U) != 0x80) return kReplacement;
    c = (c << 6U) | (b & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[extra] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return kReplacement;
  pos += static_cast<std::size_t>(extra);
  return c;
}

namespace {

// Where the next byte beyond ASCII stands, eight at a time.
std::size_t skip_ascii(std::string_view text, std::size_t pos) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t eight = 0;
  for (; pos + sizeof eight <= text.size(); pos += sizeof eight) {
    std::memcpy(&eight, text.data() + pos, sizeof eight);
    const std::uint64_t high = eight & 0x8080808080808080U;
    if (high != 0) return pos + static_cast<std::size_t>(std::countr_zero(high)) / 8;
  }
  while (pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80) ++pos;
  return pos;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t pos = 0;
  while ((pos = skip_ascii(text, pos)) < text.size()) {
    const std::size_t at = pos;
    if (next_code_point(text, pos) == kReplacement && text.compare(at, 3, "\xEF\xBF\xBD") != 0) return at;
  }
  return std::string_view::npos;
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && !is_boundary(text, bytes)) --bytes;
  return text.substr(0, bytes);
}

}  // namespace hoptac
