// Sentences, and which language a piece of text is in.
#pragma once

#include <vector>

#include "ingest/text/tokens.h"
#include "src/model/document.h"

namespace hoptac {

// Token range of a sentence, half open.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Sentences of the tokens in [range.begin, range.end). Ends at . ! ? … and at line feeds, not behind
// abbreviations ("TP.", "Dr.", "PGS.TS."), initials, inside numbers or before a lower-case word; one of 1,000 tokens is
// cut.
std::vector<TokenRange> sentences(const TokenStream& tokens, TokenRange range);

// By evidence: Vietnamese marks, syllable shapes and function words of both languages (with and
// without accents). kUnknown below three words or without any evidence.
Language detect_language(const TokenStream& tokens, TokenRange range);

// True for Vietnamese text typed without accents: syllable shapes, but hardly a mark.
bool is_unmarked_vietnamese(const TokenStream& tokens, TokenRange range);

}  // namespace hoptac
