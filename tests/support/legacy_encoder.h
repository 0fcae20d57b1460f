// Writes Vietnamese text in the encodings of before Unicode, for tests: by tables that are not those of the program.
#pragma once

#include <string>
#include <string_view>

#include "ingest/text/charsets.h"

namespace hoptac {

// The 134 letters beyond ASCII, lower-case ones first.
std::u32string_view vietnamese_letters();
// `utf8` (NFC) in `charset`; a character that it lacks becomes "?". In TCVN3 letters without a capital become small
// ones, as the fonts of capitals have them. kUtf8 encodes twice.
std::string encode_legacy(Charset charset, std::string_view utf8);
// `bytes` as somebody sees them who takes them for windows-1252, as UTF-8.
std::string as_windows1252(std::string_view bytes);

}  // namespace hoptac
