#include "ingest/readers/html_page.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// A sentence has more than this; an item of a menu and a label have less.
constexpr std::uint32_t kStoryLetters = 60;

constexpr std::array<std::uint8_t, 256> letter_table() {
  std::array<std::uint8_t, 256> out{};
  for (std::size_t b = 0; b < out.size(); ++b) {
    out[b] = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b >= 0x80 ? 1 : 0;
  }
  return out;
}
constexpr std::array<std::uint8_t, 256> kLetter = letter_table();

std::uint32_t letters_of(const xmlChar* text) {
  std::uint32_t n = 0;
  for (; text != nullptr && *text != 0; ++text) n += kLetter[*text];
  return n;
}

std::string_view value_of(const xmlAttr& attribute) {
  const xmlNode* text = attribute.children;
  return text == nullptr || text->content == nullptr ? std::string_view()
                                                     : reinterpret_cast<const char*>(text->content);
}

bool is_display_none(std::string_view style) {
  const std::size_t at = style.find("display");
  if (at == std::string_view::npos) return false;
  std::string_view value = trim(style.substr(at + 7));
  if (!value.starts_with(':')) return false;
  return ascii_lower(trim(value.substr(1)).substr(0, 4)) == "none";
}

bool has_ancestor(const xmlNode& element, std::initializer_list<std::string_view> names) {
  for (const xmlNode* up = element.parent; up != nullptr; up = up->parent) {
    if (std::find(names.begin(), names.end(), element_name(*up)) != names.end()) return true;
  }
  return false;
}

// A <header> in an article holds its headline, one beside it the menu of the site; the same for <footer>
// and the source of a quotation.
bool is_widget(const xmlNode& element, const HtmlTag& tag) {
  if (tag.id == HtmlId::kHeader) return !has_ancestor(element, {"article", "main", "section"});
  if (tag.id == HtmlId::kFooter) return !has_ancestor(element, {"blockquote"});
  return tag.is_widget;
}

class Looker {
 public:
  explicit Looker(HtmlPage& page) : page_(page) {}

  void visit(xmlNode& node, std::uint32_t parent, std::uint32_t block, bool in_link) {
    const auto index = static_cast<std::uint32_t>(page_.elements.size());
    node._private = reinterpret_cast<void*>(static_cast<std::uintptr_t>(index));
    const HtmlTag& tag = tags_.of(node);
    const bool link = tag.id == HtmlId::kLinkTo;
    page_.elements.push_back({.node = &node, .tag = &tag, .parent = parent, .links = link ? 1U : 0U});
    if (tag.id != HtmlId::kOther) note(node, tag, index);
    if (node.properties != nullptr || tag.is_widget || tag.id != HtmlId::kOther) {
      page_.elements[index].sign = sign_of(node, tag, index);
    }
    if (tag.role != HtmlRole::kDropped || tag.id == HtmlId::kHead) {
      children(node, index, tag.role == HtmlRole::kInline ? block : index, in_link || link);
    }
    page_.elements[index].end = static_cast<std::uint32_t>(page_.elements.size());
    if (index != parent) add(page_.elements[parent], page_.elements[index]);
  }

 private:
  void children(xmlNode& node, std::uint32_t index, std::uint32_t block, bool in_link) {
    for (xmlNode* child = node.children; child != nullptr; child = child->next) {
      if (child->type == XML_ELEMENT_NODE) {
        visit(*child, index, block, in_link);
      } else if (child->type == XML_TEXT_NODE) {
        const std::uint32_t letters = letters_of(child->content);
        page_.elements[index].letters += letters;
        page_.elements[block].own_letters += letters;
        if (!in_link) continue;
        page_.elements[index].link_letters += letters;
        page_.elements[block].own_link_letters += letters;
      }
    }
  }

  static void add(PageElement& outer, const PageElement& inner) {
    if (inner.tag->id == HtmlId::kHead) return;
    outer.letters += inner.letters;
    outer.link_letters += inner.link_letters;
    outer.links += inner.links;
  }

  FurnitureSign sign_of(const xmlNode& node, const HtmlTag& tag, std::uint32_t index) {
    if (tag.id == HtmlId::kNav) return FurnitureSign::kStrong;
    if (tag.id == HtmlId::kBody || tag.id == HtmlId::kHtml) return FurnitureSign::kNone;
    FurnitureSign sign = is_widget(node, tag) ? FurnitureSign::kWeak : FurnitureSign::kNone;
    for (const xmlAttr* a = node.properties; a != nullptr; a = a->next) {
      const std::string_view name = reinterpret_cast<const char*>(a->name);
      if (name == "class" || name == "id") {
        sign = std::max(sign, remembered_sign_of_names(value_of(*a)));
      } else if (name == "role") {
        if (value_of(*a) == "main" && page_.main == 0) page_.main = index;
        sign = std::max(sign, sign_of_role(value_of(*a)));
      } else if (name == "title" && tag.name == "div") {
        sign = std::max(sign, sign_of_title(value_of(*a)));
      } else if (name == "aria-label") {
        sign = std::max(sign, sign_of_label(value_of(*a)));
      } else if (name == "hidden" || (name == "style" && is_display_none(value_of(*a)))) {
        sign = std::max(sign, FurnitureSign::kWeak);
      }
    }
    return sign;
  }

  void note(const xmlNode& node, const HtmlTag& tag, std::uint32_t index) {
    switch (tag.id) {
      case HtmlId::kMeta:
        return page_.metas.push_back(&node);
      case HtmlId::kLink:
        return page_.links.push_back(&node);
      case HtmlId::kTime:
        return page_.times.push_back(&node);
      case HtmlId::kTitle:
        return page_.titles.push_back(&node);
      case HtmlId::kScript:
        if (ascii_lower(attribute(node, "type")).find("ld+json") != std::string::npos) page_.data.push_back(&node);
        return;
      case HtmlId::kHtml:
        page_.html = &node;
        return;
      case HtmlId::kH1:
        if (page_.first_h1 == nullptr) page_.first_h1 = &node;
        return;
      case HtmlId::kBody:
        if (page_.body == 0) page_.body = index;
        return;
      case HtmlId::kMain:
        if (page_.main == 0) page_.main = index;
        return;
      default:
        return;
    }
  }

  HtmlPage& page_;
  HtmlTags tags_;
};

}  // namespace

std::uint32_t PageElement::own_story() const {
  const std::uint32_t running = own_letters - own_link_letters;
  return running >= kStoryLetters && running > own_link_letters ? own_letters : 0;
}

HtmlPage look_at_page(const xmlDoc& tree) {
  HtmlPage page;
  page.elements.reserve(512);
  if (xmlNode* root = xmlDocGetRootElement(&tree)) Looker(page).visit(*root, 0, 0, false);
  return page;
}

std::uint32_t index_of(const xmlNode& element) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(element._private));
}

std::uint32_t count_letters(std::string_view text) {
  std::uint32_t n = 0;
  for (const char c : text) n += kLetter[static_cast<unsigned char>(c)];
  return n;
}

}  // namespace hoptac
