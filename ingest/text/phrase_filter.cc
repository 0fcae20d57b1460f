#include "ingest/text/phrase_filter.h"

#include <bit>
#include <cstdlib>
#include <utility>

namespace hoptac {
namespace {

struct ExactKey {
  static std::uint32_t hash(const TokenStream& tokens, std::size_t i) { return tokens[i].exact_hash; }
  static std::string_view word(const TokenStream& tokens, std::size_t i) { return tokens.exact(i); }
};
struct FoldedKey {
  static std::uint32_t hash(const TokenStream& tokens, std::size_t i) { return tokens[i].folded_hash; }
  static std::string_view word(const TokenStream& tokens, std::size_t i) { return tokens.folded(i); }
};

template <typename Key>
PhraseHits all_hits(const TokenStream& tokens, const SharedTrie& phrases) {
  PhraseHits hits(tokens.size());
  SharedFinds finds;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!phrases.may_begin(Key::hash(tokens, i)) || !phrases.find<Key>(tokens, i, finds)) continue;
    hits.begin(i, finds.tables);
    for (std::uint64_t rest = finds.tables; rest != 0; rest &= rest - 1) {
      hits.add(finds.longest[static_cast<std::size_t>(std::countr_zero(rest))]);
    }
  }
  return hits;
}

}  // namespace

// Aborts on a mistake of the program: a table's bit is its place, and there are no more places than bits.
PhraseFilter::PhraseFilter(const std::vector<const PhraseTable*>& tables) {
  for (unsigned i = 0; i < tables.size(); ++i) {
    if (i >= 64 || tables[i]->bit() != std::uint64_t{1} << i) std::abort();
    tables[i]->for_each([&](const PhraseKeys& phrase) {
      exact_.add(phrase.exact, phrase.borders, phrase.value, i);
      folded_.add(phrase.folded, phrase.borders, phrase.value, i);
    });
  }
  exact_.freeze();
  folded_.freeze();
}

void PhraseFilter::mark(TokenStream& tokens, Marks marks) const {
  PhraseHits hits = marks == Marks::kSame ? all_hits<ExactKey>(tokens, exact_) : all_hits<FoldedKey>(tokens, folded_);
  tokens.set_phrases(std::move(hits), marks);
}

}  // namespace hoptac
