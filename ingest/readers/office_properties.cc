#include "ingest/readers/office_properties.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

struct Known {
  std::string_view name;
  std::string_view as;  // "" for what says nothing of the document
};

// Names of Dublin Core and Office Open XML that mean the same in OpenDocument, and its notes on editing; sorted.
constexpr std::array kKnown{
    Known{"creation-date", "created"},
    Known{"creator", "author"},
    Known{"date", "modified"},
    Known{"document-statistic", ""},
    Known{"editing-cycles", ""},
    Known{"editing-duration", ""},
    Known{"generator", ""},
    Known{"initial-creator", "author"},
    Known{"keyword", "keywords"},
    Known{"print-date", ""},
    Known{"printed-by", ""},
};

std::string_view known_as(std::string_view name) {
  const auto* const at = std::lower_bound(kKnown.begin(), kKnown.end(), name,
                                          [](const Known& k, std::string_view n) { return k.name < n; });
  return at != kKnown.end() && at->name == name ? at->as : name;
}

}  // namespace

void PropertyEvents::begin(const XmlElement& element) {
  name_ = element.name();
  value_.clear();
}

void PropertyEvents::end(std::string_view name) {
  std::string value = collapse_space(value_);
  if (name == name_ && !value.empty()) values.emplace_back(name_, std::move(value));
  name_.clear();
}

void keep_properties(PropertyEvents&& properties, RawDocument& document) {
  for (auto& [name, value] : properties.values) {
    const std::string_view known = known_as(name);
    if (name == "title" && title_stands_in_text(document, value)) {
      document.metadata.title = std::move(value);
    } else if (!known.empty()) {
      document.metadata.other.emplace_back(known, std::move(value));
    }
  }
}

void read_properties(std::string_view xml, RawDocument& document) {
  PropertyEvents properties;
  if (!xml.empty() && read_xml(xml, properties)) keep_properties(std::move(properties), document);
}

void add_running_lines(std::vector<RawBlock>&& lines, RawDocument& document) {
  std::set<std::string, std::less<>> seen;
  for (RawBlock& line : lines) {
    if (!seen.insert(line.text).second) continue;
    line.use = BlockUse::kFurniture;
    document.blocks.push_back(std::move(line));
  }
}

}  // namespace hoptac
