#include "ingest/readers/xml_names.h"

#include <algorithm>
#include <array>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

struct Name {
  std::string_view name;
  XmlUse use;
};

// Sorted by name, lower case. DocBook, TEI, NITF, NewsML-G2, RSS, Atom, Dublin Core, XHTML.
constexpr std::array kNames{
    Name{"a", XmlUse::kInline},
    Name{"abbr", XmlUse::kInline},
    Name{"abbrev", XmlUse::kInline},
    Name{"acronym", XmlUse::kInline},
    Name{"articletitle", XmlUse::kTitle},
    Name{"author", XmlUse::kAuthor},
    Name{"b", XmlUse::kInline},
    Name{"byline", XmlUse::kAuthor},
    Name{"caption", XmlUse::kCaption},
    Name{"category", XmlUse::kKeywords},
    Name{"cell", XmlUse::kCell},
    Name{"chron", XmlUse::kInline},
    Name{"citetitle", XmlUse::kInline},
    Name{"code", XmlUse::kInline},
    Name{"contentcreated", XmlUse::kDate},
    Name{"created", XmlUse::kDate},
    Name{"creator", XmlUse::kAuthor},
    Name{"date", XmlUse::kDate},
    Name{"date.issue", XmlUse::kDate},
    Name{"datecreated", XmlUse::kDate},
    Name{"datemodified", XmlUse::kModified},
    Name{"datepublished", XmlUse::kDate},
    Name{"em", XmlUse::kInline},
    Name{"emphasis", XmlUse::kInline},
    Name{"entry", XmlUse::kCell},  // of DocBook; Atom's is told by its feed
    Name{"figcaption", XmlUse::kCaption},
    Name{"firstcreated", XmlUse::kDate},
    Name{"foreignphrase", XmlUse::kInline},
    Name{"guid", XmlUse::kId},
    Name{"h1", XmlUse::kHeading},
    Name{"h2", XmlUse::kHeading},
    Name{"h3", XmlUse::kHeading},
    Name{"h4", XmlUse::kHeading},
    Name{"h5", XmlUse::kHeading},
    Name{"h6", XmlUse::kHeading},
    Name{"head", XmlUse::kHeading},
    Name{"headline", XmlUse::kTitle},
    Name{"hi", XmlUse::kInline},
    Name{"hl1", XmlUse::kTitle},
    Name{"hl2", XmlUse::kHeading},
    Name{"i", XmlUse::kInline},
    Name{"lang", XmlUse::kLanguage},
    Name{"language", XmlUse::kLanguage},
    Name{"li", XmlUse::kListItem},
    Name{"link", XmlUse::kInline},
    Name{"listitem", XmlUse::kListItem},
    Name{"literal", XmlUse::kInline},
    Name{"location", XmlUse::kInline},
    Name{"modified", XmlUse::kModified},
    Name{"newsitem", XmlUse::kItem},
    Name{"org", XmlUse::kInline},
    Name{"orgname", XmlUse::kInline},
    Name{"persname", XmlUse::kInline},
    Name{"person", XmlUse::kInline},
    Name{"personname", XmlUse::kInline},
    Name{"phrase", XmlUse::kInline},
    Name{"placename", XmlUse::kInline},
    Name{"provider", XmlUse::kPublisher},
    Name{"pubdate", XmlUse::kDate},
    Name{"published", XmlUse::kDate},
    Name{"publisher", XmlUse::kPublisher},
    Name{"publishername", XmlUse::kPublisher},
    Name{"q", XmlUse::kInline},
    Name{"quote", XmlUse::kInline},
    Name{"row", XmlUse::kRow},
    Name{"script", XmlUse::kDropped},
    Name{"source", XmlUse::kPublisher},
    Name{"span", XmlUse::kInline},
    Name{"strong", XmlUse::kInline},
    Name{"style", XmlUse::kDropped},
    Name{"sub", XmlUse::kInline},
    Name{"subscript", XmlUse::kInline},
    Name{"subtitle", XmlUse::kHeading},
    Name{"sup", XmlUse::kInline},
    Name{"superscript", XmlUse::kInline},
    Name{"svg", XmlUse::kDropped},
    Name{"td", XmlUse::kCell},
    Name{"th", XmlUse::kCell},
    Name{"title", XmlUse::kTitle},
    Name{"tr", XmlUse::kRow},
    Name{"u", XmlUse::kInline},
    Name{"ulink", XmlUse::kInline},
    Name{"updated", XmlUse::kModified},
    Name{"uri", XmlUse::kUrl},
    Name{"url", XmlUse::kUrl},
    Name{"versioncreated", XmlUse::kModified},
};

constexpr bool by_name(const Name& a, const Name& b) { return a.name < b.name; }

static_assert(std::is_sorted(kNames.begin(), kNames.end(), by_name));

}  // namespace

XmlUse xml_use(std::string_view name) {
  const std::string lower = ascii_lower(name);
  const auto* const at = std::lower_bound(kNames.begin(), kNames.end(), Name{lower, XmlUse::kParagraph}, by_name);
  return at != kNames.end() && at->name == lower ? at->use : XmlUse::kParagraph;
}

}  // namespace hoptac
