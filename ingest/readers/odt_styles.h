// Paragraph and list styles of an OpenDocument text.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ingest/readers/list_labels.h"
#include "ingest/readers/paragraph_style.h"
#include "ingest/readers/xml_events.h"

namespace hoptac {

// Filled from the elements below office:styles and office:automatic-styles, of styles.xml and content.xml alike: the
// latter's names are its own and win.
class OdtStyles {
 public:
  void begin(const XmlElement& element);
  void end(std::string_view name);

  // By the name in the file; an unknown one is judged by its own name.
  ParagraphStyle paragraph(const std::string& name) const;
  // The list style that a paragraph style asks for, "" when none.
  std::string list_of(const std::string& paragraph) const;
  // nullptr when there is none of that name.
  const ListStyle* list(const std::string& name) const;
  // Numbers of headings by their level, which are no list.
  const ListStyle& outline() const { return outline_; }

 private:
  struct Style {
    std::string shown;  // the name without its encoding
    std::string parent;
    std::string list;
    bool outline = false;  // has a level in the outline: a heading by another name
  };
  void begin_level(const XmlElement& element);

  std::map<std::string, Style> paragraphs_;
  std::map<std::string, ListStyle> lists_;
  ListStyle outline_;
  ListStyle* open_ = nullptr;  // the list style whose levels come
};

}  // namespace hoptac
