#include "ingest/readers/odt_body.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

constexpr std::string_view kNamespaces = "urn:oasis:names:tc:opendocument:xmlns:";
// Blanks that one text:s stands for; more are no text.
constexpr int kMaxSpaces = 100;

// Blanks and line feeds of the XML are one blank, none at the beginning of a line.
void add_collapsed(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (!is_ascii_space(c)) {
      out += c;
    } else if (!out.empty() && !is_ascii_space(out.back())) {
      out += ' ';
    }
  }
}

}  // namespace

// By prefix that OpenDocument itself uses and local name; sorted.
const OdtEvents::Named OdtEvents::kRoles[] = {
    {"draw:object", Role::kSkipped},  // formulas and sheets, with the language they are written in
    {"draw:plugin", Role::kSkipped},
    {"office:annotation", Role::kSkipped},
    {"office:automatic-styles", Role::kStyles},
    {"office:binary-data", Role::kSkipped},
    {"office:forms", Role::kSkipped},
    {"office:meta", Role::kProperties},
    {"office:script", Role::kSkipped},
    {"office:scripts", Role::kSkipped},
    {"office:settings", Role::kSkipped},
    {"office:styles", Role::kStyles},
    {"office:text", Role::kBody},
    {"style:footer", Role::kRunning},
    {"style:footer-first", Role::kRunning},
    {"style:footer-left", Role::kRunning},
    {"style:header", Role::kRunning},
    {"style:header-first", Role::kRunning},
    {"style:header-left", Role::kRunning},
    {"svg-compatible:desc", Role::kSkipped},
    {"svg-compatible:title", Role::kSkipped},
    {"table:covered-table-cell", Role::kSkipped},
    {"table:table-cell", Role::kCell},
    {"table:table-row", Role::kRow},
    {"text:alphabetical-index", Role::kIndex},
    {"text:alphabetical-index-source", Role::kSkipped},
    {"text:bibliography-source", Role::kSkipped},
    {"text:h", Role::kHeading},
    {"text:illustration-index", Role::kIndex},
    {"text:illustration-index-source", Role::kSkipped},
    {"text:line-break", Role::kLineBreak},
    {"text:list", Role::kList},
    {"text:list-item", Role::kItem},
    {"text:note-body", Role::kNote},
    {"text:note-citation", Role::kSkipped},
    {"text:object-index", Role::kIndex},
    {"text:object-index-source", Role::kSkipped},
    {"text:p", Role::kParagraph},
    {"text:ruby-text", Role::kSkipped},
    {"text:s", Role::kSpaces},
    {"text:script", Role::kSkipped},
    {"text:tab", Role::kTab},
    {"text:table-index", Role::kIndex},
    {"text:table-index-source", Role::kSkipped},
    {"text:table-of-content", Role::kIndex},
    {"text:table-of-content-source", Role::kSkipped},
    {"text:tracked-changes", Role::kSkipped},
    {"text:user-index", Role::kIndex},
    {"text:user-index-source", Role::kSkipped},
};

OdtEvents::Role OdtEvents::role_of(const XmlElement& element) {
  std::string_view space = element.namespace_uri();
  if (!space.starts_with(kNamespaces)) return Role::kOther;
  space = space.substr(kNamespaces.size());
  space = space.substr(0, space.find(':'));
  if (space == "drawing") space = "draw";
  const std::string_view name = element.name();
  const auto before = [&](const Named& n, std::string_view) {
    const std::string_view prefix = n.name.substr(0, n.name.find(':'));
    return prefix != space ? prefix < space : n.name.substr(prefix.size() + 1) < name;
  };
  const auto* const at = std::lower_bound(std::begin(kRoles), std::end(kRoles), name, before);
  if (at == std::end(kRoles) || at->name.size() != space.size() + 1 + name.size()) return Role::kOther;
  return at->name.starts_with(space) && at->name.ends_with(name) ? at->role : Role::kOther;
}

void OdtEvents::begin(const XmlElement& element) {
  const Role role = in(Role::kSkipped) ? Role::kOther : role_of(element);
  if (in(Role::kProperties)) {
    properties.begin(element);
  } else if (in(Role::kStyles)) {
    styles_.begin(element);
  } else if (!in(Role::kSkipped)) {
    begin_role(role, element);
  }
  open_.push_back(role);
  ++inside_[static_cast<std::size_t>(role)];
}

void OdtEvents::end(std::string_view name) {
  if (open_.empty()) return;
  const Role role = open_.back();
  open_.pop_back();
  --inside_[static_cast<std::size_t>(role)];
  if (in(Role::kProperties)) {
    properties.end(name);
  } else if (in(Role::kStyles)) {
    styles_.end(name);
  } else if (!in(Role::kSkipped)) {
    end_role(role);
  }
}

void OdtEvents::text(std::string_view text) {
  if (in(Role::kSkipped)) return;
  if (in(Role::kProperties)) return properties.text(text);
  if (!paragraphs_.empty()) add_collapsed(text, paragraphs_.back().text);
}

