// Whether a sentence is written in capitals or like a headline, where capital letters say little about names.
#pragma once

#include "ingest/text/segment.h"

namespace hoptac {

struct LetterCase {
  bool caps = false;   // in capitals, nearly everywhere
  bool title = false;  // a headline in title case
};

LetterCase letter_case(const TokenStream& tokens, TokenRange range);

}  // namespace hoptac
