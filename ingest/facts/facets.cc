#include "ingest/facts/facets.h"

#include <algorithm>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kShortTrigger = 3;  // bytes: AI, CT, nhi

std::vector<Span> name_spans(const Analysis& analysis) {
  std::vector<Span> out;
  for (const Institution& i : analysis.institutions) {
    for (const Mention& m : i.mentions) out.push_back(m.span);
  }
  for (const Person& p : analysis.people) {
    for (const Mention& m : p.mentions) out.push_back(m.span);
  }
  std::sort(out.begin(), out.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return out;
}

bool inside(const std::vector<Span>& names, Span span) {
  auto at = std::upper_bound(names.begin(), names.end(), span.begin,
                             [](std::uint32_t begin, const Span& name) { return begin < name.begin; });
  return at != names.begin() && std::prev(at)->contains(span);
}

std::uint32_t cue_at(const FactInput& input, std::size_t at) {
  const auto cue = input.tables.cues.facets.find(input.tokens, at, input.marks);
  return cue ? cue->classes : 0;
}

std::uint32_t cue_ending(const FactInput& input, std::size_t last, std::size_t floor) {
  const auto cue = input.tables.cues.facets.find_ending(input.tokens, last, floor, input.marks);
  return cue ? cue->classes : 0;
}

// Whether a name that is also a word or a person's name stands for the country here.
bool means_country(const FactInput& input, const PhraseMatch& match, TokenRange sentence, bool in_list) {
  const TokenStream& tokens = input.tokens;
  const std::size_t next = match.last + 1;
  const bool named_on =
      next < sentence.end && tokens[next].word && tokens[next].upper && tokens[next].gap == Gap::kSpace;
  if (named_on) return false;
  if (in_list) return true;
  if (match.first == sentence.begin) return false;
  const std::size_t before = match.first - 1;
  if (tokens.is(before, '(') && (tokens.is(next, ')') || tokens.is(next, ','))) return true;
  return (cue_ending(input, before, sentence.begin) & kCountryContext) != 0;
}

void countries_of_sentence(const FactInput& input, TokenRange sentence, const std::vector<Span>& names,
                           std::set<std::string>& out) {
  const TokenStream& tokens = input.tokens;
  std::size_t list_end = 0;  // behind the reach of the country before, by a comma or "and"
  for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
    if (!tokens[at].word || !tokens[at].upper) continue;
    const auto match = input.authority.country_names().find(tokens, at, input.marks);
    if (!match || match->last >= sentence.end || inside(names, tokens.cover(match->first, match->last))) continue;
    const bool ambiguous = (cue_at(input, at) & kAmbiguousCountry) != 0 && match->first == match->last;
    if (!ambiguous || means_country(input, *match, sentence, at < list_end)) {
      const std::string& code = input.authority.countries()[match->value].code;
      if (code.empty() || code[0] != 'X') out.insert(code);
      list_end = match->last + 3;
    }
    at = match->last;
  }
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

std::vector<std::string> find_countries(const FactInput& input, const Analysis& analysis) {
  std::set<std::string> out;
  const std::vector<Span> names = name_spans(analysis);
  for (const FactSentence& s : input.sentences) countries_of_sentence(input, s.tokens, names, out);
  for (const Institution& i : analysis.institutions) {
    if (!i.country.empty()) out.insert(i.country);
  }
  return {out.begin(), out.end()};
}

void add_topics(const FactInput& input, TokenRange range, std::set<std::string>& topics) {
  for (std::size_t at = range.begin; at < range.end; ++at) {
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
