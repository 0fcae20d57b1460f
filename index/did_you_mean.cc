#include "index/did_you_mean.h"

#include <algorithm>

#include "index/adjacency.h"
#include "index/near_terms.h"
#include "index/written_form.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxOffers = 3;
constexpr std::size_t kMaxWrong = 4;        // absent words that are respelt
constexpr std::size_t kMaxChoices = 6;      // other words for one
constexpr std::size_t kMaxCounted = 12;     // queries counted
constexpr Xapian::doccount kRare = 2;       // documents of a word that may be a slip
constexpr Xapian::doccount kCommoner = 50;  // times as many documents of the word that was meant
constexpr std::size_t kFewHits = 3;

// Another word, or two, for one that was asked.
struct Choice {
  std::string folded;
  std::size_t edits = 0;
  Xapian::doccount frequency = 0;
  std::size_t beside = 0;  // sampled documents where it stands beside its neighbours
};

struct Wrong {
  const AskedWord* word;
  std::vector<Choice> choices;
};

bool is_letters(const QueryWord& word) {
  return std::none_of(word.folded.begin(), word.folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_one_word(const std::string& folded) { return folded.find(' ') == std::string::npos; }

TermPair word_pair(std::string_view prefix, const std::string& a, const std::string& b) {
  return {make_term(prefix, word_value(a)), make_term(prefix, word_value(b))};
}

std::vector<Beside> look_beside(const Inquiry& inquiry, const std::vector<TermPair>& pairs) {
  return beside_each_other(inquiry.context.open.docs, inquiry.context.open.terms, pairs);
}

// How often each of `others` stands, in place of word `at`, beside what was asked before and behind it.
std::vector<std::size_t> beside_neighbours(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t at,
                                           const std::vector<std::string>& others) {
  const std::string_view prefix = words[at].prefix;
  const auto neighbour = [&](std::size_t i) {  // "" when there is none
    const bool is_one = i < words.size() && words[i].prefix == prefix && is_one_word(words[i].word.folded);
    return is_one ? words[i].word.folded : std::string();
  };
  const std::string before = at > 0 ? neighbour(at - 1) : std::string(), behind = neighbour(at + 1);
  std::vector<TermPair> pairs;
  std::vector<std::size_t> places;  // of the other word of each pair
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (!is_one_word(others[i])) continue;
    if (!before.empty()) pairs.push_back(word_pair(prefix, before, others[i]));
    if (!behind.empty()) pairs.push_back(word_pair(prefix, others[i], behind));
    places.resize(pairs.size(), i);
  }
  std::vector<std::size_t> out(others.size());
  const std::vector<Beside> found = look_beside(inquiry, pairs);
  for (std::size_t i = 0; i < found.size(); ++i) out[places[i]] += found[i].found;
  return out;
}

// "benhvien" -> "benh vien", where both parts are words of the index.
void add_splits(const Inquiry& inquiry, const AskedWord& word, std::vector<Choice>& out) {
  const std::string& folded = word.word.folded;
  std::vector<Choice> splits;
  std::vector<TermPair> pairs;
  for (std::size_t at = 2; at + 2 <= folded.size(); ++at) {
    const std::string a = folded.substr(0, at), b = folded.substr(at);
    const Xapian::doccount both =
        std::min(frequency_of(inquiry, word.prefix, a), frequency_of(inquiry, word.prefix, b));
    if (both == 0) continue;
    splits.push_back({a + " " + b, 1, both, 0});
    pairs.push_back(word_pair(word.prefix, a, b));
  }
  const std::vector<Beside> found = look_beside(inquiry, pairs);
  const auto rarer = [](const Beside& a, const Beside& b) { return a.found < b.found; };
  const auto best = std::max_element(found.begin(), found.end(), rarer);
  if (best == found.end() || best->found == 0) return;
  out.push_back(splits[static_cast<std::size_t>(best - found.begin())]);
  out.back().beside = best->found;
}

// One slip anywhere; where that makes no word, two behind the first letter of a long one.
std::vector<NearTerm> near_words(const Inquiry& inquiry, const AskedWord& word) {
  const Terms& terms = inquiry.context.open.terms;
  const std::string& folded = word.word.folded;
  const std::size_t edits = edits_for(folded);
  std::vector<NearTerm> near = near_terms(terms, word.prefix, folded, std::min<std::size_t>(edits, 1));
  if (near.empty() && edits > 1) {
    std::size_t first = 0;
    next_code_point(folded, first);
    const std::string letter = folded.substr(0, first);
    near = near_terms(terms, std::string(word.prefix) + letter, folded.substr(first), edits);
    for (NearTerm& term : near) term.word.insert(0, letter);
  }
  if (near.size() > kMaxChoices) near.resize(kMaxChoices);
  return near;
}

std::vector<Choice> choices_for(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t at) {
  const AskedWord& word = words[at];
  std::vector<Choice> out;
  std::vector<std::string> near;
  for (const NearTerm& term : near_words(inquiry, word)) {
    out.push_back({term.word, term.edits, term.frequency, 0});
    near.push_back(term.word);
  }
  const std::vector<std::size_t> beside = beside_neighbours(inquiry, words, at, near);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].beside = beside[i];
  if (word.absent) add_splits(inquiry, word, out);
  std::stable_sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
    return a.edits != b.edits ? a.edits < b.edits : a.beside > b.beside;
  });
  return out;
}

