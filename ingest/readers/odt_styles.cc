#include "ingest/readers/odt_styles.h"

#include <algorithm>

namespace hoptac {
namespace {

// Styles based on styles based on …
constexpr int kMaxParents = 10;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// "Heading_20_1" -> "Heading 1"; only bytes of ASCII matter to us.
std::string decode_name(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool coded = name[i] == '_' && i + 3 < name.size() && name[i + 3] == '_' && hex_digit(name[i + 1]) >= 0 &&
                       hex_digit(name[i + 2]) >= 0;
    out += coded ? static_cast<char>(hex_digit(name[i + 1]) * 16 + hex_digit(name[i + 2])) : name[i];
    if (coded) i += 3;
  }
  return out;
}

NumberFormat number_format(std::string_view name) {
  if (name.empty()) return NumberFormat::kNone;
  switch (name.front()) {
    case 'a':
      return NumberFormat::kLowerLetter;
    case 'A':
      return NumberFormat::kUpperLetter;
    case 'i':
      return NumberFormat::kLowerRoman;
    case 'I':
      return NumberFormat::kUpperRoman;
    default:
      return name == "01" ? NumberFormat::kDecimalZero : NumberFormat::kDecimal;
  }
}

// "%1%.%2%." -> the bytes of ListLevel::pattern.
std::string pattern_of_format(std::string_view format) {
  std::string out;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const std::size_t end = format[i] == '%' ? format.find('%', i + 1) : std::string_view::npos;
    const int level = end == std::string_view::npos ? 0 : list_number(format.substr(i + 1, end - i - 1)).value_or(0);
    if (level < 1 || level > static_cast<int>(kListLevels)) {
      out += pattern_text(format.substr(i, 1));
      continue;
    }
    out += static_cast<char>(level);
    i = end;
  }
  return out;
}

// "Điều " + numbers of the last `shown` levels + "."
std::string pattern_of_parts(const XmlElement& element, int level) {
  const int shown = std::clamp(list_number(element.attribute("display-levels")).value_or(1), 1, level);
  std::string numbers;
  for (int n = level - shown + 1; n <= level; ++n) {
    if (!numbers.empty()) numbers += '.';
    numbers += static_cast<char>(n);
  }
  return pattern_text(element.attribute("num-prefix")) + numbers + pattern_text(element.attribute("num-suffix"));
}

bool is_level(std::string_view name) { return name == "list-level-style-number" || name == "outline-level-style"; }

}  // namespace

void OdtStyles::begin(const XmlElement& element) {
  const std::string_view name = element.name();
  if (name == "style" || name == "default-style") {
    if (element.attribute("family") != "paragraph") return;
    const std::string id(element.attribute("name"));
    const std::string shown(element.attribute("display-name"));
    paragraphs_[id] = {.shown = shown.empty() ? decode_name(id) : shown,
                       .parent = std::string(element.attribute("parent-style-name")),
                       .list = std::string(element.attribute("list-style-name")),
                       .outline = !element.attribute("default-outline-level").empty()};
  } else if (name == "list-style") {
    open_ = &(lists_[std::string(element.attribute("name"))] = {});
  } else if (name == "outline-style") {
    open_ = &(outline_ = {});
  } else if (open_ != nullptr && is_level(name)) {
    begin_level(element);
  }
}

void OdtStyles::begin_level(const XmlElement& element) {
  const int number = list_number(element.attribute("level")).value_or(0);
  if (number < 1 || number > static_cast<int>(kListLevels)) return;
  ListLevel& level = (*open_)[static_cast<std::size_t>(number) - 1];
  level.format = number_format(element.attribute("num-format"));
  level.start = list_number(element.attribute("start-value")).value_or(1);
  if (level.format == NumberFormat::kNone) return;
  const std::string_view format = element.attribute("num-list-format");
  level.pattern = format.empty() ? pattern_of_parts(element, number) : pattern_of_format(format);
}

void OdtStyles::end(std::string_view name) {
  if (name == "list-style" || name == "outline-style") open_ = nullptr;
}

ParagraphStyle OdtStyles::paragraph(const std::string& name) const {
  std::string next = name;
  for (int i = 0; i < kMaxParents; ++i) {
    const auto style = paragraphs_.find(next);
    if (style == paragraphs_.end()) return style_by_name(decode_name(next)).value_or(ParagraphStyle{});
    if (const auto known = style_by_name(style->second.shown)) return *known;
    if (style->second.outline) return {BlockKind::kHeading, BlockUse::kBody};
    next = style->second.parent;
  }
  return {};
}

std::string OdtStyles::list_of(const std::string& paragraph) const {
  auto style = paragraphs_.find(paragraph);
  for (int i = 0; i < kMaxParents && style != paragraphs_.end(); ++i) {
    if (!style->second.list.empty()) return style->second.list;
    style = paragraphs_.find(style->second.parent);
  }
  return {};
}

const ListStyle* OdtStyles::list(const std::string& name) const {
  const auto at = lists_.find(name);
  return at == lists_.end() ? nullptr : &at->second;
}

}  // namespace hoptac
