// UTF-8 by hand: stepping, encoding, validation. No Unicode properties here (those are
// in ingest/text, on ICU). Offsets are bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hoptac {

inline constexpr char32_t kReplacement = 0xFFFD;

// As next_code_point(), for any bytes.
char32_t next_code_point_slow(std::string_view text, std::size_t& pos);

// Decodes the code point at text[pos] and moves pos behind it. An ill-formed byte gives
// U+FFFD and moves one byte. REQUIRES: pos < text.size().
inline char32_t next_code_point(std::string_view text, std::size_t& pos) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[pos + i]); };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80; };
  const char32_t lead = byte(0);
  if (lead < 0x80) return ++pos, lead;
  // Sequences of two or three bytes that are well formed by their first byte and the shape of the others: all of
  // Vietnamese.
  const std::size_t left = text.size() - pos;
  if (lead >= 0xC2 && lead < 0xE0 && left > 1 && continues(1)) {
    const char32_t c = (lead & 0x1FU) << 6U | (byte(1) & 0x3FU);
    return pos += 2, c;
  }
  if (lead > 0xE0 && lead < 0xED && left > 2 && continues(1) && continues(2)) {
    const char32_t c = (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    return pos += 3, c;
  }
  return next_code_point_slow(text, pos);
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
