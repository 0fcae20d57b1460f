#include "ingest/readers/xml.h"

#include <libxml/HTMLparser.h>

#include "ingest/readers/html_charset.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/xml_documents.h"
#include "ingest/text/decode.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kLongestEntityName = 32;

// It names an encoding that the text no longer has.
void drop_declaration(std::string& xml) {
  const std::size_t begin = xml.find_first_not_of(" \t\n");
  if (begin == std::string::npos || xml.compare(begin, 5, "<?xml") != 0) return;
  const std::size_t end = xml.find("?>", begin);
  if (end != std::string::npos) xml.erase(0, end + 2);
}

// The document type of a vocabulary ("<!DOCTYPE article PUBLIC …>") means nothing to us; one with declarations stays
// and is refused.
void drop_document_type(std::string& xml) {
  const std::size_t begin = xml.find("<!DOCTYPE");
  std::size_t root = xml.find('<');
  while (root + 1 < xml.size() && (xml[root + 1] == '?' || xml[root + 1] == '!') && root != begin) {
    root = xml.find('<', root + 1);
  }
  if (begin == std::string::npos || root != begin) return;
  const std::size_t end = xml.find_first_of("[>", begin);
  if (end != std::string::npos && xml[end] == '>') xml.erase(begin, end + 1 - begin);
}

bool is_own_entity(std::string_view name) {
  return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos" || name.starts_with('#');
}

// "&nbsp;" and its like, which feeds have without declaring them, become their characters: each once, none holds
// another.
std::string with_html_entities(std::string_view xml) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = xml.find('&'); at != std::string_view::npos; at = xml.find('&', at + 1)) {
    const std::size_t end = xml.substr(at, kLongestEntityName).find(';');
    if (end == std::string_view::npos) continue;
    const std::string name(xml.substr(at + 1, end - 1));
    if (is_own_entity(name)) continue;
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (known == nullptr) continue;
    out.append(xml.substr(done, at - done));
    append_utf8(out, static_cast<char32_t>(known->value));
    done = at + end + 1;
  }
  return out.append(xml.substr(done));
}

}  // namespace

Result<void> read_xml_text(std::string_view bytes, const DocumentSink& sink, std::string_view charset) {
  auto decoded = decode_markup(bytes, charset.empty() ? declared_charset(bytes) : std::string(charset));
  if (!decoded) return fail(std::move(decoded.error()));
  drop_declaration(decoded->text);
  drop_document_type(decoded->text);
  RawDocument pattern;
  pattern.format = Format::kXml;
  pattern.encoding = std::move(decoded->encoding);
  pattern.encoding_confidence = decoded->confidence;
  XmlDocuments documents(sink, std::move(pattern));
  const auto read = read_xml(with_html_entities(trim(decoded->text)), documents);
  if (!read) return read;
  return documents.finish() ? Result<void>() : fail(ErrorCode::kEmpty);
}

}  // namespace hoptac
