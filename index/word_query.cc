#include "index/word_query.h"

#include "index/ranking.h"

namespace hoptac {
namespace {

using Xapian::Query;

Query term(std::string_view prefix, std::string_view value) { return Query(make_term(prefix, value)); }

Query scaled(const Query& query, double factor) { return {Query::OP_SCALE_WEIGHT, query, factor}; }

Query folded_term(const QueryWord& word) { return term("", word.folded); }

// The weight that text with agreeing marks adds; see ranking.h.
Query mark_bonus(const QueryWord& word) {
  const Query exact = term(prefix::kExact, word.exact);
  const Query agreeing(Query::OP_SYNONYM, exact, term(prefix::kUnmarked, word.folded));
  return {Query::OP_OR, scaled(agreeing, ranking::kSameOrUnmarked), scaled(exact, ranking::kSameMarks)};
}

Query stemmed(const QueryWord& word) {
  const Query plain = folded_term(word);
  const std::string stem = stem_of(word.folded);
  // A word that is its own stem posts no stem term.
  std::vector<Query> forms{plain, term(prefix::kStem, stem.empty() ? word.folded : stem)};
  if (!stem.empty()) forms.push_back(term("", stem));
  return {Query::OP_SYNONYM, forms.begin(), forms.end()};
}

Query with_furniture(const Query& query, const QueryWord& word, const WordOptions& options) {
  return options.furniture ? Query(Query::OP_OR, query, term(prefix::kFurniture, word.folded)) : query;
}

}  // namespace

std::string stem_of(const std::string& folded) {
  const Xapian::Stem stemmer("en");
  std::string stem = stemmer(folded);
  return stem == folded ? std::string() : stem;
}

Query word_query(const QueryWord& word, const WordOptions& options) {
  if (word.marked) {
    const Query base = with_furniture(scaled(folded_term(word), ranking::kFoldedOfMarked), word, options);
    return {Query::OP_AND_MAYBE, base, mark_bonus(word)};
  }
  return with_furniture(word.ascii && options.stems ? stemmed(word) : folded_term(word), word, options);
}

Query phrase_query(const std::vector<QueryWord>& words, const WordOptions& options) {
  if (words.size() == 1) return word_query(words[0], {false, options.furniture});
  std::vector<Query> terms;
  std::vector<Query> bonus;
  std::vector<Query> furniture;
  for (const QueryWord& word : words) {
    terms.push_back(folded_term(word));
    furniture.push_back(term(prefix::kFurniture, word.folded));
    if (word.marked) bonus.push_back(mark_bonus(word));
  }
  Query query(Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
  if (options.furniture) query = Query(Query::OP_OR, query, Query(Query::OP_AND, furniture.begin(), furniture.end()));
  if (bonus.empty()) return query;
  return {Query::OP_AND_MAYBE, query, Query(Query::OP_OR, bonus.begin(), bonus.end())};
}

Query near_query(const QueryNode& node) {
  std::vector<Query> terms;
  for (const QueryWord& word : node.words) terms.push_back(folded_term(word));
  return {Query::OP_NEAR, terms.begin(), terms.end(), static_cast<Xapian::termcount>(node.distance) + 1};
}

Query strict_candidates(const std::vector<QueryWord>& words) {
  std::vector<Query> terms{phrase_query(words, {})};
  for (const QueryWord& word : words) {
    if (word.marked) terms.push_back(term(prefix::kExact, word.exact));
  }
  return {Query::OP_AND, terms.begin(), terms.end()};
}

std::vector<std::string> terms_beginning(const Xapian::Database& db, const std::string& begin, std::size_t limit) {
  std::vector<std::string> out;
  const auto end = db.allterms_end(begin);
  for (auto it = db.allterms_begin(begin); it != end && out.size() <= limit; ++it) out.push_back(*it);
  return out;
}

Query any_of(const std::vector<std::string>& terms) { return {Query::OP_SYNONYM, terms.begin(), terms.end()}; }

Query with_adjacency(Query query, const std::vector<const QueryWord*>& run) {
  std::vector<Query> pairs;
  for (std::size_t i = 0; i + 1 < run.size(); ++i) {
    const std::vector<Query> pair{folded_term(*run[i]), folded_term(*run[i + 1])};
    if (run[i]->folded != run[i + 1]->folded) pairs.emplace_back(Query::OP_PHRASE, pair.begin(), pair.end(), 2);
  }
  if (pairs.empty()) return query;
  return {Query::OP_AND_MAYBE, query, scaled(Query(Query::OP_OR, pairs.begin(), pairs.end()), ranking::kAdjacent)};
}

Query unweighted(const Query& query) { return scaled(query, 0.0); }

}  // namespace hoptac
