// The amounts that counts begin with: "48", "1,008", "200-300", "four million", "thirty-four", "ten (10)".
#pragma once

#include <optional>

#include "ingest/text/phrase_table.h"
#include "ingest/text/segment.h"
#include "ingest/text/word_map.h"

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

// Spelled-out counts from two on; tens join with units ("thirty-four").
inline constexpr WordMap<double, 26> kNumerals(
    {{{"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},       {"six", 6},       {"seven", 7},
      {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},    {"twelve", 12},   {"thirteen", 13},
      {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
      {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},     {"sixty", 60},    {"seventy", 70},
      {"eighty", 80},   {"ninety", 90}}});

// False for nearly all tokens that start no amount.
inline bool may_be_amount(const Token& token) { return token.number || kNumerals.may_hold(token.exact_hash); }

}  // namespace hoptac
