#include "ingest/file_reader.h"

#include "ingest/containers/expand.h"
#include "src/base/file.h"
#include "src/base/mapped_file.h"

namespace hoptac {

Result<void> DirectReader::read(const ReadRequest& file, const DocumentSink& sink) {
  if (is_read_in_pieces(file.format) && file.bytes.empty())
    return read_documents_from_file(file.format, file.source.location, sink);
  const ExpandSinks sinks{sink, {}};
  const std::string name = base_name(file.source.location);
  if (!file.bytes.empty()) return expand_documents(file.format, file.bytes, sinks, name);
  const auto mapped = MappedFile::open(file.source.location);
  if (!mapped) return fail(mapped.error());
  return expand_documents(file.format, mapped->bytes(), sinks, name);
}

}  // namespace hoptac
