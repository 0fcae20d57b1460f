// One word of text that was read in the wrong encoding: back to its bytes, and what they are in another one.
#pragma once

#include <string>
#include <string_view>

#include "ingest/text/charset_evidence.h"
#include "ingest/text/charsets.h"

namespace hoptac {

// A character that may stand in a text of ours: Latin letters, punctuation, signs, marks of Vietnamese. Others may
// come about by reading bytes wrongly.
bool is_usual_character(char32_t c);

// Replaces `bytes` by the bytes of windows-1252 that `utf8` stands for; false when it has other characters.
bool bytes_of(std::string_view utf8, std::string& bytes);

// Replaces `letters` by what `bytes` are in `charset`, and says how that reads. As UTF-8: one good word when they are
// well-formed, two when Vietnamese, none when their characters are unusual; else one bad. In TCVN3 hyphens are read as
// ư where that makes syllables: the code of ư is the soft hyphen of windows-1252, which PDF files show as a hyphen.
Reading decode_word(Charset charset, std::string_view bytes, std::u32string& letters);

}  // namespace hoptac
