// How a phrase is followed along the words of a text: over a little punctuation, not over a wide gap.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ingest/text/tokens.h"

namespace hoptac {

// Where a walk along the words of a text or phrase stands.
struct PhraseWalk {
  std::size_t at;             // token
  std::size_t words = 1;      // walked so far, that at `at` included
  std::uint64_t borders = 0;  // bit k: a sentence mark and a blank behind word k
  bool over_symbols = false;  // the phrase starts with punctuation: every token counts
  bool in_phrase = false;     // over a phrase of the table, whose words belong together whatever stands between

  PhraseWalk(const TokenStream& tokens, std::size_t first, bool phrase)
      : at(first), over_symbols(!tokens[first].word), in_phrase(phrase) {}

  // Goes to the next word; false at the end of the text or at a wide gap.
  bool advance(const TokenStream& tokens) {
    const std::size_t next = at + 1;
    if (next >= tokens.size()) return false;
    if (!tokens[next].word || (tokens[next].gap == Gap::kWide && !in_phrase)) return jump(tokens);
    at = next;  // as nearly always
    ++words;
    return true;
  }

 private:
  // As advance(), over what stands between the words.
  bool jump(const TokenStream& tokens);
};

}  // namespace hoptac
