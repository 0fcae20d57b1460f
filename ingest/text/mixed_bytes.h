// Bytes that are not all UTF-8: which words are, and which are of some other encoding.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// Stretches of words, UTF-8 and other in turn; their texts, one behind the other, are the whole. Those that are no
// UTF-8 are read as windows-1252; in a word with as many well-formed sequences as stray bytes only the latter are.
struct MixedBytes {
  struct Stretch {
    std::string text;
    bool utf8 = false;
  };
  std::vector<Stretch> stretches;
  std::size_t utf8_words = 0;  // with characters beyond ASCII
  std::size_t other_words = 0;
};

MixedBytes split_mixed(std::string_view bytes);

// True when words of `text` look like what is left of a UTF-8 sequence that lost its end.
bool has_torn_sequence(std::string_view text);

// True when `text`, bytes read as windows-1252, may be Western: letters within words, few of them beyond ASCII.
bool may_be_western(std::string_view text);
// The same for the words among UTF-8 that are none: no torn sequence, at most every second letter beyond ASCII.
bool may_be_stray_western(std::string_view text);
// True when all that it has beyond ASCII are quotes, dashes and the like.
bool has_punctuation_only(std::string_view text);

}  // namespace hoptac
