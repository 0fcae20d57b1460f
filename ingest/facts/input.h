// What every fact finder is given: the document, its tokens once, its sentences once.
#pragma once

#include <vector>

#include "ingest/authority/authority.h"
#include "ingest/facts/letter_case.h"
#include "ingest/text/phrase_table.h"
#include "ingest/text/segment.h"
#include "src/model/analysis.h"
#include "src/model/document.h"

namespace hoptac {

struct FactTables;  // tables.h

// A sentence of a body block.
struct FactSentence {
  TokenRange tokens;
  std::size_t block = 0;  // into Document::blocks
  Language language = Language::kUnknown;
  LetterCase letters;
  std::uint64_t phrases = 0;  // PhraseHits::bits() of all its tokens together
};

// Borrowed for the time of one analyze() call.
struct FactInput {
  const Document& document;
  const TokenStream& tokens;                   // of Document::text
  const std::vector<FactSentence>& sentences;  // body blocks only, in order
  const Authority& authority;
  const FactTables& tables;    // the finders' own word lists
  Marks marks = Marks::kSame;  // kFolded for Vietnamese text typed without accents
};

}  // namespace hoptac