// Words that are in no document.
std::vector<Wrong> absent_words(const Inquiry& inquiry, const std::vector<AskedWord>& words) {
  std::vector<Wrong> out;
  for (std::size_t i = 0; i < words.size() && out.size() < kMaxWrong; ++i) {
    if (!words[i].absent || !is_letters(words[i].word)) continue;
    std::vector<Choice> choices = choices_for(inquiry, words, i);
    if (!choices.empty()) out.push_back({&words[i], std::move(choices)});
  }
  return out;
}

// Words that are there, but whose neighbours make another one likelier.
std::vector<Wrong> unlikely_words(const Inquiry& inquiry, const std::vector<AskedWord>& words) {
  std::vector<Wrong> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const AskedWord& word = words[i];
    if (!is_letters(word.word) || beside_neighbours(inquiry, words, i, {word.word.folded})[0] > 0) continue;
    std::vector<Choice> choices = choices_for(inquiry, words, i);
    const bool rare = word.frequency <= kRare;
    std::erase_if(choices, [&](const Choice& c) {
      return c.edits > 1 || (c.beside == 0 && !(rare && c.frequency >= kCommoner * std::max(1U, word.frequency)));
    });
    if (!choices.empty()) out.push_back({&word, std::move(choices)});
  }
  return out;
}

// One choice for each word: indexes into Wrong::choices, npos = as typed.
using Pick = std::vector<std::size_t>;
constexpr std::size_t kAsTyped = static_cast<std::size_t>(-1);

// The best of all, then one word changed at a time.
std::vector<Pick> picks(const std::vector<Wrong>& wrong, std::size_t otherwise) {
  std::vector<Pick> out;
  const Pick base(wrong.size(), otherwise);
  if (otherwise != kAsTyped) out.push_back(base);
  for (std::size_t round = otherwise == kAsTyped ? 0 : 1; round < kMaxChoices; ++round) {
    for (std::size_t i = 0; i < wrong.size() && out.size() < kMaxCounted; ++i) {
      if (round >= wrong[i].choices.size()) continue;
      out.push_back(base);
      out.back()[i] = round;
    }
  }
  return out;
}

struct Offer {
  std::string query;
  std::size_t edits = 0;
  std::size_t beside = 0;
  std::size_t total = 0;
};

Offer make_offer(const Inquiry& inquiry, const std::vector<Wrong>& wrong, const Pick& pick, bool with_accents) {
  Offer out;
  std::map<std::string, std::string> replaced;
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    if (pick[i] == kAsTyped) continue;
    const Choice& choice = wrong[i].choices[pick[i]];
    const QueryWord& typed = wrong[i].word->word;
    replaced[typed.text] = with_accents ? written_form(inquiry, typed, choice.folded) : choice.folded;
    out.edits += choice.edits;
    out.beside += choice.beside;
  }
  out.query = respelt(inquiry.parsed.text, replaced);
  return out;
}

std::vector<Suggestion> best_offers(std::vector<Offer> offers) {
  std::stable_sort(offers.begin(), offers.end(), [](const Offer& a, const Offer& b) {
    if (a.edits != b.edits) return a.edits < b.edits;
    return a.beside != b.beside ? a.beside > b.beside : a.total > b.total;
  });
  std::vector<Suggestion> out;
  for (Offer& offer : offers) {
    const bool farther = offer.edits > offers[0].edits && offer.total <= offers[0].total;
    if (out.size() == kMaxOffers || farther || offer.total * kCommoner < offers[0].total) continue;
    out.push_back({offer.query, offer.total, "did you mean"});
  }
  return out;
}

// When all the words together find nothing however they are spelt: any of them, well spelt.
std::vector<Suggestion> any_respelt(const Inquiry& inquiry, const Offer& offer) {
  const auto parsed = reparsed(inquiry, offer.query);
  const auto any = parsed ? any_of_words(parsed->root) : std::nullopt;
  if (!any) return {};
  const std::size_t total = count_of({inquiry.context, *parsed, inquiry.options, inquiry.target}, *any);
  if (total == 0) return {};
  return {{print(*any), total, "did you mean, any of the words"}};
}

bool has_accents(const std::vector<AskedWord>& words) {
  return std::any_of(words.begin(), words.end(), [](const AskedWord& w) { return w.word.marked; });
}

}  // namespace

std::vector<Suggestion> respellings(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total) {
  if (words.size() > kMaxRespelt) return {};
  std::vector<Wrong> wrong = absent_words(inquiry, words);
  const bool absent = !wrong.empty();
  if (!absent && total <= kFewHits) wrong = unlikely_words(inquiry, words);
  if (wrong.empty()) return {};
  std::vector<Offer> offers;
  std::optional<Offer> first;
  for (const Pick& pick : picks(wrong, absent ? 0 : kAsTyped)) {
    Offer offer = make_offer(inquiry, wrong, pick, has_accents(words));
    offer.total = count_of(inquiry, offer.query);
    if (!first) first = offer;
    const bool better = absent ? offer.total > 0 : offer.total > total;
    if (better) offers.push_back(std::move(offer));
  }
  if (offers.empty() && absent && total == 0) return any_respelt(inquiry, *first);
  return best_offers(std::move(offers));
}

}  // namespace hoptac
