#include "tests/support/legacy_encoder.h"

#include <algorithm>
#include <array>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::u32string_view kLetters =
    U"àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
    U"ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ";
constexpr std::size_t kHalf = 67;

// Codes in the order of kLetters, as other programs write them: TCVN and VISCII of glibc's iconv, VPS of GNU recode.
constexpr std::string_view kTcvnCodes =
    "B5B6B7B8B9A8BBBCBDBEC6A9C7C8C9CACBCCCECFD0D1AAD2D3D4D5D6D7D8DCDDDEDFE1E2E3E4ABE5E6E7E8E9ACEAEBECEDEEEFF1F2F3F4AD"
    "F5F6F7F8F9FAFBFCFDFEAE8081828384A1AFBABFC085A2C1C2C3C4868788898A8BA3C5CDD9DA8C8D8E8F90919293949596A4DBE0F0FF97A5"
    "98999A9B9C9D9E9F0102A604050611121314151617A7";
constexpr std::string_view kVisciiCodes =
    "E0E4E3E1D5E5A2C6C7A1A3E2A5A6E7A4A7E8EBA8E9A9EAABACADAAAEECEFEEEDB8F2F6F5F3F7F4B0B1B2AFB5BDB6B7DEBEFEF9FCFBFAF8DF"
    "D7D8E6D1F1CFD6DBFDDCF0C0C4C3C180C58202058183C28586068487C8CB88C989CA8B8C8D8A8ECC9BCECD98D299A0D39AD49091928F93B4"
    "9697B39594D99C9DDA9EBFBBBCFFBAB99F1419DD1ED0";
constexpr std::string_view kVpsCodes =
    "E0E4E3E1E5E6A2A3A4A1A5E2C0C4C5C3C6E8C8EBE9CBEA8A8BCD898CECCCEFEDCEF2D5F5F386F4D2B087D3B6D6A9AAABA7AEF9FBDBFAF8DC"
    "D8BABBD9BFFF9BCF9A9CC7808182C102888E8FF08D04C284851C8303D7DEFEC905CA9394959006B5B7B8B410BCBDBEB911D4979899961"
    "2F79E9FA69D13A8D1ACDA14D0AFB11DAD15B2FDB3DD19F1";
constexpr std::array<std::u32string_view, kHalf> kVniLetters = {
    U"aø", U"aû", U"aõ", U"aù", U"aï", U"aê", U"aè", U"aú", U"aü", U"aé", U"aë", U"aâ", U"aà", U"aå",
    U"aã", U"aá", U"aä", U"eø", U"eû", U"eõ", U"eù", U"eï", U"eâ", U"eà", U"eå", U"eã", U"eá", U"eä",
    U"ì",  U"æ",  U"ó",  U"í",  U"ò",  U"oø", U"oû", U"oõ", U"où", U"oï", U"oâ", U"oà", U"oå", U"oã",
    U"oá", U"oä", U"ô",  U"ôø", U"ôû", U"ôõ", U"ôù", U"ôï", U"uø", U"uû", U"uõ", U"uù", U"uï", U"ö",
    U"öø", U"öû", U"öõ", U"öù", U"öï", U"yø", U"yû", U"yõ", U"yù", U"î",  U"ñ"};

