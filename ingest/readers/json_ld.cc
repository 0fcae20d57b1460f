#include "ingest/readers/json_ld.h"

#include "ingest/readers/raw_document.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

// Members of members that are looked through for an article: @graph of @graph is more than any site does.
constexpr int kMaxDepth = 4;

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report" || type == "PressRelease" ||
         type == "WebPage";
}

bool is_article(const Json& object) {
  const Json& type = get_member(object, "@type");
  if (type.is_string()) return is_article_type(type.get_ref<const std::string&>());
  if (!type.is_array()) return false;
  for (const Json& t : type) {
    if (t.is_string() && is_article_type(t.get_ref<const std::string&>())) return true;
  }
  return false;
}

// A name stands alone, in an object, or in the first object of a list.
std::string name_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_array() && !value.empty()) return name_of(value.front());
  return get_string(value, "name");
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = collapse_space(value);
}

void merge_article(const Json& object, ArticleData& article) {
  fill(article.headline, get_string(object, "headline"));
  fill(article.published, get_string(object, "datePublished"));
  fill(article.modified, get_string(object, "dateModified"));
  fill(article.language, name_of(get_member(object, "inLanguage")));
  fill(article.url, get_string(object, "url"));
  fill(article.publisher, name_of(get_member(object, "publisher")));
  fill(article.author, name_of(get_member(object, "author")));
}

void visit(const Json& value, int depth, ArticleData& article) {
  if (depth > kMaxDepth) return;
  if (value.is_array()) {
    for (const Json& item : value) visit(item, depth + 1, article);
  }
  if (!value.is_object()) return;
  if (is_article(value)) merge_article(value, article);
  visit(get_member(value, "@graph"), depth + 1, article);
}

}  // namespace

void merge_json_ld(std::string_view json, ArticleData& article) {
  if (const auto parsed = parse_json(json)) visit(*parsed, 0, article);
}

}  // namespace hoptac
