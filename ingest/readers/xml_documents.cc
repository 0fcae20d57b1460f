#include "ingest/readers/xml_documents.h"

#include <algorithm>
#include <array>

#include "ingest/readers/html_blocks.h"
#include "ingest/readers/raw_document.h"
#include "src/base/hash.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

// A longer id is no id but a text; as in jsonl.
constexpr std::size_t kMaxIdBytes = 1024;

bool is_paragraph(std::string_view name) {
  constexpr std::array kNames{"p"sv, "para"sv, "simpara"sv, "line"sv, "td"sv, "th"sv, "li"sv, "caption"sv};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_feed(std::string_view name) { return name == "rss" || name == "feed" || name == "RDF"; }
bool is_item_of_feed(std::string_view name) { return name == "item" || name == "entry"; }

// "<p>…", "Text<br/>": HTML that was put into an element as text.
bool holds_html(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at + 1, 1);
    if (!rest.empty() && ((rest[0] | 0x20) >= 'a' && (rest[0] | 0x20) <= 'z') &&
        text.find('>', at) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

BlockKind kind_of(XmlUse use) {
  switch (use) {
    case XmlUse::kTitle:
    case XmlUse::kHeading:
      return BlockKind::kHeading;
    case XmlUse::kListItem:
      return BlockKind::kListItem;
    case XmlUse::kCaption:
      return BlockKind::kCaption;
    default:
      return BlockKind::kParagraph;
  }
}

bool is_metadata(XmlUse use) { return use >= XmlUse::kDate; }

bool is_safe(std::string_view id) {
  return id.size() <= kMaxIdBytes &&
         std::none_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

bool XmlDocuments::in_sentence() const {
  if (open_.empty()) return false;
  const auto block = std::find_if(open_.rbegin(), open_.rend(), is_block);
  return block != open_.rend() && (block->is_text || is_metadata(block->use) || !trim(block->text).empty());
}

XmlUse XmlDocuments::use_of(std::string_view name) const {
  if (feed_ && is_item_of_feed(name)) return XmlUse::kItem;
  // An address of a feed is an element of its own; elsewhere a <link> is part of a sentence.
  if (feed_ && name == "link") return XmlUse::kUrl;
  if (feed_ && (name == "id" || name == "identifier")) return XmlUse::kId;
  const XmlUse use = xml_use(name);
  if (open_.empty() && (use == XmlUse::kItem || use == XmlUse::kInline)) return XmlUse::kParagraph;  // the only one
  const bool inside = !open_.empty() && is_metadata(open_.back().use);
  return inside || (is_metadata(use) && in_sentence()) ? XmlUse::kInline : use;
}

void XmlDocuments::begin(const XmlElement& element) {
  const std::string_view name = element.name();
  if (open_.empty()) feed_ = is_feed(name);
  Open open{use_of(name), is_paragraph(name), {}};
  if (dropped_ > 0 || open.use == XmlUse::kDropped) ++dropped_;
  if (is_block(open) && !open_.empty()) flush(block());
  if (open.use == XmlUse::kItem && !in_item_) begin_item();
  if (open.use == XmlUse::kRow) in_row_ = true;
  attributes(element, open);
  open_.push_back(std::move(open));
}

// What Atom, NITF and NewsML say in attributes.
void XmlDocuments::attributes(const XmlElement& element, const Open& open) {
  RawMetadata& metadata = (in_item_ ? item_ : whole_).metadata;
  if (metadata.language.empty() && !is_metadata(open.use)) metadata.language = std::string(element.attribute("lang"));
  if (open.use == XmlUse::kUrl) {
    const std::string_view rel = element.attribute("rel");
    if (rel.empty() || rel == "alternate") keep(XmlUse::kUrl, element.attribute("href"));
  }
  if (open.use == XmlUse::kDate) keep(XmlUse::kDate, element.attribute("norm"));
  if (open.use == XmlUse::kLanguage) keep(XmlUse::kLanguage, element.attribute("tag"));
  if (open.use == XmlUse::kItem && item_id_.empty()) item_id_ = std::string(element.attribute("guid"));
}

void XmlDocuments::end(std::string_view) {
  if (open_.empty()) return;
  Open open = std::move(open_.back());
  open_.pop_back();
  if (is_block(open)) {
    flush(open);
  } else if (!open_.empty()) {
    block().text += open.text;
  }
  if (dropped_ > 0) --dropped_;
  if (open.use == XmlUse::kRow) end_row();
  const bool inner = std::any_of(open_.begin(), open_.end(), [](const Open& o) { return o.use == XmlUse::kItem; });
  if (open.use == XmlUse::kItem && !inner) end_item();
}

void XmlDocuments::text(std::string_view text) {
  if (!open_.empty() && dropped_ == 0) block().text += text;
}

// The innermost open element that is no inline one.
XmlDocuments::Open& XmlDocuments::block() {
  for (std::size_t i = open_.size(); i-- > 1;) {
    if (is_block(open_[i])) return open_[i];
  }
  return open_.front();
}

void XmlDocuments::flush(Open& open) {
  std::string text = std::move(open.text);
  open.text.clear();
  if (trim(text).empty()) return;
  if (is_metadata(open.use) || open.use == XmlUse::kTitle) keep(open.use, collapse_space(text));
  const bool feed_head = feed_ && !in_item_;
  if (feed_head || (is_metadata(open.use) && (feed_ || open.use != XmlUse::kAuthor))) return;
  if (in_row_) {
    cells_.push_back(collapse_space(text));
  } else {
    add_text_block(open, std::move(text));
  }
}

void XmlDocuments::add_text_block(const Open& open, std::string text) {
  RawDocument& document = in_item_ ? item_ : whole_;
  if (!holds_html(text)) {
    return add_block(document, {.kind = kind_of(open.use), .text = collapse_space(text)});
  }
  const HtmlTree tree = parse_html(text);
  if (tree.tree == nullptr) return;
  const HtmlPage page = look_at_page(*tree.tree);
  for (RawBlock& b : html_blocks(page, std::vector<bool>(page.elements.size()))) add_block(document, std::move(b));
}

void XmlDocuments::keep(XmlUse use, std::string_view value) {
  if (value.empty()) return;
  RawMetadata& metadata = (in_item_ ? item_ : whole_).metadata;
  const auto fill = [&](std::string& field) {
    if (field.empty()) field = std::string(value);
  };
  const auto other = [&](const char* name) {
    const auto known = [&](const auto& pair) { return pair.first == name; };
    if (std::none_of(metadata.other.begin(), metadata.other.end(), known)) metadata.other.emplace_back(name, value);
  };
  switch (use) {
    case XmlUse::kTitle:
      return fill(metadata.title);
    case XmlUse::kDate:
      return fill(metadata.published);
    case XmlUse::kUrl:
      return fill(metadata.url);
    case XmlUse::kLanguage:
      return fill(metadata.language);
    case XmlUse::kPublisher:
      return fill(metadata.publisher);
    case XmlUse::kModified:
      return other("modified");
    case XmlUse::kAuthor:
      return other("author");
    case XmlUse::kKeywords:
      return other("keywords");
    case XmlUse::kId:
      if (in_item_ && item_id_.empty()) item_id_ = std::string(value);
      return;
    default:
      return;
  }
}

void XmlDocuments::end_row() {
  std::string row;
  for (const std::string& cell : cells_) row.append(row.empty() ? "" : " | ").append(cell);
  cells_.clear();
  in_row_ = std::any_of(open_.begin(), open_.end(), [](const Open& o) { return o.use == XmlUse::kRow; });
  add_block(in_item_ ? item_ : whole_, {.kind = BlockKind::kTableRow, .text = std::move(row)});
}

void XmlDocuments::begin_item() {
  in_item_ = true;
  ++items_;
  item_ = pattern_;
  item_id_.clear();
}

std::string XmlDocuments::member_of_item() {
  for (const std::string& id : {item_id_, item_.metadata.url}) {
    if (!id.empty() && is_safe(id) && members_.insert(id).second) return id;
  }
  std::string number = std::to_string(items_);
  members_.insert(number);
  return number;
}

void XmlDocuments::end_item() {
  in_item_ = false;
  if (!has_text(item_)) return;
  item_.member = member_of_item();
  // What the feed says holds for its items.
  RawMetadata& own = item_.metadata;
  if (own.language.empty()) own.language = whole_.metadata.language;
  if (own.publisher.empty()) own.publisher = feed_ ? whole_.metadata.title : whole_.metadata.publisher;
  if (own.published.empty() && !own.other.empty() && own.other.front().first == "modified") {
    own.published = own.other.front().second;
  }
  std::string content = own.title + own.published + own.url;
  for (const RawBlock& b : item_.blocks) content.append("\n").append(b.text);
  item_.content_hash = content_hash(content);
  bound_text(item_);
  sink_(std::move(item_));
  item_ = {};
}

bool XmlDocuments::finish() {
  if (!has_text(whole_)) return items_ > 0;
  RawDocument document = pattern_;
  document.blocks = std::move(whole_.blocks);
  document.metadata = std::move(whole_.metadata);
  bound_text(document);
  sink_(std::move(document));
  return true;
}

}  // namespace hoptac
