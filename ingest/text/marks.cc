#include "ingest/text/marks.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace hoptac {
namespace {

bool is_shape(char16_t c) { return c == 0x302 || c == 0x306; }
bool is_tone(char16_t c) { return c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323; }

// Bubbles shape marks before tones; both stand behind their letter in NFD.
void put_shapes_first(icu::UnicodeString& nfd) {
  for (std::int32_t i = 1; i < nfd.length(); ++i) {
    for (std::int32_t j = i; j > 0 && is_shape(nfd.charAt(j)) && is_tone(nfd.charAt(j - 1)); --j) {
      const char16_t tone = nfd.charAt(j - 1);
      nfd.setCharAt(j - 1, nfd.charAt(j));
      nfd.setCharAt(j, tone);
      if (j == 1) break;
    }
  }
}

}  // namespace

std::u32string compose(std::u32string_view text) {
  icu::UnicodeString units;
  for (const char32_t c : text) units.append(static_cast<UChar32>(c));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString nfd = icu::Normalizer2::getNFDInstance(status)->normalize(units, status);
  put_shapes_first(nfd);
  const icu::UnicodeString nfc = icu::Normalizer2::getNFCInstance(status)->normalize(nfd, status);
  if (U_FAILURE(status)) return std::u32string(text);
  std::u32string out;
  for (std::int32_t i = 0; i < nfc.length(); i = nfc.moveIndex32(i, 1)) {
    out += static_cast<char32_t>(nfc.char32At(i));
  }
  return out;
}

}  // namespace hoptac