void OdtEvents::begin_role(Role role, const XmlElement& element) {
  switch (role) {
    case Role::kParagraph:
    case Role::kHeading:
      return begin_paragraph(role == Role::kHeading, element);
    case Role::kList:
      return begin_list(element);
    case Role::kItem:
      items_.push_back({.start = std::string(element.attribute("start-value")),
                        .style = std::string(element.attribute("style-override"))});
      return;
    case Role::kNote:
      if (!in(Role::kNote)) rows_outside_note_ = rows_.size();
      return;
    case Role::kRow:
      rows_.emplace_back();
      return;
    case Role::kCell:
      if (!rows_.empty()) rows_.back().emplace_back();
      return;
    default:
      break;
  }
  if (paragraphs_.empty()) return;
  std::string& text = paragraphs_.back().text;
  if (role == Role::kLineBreak) text += '\n';
  if (role == Role::kTab && !text.empty()) text += ' ';
  if (role == Role::kSpaces) {
    const int count = std::clamp(list_number(element.attribute("c")).value_or(1), 1, kMaxSpaces);
    text.append(static_cast<std::size_t>(count), ' ');
  }
}

void OdtEvents::end_role(Role role) {
  switch (role) {
    case Role::kParagraph:
    case Role::kHeading:
      return end_paragraph();
    case Role::kList:
      lists_.pop_back();
      return;
    case Role::kItem:
      items_.pop_back();
      return;
    case Role::kRow: {
      Cells cells = std::move(rows_.back());
      rows_.pop_back();
      return add_row(std::move(cells), target());
    }
    default:
      return;
  }
}

void OdtEvents::begin_list(const XmlElement& element) {
  List list{.style = std::string(element.attribute("style-name")),
            .id = std::string(element.attribute("id")),
            .continues = std::string(element.attribute("continue-list")),
            .goes_on = element.attribute("continue-numbering") == "true"};
  if (list.style.empty() && !lists_.empty()) list.style = lists_.back().style;
  if (lists_.empty()) counting_.clear();
  lists_.push_back(std::move(list));
}

// The outermost list counts for all in it; one that goes on has the counters of the list that it names, or of the last
// one of its style.
ListCounter& OdtEvents::counter_of(const List& list) {
  if (!counting_.empty()) return counters_[counting_];
  std::string from = list.continues;
  if (const auto last = last_of_style_.find(list.style); from.empty() && list.goes_on && last != last_of_style_.end()) {
    from = last->second;
  }
  counting_ = list.id.empty() ? ' ' + std::to_string(++unnamed_) : list.id;
  if (!from.empty()) counters_[counting_] = counters_[from];
  last_of_style_[list.style] = counting_;
  return counters_[counting_];
}

std::string OdtEvents::list_label(const std::string& paragraph_style) {
  Item& item = items_.back();
  const bool fresh = std::exchange(item.fresh, false);
  if (!fresh || lists_.size() > kListLevels) return {};
  List& outermost = lists_.front();
  for (List& list : lists_) {
    if (list.style.empty()) list.style = styles_.list_of(paragraph_style);
  }
  const ListStyle* style = styles_.list(item.style.empty() ? lists_.back().style : item.style);
  ListCounter& counter = counter_of(outermost);
  if (style == nullptr && lists_.back().style == "Outline") style = &styles_.outline();
  return style == nullptr ? std::string() : counter.next(*style, lists_.size() - 1, list_number(item.start));
}

std::string OdtEvents::heading_label(const XmlElement& element) {
  if (element.attribute("is-list-header") == "true") return {};
  const int level = list_number(element.attribute("outline-level")).value_or(1);
  if (level < 1 || level > static_cast<int>(kListLevels)) return {};
  const auto start = element.attribute("restart-numbering") == "true"
                         ? list_number(element.attribute("start-value")).value_or(1)
                         : std::optional<int>();
  return outline_.next(styles_.outline(), static_cast<std::size_t>(level) - 1, start);
}

void OdtEvents::begin_paragraph(bool heading, const XmlElement& element) {
  Paragraph paragraph{.style = std::string(element.attribute("style-name")), .heading = heading};
  if (in(Role::kBody) && !in(Role::kNote)) {
    paragraph.item = !items_.empty() && !lists_.empty();
    if (paragraph.item) {
      paragraph.label = list_label(paragraph.style);
    } else if (heading) {
      paragraph.label = heading_label(element);
    }
  }
  paragraphs_.push_back(std::move(paragraph));
}

void OdtEvents::end_paragraph() {
  const Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  const std::string_view text = trim(paragraph.text);
  if (text.empty() && (paragraph.label.empty() || rows_.empty())) return;  // the number of a row is its cell's text
  ParagraphStyle style = styles_.paragraph(paragraph.style);
  if (style.kind == BlockKind::kListItem && !paragraph.item) style.kind = BlockKind::kParagraph;
  if (style.kind == BlockKind::kParagraph && paragraph.item) style.kind = BlockKind::kListItem;
  if (paragraph.heading && style.kind != BlockKind::kTitle) style.kind = BlockKind::kHeading;
  if (in(Role::kIndex)) style.use = BlockUse::kFurniture;
  target().push_back({.kind = style.kind, .use = style.use, .text = with_label(paragraph.label, text)});
}

// Where finished blocks go: the open cell, else the part of the document.
std::vector<RawBlock>& OdtEvents::target() {
  const std::size_t outside = in(Role::kNote) ? rows_outside_note_ : 0;
  if (rows_.size() > outside && !rows_.back().empty()) return rows_.back().back();
  if (in(Role::kNote)) return notes;
  return in(Role::kBody) ? body : running;
}

}  // namespace hoptac
