#include "ingest/readers/markup.h"

#include <libxml/HTMLparser.h>

#include <new>

namespace hoptac {
namespace {

struct HtmlContextDeleter {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

void append_text(const xmlNode& node, std::string& out) {
  for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) out += view(child->content);
    if (child->type != XML_ELEMENT_NODE) continue;
    if (!is_element(*child, "script") && !is_element(*child, "style")) append_text(*child, out);
  }
}

}  // namespace

HtmlTree parse_html(const std::string& utf8) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
  const std::unique_ptr<htmlParserCtxt, HtmlContextDeleter> context(htmlNewParserCtxt());
  if (context == nullptr) return {};
  HtmlTree out;
  out.tree.reset(
      htmlCtxtReadMemory(context.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8", kOptions));
  if (context->errNo == XML_ERR_NO_MEMORY) throw std::bad_alloc();  // else a part of the page would pass for all of it
  out.too_deep = context->disableSAX != 0;
  return out;
}

std::string_view element_name(const xmlNode& node) {
  return node.type == XML_ELEMENT_NODE ? view(node.name) : std::string_view();
}

bool is_element(const xmlNode& node, std::string_view name) { return element_name(node) == name; }

std::string attribute(const xmlNode& node, const char* name) {
  for (const xmlAttr* a = node.properties; a != nullptr; a = a->next) {
    if (view(a->name) != name) continue;
    std::string out;
    for (const xmlNode* part = a->children; part != nullptr; part = part->next) out += view(part->content);
    return out;
  }
  return {};
}

bool has_attribute(const xmlNode& node, const char* name) {
  for (const xmlAttr* a = node.properties; a != nullptr; a = a->next) {
    if (view(a->name) == name) return true;
  }
  return false;
}

std::string text_below(const xmlNode& node) {
  std::string out;
  append_text(node, out);
  return out;
}

}  // namespace hoptac
