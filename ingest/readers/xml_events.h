// XML as a stream of events, within our bounds: no network, no document type (so no entities but the five
// of XML), depth at most limits::kMaxMarkupDepth, no tree: memory independent of the size.
#pragma once

#include <libxml/xmlstring.h>

#include <string_view>

#include "src/base/result.h"

namespace hoptac {

// An element that begins. It and all that it gives are valid during the call that it is given to.
class XmlElement {
 public:
  // libxml2's own form: five pointers an attribute (local name, prefix, URI, begin and end of the value).
  XmlElement(const xmlChar* name, const xmlChar* uri, const xmlChar** attributes, int count)
      : name_(name), uri_(uri), attributes_(attributes), count_(count) {}
  // Without its prefix.
  std::string_view name() const;
  std::string_view namespace_uri() const;
  // By the attribute's name without prefix, the first of that name; "" when absent.
  std::string_view attribute(std::string_view local_name) const;

 private:
  const xmlChar* name_;
  const xmlChar* uri_;
  const xmlChar** attributes_;
  int count_;
};

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void begin(const XmlElement& element) = 0;
  virtual void end(std::string_view name) = 0;
  // A piece of text: one run may come in several.
  virtual void text(std::string_view text) = 0;
};

// kDamaged when `xml` is not well-formed, nested too deep or has a document type; kTooLarge when memory is short. What
// `events` throws is thrown on, and ends the reading.
Result<void> read_xml(std::string_view xml, XmlEvents& events);

}  // namespace hoptac
