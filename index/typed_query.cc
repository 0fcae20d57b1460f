#include "index/typed_query.h"

#include <algorithm>
#include <utility>

#include "index/query_lexer.h"

namespace hoptac {

std::string TypedBeginning::phrase() const {
  std::string out;
  for (const std::string& word : words) out += word + " ";
  return out + last;
}

namespace {

bool stands_beside(const TypedQuery& typed) {
  if (typed.keys.words.empty()) return false;
  const std::string& word = typed.words[typed.words.size() - 2].text;
  const std::size_t blanks =
      typed.before.size() - std::min(typed.before.find_last_not_of(' ') + 1, typed.before.size());
  const std::string_view text = std::string_view(typed.before).substr(0, typed.before.size() - blanks);
  return text.ends_with(word) && word != "OR" && word != "AND" && word != "NOT";
}

}  // namespace

TypedQuery read_typed(const std::string& clean) {
  TypedQuery out;
  out.words = query_words(clean);
  if (out.words.empty()) return out;
  const bool open = clean.ends_with(out.words.back().text);
  for (const QueryWord& word : out.words) {
    out.marked = out.marked || word.marked;
    out.keys.words.push_back(word.folded);
  }
  out.opening = clean.substr(0, clean.find(out.words.front().text));
  out.before = clean;
  if (open) {
    out.before.resize(clean.size() - out.words.back().text.size());
    out.keys.last = std::move(out.keys.words.back());
    out.keys.words.pop_back();
    out.beside = stands_beside(out);
  }
  return out;
}

std::string closing(std::string_view text) {
  bool quoted = false;
  std::size_t brackets = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const std::size_t size = quote_length(text, at); size > 0) {
      quoted = !quoted;
      at += size - 1;
    } else if (!quoted && text[at] == '(') {
      ++brackets;
    } else if (!quoted && text[at] == ')' && brackets > 0) {
      --brackets;
    }
  }
  return (quoted ? "\"" : "") + std::string(brackets, ')');
}

}  // namespace hoptac
