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

constexpr std::array kAuthorNames{"author"sv,          "article:author"sv,  "dc.creator"sv,
                                  "dcterms.creator"sv, "sailthru.author"sv, "parsely-author"sv};

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
  std::string saved_from;
  std::string language;
};

void fill(std::string& field, const std::string& value) {
  if (field.empty()) field = collapse_space(value);
}

void see_meta(const xmlNode& node, Sources& sources) {
  const std::string content = collapse_space(attribute(node, "content"));
  if (content.empty()) return;
  for (const char* key : {"property", "name", "itemprop", "http-equiv"}) {
    const std::string name = attribute(node, key);
    if (!name.empty()) sources.metas.push_back({ascii_lower(trim(name)), content});
  }
}

void see_time(const xmlNode& node, Sources& sources) {
  const std::string when = attribute(node, "datetime");
  const bool published = has_attribute(node, "pubdate") || attribute(node, "itemprop") == "datePublished" ||
                         attribute(node, "class").find("published") != std::string::npos;
  fill(published ? sources.time_published : sources.time, when);
}

void see_data(const xmlNode& script, Sources& sources) {
  std::string json;
  for (const xmlNode* c = script.children; c != nullptr; c = c->next) {
    if (c->content != nullptr) json += reinterpret_cast<const char*>(c->content);
  }
  merge_json_ld(json, sources.article);
}

// "<!-- saved from url=(0042)https://… -->": what browsers write above a page that they save.
void see_comment(const xmlNode& comment, Sources& sources) {
  constexpr std::string_view kStart = "saved from url=(";
  if (comment.content == nullptr) return;
  const std::string_view text = trim(reinterpret_cast<const char*>(comment.content));
  const std::size_t end = text.find(')');
  if (!text.starts_with(kStart) || end == std::string_view::npos) return;
  fill(sources.saved_from, std::string(text.substr(end + 1)));
}

Sources collect(const HtmlPage& page, const xmlDoc& tree) {
  Sources out;
  for (const xmlNode* node : page.metas) see_meta(*node, out);
  for (const xmlNode* node : page.times) see_time(*node, out);
  for (const xmlNode* node : page.data) see_data(*node, out);
  for (const xmlNode* node : page.titles) fill(out.title, text_below(*node));
  for (const xmlNode* node : page.links) {
    if (ascii_lower(attribute(*node, "rel")) == "canonical") fill(out.canonical, attribute(*node, "href"));
  }
  if (page.first_h1 != nullptr) fill(out.heading, text_below(*page.first_h1));
  if (page.html != nullptr) fill(out.language, attribute(*page.html, "lang"));
  for (const xmlNode* node = tree.children; node != nullptr; node = node->next) {
    if (node->type == XML_COMMENT_NODE) see_comment(*node, out);
  }
  for (const xmlNode* node = page.html == nullptr ? nullptr : page.html->children; node != nullptr; node = node->next) {
    if (node->type == XML_COMMENT_NODE) see_comment(*node, out);
  }
  return out;
}

std::string meta(const Sources& sources, std::string_view name) {
  for (const Meta& m : sources.metas) {
    if (m.name == name) return m.content;
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

std::string author_of(const Sources& sources) {
  std::string out = sources.article.author;
  for (const std::string_view name : kAuthorNames) {
    if (out.empty()) out = meta(sources, name);
  }
  return out;
}

}  // namespace

HtmlMetadata html_metadata(const HtmlPage& page, const xmlDoc& tree) {
  const Sources sources = collect(page, tree);
  HtmlMetadata found;
  RawMetadata& out = found.metadata;
  const auto value = [&](std::string_view name) { return meta(sources, name); };
  out.publisher =
      first_of({value("og:site_name"), sources.article.publisher, value("dc.publisher"), value("dcterms.publisher")});
  const std::string shared = first_of({value("og:title"), sources.article.headline});
  const std::string any = first_of({shared, sources.title, value("dc.title"), value("dcterms.title"), sources.heading});
  out.title = without_site(any, out.publisher, sources.heading);
  out.published = date_of(sources);
  out.url = first_of({sources.canonical, value("og:url"), sources.article.url, sources.saved_from});
  out.language = first_of({sources.language, value("content-language"), sources.article.language, value("dc.language"),
                           value("dcterms.language"), value("og:locale")});
  const auto keep = [&](const char* name, const std::string& text) {
    if (!text.empty()) out.other.emplace_back(name, text);
  };
  keep("author", author_of(sources));
  keep("description", first_of({value("description"), value("og:description"), value("dc.description")}));
  keep("keywords", first_of({value("keywords"), value("article:tag")}));
  keep("modified", first_of({sources.article.modified, value("article:modified_time"), value("dcterms.modified")}));
  for (const std::string& title : {out.title, shared, sources.title}) {
    if (!title.empty()) found.titles.push_back(title);
  }
  return found;
}

}  // namespace hoptac
