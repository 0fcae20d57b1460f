#include "ingest/readers/html_metadata.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ingest/readers/json_ld.h"
#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

// Names of <meta> that hold the date of publication, best first.
constexpr std::array kDateNames{"article:published_time"sv,
                                "og:article:published_time"sv,
                                "datepublished"sv,
                                "pubdate"sv,
                                "publishdate"sv,
                                "publish-date"sv,
                                "publication_date"sv,
                                "dc.date.issued"sv,
                                "dcterms.issued"sv,
                                "dc.date"sv,
                                "dcterms.date"sv,
                                "date"sv};

struct Meta {
  std::string name;  // name, property or itemprop, lower case
  std::string content;
};

// Everything in the page that may say something about it, in the order of the page.
struct Sources {
  std::vector<Meta> metas;
  ArticleData article;
  std::string title;
  std::string heading;
  std::string time;
  std::string time_published;  // a <time> that says it is the date of publication
  std::string canonical;
  std::string language;
};

void fill(std::string& field, const std::string& value) {
  if (field.empty()) field = collapse_space(value);
}

void see_meta(const xmlNode& node, Sources& sources) {
  for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
    std::string name = ascii_lower(trim(attribute(node, key)));
    if (!name.empty()) sources.metas.push_back({std::move(name), collapse_space(attribute(node, "content"))});
  }
}

void see_time(const xmlNode& node, Sources& sources) {
  const std::string when = attribute(node, "datetime");
  const bool published = has_attribute(node, "pubdate") || attribute(node, "itemprop") == "datePublished" ||
                         attribute(node, "class").find("published") != std::string::npos;
  fill(published ? sources.time_published : sources.time, when);
}

void see(const xmlNode& node, Sources& sources) {
  const std::string_view name = element_name(node);
  if (name == "meta") return see_meta(node, sources);
  if (name == "time") return see_time(node, sources);
  if (name == "title" && sources.title.empty()) return fill(sources.title, text_below(node));
  if (name == "h1") return fill(sources.heading, text_below(node));
  if (name == "link" && ascii_lower(attribute(node, "rel")) == "canonical") {
    return fill(sources.canonical, attribute(node, "href"));
  }
  if (name == "html") return fill(sources.language, attribute(node, "lang"));
  if (name != "script" || ascii_lower(attribute(node, "type")).find("ld+json") == std::string::npos) return;
  std::string json;
  for (const xmlNode* c = node.children; c != nullptr; c = c->next) {
    if (c->content != nullptr) json += reinterpret_cast<const char*>(c->content);
  }
  merge_json_ld(json, sources.article);
}

void visit(const xmlNode& node, Sources& sources) {
  see(node, sources);
  if (is_element(node, "svg")) return;  // its <title> is not the page's
  for (const xmlNode* child = node.children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) visit(*child, sources);
  }
}

std::string meta(const Sources& sources, std::string_view name) {
  for (const Meta& m : sources.metas) {
    if (m.name == name && !m.content.empty()) return m.content;
  }
  return {};
}

std::string first_of(std::initializer_list<std::string> values) {
  for (const std::string& v : values) {
    if (!v.empty()) return v;
  }
  return {};
}

// "Headline | Site" and "Headline - Site": the site's name goes when the page says what it is, or when the
// headline stands as <h1>.
std::string without_site(const std::string& title, const std::string& site, const std::string& heading) {
  if (!heading.empty() && title.size() > heading.size() && title.starts_with(heading)) return heading;
  if (site.empty() || title.size() <= site.size() || !title.ends_with(site)) return title;
  std::string_view rest = std::string_view(title).substr(0, title.size() - site.size());
  const std::string_view whole = rest;
  for (const std::string_view mark : {"|"sv, "-"sv, "–"sv, "—"sv, "::"sv, "»"sv}) {
    rest = trim(rest);
    if (rest.ends_with(mark)) rest.remove_suffix(mark.size());
  }
  return rest.size() < whole.size() && !trim(rest).empty() ? std::string(trim(rest)) : title;
}

std::string date_of(const Sources& sources) {
  std::string out = sources.article.published;
  for (const std::string_view name : kDateNames) {
    if (out.empty()) out = meta(sources, name);
  }
  return first_of({out, sources.time_published, sources.time});
}

}  // namespace

RawMetadata html_metadata(const xmlDoc& page) {
  Sources sources;
  if (const xmlNode* root = xmlDocGetRootElement(&page)) visit(*root, sources);
  RawMetadata out;
  out.publisher = first_of({meta(sources, "og:site_name"), sources.article.publisher, meta(sources, "dc.publisher")});
  out.title =
      without_site(first_of({meta(sources, "og:title"), sources.article.headline, sources.title, sources.heading}),
                   out.publisher, sources.heading);
  out.published = date_of(sources);
  out.url = first_of({sources.canonical, meta(sources, "og:url"), sources.article.url});
  out.language = first_of(
      {sources.language, meta(sources, "content-language"), sources.article.language, meta(sources, "og:locale")});
  const auto keep = [&](const char* name, const std::string& value) {
    if (!value.empty()) out.other.emplace_back(name, value);
  };
  keep("author", first_of({sources.article.author, meta(sources, "author"), meta(sources, "article:author")}));
  keep("description", first_of({meta(sources, "description"), meta(sources, "og:description")}));
  keep("keywords", first_of({meta(sources, "keywords"), meta(sources, "article:tag")}));
  keep("modified", first_of({sources.article.modified, meta(sources, "article:modified_time")}));
  return out;
}

}  // namespace hoptac
