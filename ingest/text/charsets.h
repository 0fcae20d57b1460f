// The Vietnamese encodings of before Unicode, and windows-1252, which stands for "read as if it were Western".
//
// Tables: TCVN 5712:1993 (VN1), RFC 1456 (VISCII), VPS, VNI for Windows, windows-1258. TCVN3 is TCVN 5712 as the ABC
// fonts (.VnTime) have it: no letters below 0xA0, where they keep the punctuation of windows-1252. ICU has
// windows-1258 only, and glibc's iconv neither VNI nor VPS.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hoptac {

enum class Charset : std::uint8_t {
  kWindows1252,
  kUtf8,  // bytes of UTF-8 that were taken for windows-1252 and encoded once more
  kTcvn3,
  kVni,
  kWindows1258,
  kViscii,
  kVps,
  kTcvn5712,
};
inline constexpr std::size_t kCharsets = 8;

// "TCVN3", "VNI", "windows-1258", …; both forms of TCVN have one name.
std::string_view charset_name(Charset charset);
// The charset that a label of markup or mail means ("viscii", "x-viet-tcvn5712"), if it is one of ours but UTF-8;
// kUtf8 for all other labels.
Charset charset_from_label(std::string_view lower_case_label);

// windows-1252 of the WHATWG: the five bytes that it leaves undefined are the control characters U+0081 ….
char32_t windows1252(unsigned char byte);
// The byte of a code point, −1 when it has none. U+0080 … U+009F are bytes of ISO 8859-1, by which many programs mean
// the same.
int windows1252_byte(char32_t c);

// What stands for bytes that mean nothing in an encoding.
inline constexpr char32_t kImpossible = 0xFFFD;

// Replaces `out` by the code points of `bytes`. Tones of windows-1258 stay apart, as combining marks.
void decode_bytes(Charset charset, std::string_view bytes, std::u32string& out);

}  // namespace hoptac
