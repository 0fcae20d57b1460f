#include "ingest/readers/html_blocks.h"

#include <algorithm>
#include <array>

#include "ingest/readers/html_furniture.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/table_row.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

enum class Role {
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
  kDropped
};

struct TagRole {
  std::string_view tag;
  Role role;
};

// Sorted by tag. A tag that is not here is inline.
constexpr std::array kTags{
    TagRole{"address", Role::kBlock},    TagRole{"applet", Role::kDropped},
    TagRole{"article", Role::kBlock},    TagRole{"aside", Role::kBlock},
    TagRole{"audio", Role::kDropped},    TagRole{"blockquote", Role::kBlock},
    TagRole{"body", Role::kBlock},       TagRole{"br", Role::kBreak},
    TagRole{"canvas", Role::kDropped},   TagRole{"caption", Role::kCaption},
    TagRole{"center", Role::kBlock},     TagRole{"dd", Role::kBlock},
    TagRole{"details", Role::kBlock},    TagRole{"dialog", Role::kBlock},
    TagRole{"dir", Role::kBlock},        TagRole{"div", Role::kBlock},
    TagRole{"dl", Role::kBlock},         TagRole{"dt", Role::kBlock},
    TagRole{"fieldset", Role::kBlock},   TagRole{"figcaption", Role::kCaption},
    TagRole{"figure", Role::kBlock},     TagRole{"footer", Role::kBlock},
    TagRole{"form", Role::kBlock},       TagRole{"h1", Role::kHeading},
    TagRole{"h2", Role::kHeading},       TagRole{"h3", Role::kHeading},
    TagRole{"h4", Role::kHeading},       TagRole{"h5", Role::kHeading},
    TagRole{"h6", Role::kHeading},       TagRole{"head", Role::kDropped},
    TagRole{"header", Role::kBlock},     TagRole{"hgroup", Role::kBlock},
    TagRole{"hr", Role::kBlock},         TagRole{"iframe", Role::kDropped},
    TagRole{"img", Role::kImage},        TagRole{"li", Role::kListItem},
    TagRole{"main", Role::kBlock},       TagRole{"map", Role::kDropped},
    TagRole{"math", Role::kDropped},     TagRole{"menu", Role::kBlock},
    TagRole{"nav", Role::kBlock},        TagRole{"noscript", Role::kBlock},
    TagRole{"object", Role::kBlock},     TagRole{"ol", Role::kBlock},
    TagRole{"option", Role::kBlock},     TagRole{"p", Role::kBlock},
    TagRole{"pre", Role::kPreformatted}, TagRole{"script", Role::kDropped},
    TagRole{"section", Role::kBlock},    TagRole{"select", Role::kBlock},
    TagRole{"style", Role::kDropped},    TagRole{"summary", Role::kBlock},
    TagRole{"svg", Role::kDropped},      TagRole{"table", Role::kBlock},
    TagRole{"tbody", Role::kBlock},      TagRole{"td", Role::kCell},
    TagRole{"template", Role::kDropped}, TagRole{"tfoot", Role::kBlock},
    TagRole{"th", Role::kCell},          TagRole{"thead", Role::kBlock},
    TagRole{"title", Role::kDropped},    TagRole{"tr", Role::kRow},
    TagRole{"ul", Role::kBlock},         TagRole{"video", Role::kDropped},
};

Role role_of(const xmlNode& element) {
  const std::string_view name = element_name(element);
  const auto* const at = std::lower_bound(kTags.begin(), kTags.end(), name,
                                          [](const TagRole& t, std::string_view wanted) { return t.tag < wanted; });
  return at != kTags.end() && at->tag == name ? at->role : Role::kInline;
}

std::string_view content_of(const xmlNode& text) {
  return text.content == nullptr ? std::string_view() : reinterpret_cast<const char*>(text.content);
}

struct Context {
  BlockKind kind = BlockKind::kParagraph;
  BlockUse use = BlockUse::kBody;
  bool preformatted = false;
};

class BlockReader {
 public:
  explicit BlockReader(const FurnitureJudge& judge) : judge_(judge) {}

