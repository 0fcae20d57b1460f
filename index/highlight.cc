#include "index/highlight.h"

#include <algorithm>
#include <array>

#include "index/word_query.h"

namespace hoptac {
namespace {

std::string stem_key(const std::string& folded) {
  std::string stem = stem_of(folded);
  return stem.empty() ? folded : stem;
}

MarkTier tier_of(const QueryWord& wanted, const TokenStream& tokens, std::size_t at) {
  if (!wanted.marked || tokens.exact(at) == wanted.exact) return MarkTier::kSame;
  return tokens[at].marked ? MarkTier::kOther : MarkTier::kUnmarked;
}

std::size_t next_word(const TokenStream& tokens, std::size_t at) {
  do ++at;
  while (at < tokens.size() && !tokens[at].word);
  return at;
}

bool agrees(const MatchTerm& term, std::size_t i, const TokenStream& tokens, std::size_t at) {
  const QueryWord& wanted = term.words[i];
  if (term.prefix) return tokens.folded(at).starts_with(wanted.folded);
  return term.strict ? tokens.exact(at) == wanted.exact : tokens.folded(at) == wanted.folded;
}

}  // namespace

Highlighter::Highlighter(std::vector<MatchTerm> terms) : terms_(std::move(terms)) {
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    const MatchTerm& term = terms_[i];
    if (term.words.empty()) continue;
    if (term.distance > 0) {
      near_.push_back(i);
    } else if (term.prefix) {
      prefixes_.push_back(i);
    } else {
      by_first_[term.words[0].folded].push_back(i);
    }
    if (term.stems && term.words.size() == 1 && term.words[0].ascii)
      by_stem_[stem_key(term.words[0].folded)].push_back(i);
  }
}

void Highlighter::try_term(const MatchTerm& term, const TokenStream& tokens, std::size_t at,
                           std::vector<Found>& found) const {
  std::size_t t = at;
  for (std::size_t i = 0; i < term.words.size(); ++i) {
    if (t >= tokens.size() || !agrees(term, i, tokens, t)) return;
    t = next_word(tokens, t);
  }
  t = at;
  for (const QueryWord& word : term.words) {
    mark(term, word, tokens, t, found);
    t = next_word(tokens, t);
  }
}

void Highlighter::mark(const MatchTerm& term, const QueryWord& word, const TokenStream& tokens, std::size_t at,
                       std::vector<Found>& found) {
  const MarkTier tier = tier_of(word, tokens, at);
  if (!found[at].is || tier < found[at].tier) found[at] = {true, term.group, tier};
}

// Each place of a word looks back to the last place of the other one.
void Highlighter::mark_near(const MatchTerm& term, const TokenStream& tokens, std::vector<Found>& found) {
  struct Place {
    std::size_t token = 0;
    std::size_t position = 0;  // counted in words, from 1; 0 = none yet
  };
  std::array<Place, 2> last;
  std::size_t position = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].word) continue;
    ++position;
    const std::array<Place, 2> before = last;
    for (const std::size_t side : {0U, 1U}) {
      if (tokens.folded(i) != term.words[side].folded) continue;
      last[side] = {i, position};
      const Place& other = before[1 - side];
      if (other.position == 0 || position - other.position > term.distance) continue;
      mark(term, term.words[side], tokens, i, found);
      mark(term, term.words[1 - side], tokens, other.token, found);
    }
  }
}

void Highlighter::match_at(const TokenStream& tokens, std::size_t at, std::vector<Found>& found) const {
  const auto first = by_first_.find(tokens.folded(at));
  if (first != by_first_.end()) {
    for (const std::size_t i : first->second) try_term(terms_[i], tokens, at, found);
  }
  for (const std::size_t i : prefixes_) try_term(terms_[i], tokens, at, found);
  if (found[at].is || by_stem_.empty() || !tokens[at].ascii) return;
  auto [known, fresh] = stems_.try_emplace(std::string(tokens.folded(at)));
  if (fresh) known->second = stem_key(known->first);
  const auto stemmed = by_stem_.find(known->second);
  if (stemmed != by_stem_.end()) found[at] = {true, terms_[stemmed->second[0]].group, MarkTier::kSame};
}

std::vector<Mark> Highlighter::find(const TokenStream& tokens) const {
  std::vector<Found> found(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].word) match_at(tokens, i, found);
  }
  for (const std::size_t i : near_) mark_near(terms_[i], tokens, found);
  std::vector<Mark> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (found[i].is) out.push_back({tokens[i].span(), found[i].group, found[i].tier});
  }
  return out;
}

std::vector<Mark> Highlighter::find(std::string_view text) const { return find(TokenStream(text)); }

void keep_best_tiers(std::vector<std::vector<Mark>>& marks) {
  std::unordered_map<std::uint32_t, MarkTier> best;
  for (const std::vector<Mark>& list : marks) {
    for (const Mark& mark : list) {
      auto [it, fresh] = best.try_emplace(mark.group, mark.tier);
      it->second = std::min(it->second, mark.tier);
    }
  }
  for (std::vector<Mark>& list : marks) {
    std::erase_if(list, [&](const Mark& mark) { return mark.tier > best[mark.group]; });
  }
}

}  // namespace hoptac
