#include "ingest/readers/html_blocks.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "ingest/readers/list_labels.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/table_row.h"

namespace hoptac {
namespace {

std::string_view content_of(const xmlNode& text) {
  return text.content == nullptr ? std::string_view() : reinterpret_cast<const char*>(text.content);
}

// For sixteen bytes at once: white space that is not one blank between others, given the bytes behind them.
using Byte = std::uint8_t;
using Bytes = Byte __attribute__((vector_size(16)));
bool has_odd_space(const char* block) {
  Bytes bytes, behind;
  std::memcpy(&bytes, block, sizeof bytes);
  std::memcpy(&behind, block + 1, sizeof behind);
  const auto white = [](Bytes b) { return (b <= Byte{' '}); };
  const auto odd = white(bytes) & (white(behind) | (bytes != Byte{' '}));
  std::uint64_t halves[2];
  std::memcpy(halves, &odd, sizeof odd);
  return (halves[0] | halves[1]) != 0;
}

// From where on white space is more than a single blank; the end of the text counts as white.
std::size_t find_odd_space(std::string_view text, std::size_t from) {
  const auto is_white = [&](std::size_t i) { return i >= text.size() || is_ascii_space(text[i]); };
  std::size_t i = from;
  while (i + sizeof(Bytes) < text.size() && !has_odd_space(text.data() + i)) i += sizeof(Bytes);
  while (i < text.size() && !(is_white(i) && (text[i] != ' ' || is_white(i + 1)))) ++i;
  return i;
}

// The numbers of an <ol>, which the browser writes.
struct NumberedList {
  NumberFormat format = NumberFormat::kDecimal;
  int next = 1;
};

NumberedList list_of(const xmlNode& ol) {
  NumberedList list;
  list.next = list_number(attribute(ol, "start")).value_or(1);
  const std::string type = attribute(ol, "type");
  if (type == "a") list.format = NumberFormat::kLowerLetter;
  if (type == "A") list.format = NumberFormat::kUpperLetter;
  if (type == "i") list.format = NumberFormat::kLowerRoman;
  if (type == "I") list.format = NumberFormat::kUpperRoman;
  return list;
}

struct Context {
  BlockKind kind = BlockKind::kParagraph;
  BlockUse use = BlockUse::kBody;
  bool preformatted = false;
  NumberedList* list = nullptr;  // the innermost, if it is numbered
};

class BlockReader {
 public:
  BlockReader(const HtmlPage& page, const std::vector<bool>& furniture) : page_(page), furniture_(furniture) {}

  void read(const xmlNode& element, const Context& outer) {
    const std::uint32_t index = index_of(element);
    Context context = outer;
    context.use = furniture_[index] ? BlockUse::kFurniture : BlockUse::kBody;
    switch (page_.elements[index].tag->role) {
      case HtmlRole::kDropped:
        return;
      case HtmlRole::kBreak:
        line_feed();
        return;
      case HtmlRole::kImage:
        picture(element, context);
        return;
      case HtmlRole::kInline:
        read_inline(element, outer, context);
        return;
      case HtmlRole::kRow:
        read_row(element, context);
        return;
      case HtmlRole::kHeading:
        context.kind = BlockKind::kHeading;
        break;
      case HtmlRole::kListItem:
        return read_item(element, outer, context);
      case HtmlRole::kCaption:
        context.kind = BlockKind::kCaption;
        break;
      case HtmlRole::kPreformatted:
        context.preformatted = true;
        break;
      case HtmlRole::kBlock:
        if (is_element(element, "ol")) return read_numbered_list(element, outer, context);
        if (is_element(element, "ul")) context.list = nullptr;
        break;
      case HtmlRole::kCell:
        break;
    }
    read_block(element, outer, context);
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

  void read_block(const xmlNode& element, const Context& outer, const Context& inner) {
    flush(outer);
    read_children(element, inner);
    flush(inner);
  }

  void read_numbered_list(const xmlNode& element, const Context& outer, Context& inner) {
    NumberedList list = list_of(element);
    inner.list = inner.use == BlockUse::kBody ? &list : nullptr;
    read_block(element, outer, inner);
  }

  // The number stands before the first text of the item, in whichever block that is.
  void read_item(const xmlNode& element, const Context& outer, Context& inner) {
    flush(outer);
    inner.kind = BlockKind::kListItem;
    if (inner.list != nullptr) {
      const int number = list_number(attribute(element, "value")).value_or(inner.list->next);
      inner.list->next = std::min(number, kMaxListNumber - 1) + 1;
      label_ = with_label(label_, format_number(number, inner.list->format) + ".");
    }
    read_children(element, inner);
    flush(inner);
    label_.clear();
  }

  // A share button inside a paragraph is a block of its own.
  void read_inline(const xmlNode& element, const Context& outer, const Context& inner) {
    const bool apart = outer.use != inner.use;
    if (apart) flush(outer);
    if (is_counter_behind(element)) text_ += ' ';
    read_children(element, inner);
    if (apart) flush(inner);
  }

  // <span>36</span><span>comments</span>: a style sheet keeps apart what else would be one word.
  bool is_counter_behind(const xmlNode& element) const {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (element.prev == nullptr || !is_element(*element.prev, "span") || !is_element(element, "span")) return false;
    const xmlNode* first = &element;
    while (first->children != nullptr) first = first->children;
    const std::string_view text = content_of(*first);
    return !text_.empty() && !text.empty() && !is_ascii_space(text_.back()) &&
           is_digit(text_.back()) != is_digit(text.front());
  }

  // Runs of space become one, stretches without any are copied whole.
  void add_text(std::string_view text, bool preformatted) {
    for (std::size_t i = 0; i < text.size();) {
      const char c = text[i];
      if (is_ascii_space(c) && !(preformatted && c == '\n')) {
        if (!text_.empty() && !is_ascii_space(text_.back())) text_ += ' ';
        ++i;
        continue;
      }
      const std::size_t end = find_odd_space(text, i + 1);
      text_.append(text, i, end - i);
      i = end;
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
      RawBlock& block = blocks_.emplace_back();
      block.kind = context.kind;
      block.use = context.use;
      block.text = label_.empty() ? std::string(text) : with_label(std::exchange(label_, {}), text);
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
      BlockReader inside(page_, furniture_);
      inside.read(*cell, context);
      cells.push_back(inside.take(context));
    }
    add_row(std::move(cells), blocks_);
  }

  const HtmlPage& page_;
  const std::vector<bool>& furniture_;
  std::vector<RawBlock> blocks_;
  std::vector<RawBlock> captions_;
  std::string text_;
  std::string label_;  // of the list item at hand, until it has text
};

}  // namespace

std::vector<RawBlock> html_blocks(const HtmlPage& page, const std::vector<bool>& furniture) {
  if (page.elements.empty()) return {};
  BlockReader reader(page, furniture);
  reader.read(*page.elements[page.body].node, {});
  std::vector<RawBlock> blocks = reader.take({});
  const auto is_body = [](const RawBlock& b) { return b.use == BlockUse::kBody; };
  if (std::none_of(blocks.begin(), blocks.end(), is_body)) {
    for (RawBlock& b : blocks) b.use = BlockUse::kBody;
  }
  return blocks;
}

}  // namespace hoptac
