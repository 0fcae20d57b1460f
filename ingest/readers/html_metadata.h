// What the head of a page, its JSON-LD and its <time> say about the document.
#pragma once

#include <string>
#include <vector>

#include "ingest/readers/html_page.h"
#include "src/model/document.h"

namespace hoptac {

struct HtmlMetadata {
  RawMetadata metadata;
  std::vector<std::string> titles;  // all forms of the title, as the page has them
};

// Title from og:title, JSON-LD headline, <title> (without the site's name), Dublin Core, <h1>, in this order; date from
// JSON-LD datePublished, article:published_time and its kin, <time datetime>; canonical address, else the one that a
// browser wrote when it saved the page; language of <html>; publisher from og:site_name, JSON-LD or Dublin Core;
// author, description, keywords and date of change beside them. Unknown values are "".
HtmlMetadata html_metadata(const HtmlPage& page, const xmlDoc& tree);

}  // namespace hoptac
