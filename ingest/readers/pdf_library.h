// Opening a PDF with poppler: for the PDF reader and the drawing of pages.
#pragma once

#include <poppler-document.h>

#include <memory>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

// `bytes` are borrowed for the life of the result, which has at least one page. kDamaged, kEncrypted.
Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes);

}  // namespace hoptac
