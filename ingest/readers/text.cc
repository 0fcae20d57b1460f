#include "ingest/readers/text.h"

#include "ingest/readers/raw_document.h"
#include "ingest/text/decode.h"

namespace hoptac {

Result<void> read_text(std::string_view bytes, const DocumentSink& sink, std::string_view charset) {
  auto decoded = decode(bytes, charset);
  if (!decoded) return fail(std::move(decoded.error()));
  RawDocument document;
  document.format = Format::kText;
  document.encoding = std::move(decoded->encoding);
  document.encoding_confidence = decoded->confidence;
  document.blocks.push_back({.text = std::move(decoded->text)});
  if (!has_text(document)) return fail(ErrorCode::kEmpty);
  bound_text(document);
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
