#include "ingest/text/tones.h"

#include "ingest/text/syllable.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// At most one letter more than a syllable can have: enough to tell that it is none.
std::u32string first_letters(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size() && letters.size() <= kMaxSyllableLetters;) {
    letters += next_code_point(word, at);
  }
  return letters;
}

bool is_vietnamese_letter(char32_t c) {
  constexpr std::u32string_view kShapes = U"ăơưđ";
  constexpr std::u32string_view kSharedShapes = U"âêô";
  const VowelTone vt = vowel_tone(c);
  if (vt.vowel == 0) return c == U'đ';
  const char32_t shape = toned(vt.vowel, 0);
  constexpr std::uint8_t kHook = 2;
  constexpr std::uint8_t kDot = 5;
  if (vt.tone == kHook || vt.tone == kDot || kShapes.find(shape) != kShapes.npos) return true;
  return vt.tone != 0 && kSharedShapes.find(shape) != kSharedShapes.npos;
}

}  // namespace

bool is_vietnamese_syllable(std::string_view word) { return parse_syllable(first_letters(word)).has_value(); }

std::string canonical_tone(std::string_view word) {
  std::u32string letters = first_letters(word);
  if (place_tone(letters.data(), letters.size()) != TonePlaced::kMoved) return std::string(word);
  std::string out;
  for (const char32_t c : letters) append_utf8(out, c);
  return out;
}

bool has_vietnamese_mark(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (is_vietnamese_letter(next_code_point(word, at))) return true;
  }
  return false;
}

}  // namespace hoptac
