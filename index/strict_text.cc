#include "index/strict_text.h"

#include "index/stored.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

MatchTerm strict_term(std::vector<QueryWord> words) {
  MatchTerm term;
  term.words = std::move(words);
  term.strict = true;
  return term;
}

std::string joined(const std::vector<QueryWord>& words) {
  std::string out;
  for (const QueryWord& word : words) out.append(out.empty() ? "" : " ").append(word.exact);
  return out;
}

// A blank, a comma or a full stop: surely no part of a word, nor of JSON's own escapes.
bool is_border(char c) { return c == ' ' || c == ',' || c == '.'; }

}  // namespace

StrictText::StrictText(std::vector<QueryWord> words, bool furniture)
    : literal_(joined(words)), furniture_(furniture), finder_({strict_term(std::move(words))}) {}

bool StrictText::is_in(std::string_view data) const {
  if (is_plainly_in(data.substr(0, data.find('\n')))) return true;
  const auto document = decode_stored_document(data);
  return document && is_in(*document);
}

// Spares the decoding where the answer is plain: all of the text counts, and the words stand in it as they are.
bool StrictText::is_plainly_in(std::string_view text_part) const {
  constexpr std::string_view kBody = "\"use\":\"body\"";
  constexpr std::string_view kUse = "\"use\":";
  // No text holds these keys: its own quotes are escaped.
  const std::size_t blocks = text_part.find("\"blocks\":[");
  const std::size_t text = text_part.find("\"text\":\"", blocks == std::string_view::npos ? 0 : blocks);
  if (text == std::string_view::npos || blocks == std::string_view::npos) return false;
  for (std::size_t at = text_part.find(kUse, blocks); at < text; at = text_part.find(kUse, at + 1)) {
    if (!furniture_ && !text_part.substr(at).starts_with(kBody)) return false;
  }
  const std::string_view shown = text_part.substr(text);
  for (std::size_t at = shown.find(literal_); at != std::string_view::npos; at = shown.find(literal_, at + 1)) {
    const std::size_t end = at + literal_.size();
    if (at > 0 && end < shown.size() && is_border(shown[at - 1]) && is_border(shown[end])) return true;
  }
  return false;
}

bool StrictText::is_in(const Document& document) const {
  if (!finder_.find(document.title).empty()) return true;
  for (const Block& block : document.blocks) {
    if (block.use != BlockUse::kBody && !furniture_) continue;
    if (!finder_.find(slice(document.text, block.span)).empty()) return true;
  }
  return false;
}

}  // namespace hoptac
