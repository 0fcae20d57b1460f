// The numbers of lists and headings of a Word file.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/readers/docx_styles.h"
#include "ingest/readers/list_labels.h"
#include "src/base/result.h"

namespace hoptac {

// numbering.xml: lists by the number that paragraphs and styles name them by.
class DocxNumbering {
 public:
  struct List {
    ListStyle style;
    std::string counter;  // lists with the same one count on
    std::array<std::optional<int>, kListLevels> starts;
    std::map<std::string, std::size_t> levels;  // by the paragraph style that is tied to it
  };

  // `styles` says which list a list style is. kDamaged when `xml` cannot be read.
  static Result<DocxNumbering> parse(std::string_view xml, const ParagraphStyles& styles);

  // nullptr when there is none.
  const List* find(const std::string& number) const;

 private:
  std::map<std::string, List> lists_;
};

// Counts through one document, paragraph by paragraph.
class DocxCounters {
 public:
  DocxCounters(const DocxNumbering& numbering, const ParagraphStyles& styles)
      : numbering_(numbering), styles_(styles) {}

  // The label of a paragraph of this style, which may name a list or a level of its own ("" and nothing where it does
  // not; "0" takes the style's away); "" when it has none.
  std::string next(const std::string& style, const std::string& own_list, std::optional<int> own_level);

 private:
  const DocxNumbering& numbering_;
  const ParagraphStyles& styles_;
  std::map<std::string, ListCounter> counters_;
  std::map<std::string, std::array<bool, kListLevels>> started_;  // levels of a list that had their first item
};

}  // namespace hoptac
