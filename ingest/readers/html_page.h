// One look at the tree of a page: its elements in order, the text in each, and those that say something about the page.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/readers/html_names.h"
#include "ingest/readers/html_tags.h"
#include "ingest/readers/markup.h"

namespace hoptac {

// Letters: bytes of ASCII letters and of all characters beyond; digits and punctuation say nothing about a text.
struct PageElement {
  const xmlNode* node = nullptr;
  const HtmlTag* tag = nullptr;
  std::uint32_t parent = 0;                                // the first element is its own
  std::uint32_t end = 0;                                   // elements below are those up to here
  std::uint32_t letters = 0, link_letters = 0, links = 0;  // of all below
  std::uint32_t own_letters = 0, own_link_letters = 0;     // of its own lines: not of the blocks below
  FurnitureSign sign = FurnitureSign::kNone;

  std::uint32_t running() const { return letters - link_letters; }
  // Letters of its own lines when they are running text: long enough for a sentence, and not links.
  std::uint32_t own_story() const;
};

struct HtmlPage {
  std::vector<PageElement> elements;  // those below a dropped one are left out
  std::uint32_t body = 0;
  std::vector<const xmlNode*> metas, links, times, titles, data;  // data: scripts of JSON-LD
  const xmlNode* html = nullptr;
  const xmlNode* first_h1 = nullptr;
  std::uint32_t main = 0;  // <main> or its role; 0 when there is none

  bool contains(std::uint32_t outer, std::uint32_t inner) const {
    return outer <= inner && inner < elements[outer].end;
  }
};

// The tree is marked with the places of its elements (index_of) and must outlive the page.
HtmlPage look_at_page(const xmlDoc& tree);
std::uint32_t index_of(const xmlNode& element);

std::uint32_t count_letters(std::string_view text);

}  // namespace hoptac
