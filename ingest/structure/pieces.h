// Raw blocks -> pieces: cleaned text, one paragraph, line or row each.
#pragma once

#include <string>
#include <vector>

#include "src/model/document.h"

namespace hoptac {

struct Piece {
  BlockKind kind = BlockKind::kParagraph;
  BlockUse use = BlockUse::kBody;
  int page = 0;
  bool gap = false;  // a blank line or the border of a raw block stands before it
  std::string text;  // clean_text'ed, one line, no blanks at the ends, never empty
};

struct Pieces {
  std::vector<Piece> items;
  std::string cut;  // where the text was cut, for people: a bound of limits.h was reached; else ""
};

// Blank lines and borders of raw blocks always separate. A single line feed separates too, unless
// the text is hard-wrapped: then the lines are joined by a blank, line-end hyphens repaired. A second
// copy of a text that is glued to its first copy or to the next sentence becomes a piece of its own.
Pieces split_pieces(const RawDocument& raw);

}  // namespace hoptac
