#include "index/typed_query.h"

namespace hoptac {

std::string TypedBeginning::phrase() const {
  std::string out;
  for (const std::string& word : words) out += word + " ";
  return out + last;
}

TypedQuery read_typed(const std::string& clean) {
  TypedQuery out;
  out.words = query_words(clean);
  const bool open = !clean.empty() && !out.words.empty() && clean.ends_with(out.words.back().text);
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    const QueryWord& word = out.words[i];
    out.marked = out.marked || word.marked;
    if (open && i + 1 == out.words.size()) {
      out.keys.last = word.folded;
    } else {
      out.keys.words.push_back(word.folded);
      out.before += word.text + " ";
    }
  }
  return out;
}

}  // namespace hoptac
