// UTF-8 by hand: stepping, encoding, validation. No Unicode properties here (those are
// in ingest/text, on ICU). Offsets are bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hoptac {

inline constexpr char32_t kReplacement = 0xFFFD;

// Decodes the code point at text[pos] and moves pos behind it. An ill-formed byte gives
// U+FFFD and moves one byte. REQUIRES: pos < text.size().
inline char32_t next_code_point(std::string_view text, std::size_t& pos) {
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

// Appends the UTF-8 form of `c` (a scalar value).
inline void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6U), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12U), put(0x80 | (c >> 6U & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18U), put(0x80 | (c >> 12U & 0x3F)), put(0x80 | (c >> 6U & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

// True when `pos` does not stand inside a code point.
inline bool is_boundary(std::string_view text, std::size_t pos) {
  return pos >= text.size() || (static_cast<unsigned char>(text[pos]) & 0xC0U) != 0x80;
}

// Byte offset of the first ill-formed sequence, or npos.
std::size_t find_invalid_utf8(std::string_view text);

// The longest prefix of at most `bytes` bytes that ends on a boundary.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

}  // namespace hoptac
