// The text of one part of a Word file: the body, a header or footer, the footnotes.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/readers/docx_numbering.h"
#include "ingest/readers/docx_styles.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// Blocks in the order of the part: paragraphs with the kind of their style, table rows. Text boxes come before
// the paragraph that holds them. Deleted text, field codes and the copies that Word keeps for older programs
// are left out. kDamaged when the XML is broken.
// With `counters`, numbered paragraphs begin with their numbers.
Result<std::vector<RawBlock>> docx_blocks(std::string_view xml, const ParagraphStyles& styles,
                                          DocxCounters* counters = nullptr);

}  // namespace hoptac
