// Whether a form that the grammar found is a date where it stands.
#pragma once

#include "ingest/facts/date_grammar.h"
#include "ingest/facts/input.h"

namespace hoptac {

// A date found in the text, not yet resolved.
struct FoundDate {
  DateMatch match;
  std::size_t sentence = 0;  // into FactInput::sentences
};

class DateContext {
 public:
  explicit DateContext(const FactInput& input) : input_(input), tokens_(input.tokens) {}

  // A block that is a year alone is a date when several are: the headings of a chronicle.
  void set_chronicle(bool chronicle) { chronicle_ = chronicle; }
  // `block`: tokens of the block; `before`: the date accepted last in it, or nullptr.
  bool accepts(const DateMatch& match, TokenRange block, const FoundDate* before) const;

  // Classes of the cue right before token `at`.
  std::uint32_t cue_before(std::size_t at, std::size_t floor) const;
  std::uint32_t cue_after(std::size_t last) const;
  // Classes of all cues in a range.
  std::uint32_t cues_in(TokenRange range) const;

 private:
  bool line_start(std::size_t at, TokenRange block) const;
  bool continues_list(std::size_t at, const FoundDate* before, bool years) const;
  bool behind_day_word(std::size_t at, TokenRange block) const;
  bool is_attribute(const DateMatch& match, TokenRange block) const;
  bool follows_name(const DateMatch& match, TokenRange block) const;
  bool ends_bracket(std::size_t at, TokenRange block) const;
  bool clock_before(std::size_t at, TokenRange block) const;
  bool day_in_context(const DateMatch& match, std::uint32_t cue, TokenRange block, const FoundDate* before) const;
  bool year_in_context(const DateMatch& match, std::uint32_t cue, TokenRange block, const FoundDate* before) const;

  const FactInput& input_;
  const TokenStream& tokens_;
  bool chronicle_ = false;
};

}  // namespace hoptac
