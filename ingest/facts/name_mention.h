// A place in the text that names an institution, as the grammars and the authority list find it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/facts/input.h"
#include "ingest/facts/name_tables.h"

namespace hoptac {

inline constexpr std::uint32_t kNoAuthority = 0xFFFFFFFFU;

struct NameMention {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  std::size_t core_first = 1;  // the proper part ("Hùng Vương"), both inclusive; core_last < core_first: none
  std::size_t core_last = 0;
  std::string_view rule;
  std::string_view kind;                   // "" unknown; of a table, which outlives the mention
  std::uint32_t authority = kNoAuthority;  // row of the authority list
  bool ambiguous = false;                  // the authority name needs support
  bool unit = false;                       // inner part of a body
  bool weak = false;                       // an institution only if something else says so
  bool loose = false;                      // from a line in capitals: its end is a guess
  bool common = false;                     // in capitals, perhaps no name: ordinary text must have it too
  std::size_t sentence = 0;                // into FactInput::sentences

  bool has_core() const { return core_last >= core_first; }
};

// What the grammars look at: one sentence of a document.
struct NameScope {
  const FactInput& input;
  const NameTables& tables;
  std::size_t begin = 0;  // tokens of the sentence, half open
  std::size_t end = 0;
  bool caps = false;  // the sentence is written in capitals
  std::size_t sentence = 0;
  bool title = false;  // a headline whose words are capital: "X Hospital Ties the Knot With Y"

  Language language() const { return input.sentences[sentence].language; }

  const TokenStream& tokens() const { return input.tokens; }
  const Token& token(std::size_t i) const { return input.tokens[i]; }
  // A word that a name may hold: capital first letter, or digits.
  bool is_name_word(std::size_t i) const {
    return i >= begin && i < end && token(i).word && (token(i).upper || token(i).number);
  }
  // The first token from `i` on with a phrase of one of these tables (PhraseTable::bit()), `end` when there is none.
  std::size_t next(std::size_t i, std::uint64_t phrase_tables) const {
    return input.tokens.phrases().next(i, end, phrase_tables);
  }
  // True when token `i` follows `i - 1` without a blank.
  bool glued(std::size_t i) const { return input.tokens[i].gap == Gap::kNone; }
  // Classes of the longest listed phrase at `i` (0 when none); `last` is set to its last token.
  std::uint32_t classes(const PhraseTable& words, std::size_t i, std::size_t& last) const;
  // The phrase of `table` whose last token is `i`, looking back at most eight tokens.
  std::optional<PhraseMatch> ending_at(const PhraseTable& table, std::size_t i) const;
  // Length in tokens of a personal name in Vietnamese order at `i`: family name and one to four
  // capital syllables up to the end of the run; 0 when there is none.
  std::size_t personal_name(std::size_t i) const;
};

NameScope make_scope(const FactInput& input, std::size_t sentence);

}  // namespace hoptac
