// Do words with these very accents stand in the document, side by side? Asked of stored text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/highlight.h"
#include "src/model/document.h"

namespace hoptac {

class StrictText {
 public:
  // `furniture`: furniture and repeats count, too.
  StrictText(std::vector<QueryWord> words, bool furniture);

  // `data` as of stored.h; false when it cannot be read.
  bool is_in(std::string_view data) const;

 private:
  bool is_plainly_in(std::string_view text_part) const;
  bool is_in(const Document& document) const;

  std::string literal_;  // the words in small letters with a blank between, as most texts have them
  bool furniture_;
  Highlighter finder_;
};

}  // namespace hoptac