  void read(const xmlNode& element, const Context& outer) {
    Context context = outer;
    if (judge_.is_furniture(element)) context.use = BlockUse::kFurniture;
    if (&element == judge_.main()) context.use = BlockUse::kBody;
    switch (role_of(element)) {
      case Role::kDropped:
        return;
      case Role::kBreak:
        line_feed();
        return;
      case Role::kImage:
        picture(element, context);
        return;
      case Role::kInline:
        read_inline(element, outer, context);
        return;
      case Role::kRow:
        read_row(element, context);
        return;
      case Role::kHeading:
        context.kind = BlockKind::kHeading;
        break;
      case Role::kListItem:
        context.kind = BlockKind::kListItem;
        break;
      case Role::kCaption:
        context.kind = BlockKind::kCaption;
        break;
      case Role::kPreformatted:
        context.preformatted = true;
        break;
      case Role::kBlock:
      case Role::kCell:
        break;
    }
    flush(outer);
    read_children(element, context);
    flush(context);
  }

  std::vector<RawBlock> take(const Context& context) {
    flush(context);
    return std::move(blocks_);
  }

 private:
  void read_children(const xmlNode& element, const Context& context) {
    for (const xmlNode* child = element.children; child != nullptr; child = child->next) {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
        add_text(content_of(*child), context.preformatted);
      } else if (child->type == XML_ELEMENT_NODE) {
        read(*child, context);
      }
    }
  }

  // A share button inside a paragraph is a block of its own.
  void read_inline(const xmlNode& element, const Context& outer, const Context& inner) {
    const bool apart = outer.use != inner.use;
    if (apart) flush(outer);
    read_children(element, inner);
    if (apart) flush(inner);
  }

  void add_text(std::string_view text, bool preformatted) {
    for (const char c : text) {
      if (!is_ascii_space(c) || (preformatted && c == '\n')) {
        text_ += c;
      } else if (!text_.empty() && !is_ascii_space(text_.back())) {
        text_ += ' ';
      }
    }
  }

  void line_feed() {
    while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    text_ += '\n';
  }

  // Captions of pictures inside a paragraph come behind it.
  void picture(const xmlNode& image, const Context& context) {
    std::string alt = collapse_space(attribute(image, "alt"));
    if (!alt.empty()) captions_.push_back({.kind = BlockKind::kCaption, .use = context.use, .text = std::move(alt)});
  }

  void flush(const Context& context) {
    if (const std::string_view text = trim(text_); !text.empty()) {
      blocks_.push_back({.kind = context.kind, .use = context.use, .text = std::string(text)});
    }
    text_.clear();
    std::move(captions_.begin(), captions_.end(), std::back_inserter(blocks_));
    captions_.clear();
  }

  void read_row(const xmlNode& row, const Context& context) {
    flush(context);
    Cells cells;
    for (const xmlNode* cell = row.children; cell != nullptr; cell = cell->next) {
      if (cell->type != XML_ELEMENT_NODE) continue;
      BlockReader inside(judge_);
      inside.read(*cell, context);
      cells.push_back(inside.take(context));
    }
    add_row(std::move(cells), blocks_);
  }

  const FurnitureJudge& judge_;
  std::vector<RawBlock> blocks_;
  std::vector<RawBlock> captions_;
  std::string text_;
};

const xmlNode* find_body(const xmlDoc& page) {
  const xmlNode* root = xmlDocGetRootElement(&page);
  for (const xmlNode* child = root == nullptr ? nullptr : root->children; child != nullptr; child = child->next) {
    if (is_element(*child, "body")) return child;
  }
  return root;
}

}  // namespace

std::vector<RawBlock> html_blocks(const xmlDoc& page, const std::string& host) {
  const xmlNode* body = find_body(page);
  if (body == nullptr) return {};
  const FurnitureJudge judge(*body, host);
  BlockReader reader(judge);
  Context context;
  if (judge.main() != nullptr) context.use = BlockUse::kFurniture;
  reader.read(*body, context);
  std::vector<RawBlock> blocks = reader.take(context);
  const auto is_body = [](const RawBlock& b) { return b.use == BlockUse::kBody; };
  if (std::none_of(blocks.begin(), blocks.end(), is_body)) {
    for (RawBlock& b : blocks) b.use = BlockUse::kBody;
  }
  return blocks;
}

}  // namespace hoptac
