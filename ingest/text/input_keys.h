// Vietnamese typed with the input method switched off: the raw keys of Telex ("beejnh") and VNI ("be65nh").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hoptac {

enum class InputKeys : std::uint8_t {
  kTelex,  // aa ee oo aw ow uw w dd for the letters, s f r x j for the tones, z for none
  kVni,    // 6 7 8 9 for the letters, 1 … 5 for the tones, 0 for none
};

// The syllable that the keys of one word make, tone in canonical place, case kept: "Beejnh" -> "Bệnh".
// "" when they make no Vietnamese syllable or nothing of the word is a key ("hop"). Keys may stand anywhere
// behind their letter ("vietej"). An English word may happen to be one ("this" -> "thí"): ask what it is for.
std::string decode_input_keys(std::string_view word, InputKeys method);

}  // namespace hoptac
