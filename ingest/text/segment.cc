#include "ingest/text/segment.h"

#include <algorithm>
#include <string_view>

#include "ingest/text/word_map.h"

namespace hoptac {
namespace {

// Exact keys. Behind these a full stop never ends a sentence.
constexpr auto kTitles =
    word_set({"acad", "adj",  "ahlđ",  "assoc", "asst",   "brig", "bs",    "bscki", "bsckii", "bsnt",   "capt",
              "cki",  "ckii", "cmdr",  "cn",    "co",     "col",  "comdr", "dato",  "dipl",   "dr",     "dra",
              "drg",  "drs",  "ds",    "dscki", "dsckii", "eg",   "eng",   "engr",  "fr",     "gen",    "gov",
              "gs",   "gvcc", "habil", "hj",    "hon",    "ie",   "ing",   "ir",    "iur",    "jur",    "ks",
              "kts",  "lic",  "lieut", "ls",    "lt",     "ltc",  "mag",   "maj",   "med",    "messrs", "mlle",
              "mr",   "mrs",  "ms",    "nat",   "ncs",    "ngnd", "ngưt",  "ns",    "nsnd",   "nsưt",   "oec",
              "pgs",  "ph",   "phil",  "pol",   "prof",   "pte",  "pty",   "q",     "rer",    "rev",    "rt",
              "sdn",  "sen",  "sgt",   "sr",    "sra",    "st",   "techn", "theol", "ths",    "tp",     "ts",
              "tskh", "tt",   "ttnd",  "ttưt",  "tx",     "univ", "ven",   "vs",    "đd"});
// Exact keys. Degrees: before a name ("MSc. Nong Van Pao") they belong to it, behind one
// ("Rita Chen, MD.") their full stop may end the sentence.
constexpr auto kDegrees =
    word_set({"ba", "bsc", "dnp", "dphil", "dsc", "ma", "mba", "md", "mph", "mpharm", "msc", "pharm", "phd"});
// Exact keys. Abbreviations when a number follows, words otherwise.
constexpr auto kBeforeNumber =
    word_set({"approx", "apr", "art", "aug", "dec", "feb", "fig", "jan",  "jul", "jun", "mar", "no",
              "nos",    "nov", "oct", "p",   "pp",  "sec", "sep", "sept", "tel", "tr",  "vol"});

bool contains(const auto& words, const TokenStream& tokens, std::size_t i) {
  return words.find(tokens.exact(i), tokens[i].exact_hash) != nullptr;
}

bool is_full_stop(const TokenStream& tokens, std::size_t i) { return tokens.is(i, '.'); }

bool is_ellipsis_or_ideographic_stop(std::string_view key) { return key == "…" || key == "。"; }

bool is_end_mark(const TokenStream& tokens, std::size_t i) {
  if (tokens[i].word) return false;
  const char mark = tokens[i].mark;
  return mark == '.' || mark == '!' || mark == '?' || is_ellipsis_or_ideographic_stop(tokens.exact(i));
}

bool closes(const TokenStream& tokens, std::size_t i) {
  return tokens[i].gap == Gap::kNone &&
         (tokens.is(i, '"') || tokens.is(i, '\'') || tokens.is(i, ')') || tokens.is(i, ']') || is_end_mark(tokens, i));
}

bool opens(const TokenStream& tokens, std::size_t i) {
  return tokens.is(i, '"') || tokens.is(i, '\'') || tokens.is(i, '(') || tokens.is(i, '[');
}

// "J", "Đ", "TW"; a name of two letters ("Ba") is none.
bool is_initial(const Token& token) {
  return token.word && token.upper && token.end - token.begin <= 2 &&
         (token.caps || token.end - token.begin == 1 || !token.ascii);
}

// True when the degree at `degree` opens a name: nothing, a mark other than a comma, another title or a word that is
// no name stands before it.
bool opens_name(const TokenStream& tokens, TokenRange sentence, std::size_t degree) {
  std::size_t before = degree;
  while (before > sentence.begin && tokens.is(before - 1, '.') && tokens[before].gap == Gap::kNone) --before;
  if (before == sentence.begin) return true;
  if (tokens.is(before - 1, '.') && before - 1 > sentence.begin) --before;  // "Sr. Ma. Lourdes"
  if (!tokens[before - 1].word) return !tokens.is(before - 1, ',') && !tokens.is(before - 1, '.');
  return contains(kTitles, tokens, before - 1) || contains(kDegrees, tokens, before - 1) || !tokens[before - 1].upper;
}

// A full stop at `stop` that belongs to the word before it.
bool is_abbreviation(const TokenStream& tokens, TokenRange sentence, std::size_t stop, std::size_t next) {
  if (stop == sentence.begin || tokens[stop].gap != Gap::kNone || !tokens[stop - 1].word) return false;
  const Token& word = tokens[stop - 1];
  if (contains(kTitles, tokens, stop - 1)) return true;
  if (word.upper && tokens[next].upper && contains(kDegrees, tokens, stop - 1))
    return opens_name(tokens, sentence, stop - 1);
  if (is_initial(word) && !tokens[next].number) return true;
  if (tokens[next].number && contains(kBeforeNumber, tokens, stop - 1)) return true;
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

// "PhD.", "S.Kep., M.Kes.", "Jr.": letters behind a name.
bool is_letters_behind_name(const TokenStream& tokens, TokenRange sentence, std::size_t stop) {
  if (!is_full_stop(tokens, stop) || stop < sentence.begin + 2 || tokens[stop].gap != Gap::kNone) return false;
  const std::string_view key = tokens.exact(stop - 1);
  if (!tokens[stop - 1].upper) return false;
  const bool dotted = tokens.is(stop - 2, '.') && tokens[stop - 1].gap == Gap::kNone;
  const bool letters = tokens[stop - 1].caps && tokens[stop - 1].span().size() <= 5 && tokens.is(stop + 1, '(');
  return dotted || letters || contains(kDegrees, tokens, stop - 1) || key == "jr" || key == "sr";
}

// A dash or a bracket: what is said of the name before.
bool goes_on(const TokenStream& tokens, std::size_t next) { return tokens.is(next, '-') || tokens.is(next, '('); }

// Whether the end marks from `mark` up to `next` end a sentence of `sentence` (begin: its first token, end: of the
// text).
bool ends_sentence(const TokenStream& tokens, TokenRange sentence, std::size_t mark, std::size_t next) {
  if (next == sentence.end || tokens[next].gap == Gap::kLine) return true;
  if (tokens.exact(mark) == "。") return true;
  if (tokens[next].gap == Gap::kNone) return false;
  if (is_letters_behind_name(tokens, sentence, mark) && goes_on(tokens, next)) return false;
  const std::size_t word = first_word(tokens, next, sentence.end);
  if (word < sentence.end && is_lower_case_word(tokens, word)) return false;
  return !is_full_stop(tokens, mark) || next != mark + 1 || !is_abbreviation(tokens, sentence, mark, next);
}

}  // namespace

namespace {

// No prose has longer ones: a bound for text without any end mark, as finders compare words of one sentence.
constexpr std::size_t kMaxSentenceTokens = 1000;
constexpr std::size_t kUsualTokens = 16;

}  // namespace

std::vector<TokenRange> sentences(const TokenStream& tokens, TokenRange range) {
  std::vector<TokenRange> found;
  found.reserve((range.end - range.begin) / kUsualTokens + 1);
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end;) {
    const std::size_t limit = std::min(range.end, begin + kMaxSentenceTokens);
    while (i + 1 < limit && tokens[i].word && tokens[i + 1].gap != Gap::kLine) ++i;  // as most tokens
    std::size_t next = i + 1;
    bool ends = next == range.end || tokens[next].gap == Gap::kLine;
    if (!ends && is_end_mark(tokens, i)) {
      while (next < range.end && closes(tokens, next)) ++next;
      ends = ends_sentence(tokens, {begin, range.end}, i, next);
    }
    if (ends || next - begin >= kMaxSentenceTokens) {
      found.push_back({begin, next});
      begin = next;
    }
    i = next;
  }
  return found;
}

}  // namespace hoptac
