#include "ingest/readers/pdf_library.h"

#include <poppler-global.h>

#include <mutex>
#include <string>

namespace hoptac {
namespace {

// Poppler writes its complaints to stderr unless told otherwise; the setting is one for the process.
void silence_poppler() {
  static std::once_flag once;
  std::call_once(once, [] { poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr); });
}

}  // namespace

Result<std::unique_ptr<poppler::document>> open_pdf(std::string_view bytes) {
  silence_poppler();
  std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (pdf == nullptr) return fail(ErrorCode::kDamaged, {}, "no PDF that can be opened");
  if (pdf->is_locked()) return fail(ErrorCode::kEncrypted, {}, "remove the password, for example with qpdf --decrypt");
  if (pdf->pages() <= 0) return fail(ErrorCode::kDamaged, {}, "no pages");
  return pdf;
}

}  // namespace hoptac
