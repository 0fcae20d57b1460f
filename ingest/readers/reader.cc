#include "ingest/readers/reader.h"
namespace hoptac {
Format detect_format(std::string_view, std::string_view) { return Format::kUnknown; }
Result<void> read_documents(Format, std::string_view, const DocumentSink&) { return {}; }
Result<RawMetadata> read_sidecar(std::string_view) { return RawMetadata{}; }
std::string reader_names() { return {}; }
}  // namespace hoptac
