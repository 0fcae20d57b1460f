// HTML trees of libxml2 within our bounds: from memory, no network, no entity but those of HTML, depth at
// most limits::kMaxMarkupDepth (libxml2's own bound while huge documents are not asked for). Trees free
// themselves.
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

namespace hoptac {

struct XmlTreeDeleter {
  void operator()(xmlDoc* tree) const { xmlFreeDoc(tree); }
};
using XmlTree = std::unique_ptr<xmlDoc, XmlTreeDeleter>;

struct HtmlTree {
  XmlTree tree;
  bool too_deep = false;  // nested beyond the bound: what followed is not in the tree
};

// `utf8` is HTML, already decoded; a charset that it declares is not looked at. Null only for input
// without any markup or text. Throws std::bad_alloc.
HtmlTree parse_html(const std::string& utf8);
// Names are compared as they stand in the tree: HTML's are lower case already.
std::string_view element_name(const xmlNode& node);
bool is_element(const xmlNode& node, std::string_view name);
// "" when absent. The prefix of a namespace is not looked at.
std::string attribute(const xmlNode& node, const char* name);
bool has_attribute(const xmlNode& node, const char* name);
// All text below the node, in order, without that of script and style.
std::string text_below(const xmlNode& node);

}  // namespace hoptac
