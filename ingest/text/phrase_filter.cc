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

// Aborts on a mistake of the program: a table's bit is its place, and there are no more places than bits.
std::vector<const PhraseTable*> numbered(std::vector<const PhraseTable*> tables) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (i >= 64 || tables[i]->bit() != std::uint64_t{1} << i) std::abort();
  }
  return tables;
}

SharedTrie trie_of(const std::vector<const PhraseTable*>& tables, std::vector<std::string_view> PhraseKeys::*words) {
  SharedTrie out;
  for (unsigned i = 0; i < tables.size(); ++i) {
    tables[i]->for_each([&](const PhraseKeys& phrase) { out.add(phrase.*words, phrase.borders, phrase.value, i); });
  }
  out.freeze();
  return out;
}

}  // namespace

PhraseFilter::PhraseFilter(std::vector<const PhraseTable*> tables)
    : tables_(numbered(std::move(tables))), exact_(trie_of(tables_, &PhraseKeys::exact)) {}

const SharedTrie& PhraseFilter::folded() const {
  std::call_once(folded_made_, [this] { folded_ = trie_of(tables_, &PhraseKeys::folded); });
  return folded_;
}

void PhraseFilter::mark(TokenStream& tokens, Marks marks) const {
  tokens.set_phrases(marks == Marks::kSame ? all_hits<ExactKey>(tokens, exact_) : all_hits<FoldedKey>(tokens, folded()),
                     marks);
}

}  // namespace hoptac
