#include "ingest/facts/name_mention.h"

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxPhraseTokens = 8;
constexpr std::size_t kMaxNameSyllables = 5;

}  // namespace

NameScope make_scope(const FactInput& input, std::size_t sentence) {
  const TokenRange range = input.sentences[sentence].tokens;
  const LetterCase written = input.sentences[sentence].letters;
  return {input, input.tables.names, range.begin, range.end, written.caps, sentence, written.title};
}

std::uint32_t NameScope::classes(const PhraseTable& words, std::size_t i, std::size_t& last) const {
  const auto match = words.find(tokens(), i, input.marks);
  if (!match || match->last >= end) return 0;
  last = match->last;
  return match->value;
}

std::optional<PhraseMatch> NameScope::ending_at(const PhraseTable& table, std::size_t i) const {
  if (i < begin || i >= end) return std::nullopt;
  const std::size_t from = i >= begin + kMaxPhraseTokens ? i - kMaxPhraseTokens + 1 : begin;
  for (std::size_t at = from; at <= i; ++at) {
    if (!table.is_in(tokens().phrases().bits(at))) continue;
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
