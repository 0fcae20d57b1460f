// The amounts that counts begin with: "48", "1,008", "200-300", "four million", "thirty-four", "ten (10)".
#pragma once

#include <optional>

#include "ingest/text/phrase_table.h"
#include "ingest/text/segment.h"

namespace hoptac {

struct Amount {
  double value = 0;
  std::optional<double> max;
  std::size_t last = 0;  // token
  bool spelled = false;
};

// The amount that starts at token `at` of the sentence. No decimals, codes, parts of words, nothing below two unless
// `from_one`.
std::optional<Amount> amount_at(const TokenStream& tokens, TokenRange sentence, std::size_t at, Marks marks,
                                bool from_one = false);

// False for nearly all tokens that start no amount: spelled ones are English.
inline bool may_be_amount(const Token& token) {
  constexpr std::size_t kShortest = 3, kLongest = 9;
  return token.number || (token.ascii && token.exact_size >= kShortest && token.exact_size <= kLongest);
}

}  // namespace hoptac
