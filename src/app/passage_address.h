// A place in a document, as `search --explain` prints it: block 3 bytes 120-245.
#pragma once

#include <string_view>

#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// "120-245" and "120:245" are bytes of the text, "#3" is a block; what stands before "bytes" is passed over. kUsage,
// with what is wrong in plain words, when there is no such place.
Result<Span> read_address(const Document& document, std::string_view address);

// What a passage stands in: its blocks and one more on each side, cut at blanks where they are long.
Span surroundings(const Document& document, Span passage);

// The first block that the passage touches.
std::size_t block_of(const Document& document, Span passage);

}  // namespace hoptac
