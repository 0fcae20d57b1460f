// Where an English name begins: the capital words before its head ("Da Nang Women's and Children's Hospital").
#pragma once

#include "ingest/facts/name_mention.h"

namespace hoptac {

// The first token of the name with head `head`; nothing before token `floor` belongs to it.
std::size_t english_name_begin(const NameScope& scope, PhraseMatch head, std::size_t floor);

}  // namespace hoptac
