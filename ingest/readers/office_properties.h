// The properties that Office files carry: title, author, dates.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/readers/xml_events.h"
#include "src/model/document.h"

namespace hoptac {

// Gathers the elements that hold text alone, by their names.
class PropertyEvents : public XmlEvents {
 public:
  void begin(const XmlElement& element) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override { value_ += text; }

  std::vector<std::pair<std::string, std::string>> values;

 private:
  std::string name_;
  std::string value_;
};

// The file's properties are those of the file it was made from as often as not: a title counts when the text has it
// too (so the blocks must be there already), dates are for information.
void keep_properties(PropertyEvents&& properties, RawDocument& document);
// The same from a part of its own; one that is damaged or missing gives none.
void read_properties(std::string_view xml, RawDocument& document);

// Headers and footers of the sections, often the same again, as furniture behind the blocks of `document`.
void add_running_lines(std::vector<RawBlock>&& lines, RawDocument& document);

}  // namespace hoptac
