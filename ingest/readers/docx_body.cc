#include "ingest/readers/docx_body.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ingest/readers/raw_document.h"
#include "ingest/readers/table_row.h"
#include "ingest/readers/xml_events.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

// Elements whose content is not text of the document; sorted.
constexpr std::array kSkipped{"Fallback"sv, "del"sv,       "delText"sv,   "instrText"sv,
                              "moveFrom"sv, "pPrChange"sv, "rPrChange"sv, "sectPr"sv};

bool is_word(const XmlElement& element) {
  const std::string_view uri = element.namespace_uri();
  return uri == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
         uri == "http://purl.oclc.org/ooxml/wordprocessingml/main";
}

struct Paragraph {
  std::string style;
  std::string text;
  bool heading = false;      // by its own outline level
  std::string list;          // its own; "0" takes that of the style away
  std::optional<int> level;  // of the list

  bool numbered(bool otherwise) const { return list.empty() ? otherwise : list != "0"; }
};

// Text boxes hold paragraphs within paragraphs, cells hold tables: hence the stacks.
class BodyEvents : public XmlEvents {
 public:
  BodyEvents(const ParagraphStyles& styles, DocxCounters* counters) : styles_(styles), counters_(counters) {}

  void begin(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (skipping_ > 0 || std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end() || is_separator(element)) {
      ++skipping_;
      return;
    }
    if (!is_word(element)) return;
    if (name == "p") {
      paragraphs_.emplace_back();
    } else if (name == "tr") {
      rows_.emplace_back();
    } else if (name == "tc" && !rows_.empty()) {
      rows_.back().emplace_back();
    } else if (!paragraphs_.empty()) {
      begin_in_paragraph(name, element, paragraphs_.back());
    }
  }

  void end(std::string_view name) override {
    if (skipping_ > 0) {
      --skipping_;
    } else if (name == "p" && !paragraphs_.empty()) {
      end_paragraph();
    } else if (name == "tr" && !rows_.empty()) {
      Cells cells = std::move(rows_.back());
      rows_.pop_back();
      add_row(std::move(cells), target());
    } else if (name == "t") {
      in_text_ = false;
    }
  }

  void text(std::string_view text) override {
    if (skipping_ == 0 && in_text_ && !paragraphs_.empty()) paragraphs_.back().text += text;
  }

  std::vector<RawBlock> blocks;

 private:
  // The lines that Word draws above footnotes are footnotes themselves.
  static bool is_separator(const XmlElement& element) {
    const bool note = element.name() == "footnote" || element.name() == "endnote";
    return note && element.attribute("type").find("eparator") != std::string_view::npos;
  }

  void begin_in_paragraph(std::string_view name, const XmlElement& element, Paragraph& paragraph) {
    if (name == "t") {
      in_text_ = true;
    } else if (name == "pStyle") {
      paragraph.style = std::string(element.attribute("val"));
    } else if (name == "outlineLvl") {
      paragraph.heading = element.attribute("val") < "9";
    } else if (name == "numId") {
      paragraph.list = element.attribute("val");
    } else if (name == "ilvl") {
      paragraph.level = list_number(element.attribute("val"));
    } else if (name == "tab" || name == "ptab") {
      if (!paragraph.text.empty()) paragraph.text += ' ';  // tab stops of the paragraph's own come before its text
    } else if (name == "br" || name == "cr") {
      paragraph.text += '\n';
    } else if (name == "noBreakHyphen") {
      paragraph.text += '-';
    } else if (name == "softHyphen") {
      paragraph.text += "\u00AD";  // in the fonts of before Unicode it is a letter
    }
  }

  void end_paragraph() {
    Paragraph paragraph = std::move(paragraphs_.back());
    paragraphs_.pop_back();
    // An empty paragraph counts too; in a cell its number is the text ("No.").
    const std::string label =
        counters_ == nullptr ? std::string() : counters_->next(paragraph.style, paragraph.list, paragraph.level);
    const std::string_view text = trim(paragraph.text);
    if (text.empty() && (label.empty() || rows_.empty())) return;
    ParagraphStyle style = styles_.find(paragraph.style);
    if (paragraph.heading && style.kind == BlockKind::kParagraph) style.kind = BlockKind::kHeading;
    if (style.kind == BlockKind::kParagraph && paragraph.numbered(false)) style.kind = BlockKind::kListItem;
    if (style.kind == BlockKind::kListItem && !paragraph.numbered(true)) style.kind = BlockKind::kParagraph;
    target().push_back({.kind = style.kind, .use = style.use, .text = with_label(label, text)});
  }

  // Where finished blocks go: the open cell, else the part.
  std::vector<RawBlock>& target() { return rows_.empty() || rows_.back().empty() ? blocks : rows_.back().back(); }

  const ParagraphStyles& styles_;
  DocxCounters* counters_;
  std::vector<Paragraph> paragraphs_;
  std::vector<Cells> rows_;
  int skipping_ = 0;
  bool in_text_ = false;
};

}  // namespace

Result<std::vector<RawBlock>> docx_blocks(std::string_view xml, const ParagraphStyles& styles, DocxCounters* counters) {
  BodyEvents events(styles, counters);
  if (auto read = read_xml(xml, events); !read) return fail(std::move(read.error()));
  return std::move(events.blocks);
}

}  // namespace hoptac
