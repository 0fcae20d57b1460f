// Paragraph styles of a Word file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ingest/readers/paragraph_style.h"
#include "src/base/result.h"

namespace hoptac {

// Style id -> what it means. Ids are in the language of the Word that wrote them ("u1" for heading 1 in a
// Vietnamese one); names of built-in styles are English everywhere.
class ParagraphStyles {
 public:
  // Reads styles.xml; kDamaged when it cannot be.
  static Result<ParagraphStyles> parse(std::string_view xml);

  // An unknown id is judged by its own name.
  ParagraphStyle find(const std::string& id) const;

 private:
  std::map<std::string, ParagraphStyle> styles_;
};

}  // namespace hoptac
