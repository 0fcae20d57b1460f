#include "ingest/text/legacy_word.h"

#include <algorithm>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

Reading read_as_utf8(std::string_view bytes, std::u32string_view letters) {
  if (find_invalid_utf8(bytes) != std::string_view::npos) return {.bad = 1, .broken = true};
  if (std::all_of(letters.begin(), letters.end(), [](char32_t c) { return c < 0x80; })) return {};
  // Control characters are what is left of UTF-8 that was encoded once more still.
  const auto is_usual = [](char32_t c) { return (c >= 0x80 && c < 0xA0) || is_usual_character(c); };
  if (!std::all_of(letters.begin(), letters.end(), is_usual)) return {};
  const Reading words = read_as_vietnamese(letters);
  return {.good = static_cast<std::uint8_t>(words.good > 0 && words.bad == 0 ? 2 : 1)};
}

constexpr char kSoftHyphen = '\xAD';

// Letters of TCVN3.
bool is_letter_byte(char c) { return (c & 0x80) != 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// Where a hyphen stands behind a letter and before no digit: "tr-êng", "nh-".
std::size_t find_inner_hyphen(std::string_view bytes, std::size_t from) {
  for (std::size_t i = bytes.find('-', from); i != std::string_view::npos; i = bytes.find('-', i + 1)) {
    const bool digit = i + 1 < bytes.size() && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
    if (i > 0 && is_letter_byte(bytes[i - 1]) && !digit) return i;
  }
  return std::string_view::npos;
}

// "®-îc" -> "®\xADîc" where that makes a better reading than `plain`.
Reading read_hyphens(std::string_view bytes, const Reading& plain, std::u32string& letters) {
  std::string soft(bytes);
  for (std::size_t i = 0; (i = find_inner_hyphen(soft, i)) != std::string::npos;) soft[i] = kSoftHyphen;
  std::u32string softened;
  decode_bytes(Charset::kTcvn3, soft, softened);
  const Reading reading = read_as_vietnamese(softened);
  if (reading.good <= plain.good || reading.bad > plain.bad) return plain;
  letters = std::move(softened);
  return reading;
}

}  // namespace

bool is_usual_character(char32_t c) {
  constexpr std::u32string_view kMarks = U"\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323";
  constexpr std::u32string_view kBeyondLatinA = U"ƒƠơƯưȘșȚț";
  if (c < 0x180) return c >= 0xA0 || (c < 0x80 && c >= 0x20) || (c >= '\t' && c <= '\r');
  if (c < 0x250) return kBeyondLatinA.find(c) != std::u32string_view::npos;
  if (c < 0x370) return kMarks.find(c) != std::u32string_view::npos || (c >= 0x2B0 && c < 0x300);
  return (c >= 0x1E00 && c < 0x1F00) || (c >= 0x2000 && c < 0x20C0) || (c >= 0x2100 && c < 0x2800) || c == 0xFEFF ||
         (c >= 0x1F300 && c < 0x1FB00);
}

bool bytes_of(std::string_view utf8, std::string& bytes) {
  bytes.clear();
  for (std::size_t pos = 0; pos < utf8.size();) {
    const int byte = windows1252_byte(next_code_point(utf8, pos));
    if (byte < 0) return false;
    bytes += static_cast<char>(byte);
  }
  return true;
}

Reading decode_word(Charset charset, std::string_view bytes, std::u32string& letters) {
  decode_bytes(charset, bytes, letters);
  if (charset == Charset::kUtf8) return read_as_utf8(bytes, letters);
  const Reading reading = read_as_vietnamese(letters);
  if (charset != Charset::kTcvn3 || find_inner_hyphen(bytes, 0) == std::string_view::npos) return reading;
  return read_hyphens(bytes, reading, letters);
}

}  // namespace hoptac
