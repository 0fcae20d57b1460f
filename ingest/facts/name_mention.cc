#include "ingest/facts/name_mention.h"

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxPhraseTokens = 6;
constexpr std::size_t kMaxNameSyllables = 5;

struct Case {
  bool caps = false, title = false;
};

// Capitals nearly everywhere ("Press releases - LABORATORY OF X PASSES …") and enough of them to say so; a headline in
// title case has capital words but for small ones and no full stop.
Case case_of(const TokenStream& tokens, TokenRange range) {
  constexpr std::size_t kSmallWord = 4;
  std::size_t words = 0, capitals = 0, upper = 0, lower = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!tokens[i].word || tokens[i].number) continue;
    ++words;
    capitals += tokens[i].caps || (tokens[i].upper && tokens[i].span().size() == 1);
    upper += tokens[i].upper;
    lower += !tokens[i].upper && tokens[i].span().size() > kSmallWord;
  }
  Case out;
  out.caps = words >= 3 && capitals * 10 >= words * (words >= 8 ? 7U : 9U);
  out.title = words >= 5 && upper > 4 && lower == 0 && !tokens.is(range.end - 1, '.');
  return out;
}

}  // namespace

NameScope make_scope(const FactInput& input, std::size_t sentence) {
  const TokenRange range = input.sentences[sentence].tokens;
  const Case written = case_of(input.tokens, range);
  return {input, input.tables.names, range.begin, range.end, written.caps, sentence, written.title};
}

bool NameScope::is_name_word(std::size_t i) const {
  if (i < begin || i >= end) return false;
  const Token& t = token(i);
  return t.word && (t.upper || t.number);
}

std::uint32_t NameScope::classes(const PhraseTable& words, std::size_t i, std::size_t& last) const {
  const auto match = words.find(tokens(), i, input.marks);
  if (!match || match->last >= end) return 0;
  last = match->last;
  return match->value;
}

std::optional<PhraseMatch> NameScope::ending_at(const PhraseTable& table, std::size_t i) const {
  const std::size_t from = i >= begin + kMaxPhraseTokens ? i - kMaxPhraseTokens + 1 : begin;
  for (std::size_t at = from; at <= i; ++at) {
    const auto match = table.find(tokens(), at, input.marks);
    if (match && match->last == i) return match;
  }
  return std::nullopt;
}

std::size_t NameScope::personal_name(std::size_t i) const {
  const auto family = tables.family_names.find(tokens(), i, input.marks);
  if (!family || family->value != 0 || !token(i).upper) return 0;
  std::size_t n = family->last + 1;
  while (n < end && n - i < kMaxNameSyllables && token(n).word && token(n).upper && !token(n).number &&
         token(n).gap == Gap::kSpace) {
    ++n;
  }
  return n - i >= 2 ? n - i : 0;
}

}  // namespace hoptac
