// Which parts of a page are not what the page is about: menus, share bars, teasers of other pages.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "ingest/readers/markup.h"

namespace hoptac {

// Bytes of text below an element, space left out.
struct TextWeight {
  std::size_t text = 0;
  std::size_t in_links = 0;
  std::size_t links = 0;
  std::size_t links_away = 0;  // to other sites
};

// Judges the elements of one page. The page must outlive it.
class FurnitureJudge {
 public:
  // `host`: that of the page's own address, "" when unknown.
  FurnitureJudge(const xmlNode& body, const std::string& host);

  // True when the element and all below it is furniture. Signs, any one of them: its tag (nav, footer, …),
  // its role, its class or id, that it is hidden, that it is little but links to the same site.
  // Never when it holds most of the page's running text: pages are wrapped in <form> or <div id="menu">.
  bool is_furniture(const xmlNode& element) const;

  // Beside a <main> that holds text everything is furniture. Null when there is none.
  const xmlNode* main() const { return main_; }

 private:
  TextWeight weigh(const xmlNode& node, bool in_link, const std::string& host);
  const TextWeight& weight(const xmlNode& element) const;
  bool holds_most(const xmlNode& element) const;
  bool is_link_list(const xmlNode& element) const;

  std::unordered_map<const xmlNode*, TextWeight> weights_;
  TextWeight whole_;
  const xmlNode* main_ = nullptr;
};

}  // namespace hoptac
