#include "ingest/readers/html_tags.h"

#include <algorithm>

#include "ingest/readers/markup.h"

namespace hoptac {
namespace {

constexpr HtmlTag block(std::string_view name) { return {name, HtmlRole::kBlock}; }
constexpr HtmlTag list(std::string_view name) { return {name, HtmlRole::kBlock, false, true}; }
constexpr HtmlTag widget(std::string_view name, HtmlRole role = HtmlRole::kBlock) { return {name, role, true}; }
constexpr HtmlTag dropped(std::string_view name, HtmlId id = HtmlId::kOther) {
  return {name, HtmlRole::kDropped, false, false, id};
}
constexpr HtmlTag named(std::string_view name, HtmlRole role, HtmlId id) { return {name, role, false, false, id}; }

// Sorted by name.
constexpr std::array kTags{
    named("a", HtmlRole::kInline, HtmlId::kLinkTo),
    block("address"),
    widget("amp-ad"),
    widget("amp-consent"),
    widget("amp-sidebar"),
    widget("amp-social-share"),
    widget("amp-user-notification"),
    dropped("applet"),
    block("article"),
    widget("aside"),
    dropped("audio"),
    block("blockquote"),
    named("body", HtmlRole::kBlock, HtmlId::kBody),
    HtmlTag{"br", HtmlRole::kBreak},
    widget("button", HtmlRole::kInline),
    dropped("canvas"),
    HtmlTag{"caption", HtmlRole::kCaption},
    list("center"),
    widget("datalist", HtmlRole::kInline),
    block("dd"),
    block("details"),
    widget("dialog"),
    block("dir"),
    list("div"),
    list("dl"),
    block("dt"),
    block("fieldset"),
    HtmlTag{"figcaption", HtmlRole::kCaption},
    block("figure"),
    named("footer", HtmlRole::kBlock, HtmlId::kFooter),
    widget("form"),
    named("h1", HtmlRole::kHeading, HtmlId::kH1),
    HtmlTag{"h2", HtmlRole::kHeading},
    HtmlTag{"h3", HtmlRole::kHeading},
    HtmlTag{"h4", HtmlRole::kHeading},
    HtmlTag{"h5", HtmlRole::kHeading},
    HtmlTag{"h6", HtmlRole::kHeading},
    dropped("head", HtmlId::kHead),
    named("header", HtmlRole::kBlock, HtmlId::kHeader),
    block("hgroup"),
    block("hr"),
    named("html", HtmlRole::kBlock, HtmlId::kHtml),
    dropped("iframe"),
    HtmlTag{"img", HtmlRole::kImage},
    HtmlTag{"li", HtmlRole::kListItem},
    named("link", HtmlRole::kInline, HtmlId::kLink),
    named("main", HtmlRole::kBlock, HtmlId::kMain),
    dropped("map"),
    dropped("math"),
    widget("menu"),
    named("meta", HtmlRole::kInline, HtmlId::kMeta),
    HtmlTag{"nav", HtmlRole::kBlock, true, false, HtmlId::kNav},
    block("noscript"),
    block("object"),
    list("ol"),
    block("option"),
    list("p"),
    HtmlTag{"pre", HtmlRole::kPreformatted},
    dropped("script", HtmlId::kScript),
    list("section"),
    widget("select"),
    dropped("style"),
    block("summary"),
    dropped("svg"),
    list("table"),
    block("tbody"),
    HtmlTag{"td", HtmlRole::kCell, false, true},
    dropped("template"),
    widget("textarea", HtmlRole::kInline),
    block("tfoot"),
    HtmlTag{"th", HtmlRole::kCell},
    block("thead"),
    named("time", HtmlRole::kInline, HtmlId::kTime),
    dropped("title", HtmlId::kTitle),
    HtmlTag{"tr", HtmlRole::kRow},
    list("ul"),
    dropped("video"),
};

static_assert(std::is_sorted(kTags.begin(), kTags.end(),
                             [](const HtmlTag& a, const HtmlTag& b) { return a.name < b.name; }));

constexpr HtmlTag kUnknown{};

const HtmlTag& find_tag(std::string_view name) {
  const auto* const at = std::lower_bound(kTags.begin(), kTags.end(), name,
                                          [](const HtmlTag& t, std::string_view wanted) { return t.name < wanted; });
  return at != kTags.end() && at->name == name ? *at : kUnknown;
}

}  // namespace

const HtmlTag& HtmlTags::of(const xmlNode& element) {
  Known& known = known_[(reinterpret_cast<std::uintptr_t>(element.name) >> 2U) % known_.size()];
  if (known.name != element.name) known = {element.name, &find_tag(element_name(element))};
  return *known.tag;
}

}  // namespace hoptac
