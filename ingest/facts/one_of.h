// A word among a few: for lists that one rule has in its code and longer ones that are a word_set().
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "ingest/text/tokens.h"
#include "ingest/text/word_map.h"

namespace hoptac {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// As above, for tokens and lists so long that each token is rather asked by its hash: the word of token `at`.
template <std::size_t N>
bool is_one_of(const TokenStream& tokens, std::size_t at, const WordMap<InSet, N>& words) {
  return words.find(tokens.exact(at), tokens[at].exact_hash) != nullptr;
}

}  // namespace hoptac
