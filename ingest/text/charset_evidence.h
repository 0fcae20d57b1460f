// How well a piece of text reads as Vietnamese: the evidence by which encodings are told apart.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoptac {

struct Reading {
  std::uint8_t good = 0;    // words that are syllables with a mark, written as the spelling rules want
  std::uint8_t common = 0;  // of the good ones those that are in every text
  std::uint8_t bad = 0;     // words with marks that are none, letters that no text has, signs within words
  bool foreign = false;     // has f, j, w or z beside marks: a word of another language
  bool odd = false;         // a capital behind a small letter, a sign between letters: no Western word either
  bool broken = false;      // no letter or sign at all for one of the bytes
};

// Counts saturate. Words without marks count as nothing, as they are the same in every encoding, and so do single
// letters.
Reading read_as_vietnamese(std::u32string_view text);

// Stricter than parse_syllable(): c, ch, p, t end a syllable with acute or dot below only, k and gh stand before e, ê,
// i, y only, c and g before the others, the tone stands where one of the two styles puts it. `word`: lower-case NFC.
bool is_spelled_syllable(std::u32string_view word);

}  // namespace hoptac
