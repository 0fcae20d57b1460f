#include "index/word_completions.h"

#include <algorithm>
#include <set>
#include <utility>

#include "index/adjacency.h"
#include "index/document_reader.h"
#include "index/frequent_terms.h"
#include "index/near_terms.h"
#include "index/schema.h"
#include "index/stored.h"
#include "ingest/text/normalise.h"
#include "ingest/text/tokens.h"

namespace hoptac {
namespace {

constexpr std::size_t kCandidates = 16;
constexpr std::size_t kRows = 5;
constexpr std::size_t kMaxData = 64U << 10U;  // bytes of a document that is looked at for accents

// A word that the last one may become.
struct NextWord {
  FrequentTerm term;  // folded
  std::string form;   // with accents, where they are known
  Beside beside;      // the word before
};

// What the exact word may begin with: the tone of "hoà" moves when it becomes a word, and not when "hoàng".
std::set<std::string> beginnings(const QueryWord& last) { return {last.exact, to_lower(last.text)}; }

// Words that begin like one with accents, by their commonest writing.
std::vector<NextWord> marked_words(const SearchContext& context, const QueryWord& last) {
  std::vector<FrequentTerm> forms;
  for (const std::string& begin : beginnings(last)) {
    const auto some = frequent_terms(context.open, prefix::kExact, begin, kCandidates);
    forms.insert(forms.end(), some.begin(), some.end());
  }
  std::stable_sort(forms.begin(), forms.end(),
                   [](const FrequentTerm& a, const FrequentTerm& b) { return a.frequency > b.frequency; });
  std::vector<NextWord> out;
  std::set<std::string> seen;
  const auto add = [&](const std::string& folded, const std::string& form) {
    if (out.size() == kCandidates || !seen.insert(folded).second) return;
    const Xapian::doccount frequency = context.open.terms.frequency(make_term({}, word_value(folded)));
    if (frequency > 0) out.push_back({{folded, frequency}, form});
  };
  for (const FrequentTerm& form : forms) add(fold_word(form.value), form.value);
  add(last.folded, last.text);
  return out;
}

std::vector<NextWord> candidates(const SearchContext& context, const QueryWord& last) {
  if (last.marked) return marked_words(context, last);
  std::vector<NextWord> out;
  for (FrequentTerm& term : frequent_terms(context.open, {}, last.folded, kCandidates))
    out.push_back({std::move(term), {}});
  return out;
}

// Those that stand behind the word before, the likeliest first.
std::vector<NextWord> next_words(const SearchContext& context, const TypedQuery& typed) {
  std::vector<NextWord> out = candidates(context, *typed.last());
  if (!typed.beside) return out;
  const std::string before = make_term({}, word_value(typed.keys.words.back()));
  std::vector<TermPair> pairs;
  for (const NextWord& word : out) pairs.push_back({before, make_term({}, word_value(word.term.value))});
  const std::vector<Beside> beside = beside_each_other(context.open.docs, context.open.terms, pairs);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].beside = beside[i];
  std::erase_if(out, [](const NextWord& word) { return word.beside.found == 0; });
  std::stable_sort(out.begin(), out.end(),
                   [](const NextWord& a, const NextWord& b) { return a.beside.share() > b.beside.share(); });
  return out;
}

// How a document of the sample writes `word` behind `before`; "" when it does not, or is too long to look at.
std::string written_behind(const Xapian::Document& document, const std::string& before, const std::string& word) {
  const std::string data = document.get_data();
  if (data.empty() || data.size() > kMaxData) return {};
  const auto stored = decode_stored_document(data);
  if (!stored) return {};
  const TokenStream tokens(stored->text);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens.folded(i) == word && tokens.folded(i - 1) == before) return std::string(tokens.exact(i));
  }
  return {};
}

// With accents when such are typed. `document` reads one where the word stands behind the word before.
template <typename Read>
std::string written(const SearchContext& context, const TypedQuery& typed, const NextWord& next, const Read& document) {
  const std::string& folded = next.term.value;
  if (folded == typed.last()->folded) return typed.last()->text;
  if (!next.form.empty()) return next.form;
  if (!typed.marked) return folded;
  if (typed.beside) {
    std::string form = written_behind(document(), typed.keys.words.back(), folded);
    if (!form.empty()) return form;
  }
  const std::vector<NearTerm> forms = marked_forms(context.open.terms, folded);
  return forms.empty() ? folded : forms[0].word;
}

}  // namespace

std::vector<Completion> complete_words(const SearchContext& context, const TypedQuery& typed) {
  std::vector<Completion> out;
  if (typed.last() == nullptr) return out;
  std::vector<NextWord> words = next_words(context, typed);
  if (words.size() > kRows) words.resize(kRows);
  std::vector<Xapian::docid> places;
  for (const NextWord& next : words) places.push_back(next.beside.where);
  DocumentReader reader(context.open, std::move(places));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const NextWord& next = words[i];
    const std::string text = typed.before + written(context, typed, next, [&] { return reader.read(i); });
    out.push_back({text, "word", next.term.frequency, text + closing(text)});
  }
  return out;
}

}  // namespace hoptac
