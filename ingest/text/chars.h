// What hoptac needs to know about one code point, from ICU, in a table for the scripts in use.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hoptac {

enum class CharClass : std::uint8_t {
  kSymbol,     // punctuation and everything else that is seen
  kLetter,     // letters of a script that puts blanks between words
  kDigit,      // decimal digits and subscript digits
  kMark,       // combining marks
  kIdeograph,  // Han, kana: a word each
  kBlank,      // spaces but the tab, control characters
  kTab,
  kLine,       // LF, CR, VT, FF, NEL, U+2028, U+2029
  kIgnorable,  // zero-width characters, soft hyphen, BOM
};

struct CharInfo {
  // NFKC case fold, quotes and dashes as ASCII ones; 0 when that is not one BMP code point or depends on
  // the neighbours.
  char16_t lower = 0;
  // The same without accents, đ as d; 0 when that is not one BMP code point.
  char16_t base = 0;
  CharClass kind = CharClass::kSymbol;
  bool upper = false;
  bool clean = false;  // stays as it is in clean text
  bool hangs = false;  // belongs to the starter before it: marks, trailing jamo
};

// Immutable; one for the whole program, made at first use (about a millisecond).
class CharTable {
 public:
  static const CharTable& get();

  CharInfo operator[](char32_t c) const {
    if (c < table_.size()) return table_[c];
    return c >= 0x4E00 && c < 0xA000 ? ideograph(c) : look_up(c);
  }

 private:
  CharTable();
  static CharInfo look_up(char32_t c);
  static CharInfo ideograph(char32_t c) {
    const auto same = static_cast<char16_t>(c);
    return {same, same, CharClass::kIdeograph, false, true, false};
  }

  std::vector<CharInfo> table_;
};

// Appends the letters of the case-folded `c` without accents: đ -> d, æ -> ae, marks -> nothing.
void append_base(std::string& out, char32_t c);

}  // namespace hoptac
