// Text of a document whose characters are the codes of an old Vietnamese font, or UTF-8 that was encoded twice.
#pragma once

#include "src/model/document.h"

namespace hoptac {

// Every document passes here once, whatever its format: blocks and metadata are one text to it, so that a heading of
// two words is read like the body. Says in `encoding` and its confidence what it found ("TCVN3 in UTF-8").
void repair_legacy_text(RawDocument& document);

}  // namespace hoptac
