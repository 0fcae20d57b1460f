// The matching keys of one word: the only code that makes them (tokens.h and normalise.h show them).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ingest/text/chars.h"

namespace hoptac {

struct WordKeys {
  std::uint16_t exact_size = 0;
  std::uint16_t folded_size = 0;
  bool marked = false;  // the folded key follows the exact one; else they are the same bytes
  bool syllable = false;
};

// Bytes of a word that its key is made of: four words of the longest length that is indexed whole, and
// little enough for the sizes above, whatever NFKC makes of it.
inline constexpr std::size_t kMaxKeySource = 480;

// Holds scratch space: one for each thread.
class KeyMaker {
 public:
  KeyMaker();
  // Appends the keys of `word` (letters, digits, marks; any normal form) to `arena`.
  WordKeys append(std::string_view word, std::string& arena);

 private:
  bool fold_simple(std::string_view word);
  void fold_by_icu(std::string_view word);
  void unify_letters();
  void append_exact(std::string_view word, std::string& arena) const;
  void append_folded(std::string& arena) const;

  const CharTable& table_;
  std::u32string letters_;   // the exact key
  bool as_written_ = false;  // the exact key is the word itself
};

}  // namespace hoptac
