// schema.org data embedded in a page.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// What one article says of itself; "" where it says nothing.
struct ArticleData {
  std::string headline;
  std::string published;
  std::string modified;
  std::string language;
  std::string url;
  std::string publisher;
  std::string author;
};

// Fills what is still empty in `article` from the first object of an article type in `json` (the content
// of a script of type application/ld+json). Faulty JSON is passed over: half the sites have some.
void merge_json_ld(std::string_view json, ArticleData& article);

}  // namespace hoptac
