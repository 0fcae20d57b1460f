// Bytes -> UTF-8 text, with the decision and its confidence.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

struct Decoded {
  std::string text;      // well-formed UTF-8, no BOM, line ends "\n"
  std::string encoding;  // "UTF-8", "UTF-16LE", "UTF-16BE", or the declared charset
  double confidence = 1.0;
};

// Decodes `bytes`. Evidence, in order: BOM; well-formed UTF-8; UTF-16 without BOM (by its zero
// bytes and spaces); `declared` (a charset name from markup, "" when none; ICU converters).
// Fails with kBinary for bytes that are no text, kBadEncoding (detail: byte offset) otherwise.
Result<Decoded> decode(std::string_view bytes, std::string_view declared = {});

}  // namespace hoptac
