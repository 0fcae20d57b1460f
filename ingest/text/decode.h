// Bytes -> UTF-8 text, with the decision and its confidence.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

struct Decoded {
  std::string text;      // well-formed UTF-8, no BOM, line ends "\n"
  std::string encoding;  // by the names of docs/encodings.md
  double confidence = 1.0;
};

// Decodes `bytes`. Evidence, in order: BOM; UTF-32 and UTF-16 without BOM (by their zero bytes); well-formed UTF-8;
// Vietnamese words in an encoding of before Unicode; `declared` (a charset name from markup, "" when none; ICU
// converters; the Latin-1 and ASCII labels mean windows-1252, as the WHATWG Encoding Standard has it); windows-1252.
// What UTF-8 holds in such an encoding, or encoded twice, is repaired (legacy_repair.h). The text is not normalised:
// windows-1258 gives vowels and tones apart.
// Fails with kBinary for bytes that are no text (a NUL, or more than one control character in twenty),
// kTooLarge beyond limits::kMaxTextBytes, kBadEncoding (the detail names the first byte that does not fit)
// otherwise. Never puts a replacement character for what it cannot decode.
Result<Decoded> decode(std::string_view bytes, std::string_view declared = {});

// As decode(), but text of an old encoding that UTF-8 holds stays as it is: for markup, whose text is repaired when it
// has been taken out of it (ingest/readers/legacy_text.h).
Result<Decoded> decode_markup(std::string_view bytes, std::string_view declared = {});

}  // namespace hoptac
