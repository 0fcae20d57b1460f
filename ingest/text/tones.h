// Vietnamese syllables: their parts, and where the tone mark stands.
//
// Rule: old style (hòa, thúy, ủy) is canonical; see docs/architecture.md for the algorithm.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// True when `word` (lower case, NFC; tone marks anywhere) has the shape of a Vietnamese syllable:
// onset + vowels + coda of the closed lists. "bệnh", "hop", "qúi" yes; "hospital", "str" no.
bool is_vietnamese_syllable(std::string_view word);

// `word` (lower case, NFC) with its tone mark at the canonical place; unchanged when it is no
// syllable or carries no tone.
std::string canonical_tone(std::string_view word);

// True when the word carries a mark that only Vietnamese uses in that combination
// (ă ơ ư đ, a tone on a marked vowel, hook or dot below): evidence for the language.
bool has_vietnamese_mark(std::string_view word);

}  // namespace hoptac
