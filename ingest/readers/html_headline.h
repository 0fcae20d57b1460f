// The element of a page that shows its title.
#pragma once

#include <string>
#include <vector>

#include "ingest/readers/html_page.h"

namespace hoptac {

// The heading or line whose text is one of the titles, or the begin of one; else an <h1> that is alone. 0 when there is
// none. Not what is marked as furniture by itself: the last step of a breadcrumb has the title's text too.
std::uint32_t find_headline_element(const HtmlPage& page, const std::vector<std::string>& titles);

}  // namespace hoptac
