#include "ingest/facts/capital_names.h"

#include <algorithm>

namespace hoptac {

namespace {

bool is_small(const Token& token) { return token.word && !token.number && !token.upper; }

// Enough words in small letters to name again what a headline names.
bool has_plain_text(const TokenStream& tokens) {
  constexpr std::size_t kEnough = 10, kLongestParticle = 3;  // bytes
  std::size_t words = 0;
  for (std::size_t i = 0; i < tokens.size() && words < kEnough; ++i) {
    words += is_small(tokens[i]) && tokens[i].span().size() > kLongestParticle;
  }
  return words == kEnough;
}

// The words that make the name: an English one with its head, without what stands behind.
TokenRange words_of(const NameMention& m) {
  const bool before_head = m.rule == "institution.head-en" && m.has_core();
  return {m.first, (before_head ? m.core_last + 1 : m.last) + 1};
}

bool is_written_small_at(const TokenStream& tokens, TokenRange words, std::size_t at) {
  for (std::size_t i = words.begin; i < words.end; ++i, ++at) {
    if (at >= tokens.size() || !is_small(tokens[at]) || tokens.exact(at) != tokens.exact(i)) return false;
  }
  return true;
}

// "to build a digital pathology network": somewhere the words stand in small letters.
bool is_written_small(const TokenStream& tokens, const NameMention& m) {
  const TokenRange words = words_of(m);
  if (words.end < words.begin + 2) return false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (is_written_small_at(tokens, words, at)) return true;
  }
  return false;
}

bool is_common(const FactInput& input, const NameMention& m) {
  if (!m.loose) return false;
  return (m.common && has_plain_text(input.tokens)) || is_written_small(input.tokens, m);
}

}  // namespace

void drop_common_names(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  std::erase_if(entities, [&](const InstitutionEntity& entity) {
    return entity.authority == kNoAuthority && std::all_of(entity.mentions.begin(), entity.mentions.end(),
                                                           [&](const auto& m) { return is_common(input, m); });
  });
}

}  // namespace hoptac
