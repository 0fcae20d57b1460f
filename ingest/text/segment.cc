#include "ingest/text/segment.h"

#include <algorithm>
#include <string_view>

namespace hoptac {
namespace {

// Sorted exact keys. Behind these a full stop never ends a sentence.
constexpr std::string_view kTitles[] = {
    "assoc", "asst", "bs", "bscki", "bsckii", "bsnt", "capt", "cn",  "co",  "col", "dr",   "drs", "ds",  "eg",
    "gen",   "gov",  "gs", "hon",   "ie",     "ks",   "kts",  "lt",  "maj", "mr",  "mrs",  "ms",  "pgs", "prof",
    "pte",   "pty",  "q",  "rev",   "sdn",    "sgt",  "st",   "ths", "tp",  "ts",  "tskh", "tt",  "tx",  "vs"};
static_assert(std::is_sorted(std::begin(kTitles), std::end(kTitles)));
// Sorted exact keys. Abbreviations when a number follows, words otherwise.
constexpr std::string_view kBeforeNumber[] = {"approx", "apr", "art", "aug",  "dec", "feb", "fig", "jan",
                                              "jul",    "jun", "mar", "no",   "nos", "nov", "oct", "p",
                                              "pp",     "sec", "sep", "sept", "tel", "tr",  "vol"};
static_assert(std::is_sorted(std::begin(kBeforeNumber), std::end(kBeforeNumber)));

template <std::size_t kSize>
bool contains(const std::string_view (&words)[kSize], std::string_view word) {
  return std::binary_search(std::begin(words), std::end(words), word);
}

bool is_full_stop(const TokenStream& tokens, std::size_t i) { return tokens.is(i, '.'); }

bool is_ellipsis_or_ideographic_stop(std::string_view key) { return key == "…" || key == "。"; }

bool is_end_mark(const TokenStream& tokens, std::size_t i) {
  return is_full_stop(tokens, i) || tokens.is(i, '!') || tokens.is(i, '?') ||
         (!tokens[i].word && is_ellipsis_or_ideographic_stop(tokens.exact(i)));
}

bool closes(const TokenStream& tokens, std::size_t i) {
  return tokens[i].gap == Gap::kNone &&
         (tokens.is(i, '"') || tokens.is(i, '\'') || tokens.is(i, ')') || tokens.is(i, ']') || is_end_mark(tokens, i));
}

bool opens(const TokenStream& tokens, std::size_t i) {
  return tokens.is(i, '"') || tokens.is(i, '\'') || tokens.is(i, '(') || tokens.is(i, '[');
}

bool is_initial(const Token& token) { return token.word && token.upper && token.end - token.begin <= 2; }

// A full stop at `stop` that belongs to the word before it.
bool is_abbreviation(const TokenStream& tokens, TokenRange sentence, std::size_t stop, std::size_t next) {
  if (stop == sentence.begin || tokens[stop].gap != Gap::kNone || !tokens[stop - 1].word) return false;
  const Token& word = tokens[stop - 1];
  const std::string_view key = tokens.exact(stop - 1);
  if (contains(kTitles, key) || (is_initial(word) && !tokens[next].number)) return true;
  if (tokens[next].number && contains(kBeforeNumber, key)) return true;
  return word.number && stop == sentence.begin + 1;  // "1. Purpose"
}

// The word that opens what follows, behind quotes and brackets.
std::size_t first_word(const TokenStream& tokens, std::size_t i, std::size_t end) {
  while (i < end && opens(tokens, i)) ++i;
  return i;
}

bool is_lower_case_word(const TokenStream& tokens, std::size_t i) {
  return tokens[i].word && !tokens[i].number && !tokens[i].upper;
}

// Whether the end marks from `mark` up to `next` end a sentence of `sentence` (begin: its first token, end: of the
// text).
bool ends_sentence(const TokenStream& tokens, TokenRange sentence, std::size_t mark, std::size_t next) {
  if (next == sentence.end || tokens[next].gap == Gap::kLine) return true;
  if (tokens.exact(mark) == "。") return true;
  if (tokens[next].gap == Gap::kNone) return false;
  const std::size_t word = first_word(tokens, next, sentence.end);
  if (word < sentence.end && is_lower_case_word(tokens, word)) return false;
  return !is_full_stop(tokens, mark) || next != mark + 1 || !is_abbreviation(tokens, sentence, mark, next);
}

}  // namespace

std::vector<TokenRange> sentences(const TokenStream& tokens, TokenRange range) {
  std::vector<TokenRange> found;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end;) {
    std::size_t next = i + 1;
    bool ends = next == range.end || tokens[next].gap == Gap::kLine;
    if (!ends && is_end_mark(tokens, i)) {
      while (next < range.end && closes(tokens, next)) ++next;
      ends = ends_sentence(tokens, {begin, range.end}, i, next);
    }
    if (ends) {
      found.push_back({begin, next});
      begin = next;
    }
    i = next;
  }
  return found;
}

}  // namespace hoptac
