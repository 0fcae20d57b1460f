// XML as a stream of events, within our bounds: no network, no document type (so no entities but the five
// of XML), depth at most limits::kMaxMarkupDepth, memory independent of the size.
#pragma once

#include <libxml/xmlreader.h>

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

// An element that begins. Valid during the call that it is given to.
class XmlElement {
 public:
  explicit XmlElement(xmlTextReader* reader) : reader_(reader) {}
  // Without its prefix.
  std::string_view name() const;
  std::string_view namespace_uri() const;
  // By the attribute's name without prefix; "" when absent.
  std::string attribute(std::string_view local_name) const;

 private:
  xmlTextReader* reader_;
};

class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void begin(const XmlElement& element) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;
};

// kDamaged when `xml` is not well-formed, nested too deep or has a document type.
Result<void> read_xml(std::string_view xml, XmlEvents& events);

}  // namespace hoptac
