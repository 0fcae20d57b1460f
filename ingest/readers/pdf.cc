#include "ingest/readers/pdf.h"

namespace hoptac {

Result<void> read_pdf(std::string_view, const DocumentSink&) { return fail(ErrorCode::kNeedsReader, {}, "pdf"); }

}  // namespace hoptac
