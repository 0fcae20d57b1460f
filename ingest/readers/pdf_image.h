// A page of a PDF as an image, for what reads images.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

struct PageImage {
  std::string pgm;  // "P5", 8 bits of grey; "" for a page on which nothing stands
  double dpi = 0;   // as drawn: less than asked for where the page is very large
};

// Draws page `number` (from 1). kNotFound when there is no such page; kDamaged, kEncrypted, kTooLarge.
Result<PageImage> draw_pdf_page(std::string_view bytes, int number, double dpi);

}  // namespace hoptac
