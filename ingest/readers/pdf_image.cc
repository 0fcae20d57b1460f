#include "ingest/readers/pdf_image.h"

#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "ingest/readers/pdf_library.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr double kPointsPerInch = 72;

// As many dots an inch as the bound on pixels allows.
double allowed_dpi(const poppler::page& page, double dpi) {
  const poppler::rectf rect = page.page_rect();
  const double inches = std::max(rect.width() * rect.height(), 1.0) / (kPointsPerInch * kPointsPerInch);
  return std::min(dpi, std::sqrt(static_cast<double>(limits::kMaxPagePixels) / inches));
}

std::string to_pgm(const poppler::image& image) {
  std::string out = "P5\n" + std::to_string(image.width()) + " " + std::to_string(image.height()) + "\n255\n";
  const auto width = static_cast<std::size_t>(image.width());
  for (int y = 0; y < image.height(); ++y) {
    out.append(image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(), width);
  }
  return out;
}

// Nearly all of the same brightness: a blank sheet with its specks.
bool is_blank(const std::string& pgm) {
  constexpr int kDarker = 64;
  constexpr std::size_t kShare = 20'000;
  unsigned char lightest = 0;
  for (const char c : pgm) lightest = std::max(lightest, static_cast<unsigned char>(c));
  const auto dark = static_cast<std::size_t>(std::count_if(
      pgm.begin(), pgm.end(), [&](char c) { return static_cast<unsigned char>(c) + kDarker < lightest; }));
  return dark < 64 + pgm.size() / kShare;
}

}  // namespace

Result<PageImage> draw_pdf_page(std::string_view bytes, int number, double dpi) {
  const auto pdf = open_pdf(bytes);
  if (!pdf) return fail(pdf.error());
  if (number < 1 || number > (*pdf)->pages()) return fail(ErrorCode::kNotFound, {}, "no such page");
  const std::unique_ptr<poppler::page> page((*pdf)->create_page(number - 1));
  if (page == nullptr) return fail(ErrorCode::kDamaged, {}, "a page that cannot be opened");
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  PageImage out;
  out.dpi = allowed_dpi(*page, dpi);
  const poppler::image image = renderer.render_page(page.get(), out.dpi, out.dpi);
  if (!image.is_valid()) return fail(ErrorCode::kDamaged, {}, "a page that cannot be drawn");
  out.pgm = to_pgm(image);
  if (is_blank(out.pgm)) out.pgm.clear();
  return out;
}

}  // namespace hoptac
