#include "ingest/text/segment.h"
#include "ingest/text/tones.h"
#include "ingest/text/word_map.h"

namespace hoptac {
namespace {

// English words that hold a sentence together.
constexpr auto kEnglish = word_set(
    {"a",       "about",   "after", "all",   "also", "an",    "and",  "are",   "as",  "at",    "be",    "been",
     "between", "both",    "but",   "by",    "can",  "for",   "from", "had",   "has", "have",  "he",    "her",
     "his",     "in",      "into",  "is",    "it",   "its",   "may",  "more",  "new", "not",   "of",    "on",
     "or",      "other",   "our",   "over",  "said", "shall", "she",  "that",  "the", "their", "these", "they",
     "this",    "through", "to",    "under", "was",  "we",    "were", "which", "who", "will",  "with",  "would"});
// Without accents: Vietnamese words that hold a sentence together and are no English words.
constexpr auto kVietnamese =
    word_set({"benh",   "biet",  "cac",  "cho",  "chuc", "chung", "co",   "cua",  "cung", "da",    "dai",
              "dan",    "den",   "di",   "dong", "duoc", "giua",  "hai",  "hoc",  "hop",  "khi",   "khoa",
              "khong",  "ky",    "la",   "lam",  "mot",  "nam",   "nay",  "ngay", "nghi", "nguoi", "nhan",
              "nhieu",  "nhung", "nuoc", "ong",  "phat", "phu",   "quoc", "ra",   "sau",  "se",    "su",
              "tac",    "tai",   "tat",  "te",   "theo", "thi",   "thoa", "thu",  "toi",  "tren",  "trong",
              "truong", "tu",    "tuc",  "va",   "ve",   "viec",  "vien", "viet", "voi",  "vu",    "y"});

// Whether the word of a token, without accents, is among `words`.
bool contains(const auto& words, const TokenStream& tokens, std::size_t i) {
  return words.find(tokens.folded(i), tokens[i].folded_hash) != nullptr;
}

// What the words of a range say for each language. Lower-case words weigh most: names of either
// language stand in texts of the other, and names are capitalised.
struct Evidence {
  int vietnamese = 0;
  int english = 0;
  std::size_t words = 0;
  std::size_t english_function = 0;
};

constexpr int kStrong = 6;
constexpr int kFair = 4;
constexpr int kName = 3;  // of a capitalised word with Vietnamese accents
constexpr int kWeak = 2;
constexpr int kFaint = 1;

void weigh_syllable(const TokenStream& tokens, std::size_t i, bool capital, Evidence& sum) {
  if (tokens[i].marked) {
    sum.vietnamese += capital ? kName : has_vietnamese_mark(tokens.exact(i)) ? kStrong : kFair;
  } else if (contains(kEnglish, tokens, i)) {
    ++sum.english_function;
    sum.english += capital ? kWeak : kFair;  // many are syllables too: to, in, the
  } else if (contains(kVietnamese, tokens, i)) {
    sum.vietnamese += capital ? kWeak : kFair;
  } else {
    sum.vietnamese += capital ? kFaint : kWeak;
  }
}

void weigh_other(const TokenStream& tokens, std::size_t i, bool capital, Evidence& sum) {
  const Token& token = tokens[i];
  if (contains(kEnglish, tokens, i)) {
    ++sum.english_function;
    sum.english += capital ? kFair : kStrong;
  } else if (token.ascii && token.exact_size >= 3) {
    sum.english += capital ? kWeak : kFair;
  }
}

Evidence gather(const TokenStream& tokens, TokenRange range) {
  Evidence sum;
  std::size_t caps = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!tokens[i].word || tokens[i].number) continue;
    ++sum.words;
    caps += tokens[i].caps ? 1U : 0U;
  }
  const bool all_caps = caps * 2 > sum.words;  // then capitals tell nothing
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!tokens[i].word || tokens[i].number) continue;
    const bool capital = tokens[i].upper && !all_caps;
    if (tokens[i].syllable) {
      weigh_syllable(tokens, i, capital, sum);
    } else if (!tokens[i].caps || all_caps) {  // acronyms are of no language
      weigh_other(tokens, i, capital, sum);
    }
  }
  return sum;
}

constexpr std::size_t kMinWords = 3;
// A text as long as this without one function word of English is in a third language.
constexpr std::size_t kLongWithoutFunction = 20;

}  // namespace

Language detect_language(const TokenStream& tokens, TokenRange range) {
  const Evidence sum = gather(tokens, range);
  if (sum.words < kMinWords || sum.vietnamese + sum.english == 0) return Language::kUnknown;
  if (sum.vietnamese >= sum.english) return Language::kVietnamese;
  if (sum.words >= kLongWithoutFunction && sum.english_function == 0) return Language::kUnknown;
  return Language::kEnglish;
}

bool is_unmarked_vietnamese(const TokenStream& tokens, TokenRange range) {
  std::size_t syllables = 0;
  std::size_t marked = 0;
  std::size_t others = 0;  // what weigh_other() adds at least for the words of no Vietnamese shape
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const Token& token = tokens[i];
    syllables += token.syllable ? 1U : 0U;
    marked += token.syllable && token.marked ? 1U : 0U;
    if (token.syllable || !token.word || token.number || token.caps || !token.ascii || token.exact_size < 3) continue;
    others += token.upper ? kWeak : kFair;
  }
  // Both spare weighing the words: nearly every Vietnamese text is marked, nearly every English one has more weight
  // than its syllables could have at most.
  if (marked * 10 > syllables) return false;
  if (others > syllables * kFair + marked * (kStrong - kFair)) return false;
  const Evidence sum = gather(tokens, range);
  return sum.words >= kMinWords && sum.vietnamese > 0 && sum.vietnamese >= sum.english;
}

}  // namespace hoptac
