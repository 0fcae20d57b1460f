// Cue words that a linguist edits: phrases with classes ("sẽ" = future), both languages in one table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ingest/authority/embedded.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

struct Cue {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  std::uint32_t classes = 0;  // bit n = the n-th class name given to load()
};

// Immutable, thread-safe.
class CueTable {
 public:
  // Reads vi/NAME and en/NAME: column `phrase`, column `classes` with a `|` list of class names (at most 32).
  // kBadRecord for a class that is not among `classes`.
  static Result<CueTable> load(const TableSource& tables, std::string_view name,
                               std::span<const std::string_view> classes);

  // The longest cue that starts at token `at`.
  std::optional<Cue> find(const TokenStream& tokens, std::size_t at, Marks marks) const {
    const auto match = phrases_.find(tokens, at, marks);
    return match ? std::optional(Cue{match->first, match->last, match->value}) : std::nullopt;
  }
  // The longest cue whose last token is `last` and whose first is not before `floor`.
  std::optional<Cue> find_ending(const TokenStream& tokens, std::size_t last, std::size_t floor, Marks marks) const;
  // Whether a token or a sentence with these bits (PhraseHits::bits()) has a cue.
  bool is_in(std::uint64_t phrase_bits) const { return phrases_.is_in(phrase_bits); }
  std::uint64_t bit() const { return phrases_.bit(); }
  PhraseTable& phrases() { return phrases_; }

 private:
  PhraseTable phrases_;
  std::size_t longest_ = 1;  // tokens of the longest phrase
};

}  // namespace hoptac
