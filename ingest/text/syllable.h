// Letters of Vietnamese and the shape of its syllables, on lower-case NFC code points.
//
// A syllable is onset + vowels + coda, each of a closed list; the lists are in syllable.cc. A
// syllable typed without accents ("truong", "viet") has the shape too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hoptac {

// a ă â e ê i o ô ơ u ư y are vowels 1 … 12; 0 is no vowel.
inline constexpr std::size_t kVietnameseVowels = 12;
// No tone, grave, hook above, tilde, acute, dot below.
inline constexpr std::size_t kTones = 6;
// The longest one is "nghiêng".
inline constexpr std::size_t kMaxSyllableLetters = 7;

struct VowelTone {
  std::uint8_t vowel = 0;
  std::uint8_t tone = 0;
};

// Which vowel and tone a lower-case code point is.
VowelTone vowel_tone(char32_t c);
// The code point of a vowel (1 … 12) with a tone (0 … 5).
char32_t toned(std::size_t vowel, std::size_t tone);

struct Syllable {
  std::uint8_t onset = 0;  // counts of letters
  std::uint8_t vowels = 0;
  std::uint8_t coda = 0;
  std::uint8_t tone = 0;     // 0 when none
  std::uint8_t tone_at = 0;  // letter that carries it
};

// The parts of `word`; nothing when it is no syllable. At most one tone, on any vowel letter.
std::optional<Syllable> parse_syllable(std::u32string_view word);

// The letter where the tone of a syllable belongs: old style (hòa, khỏe, thúy).
// Rule: the last vowel with a shape mark (ă â ê ô ơ ư); else with a coda the last vowel; else the
// middle one of three; else of two the first; the u of "qu" and the i of "gi" are no vowels.
std::size_t tone_position(std::u32string_view word, const Syllable& parts);

enum class TonePlaced : std::uint8_t { kNoSyllable, kAsItWas, kMoved };

// Moves the tone of a syllable to its place; other words stay. `word` has `size` letters.
TonePlaced place_tone(char32_t* word, std::size_t size);

}  // namespace hoptac
