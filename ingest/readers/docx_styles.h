// Paragraph styles of a Word file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/readers/paragraph_style.h"
#include "src/base/result.h"

namespace hoptac {

// The list that a style numbers its paragraphs by.
struct StyleList {
  std::string number;  // as numbering.xml has it; "" when there is none
  std::optional<int> level;
  std::string style;  // the one that names the list: itself or one that it is based on
};

// Style id -> what it means. Ids are in the language of the Word that wrote them ("u1" for heading 1 in a
// Vietnamese one); names of built-in styles are English everywhere.
class ParagraphStyles {
 public:
  // Reads styles.xml; kDamaged when it cannot be.
  static Result<ParagraphStyles> parse(std::string_view xml);

  // An unknown id is judged by its own name.
  ParagraphStyle find(const std::string& id) const;
  StyleList list(const std::string& id) const;

 private:
  std::map<std::string, ParagraphStyle> styles_;
  std::map<std::string, StyleList> lists_;
};

}  // namespace hoptac
