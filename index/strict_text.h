// Words with these very accents, one behind the other: looked up in the text, as the index has no
// positions of accented forms.
#pragma once

#include <vector>

#include "index/query_ast.h"
#include "src/model/document.h"

namespace hoptac {

// In the title or within one body block (any block with `furniture`).
bool holds_exactly(const Document& document, const std::vector<QueryWord>& words, bool furniture);

}  // namespace hoptac
