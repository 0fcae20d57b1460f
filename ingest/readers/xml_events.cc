#include "ingest/readers/xml_events.h"

#include <memory>

#include "ingest/readers/reader.h"

namespace hoptac {
namespace {

struct ReaderDeleter {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

// False for a node that no Office file has.
bool pass_on(xmlTextReader* reader, XmlEvents& events) {
  switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT: {
      const bool empty = xmlTextReaderIsEmptyElement(reader) == 1;
      const XmlElement element(reader);
      events.begin(element);
      if (empty) events.end(element.name());
      return true;
    }
    case XML_READER_TYPE_END_ELEMENT:
      events.end(view(xmlTextReaderConstLocalName(reader)));
      return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      events.text(view(xmlTextReaderConstValue(reader)));
      return true;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
      return false;
    default:
      return true;
  }
}

}  // namespace

std::string_view XmlElement::name() const { return view(xmlTextReaderConstLocalName(reader_)); }
std::string_view XmlElement::namespace_uri() const { return view(xmlTextReaderConstNamespaceUri(reader_)); }

std::string XmlElement::attribute(std::string_view local_name) const {
  std::string out;
  for (int more = xmlTextReaderMoveToFirstAttribute(reader_); more == 1;
       more = xmlTextReaderMoveToNextAttribute(reader_)) {
    if (view(xmlTextReaderConstLocalName(reader_)) != local_name) continue;
    out = view(xmlTextReaderConstValue(reader_));
    break;
  }
  xmlTextReaderMoveToElement(reader_);
  return out;
}

Result<void> read_xml(std::string_view xml, XmlEvents& events) {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  const std::unique_ptr<xmlTextReader, ReaderDeleter> reader(
      xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, kOptions));
  if (reader == nullptr) return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  xmlResetLastError();
  int status = 0;
  while ((status = xmlTextReaderRead(reader.get())) == 1) {
    if (!pass_on(reader.get(), events)) return fail(ErrorCode::kDamaged, {}, "XML with a document type is refused");
  }
  const xmlError* const error = status < 0 ? xmlGetLastError() : nullptr;
  if (error != nullptr && error->code == XML_ERR_NO_MEMORY) {
    return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  }
  if (status < 0) return fail(ErrorCode::kDamaged, {}, "XML that is not well-formed or nested too deep");
  return {};
}

}  // namespace hoptac
