#include "ingest/text/phrase_walk.h"

namespace hoptac {
namespace {

// Marks between two words of one phrase: more of them in a row are an ornament or a border.
constexpr std::size_t kMaxPunctuation = 3;
// Words of a phrase whose borders are looked at; later ones count as this one.
constexpr std::size_t kMaxBorders = 63;

bool is_sentence_mark(char mark) {
  return mark == ',' || mark == ';' || mark == ':' || mark == '.' || mark == '!' || mark == '?';
}

}  // namespace

bool PhraseWalk::jump(const TokenStream& tokens) {
  bool border = false;
  const std::size_t limit = in_phrase ? tokens.size() : at + 1 + kMaxPunctuation;
  for (std::size_t i = at + 1; i < tokens.size() && i <= limit; ++i) {
    if (tokens[i].gap == Gap::kWide && !in_phrase) return false;
    border = border || (tokens[i].gap != Gap::kNone && i > at + 1 && is_sentence_mark(tokens[i - 1].mark));
    if (!tokens[i].word && !over_symbols) continue;
    if (border) borders |= std::uint64_t{1} << (words < kMaxBorders ? words : kMaxBorders);
    at = i;
    ++words;
    return true;
  }
  return false;
}

}  // namespace hoptac
