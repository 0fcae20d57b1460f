// What tesseract found in page images (its TSV output) -> the blocks of a document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/page_layout.h"
#include "src/model/document.h"

namespace hoptac {

// A page as OCR saw it.
struct OcrPage {
  int number = 0;         // from 1
  WordPage words;         // in points
  double confidence = 0;  // mean over the letters, 0 … 1; 0 without any
  std::size_t letters = 0;
  std::string lost;  // why it could not be read at all
};

// The pages of one TSV output; the first has the number `first`. `dpi` of the image. Lines that are no rows of such a
// table are passed over.
std::vector<OcrPage> parse_ocr(std::string_view tsv, int first, double dpi);

// Paragraphs, rows, running lines as of a PDF, with page numbers; lines of clearly larger type are headings.
std::vector<RawBlock> ocr_blocks(const std::vector<OcrPage>& pages);

// Pages whose mean confidence is below this are hardly legible.
inline constexpr double kLegible = 0.6;
// What people should know: "page 3: hardly legible (OCR confidence 41 %)".
std::vector<std::string> ocr_warnings(const std::vector<OcrPage>& pages);
// Mean over all letters; 0 when there are none.
double ocr_confidence(const std::vector<OcrPage>& pages);

}  // namespace hoptac
