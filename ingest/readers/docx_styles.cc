#include "ingest/readers/docx_styles.h"

#include "ingest/readers/list_labels.h"
#include "ingest/readers/xml_events.h"

namespace hoptac {
namespace {

// Styles based on styles based on …: Word itself stops at 10.
constexpr int kMaxParents = 10;

struct RawStyle {
  std::string id;
  std::string name;
  std::string parent;
  bool outline = false;  // has a level in the outline: a heading by another name
  std::string list;      // "0": none, whatever it is based on
  std::optional<int> level;
};

class StyleEvents : public XmlEvents {
 public:
  void begin(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "style") current_ = {.id = std::string(element.attribute("styleId"))};
    if (name == "name") current_.name = std::string(element.attribute("val"));
    if (name == "basedOn") current_.parent = std::string(element.attribute("val"));
    if (name == "outlineLvl") current_.outline = element.attribute("val") < "9";
    if (name == "numId") current_.list = element.attribute("val");
    if (name == "ilvl") current_.level = list_number(element.attribute("val"));
  }
  void end(std::string_view name) override {
    if (name == "style") styles[current_.id] = current_;
  }
  void text(std::string_view) override {}

  std::map<std::string, RawStyle> styles;

 private:
  RawStyle current_;
};

ParagraphStyle resolve(const std::map<std::string, RawStyle>& styles, const RawStyle& start) {
  const RawStyle* style = &start;
  for (int i = 0; i < kMaxParents; ++i) {
    if (const auto known = style_by_name(style->name)) return *known;
    if (style->outline) return {BlockKind::kHeading, BlockUse::kBody};
    if (!style->list.empty() && style->list != "0") return {BlockKind::kListItem, BlockUse::kBody};
    const auto parent = styles.find(style->parent);
    if (parent == styles.end()) break;
    style = &parent->second;
  }
  return {};
}

// The level may stand in one style and the list in one that it is based on.
StyleList resolve_list(const std::map<std::string, RawStyle>& styles, const RawStyle& start) {
  const RawStyle* style = &start;
  std::optional<int> level;
  for (int i = 0; i < kMaxParents; ++i) {
    if (!level) level = style->level;
    if (style->list == "0") return {};
    if (!style->list.empty()) return {style->list, level, style->id};
    const auto parent = styles.find(style->parent);
    if (parent == styles.end()) break;
    style = &parent->second;
  }
  return {};
}

}  // namespace

Result<ParagraphStyles> ParagraphStyles::parse(std::string_view xml) {
  StyleEvents events;
  if (auto read = read_xml(xml, events); !read) return fail(std::move(read.error()));
  ParagraphStyles out;
  for (const auto& [id, style] : events.styles) {
    out.styles_[id] = resolve(events.styles, style);
    if (StyleList list = resolve_list(events.styles, style); !list.number.empty()) out.lists_[id] = std::move(list);
  }
  return out;
}

ParagraphStyle ParagraphStyles::find(const std::string& id) const {
  const auto at = styles_.find(id);
  return at != styles_.end() ? at->second : style_by_name(id).value_or(ParagraphStyle{});
}

StyleList ParagraphStyles::list(const std::string& id) const {
  const auto at = lists_.find(id);
  return at == lists_.end() ? StyleList() : at->second;
}

}  // namespace hoptac
