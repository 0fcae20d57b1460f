// Which parts of a page are not what the page is about: menus, share bars, teasers of other pages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/readers/html_page.h"

namespace hoptac {

// What the page is called, in any of the forms that it gives, and the site of its address ("" when unknown).
struct PageNames {
  std::vector<std::string> titles;
  std::string host;
};

// For each element of the page whether it is furniture; all below one that is, is too. Signs are its tag, its role,
// its class or id, that it is hidden, that it is little but links to the same site, that it is a run of teasers, and
// that it stands outside of the column with the headline and most of the running text. Never what holds the headline;
// a weak sign never for what holds most of the text: pages are wrapped in <form> or <div id="menu">.
// In doubt an element is no furniture.
std::vector<bool> find_furniture(const HtmlPage& page, const PageNames& names);

}  // namespace hoptac
