#include "ingest/facts/facets.h"

#include <algorithm>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kShortTrigger = 3;  // bytes: AI, CT, nhi

std::uint32_t cue_ending(const FactInput& input, std::size_t last, std::size_t floor) {
  const auto cue = input.tables.cues.facets.find_ending(input.tokens, last, floor, input.marks);
  return cue ? cue->classes : 0;
}

// Short triggers are acronyms, which must be in capitals, or syllables that need a head word beside them.
bool is_topic(const FactInput& input, const PhraseMatch& match, TokenRange sentence) {
  const Token& token = input.tokens[match.first];
  if (match.first != match.last || input.tokens.folded(match.first).size() > kShortTrigger) return true;
  const auto& triggers = input.authority.topics()[match.value].triggers;
  const std::string_view surface = input.tokens.surface(match.first);
  if (token.caps) return std::find(triggers.begin(), triggers.end(), surface) != triggers.end();
  if (!token.syllable || match.first == sentence.begin) return false;
  return (cue_ending(input, match.first - 1, sentence.begin) & kTopicHead) != 0;
}

}  // namespace

void add_topics(const FactInput& input, TokenRange range, std::set<std::string>& topics) {
  const PhraseHits& phrases = input.tokens.phrases();
  const std::uint64_t triggers = input.authority.topic_triggers().bit();
  for (std::size_t at = range.begin; (at = phrases.next(at, range.end, triggers)) < range.end; ++at) {
    if (!input.tokens[at].word) continue;
    const auto match = input.authority.topic_triggers().find(input.tokens, at, input.marks);
    if (!match || match->last >= range.end || !is_topic(input, *match, range)) continue;
    topics.insert(input.authority.topics()[match->value].id);
    at = match->last;
  }
}

std::vector<std::string> find_topics(const FactInput& input) {
  std::set<std::string> out;
  for (const FactSentence& s : input.sentences) add_topics(input, s.tokens, out);
  return {out.begin(), out.end()};
}

}  // namespace hoptac