int hex(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

char code_at(std::string_view codes, std::size_t at) {
  return static_cast<char>(hex(codes[2 * at]) * 16 + hex(codes[2 * at + 1]));
}

std::string by_codes(std::string_view codes, char32_t c) {
  const std::size_t at = kLetters.find(c);
  if (at != std::u32string_view::npos) return {code_at(codes, at)};
  const int byte = windows1252_byte(c);
  const bool taken = byte >= 0x80 && codes.data() != kTcvnCodes.data();  // VISCII and VPS have letters there
  return {byte < 0 || taken ? '?' : static_cast<char>(byte)};
}

// The fonts have small letters only, but for the seven that are no vowels with tones.
std::string tcvn3(char32_t c) {
  const std::size_t at = kLetters.find(c);
  if (at == std::u32string_view::npos || at < kHalf) return by_codes(kTcvnCodes, c);
  const bool capital = std::u32string_view(U"ĂÂÊÔƠƯĐ").find(c) != std::u32string_view::npos;
  return {code_at(kTcvnCodes, capital ? at : at - kHalf)};
}

std::string vni(char32_t c) {
  const std::size_t at = kLetters.find(c);
  const std::u32string_view letters =
      at == std::u32string_view::npos ? std::u32string_view(&c, 1) : kVniLetters[at % kHalf];
  std::string out;
  for (const char32_t l : letters) {
    const int byte = windows1252_byte(l);
    const bool lower = (l >= 'a' && l <= 'z') || l >= 0xE0;
    out += byte < 0 ? '?'
                    : static_cast<char>(at != std::u32string_view::npos && at >= kHalf && lower ? byte - 0x20 : byte);
  }
  return out;
}

// Base letter and tone of a letter in kLetters: letters stand with their tones behind them.
std::string windows1258(char32_t c) {
  constexpr std::u32string_view kOwn = U"ăâêôơưđĂÂÊÔƠƯĐàáèéíóùúÀÁÈÉÍÓÙÚ";
  constexpr std::string_view kOwnCodes =
      "\xE3\xE2\xEA\xF4\xF5\xFD\xF0\xC3\xC2\xCA\xD4\xD5\xDD\xD0\xE0\xE1\xE8\xE9\xED\xF3"
      "\xF9\xFA\xC0\xC1\xC8\xC9\xCD\xD3\xD9\xDA";
  if (const std::size_t own = kOwn.find(c); own != std::u32string_view::npos) return {kOwnCodes[own]};
  constexpr std::u32string_view kVowels = U"aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
  constexpr std::u32string_view kToned[] = {U"àằầèềìòồờùừỳÀẰẦÈỀÌÒỒỜÙỪỲ", U"ảẳẩẻểỉỏổởủửỷẢẲẨẺỂỈỎỔỞỦỬỶ",
                                            U"ãẵẫẽễĩõỗỡũữỹÃẴẪẼỄĨÕỖỠŨỮỸ", U"áắấéếíóốớúứýÁẮẤÉẾÍÓỐỚÚỨÝ",
                                            U"ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ"};
  constexpr std::string_view kTones = "\xCC\xD2\xDE\xEC\xF2";
  for (std::size_t t = 0; t < kTones.size(); ++t) {
    if (const std::size_t at = kToned[t].find(c); at != std::u32string_view::npos) {
      return windows1258(kVowels[at]) + kTones[t];
    }
  }
  const int byte = windows1252_byte(c);
  return {byte < 0 ? '?' : static_cast<char>(byte)};
}

std::string encode_letter(Charset charset, char32_t c) {
  switch (charset) {
    case Charset::kTcvn3:
      return tcvn3(c);
    case Charset::kTcvn5712:
      return by_codes(kTcvnCodes, c);
    case Charset::kViscii:
      return by_codes(kVisciiCodes, c);
    case Charset::kVps:
      return by_codes(kVpsCodes, c);
    case Charset::kVni:
      return vni(c);
    case Charset::kWindows1258:
      return windows1258(c);
    default:
      break;
  }
  const int byte = windows1252_byte(c);
  return {byte < 0 ? '?' : static_cast<char>(byte)};
}

}  // namespace

std::u32string_view vietnamese_letters() { return kLetters; }

std::string encode_legacy(Charset charset, std::string_view utf8) {
  if (charset == Charset::kUtf8) return as_windows1252(utf8);
  std::string out;
  for (std::size_t pos = 0; pos < utf8.size();) out += encode_letter(charset, next_code_point(utf8, pos));
  return out;
}

std::string as_windows1252(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) append_utf8(out, windows1252(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace hoptac
