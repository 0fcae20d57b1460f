#include "ingest/facts/letter_case.h"

namespace hoptac {

// Capitals nearly everywhere ("Press releases - LABORATORY OF X PASSES …") and enough of them to say so; a headline in
// title case has capital words but for small ones and no full stop.
LetterCase letter_case(const TokenStream& tokens, TokenRange range) {
  constexpr std::size_t kSmallWord = 4;
  std::size_t words = 0, capitals = 0, upper = 0, lower = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!tokens[i].word || tokens[i].number) continue;
    ++words;
    const std::size_t size = tokens[i].end - tokens[i].begin;
    if (!tokens[i].upper) {  // as most words
      lower += size > kSmallWord;
      continue;
    }
    ++upper;
    capitals += tokens[i].caps || size == 1;
  }
  LetterCase out;
  out.caps = words >= 3 && capitals * 10 >= words * (words >= 8 ? 7U : 9U);
  out.title = words >= 5 && upper > 4 && lower == 0 && !tokens.is(range.end - 1, '.');
  return out;
}

}  // namespace hoptac
