// The words and punctuation of a text, once for everybody: facts, index and highlighter.
//
// A word is a run of letters, digits and combining marks; a Han or kana character is a word of its own;
// every other visible code point is a token of its own (punctuation); blanks and invisible characters
// are no tokens, blanks are told by `gap`. Each word carries its matching keys (normalise.h), made of
// its first 480 bytes. Offsets are bytes of the text given in, which has less than 4 GiB.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/text/phrase_hits.h"
#include "src/model/span.h"

namespace hoptac {

enum class Marks : std::uint8_t {
  kSame,    // accents must agree: the rule for text that is written with accents
  kFolded,  // accents do not matter: for text or queries typed without
};

enum class Gap : std::uint8_t {
  kNone,   // stands right behind the token before
  kSpace,  // one or two blanks
  kWide,   // three or more blanks, or a tab: a column border
  kLine,   // a line feed
};

// What a word is like wherever it stands.
struct WordLooks {
  std::uint32_t exact_hash = 0;  // of the keys, for tables of words (word_hash.h)
  std::uint32_t folded_hash = 0;
  std::uint16_t exact_size = 0;
  std::uint16_t folded_size = 0;  // the folded key follows the exact one; equal ones are stored once
  bool word : 1 = false;          // else punctuation
  bool number : 1 = false;        // digits only
  bool upper : 1 = false;         // first letter is upper case
  bool caps : 1 = false;          // two or more letters, all upper case
  bool marked : 1 = false;        // exact and folded differ
  bool ascii : 1 = false;
  bool syllable : 1 = false;  // shape of a Vietnamese syllable
};

struct Token : WordLooks {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t key_at = 0;  // into TokenStream's arena
  Gap gap = Gap::kNone;
  char mark = '\0';  // punctuation whose unified form is one byte: that byte

  Span span() const { return {begin, end}; }
};

// Holds views into `text`: the text must outlive it. Cheap to move.
class TokenStream {
 public:
  TokenStream() = default;
  explicit TokenStream(std::string_view text);

  std::size_t size() const { return tokens_.size(); }
  const Token& operator[](std::size_t i) const { return tokens_[i]; }
  // As written.
  std::string_view surface(std::size_t i) const { return slice(text_, tokens_[i].span()); }
  // Matching key with and without accents; for punctuation both are its unified form (“ -> ", – -> -).
  std::string_view exact(std::size_t i) const { return {arena_.data() + tokens_[i].key_at, tokens_[i].exact_size}; }
  std::string_view folded(std::size_t i) const {
    const Token& t = tokens_[i];
    return {arena_.data() + t.key_at + (t.marked ? t.exact_size : 0U), t.folded_size};
  }
  bool is(std::size_t i, char punctuation) const { return i < tokens_.size() && tokens_[i].mark == punctuation; }
  // The first token that begins at or behind byte `offset`; size() when none.
  std::size_t at_offset(std::uint32_t offset) const;
  // Bytes from token `first` to token `last`, both inclusive.
  Span cover(std::size_t first, std::size_t last) const { return {tokens_[first].begin, tokens_[last].end}; }
  std::string_view text() const { return text_; }

  // For the owner of the text: it lies elsewhere now, the same but for blanks.
  void set_text(std::string_view text) { text_ = text; }
  // A line feed stands before token `i` now where a blank stood.
  void break_line_before(std::size_t i) { tokens_[i].gap = Gap::kLine; }

  // What a PhraseFilter found (phrase_filter.h); empty before. True when it looked for phrases as `marks` says.
  const PhraseHits& phrases() const { return phrases_; }
  bool has_phrases(Marks marks) const { return !phrases_.empty() && marks == phrase_marks_; }
  void set_phrases(PhraseHits hits, Marks marks) {
    phrases_ = std::move(hits);
    phrase_marks_ = marks;
  }

 private:
  class Builder;

  std::string_view text_;
  std::vector<Token> tokens_;
  std::string arena_;
  PhraseHits phrases_;
  Marks phrase_marks_ = Marks::kSame;
};

}  // namespace hoptac
