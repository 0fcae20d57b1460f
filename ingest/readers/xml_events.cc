#include "ingest/readers/xml_events.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <exception>
#include <memory>
#include <string>

#include "ingest/readers/reader.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

struct ContextDeleter {
  void operator()(xmlParserCtxt* context) const { xmlFreeParserCtxt(context); }
};
using Context = std::unique_ptr<xmlParserCtxt, ContextDeleter>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

// What the callbacks of one parse know.
struct Run {
  XmlEvents& events;
  xmlParserCtxt* context;
  int depth = 0;
  bool has_type = false;
  bool too_deep = false;
  std::exception_ptr thrown;
};

Run& run_of(void* data) { return *static_cast<Run*>(data); }

// libxml2 is C, which no exception may pass through: one waits until it has returned.
template <typename Call>
void guarded(Run& run, const Call& call) {
  try {
    call();
  } catch (...) {
    run.thrown = std::current_exception();
    xmlStopParser(run.context);
  }
}

void on_type(void* data, const xmlChar* /*name*/, const xmlChar* /*id*/, const xmlChar* /*system*/) {
  run_of(data).has_type = true;
  xmlStopParser(run_of(data).context);
}

void on_begin(void* data, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* uri, int /*namespaces*/,
              const xmlChar** /*declared*/, int attributes, int /*defaulted*/, const xmlChar** values) {
  Run& run = run_of(data);
  if (++run.depth > limits::kMaxMarkupDepth) {
    run.too_deep = true;
    return xmlStopParser(run.context);
  }
  guarded(run, [&] { run.events.begin(XmlElement(name, uri, values, attributes)); });
}

void on_end(void* data, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* /*uri*/) {
  Run& run = run_of(data);
  --run.depth;
  guarded(run, [&] { run.events.end(view(name)); });
}

void on_text(void* data, const xmlChar* text, int size) {
  Run& run = run_of(data);
  guarded(run, [&] { run.events.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)}); });
}

xmlSAXHandler handler() {
  xmlSAXHandler out{};
  out.initialized = XML_SAX2_MAGIC;
  out.internalSubset = on_type;
  out.startElementNs = on_begin;
  out.endElementNs = on_end;
  out.characters = on_text;
  out.ignorableWhitespace = on_text;
  out.cdataBlock = on_text;
  return out;
}

}  // namespace

std::string_view XmlElement::name() const { return view(name_); }
std::string_view XmlElement::namespace_uri() const { return view(uri_); }

std::string_view XmlElement::attribute(std::string_view local_name) const {
  constexpr int kPointers = 5;
  for (int i = 0; i < count_ * kPointers; i += kPointers) {
    if (view(attributes_[i]) != local_name) continue;
    const auto* const begin = reinterpret_cast<const char*>(attributes_[i + 3]);
    return {begin, static_cast<std::size_t>(attributes_[i + 4] - attributes_[i + 3])};
  }
  return {};
}

Result<void> read_xml(std::string_view xml, XmlEvents& events) {
  // Entities are replaced so that "&amp;" in an attribute is one character; there are none but those of XML.
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOENT;
  if (xml.empty()) return fail(ErrorCode::kDamaged, {}, "XML without any element");
  const Context context(xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())));
  if (context == nullptr) return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  Run run{events, context.get()};
  *context->sax = handler();
  context->userData = &run;
  xmlCtxtUseOptions(context.get(), kOptions);
  xmlParseDocument(context.get());
  const bool whole = context->wellFormed != 0;
  xmlFreeDoc(context->myDoc);
  context->myDoc = nullptr;
  if (run.thrown) std::rethrow_exception(run.thrown);
  if (run.has_type) return fail(ErrorCode::kDamaged, {}, "XML with a document type is refused");
  if (context->errNo == XML_ERR_NO_MEMORY) return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  if (!whole || run.too_deep) return fail(ErrorCode::kDamaged, {}, "XML that is not well-formed or nested too deep");
  return {};
}

}  // namespace hoptac
