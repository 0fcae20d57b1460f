#include "ingest/readers/html_furniture.h"

#include <algorithm>
#include <array>

#include "ingest/readers/host.h"
#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

// Words of class and id values that name furniture, as whole words; sorted.
constexpr std::array kFurnitureWords{
    "ad"sv,          "ads"sv,     "advert"sv,    "advertisement"sv, "banner"sv,     "breadcrumb"sv,
    "breadcrumbs"sv, "comment"sv, "comments"sv,  "cookie"sv,        "cookies"sv,    "copyright"sv,
    "dropdown"sv,    "footer"sv,  "hotline"sv,   "login"sv,         "megamenu"sv,   "menu"sv,
    "modal"sv,       "nav"sv,     "navbar"sv,    "navigation"sv,    "newsletter"sv, "pager"sv,
    "pagination"sv,  "popup"sv,   "recommend"sv, "recommended"sv,   "related"sv,    "share"sv,
    "sharebar"sv,    "sharing"sv, "sidebar"sv,   "social"sv,        "subscribe"sv,  "topbar"sv};

// Vietnamese ones stand in many spellings ("tin-lien-quan", "tinLienQuan"): looked for with the marks left out.
constexpr std::array kFurnitureParts{"lienquan"sv, "binhluan"sv,   "chiase"sv,    "docthem"sv,
                                     "xemthem"sv,  "tinkhac"sv,    "tinmoi"sv,    "docnhieu"sv,
                                     "quangcao"sv, "breadcrumb"sv, "menuchinh"sv, "cungchuyenmuc"sv};

constexpr std::array kFurnitureRoles{"navigation"sv, "banner"sv,  "contentinfo"sv, "search"sv, "complementary"sv,
                                     "menu"sv,       "menubar"sv, "dialog"sv,      "alert"sv,  "toolbar"sv};

constexpr std::array kFurnitureTags{"nav"sv,      "aside"sv,  "form"sv, "button"sv,  "select"sv,
                                    "textarea"sv, "dialog"sv, "menu"sv, "datalist"sv};

// Elements that may be judged by how much of them is links.
constexpr std::array kListTags{"ul"sv, "ol"sv, "dl"sv, "div"sv, "section"sv, "table"sv, "p"sv};

// A share button leads away from the site, but to no partner.
constexpr std::array kShareHosts{"facebook.com"sv, "twitter.com"sv, "x.com"sv, "linkedin.com"sv,
                                 "youtube.com"sv,  "zalo.me"sv,     "t.me"sv,  "pinterest.com"sv};

// Few links are a sentence with references, not a list.
constexpr std::size_t kLinksOfAList = 4;

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Calls `use` for each word of "site-header mainMenu": letters between other characters or capitals.
template <typename Use>
bool any_word(std::string_view names, const Use& use) {
  std::string word;
  bool found = false;
  const auto end_word = [&] {
    found = found || (!word.empty() && use(word));
    word.clear();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_upper(names[i]) && i > 0 && is_lower(names[i - 1])) end_word();
    if (is_lower(names[i]) || is_upper(names[i])) {
      word += static_cast<char>(names[i] | 0x20);
    } else {
      end_word();
    }
  }
  end_word();
  return found;
}

bool names_furniture(std::string_view names) {
  if (any_word(names, [](const std::string& w) { return contains(kFurnitureWords, w); })) return true;
  std::string letters;
  for (const char c : ascii_lower(names)) {
    if (is_lower(c)) letters += c;
  }
  return std::any_of(kFurnitureParts.begin(), kFurnitureParts.end(),
                     [&](std::string_view part) { return letters.find(part) != std::string::npos; });
}

bool is_hidden(const xmlNode& element) {
  if (has_attribute(element, "hidden")) return true;
  std::string style = attribute(element, "style");
  style.erase(std::remove_if(style.begin(), style.end(), is_ascii_space), style.end());
  return ascii_lower(style).find("display:none") != std::string::npos;
}

bool has_ancestor(const xmlNode& element, std::initializer_list<std::string_view> names) {
  for (const xmlNode* up = element.parent; up != nullptr; up = up->parent) {
    if (std::find(names.begin(), names.end(), element_name(*up)) != names.end()) return true;
  }
  return false;
}

// A <header> in an article holds its headline, one beside it the menu of the site; the same for <footer>
// and the source of a quotation.
bool tag_is_furniture(const xmlNode& element) {
  const std::string_view name = element_name(element);
  if (name == "header") return !has_ancestor(element, {"article", "main", "section"});
  if (name == "footer") return !has_ancestor(element, {"blockquote"});
  return contains(kFurnitureTags, name);
}

std::size_t letters_of(const xmlNode& text) {
  std::size_t n = 0;
  for (const auto* p = text.content; p != nullptr && *p != 0; ++p) {
    if (!is_ascii_space(static_cast<char>(*p))) ++n;
  }
  return n;
}

TextWeight& operator+=(TextWeight& a, const TextWeight& b) {
  a.text += b.text;
  a.in_links += b.in_links;
  a.links += b.links;
  a.links_away += b.links_away;
  return a;
}

bool leads_away(const xmlNode& link, const std::string& host) {
  const std::string target = host_of(attribute(link, "href"));
  return !target.empty() && !host.empty() && target != host && !contains(kShareHosts, target);
}

}  // namespace

FurnitureJudge::FurnitureJudge(const xmlNode& body, const std::string& host) {
  whole_ = weigh(body, false, host);
  // A <main> without text is filled in by a script; the text is elsewhere.
  if (main_ != nullptr && weight(*main_).text * 4 < whole_.text - whole_.in_links) main_ = nullptr;
}

TextWeight FurnitureJudge::weigh(const xmlNode& node, bool in_link, const std::string& host) {
  TextWeight sum;
  const bool link = is_element(node, "a");
  if (link) {
    sum.links = 1;
    sum.links_away = leads_away(node, host) ? 1 : 0;
  }
  if (main_ == nullptr && (is_element(node, "main") || attribute(node, "role") == "main")) main_ = &node;
  for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
    if (child->type == XML_TEXT_NODE) {
      const std::size_t letters = letters_of(*child);
      sum.text += letters;
      sum.in_links += in_link || link ? letters : 0;
    } else if (child->type == XML_ELEMENT_NODE && !is_element(*child, "script") && !is_element(*child, "style")) {
      sum += weigh(*child, in_link || link, host);
    }
  }
  weights_[&node] = sum;
  return sum;
}

const TextWeight& FurnitureJudge::weight(const xmlNode& element) const {
  static const TextWeight kNone;
  const auto at = weights_.find(&element);
  return at == weights_.end() ? kNone : at->second;
}

bool FurnitureJudge::holds_most(const xmlNode& element) const {
  const TextWeight& w = weight(element);
  return (w.text - w.in_links) * 2 > whole_.text - whole_.in_links;
}

bool FurnitureJudge::is_link_list(const xmlNode& element) const {
  if (!contains(kListTags, element_name(element))) return false;
  const TextWeight& w = weight(element);
  return w.links >= kLinksOfAList && w.in_links * 10 >= w.text * 8 && w.links_away * 2 < w.links;
}

bool FurnitureJudge::is_furniture(const xmlNode& element) const {
  if (is_element(element, "nav")) return true;
  if (is_link_list(element)) return true;
  const bool sign = tag_is_furniture(element) || is_hidden(element) ||
                    contains(kFurnitureRoles, ascii_lower(attribute(element, "role"))) ||
                    names_furniture(attribute(element, "class")) || names_furniture(attribute(element, "id"));
  return sign && !holds_most(element);
}

}  // namespace hoptac
