// What the tags of HTML mean for the blocks of a page.
#pragma once

#include <libxml/tree.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace hoptac {

enum class HtmlRole : std::uint8_t {
  kInline,
  kBlock,
  kHeading,
  kListItem,
  kCaption,
  kRow,
  kBreak,
  kImage,
  kPreformatted,
  kCell,
  kDropped  // no text: script, style, head
};

// Tags that say something about the page as a whole.
enum class HtmlId : std::uint8_t {
  kOther,
  kLinkTo,  // <a>
  kBody,
  kFooter,
  kH1,
  kHead,
  kHeader,
  kHtml,
  kLink,
  kMain,
  kMeta,
  kNav,
  kScript,
  kTime,
  kTitle
};

struct HtmlTag {
  std::string_view name;
  HtmlRole role = HtmlRole::kInline;
  bool is_widget = false;  // furniture wherever it stands: nav, form, button
  bool is_list = false;    // may be judged by how much of it is links
  HtmlId id = HtmlId::kOther;
};

// Tags by name; one that is unknown is inline. A page has few names, each at one address: they are found by that.
class HtmlTags {
 public:
  const HtmlTag& of(const xmlNode& element);

 private:
  struct Known {
    const xmlChar* name = nullptr;
    const HtmlTag* tag = nullptr;
  };
  std::array<Known, 256> known_{};
};

}  // namespace hoptac
