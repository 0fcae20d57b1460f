#include "index/word_query.h"

#include <algorithm>
#include <map>
#include <utility>

#include "index/ranking.h"

namespace hoptac {
namespace {

using Xapian::Query;

Query term(std::string_view prefix, std::string_view value) { return Query(make_term(prefix, value)); }

Query scaled(const Query& query, double factor) { return {Query::OP_SCALE_WEIGHT, query, factor}; }

Query folded_term(const QueryWord& word) { return term("", word_value(word.folded)); }

// The weight that text with agreeing marks adds; see ranking.h.
Query mark_bonus(const QueryWord& word) {
  const Query exact = term(prefix::kExact, word_value(word.exact));
  const Query agreeing(Query::OP_SYNONYM, exact, term(prefix::kUnmarked, word_value(word.folded)));
  return {Query::OP_OR, scaled(agreeing, ranking::kSameOrUnmarked), scaled(exact, ranking::kSameMarks)};
}

Query stemmed(const QueryWord& word) {
  const Query plain = folded_term(word);
  const std::string stem = stem_of(word.folded);
  // A word that is its own stem posts no stem term.
  const Query posted(Query::OP_SYNONYM, plain, term(prefix::kStem, stem.empty() ? word.folded : stem));
  return stem.empty() ? posted : Query(Query::OP_SYNONYM, posted, term("", stem));
}

Query with_furniture(const Query& query, const QueryWord& word, const WordOptions& options) {
  return options.furniture ? Query(Query::OP_OR, query, term(prefix::kFurniture, word_value(word.folded))) : query;
}

// Two neighbours of the query, and how many documents can hold them at most.
struct Pair {
  const QueryWord* first = nullptr;
  const QueryWord* second = nullptr;
  Xapian::doccount frequency = 0;
};

std::vector<Pair> rarest_pairs(const Terms& terms, const std::vector<const QueryWord*>& run) {
  std::vector<Pair> out;
  const auto frequency = [&](const QueryWord& word) { return terms.frequency(make_term("", word_value(word.folded))); };
  for (std::size_t i = 0; i + 1 < run.size(); ++i) {
    if (run[i]->folded == run[i + 1]->folded) continue;
    out.push_back({run[i], run[i + 1], std::min(frequency(*run[i]), frequency(*run[i + 1]))});
  }
  std::erase_if(out, [](const Pair& pair) { return pair.frequency == 0; });
  std::stable_sort(out.begin(), out.end(), [](const Pair& a, const Pair& b) { return a.frequency < b.frequency; });
  if (out.size() > ranking::kMaxPairs) out.resize(ranking::kMaxPairs);
  return out;
}

// Mostly Vietnamese syllables, none of them with marks.
bool is_typed_without_marks(const std::vector<const QueryWord*>& run) {
  const auto syllables = std::count_if(run.begin(), run.end(), [](const QueryWord* word) { return word->syllable; });
  const bool marked = std::any_of(run.begin(), run.end(), [](const QueryWord* word) { return word->marked; });
  return !marked && 2 * static_cast<std::size_t>(syllables) > run.size();
}

}  // namespace

std::string stem_of(const std::string& folded) {
  const Xapian::Stem stemmer("en");
  std::string stem = stemmer(folded);
  return stem == folded ? std::string() : stem;
}

std::vector<Query> word_terms(const std::vector<QueryWord>& words, std::string_view prefix) {
  std::vector<Query> out;
  for (const QueryWord& word : words)
    out.emplace_back(make_term(prefix, word_value(word.folded)), 1, static_cast<Xapian::termpos>(out.size() + 1));
  return out;
}

bool is_meant_unmarked(const QueryWord& word, const WordOptions& options) {
  const Terms* const terms = options.attested;
  if (terms == nullptr || word.marked || !word.syllable) return false;
  const Xapian::doccount unmarked = terms->frequency(make_term(prefix::kUnmarked, word_value(word.folded)));
  const Xapian::doccount all = terms->frequency(make_term("", word_value(word.folded)));
  return unmarked > 0 && unmarked >= ranking::kDeliberateShare * all;
}

Query word_query(const QueryWord& word, const WordOptions& options) {
  if (word.marked) {
    const Query base = with_furniture(scaled(folded_term(word), ranking::kFoldedOfMarked), word, options);
    return {Query::OP_AND_MAYBE, base, mark_bonus(word)};
  }
  if (is_meant_unmarked(word, options)) {
    const Query base = with_furniture(scaled(folded_term(word), ranking::kFoldedOfMarked), word, options);
    const Query unmarked = term(prefix::kUnmarked, word_value(word.folded));
    return {Query::OP_AND_MAYBE, base, scaled(unmarked, ranking::kUnmarked)};
  }
  return with_furniture(word.ascii && options.stems ? stemmed(word) : folded_term(word), word, options);
}

Query phrase_query(const std::vector<QueryWord>& words, const WordOptions& options) {
  if (words.size() == 1) return word_query(words[0], {false, options.furniture, options.attested});
  const std::vector<Query> terms = word_terms(words, {});
  const std::vector<Query> furniture = word_terms(words, prefix::kFurniture);
  std::vector<Query> bonus;
  for (const QueryWord& word : words) {
    if (word.marked) bonus.push_back(mark_bonus(word));
  }
  Query query(Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
  if (options.furniture) query = Query(Query::OP_OR, query, Query(Query::OP_AND, furniture.begin(), furniture.end()));
  if (bonus.empty()) return query;
  return {Query::OP_AND_MAYBE, query, Query(Query::OP_OR, bonus.begin(), bonus.end())};
}

Query near_query(const QueryNode& node) {
  const std::vector<Query> terms = word_terms(node.words, {});
  return {Query::OP_NEAR, terms.begin(), terms.end(), static_cast<Xapian::termcount>(node.distance) + 1};
}

Query strict_candidates(const std::vector<QueryWord>& words) {
  std::vector<Query> terms{phrase_query(words, {})};
  for (const QueryWord& word : words) {
    if (word.marked) terms.push_back(term(prefix::kExact, word_value(word.exact)));
  }
  return {Query::OP_AND, terms.begin(), terms.end()};
}

std::vector<CountedTerm> terms_beginning(const Terms& terms, const std::string& begin, std::size_t limit) {
  std::vector<CountedTerm> out;
  for (auto walk = terms.walk(begin); !walk.done() && out.size() <= limit; walk.next())
    out.push_back({walk.term(), walk.frequency()});
  return out;
}

// The two with the fewest documents first, so that frequent terms pass few joints.
Query any_of(const std::vector<CountedTerm>& terms) {
  std::multimap<Xapian::doccount, Query> waiting;
  for (const CountedTerm& t : terms) waiting.emplace(t.frequency, Query(t.term));
  while (waiting.size() > 1) {
    const auto first = waiting.begin(), second = std::next(first);
    const Xapian::doccount both = first->first + second->first;
    Query joined(Query::OP_SYNONYM, first->second, second->second);
    waiting.erase(first, std::next(second));
    waiting.emplace(both, std::move(joined));
  }
  return waiting.empty() ? Query() : waiting.begin()->second;
}

Query adjacency(const Terms& terms, const std::vector<const QueryWord*>& run) {
  std::vector<Pair> rare = rarest_pairs(terms, run);
  if (rare.empty()) return {};
  std::vector<Query> phrases;
  for (const Pair& pair : rare) {
    const std::vector<Query> two{folded_term(*pair.first), folded_term(*pair.second)};
    // As a synonym a phrase is weighed as one rare term would be, not as its words once more.
    const std::vector<Query> one{Query(Query::OP_PHRASE, two.begin(), two.end(), 2)};
    phrases.emplace_back(Query::OP_SYNONYM, one.begin(), one.end());
  }
  const double weight = is_typed_without_marks(run) ? ranking::kAdjacentUnmarked : ranking::kAdjacent;
  return scaled(Query(Query::OP_OR, phrases.begin(), phrases.end()), weight);
}

Query unweighted(const Query& query) { return scaled(query, 0.0); }

}  // namespace hoptac
