#include "ingest/readers/html.h"

#include "ingest/readers/host.h"
#include "ingest/readers/html_blocks.h"
#include "ingest/readers/html_charset.h"
#include "ingest/readers/html_furniture.h"
#include "ingest/readers/html_metadata.h"
#include "ingest/readers/raw_document.h"
#include "ingest/text/decode.h"
#include "src/base/limits.h"

namespace hoptac {

Result<void> read_html(std::string_view bytes, const DocumentSink& sink, std::string_view charset) {
  auto decoded = decode_markup(bytes, charset.empty() ? declared_charset(bytes) : std::string(charset));
  if (!decoded) return fail(std::move(decoded.error()));
  const HtmlTree page = parse_html(decoded->text);
  if (page.tree == nullptr) return fail(ErrorCode::kEmpty, {}, "no markup and no text");
  RawDocument document;
  document.format = Format::kHtml;
  document.encoding = std::move(decoded->encoding);
  document.encoding_confidence = decoded->confidence;
  const HtmlPage look = look_at_page(*page.tree);
  HtmlMetadata head = html_metadata(look, *page.tree);
  document.metadata = std::move(head.metadata);
  const PageNames names{std::move(head.titles), host_of(document.metadata.url)};
  document.blocks = html_blocks(look, find_furniture(look, names));
  const std::string too_deep = "markup nested more than " + std::to_string(limits::kMaxMarkupDepth) +
                               " deep: the text behind that place is left out";
  if (page.too_deep) document.warnings.push_back(too_deep);
  if (!has_text(document)) return page.too_deep ? fail(ErrorCode::kTooLarge, {}, too_deep) : fail(ErrorCode::kEmpty);
  bound_text(document);
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
