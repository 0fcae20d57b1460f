#include "ingest/readers/docx.h"

namespace hoptac {

Result<void> read_docx(std::string_view, const DocumentSink&) { return fail(ErrorCode::kNeedsReader, {}, "docx"); }

}  // namespace hoptac
