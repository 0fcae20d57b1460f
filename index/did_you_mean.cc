#include "index/did_you_mean.h"

#include <algorithm>

#include "index/adjacency.h"
#include "index/near_terms.h"
#include "ingest/text/input_keys.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxOffers = 3;
constexpr std::size_t kMaxWrong = 4;        // absent words that are respelt
constexpr std::size_t kMaxAsked = 12;       // words of a query that is looked at
constexpr std::size_t kMaxChoices = 6;      // other words for one
constexpr std::size_t kMaxCounted = 12;     // queries counted
constexpr Xapian::doccount kRare = 2;       // documents of a word that may be a slip
constexpr Xapian::doccount kCommoner = 50;  // times as many documents of the word that was meant
constexpr Xapian::doccount kFarRarer = 10;  // times fewer documents of the keys than of what they make
constexpr std::size_t kFewHits = 3;

using Replaced = std::map<std::string, std::string>;

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

Xapian::doccount frequency_of(const Inquiry& inquiry, std::string_view prefix, std::string_view folded) {
  return inquiry.context.open.docs.get_termfreq(make_term(prefix, word_value(folded)));
}

std::size_t adjacent_words(const Inquiry& inquiry, std::string_view prefix, const std::string& a,
                           const std::string& b) {
  if (a.find(' ') != std::string::npos || b.find(' ') != std::string::npos) return 0;
  return adjacent(inquiry.context.open.docs, make_term(prefix, word_value(a)), make_term(prefix, word_value(b))).size();
}

// How often a word stands beside what was asked before and behind word `at`.
std::size_t beside_neighbours(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t at,
                              const std::string& folded) {
  const AskedWord& word = words[at];
  std::size_t out = 0;
  if (at > 0 && words[at - 1].prefix == word.prefix)
    out += adjacent_words(inquiry, word.prefix, words[at - 1].word.folded, folded);
  if (at + 1 < words.size() && words[at + 1].prefix == word.prefix)
    out += adjacent_words(inquiry, word.prefix, folded, words[at + 1].word.folded);
  return out;
}

// "benhvien" -> "benh vien", where both parts are words of the index.
void add_splits(const Inquiry& inquiry, const AskedWord& word, std::vector<Choice>& out) {
  const std::string& folded = word.word.folded;
  std::optional<Choice> best;
  for (std::size_t at = 2; at + 2 <= folded.size(); ++at) {
    const std::string a = folded.substr(0, at), b = folded.substr(at);
    const Xapian::doccount both =
        std::min(frequency_of(inquiry, word.prefix, a), frequency_of(inquiry, word.prefix, b));
    if (both == 0) continue;
    const std::size_t beside = adjacent_words(inquiry, word.prefix, a, b);
    if (beside > 0 && (!best || beside > best->beside)) best = Choice{a + " " + b, 1, both, beside};
  }
  if (best) out.push_back(*best);
}

std::vector<Choice> choices_for(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t at) {
  const AskedWord& word = words[at];
  const std::size_t edits = edits_for(word.word.folded);
  std::vector<NearTerm> near = near_terms(inquiry.context.open.docs, word.prefix, word.word.folded, edits);
  if (near.size() > kMaxChoices) near.resize(kMaxChoices);
  std::vector<Choice> out;
  for (const NearTerm& term : near)
    out.push_back({term.word, term.edits, term.frequency, beside_neighbours(inquiry, words, at, term.word)});
  if (word.absent) add_splits(inquiry, word, out);
  std::stable_sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
    return a.edits != b.edits ? a.edits < b.edits : a.beside > b.beside;
  });
  return out;
}

// Cost of the difference between two words with accents: a letter 2, its accents 1.
std::size_t accent_distance(std::string_view a, std::string_view b) {
  std::u32string x, y;
  for (std::size_t at = 0; at < a.size();) x += next_code_point(a, at);
  for (std::size_t at = 0; at < b.size();) y += next_code_point(b, at);
  const auto folded = [](char32_t c) {
    std::string text;
    append_utf8(text, c);
    return fold_word(text);
  };
  std::vector<std::size_t> last(y.size() + 1), row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) last[j] = 2 * j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    row[0] = 2 * i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const std::size_t change = x[i - 1] == y[j - 1] ? 0U : folded(x[i - 1]) == folded(y[j - 1]) ? 1U : 2U;
      row[j] = std::min({last[j] + 2, row[j - 1] + 2, last[j - 1] + change});
    }
    std::swap(last, row);
  }
  return last.back();
}

// The writing of a folded word that is nearest to what was typed; as typed without accents, none are put on.
std::string written(const Inquiry& inquiry, const QueryWord& typed, const std::string& folded, bool with_accents) {
  if (!with_accents) return folded;
  if (const std::size_t blank = folded.find(' '); blank != std::string::npos)
    return written(inquiry, typed, folded.substr(0, blank), true) + " " +
           written(inquiry, typed, folded.substr(blank + 1), true);
  const std::vector<NearTerm> forms = marked_forms(inquiry.context.open.docs, folded);
  if (forms.empty()) return folded;
  if (!typed.marked) {
    const bool mostly_bare = forms[0].frequency * 2 < frequency_of(inquiry, {}, folded);
    return mostly_bare ? folded : forms[0].word;
  }
  const auto nearer = [&](const NearTerm& a, const NearTerm& b) {
    return accent_distance(typed.exact, a.word) < accent_distance(typed.exact, b.word);
  };
  return std::min_element(forms.begin(), forms.end(), nearer)->word;
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
    if (!is_letters(word.word) || beside_neighbours(inquiry, words, i, word.word.folded) > 0) continue;
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
  Replaced replaced;
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    if (pick[i] == kAsTyped) continue;
    const Choice& choice = wrong[i].choices[pick[i]];
    const QueryWord& typed = wrong[i].word->word;
    replaced[typed.text] = written(inquiry, typed, choice.folded, with_accents);
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

// The words that one method reads; `absent` are those that are hardly ever meant as they were typed.
struct Decoded {
  Replaced all, absent;
};

Decoded decode(const Inquiry& inquiry, const std::vector<AskedWord>& words, InputKeys method) {
  Decoded out;
  for (const AskedWord& word : words) {
    const std::string read = decode_input_keys(word.word.text, method);
    if (read.empty() || frequency_of(inquiry, word.prefix, fold_word(read)) == 0) continue;
    out.all[word.word.text] = read;
    const auto as_read = inquiry.context.open.docs.get_termfreq(make_term(prefix::kExact, normalise_word(read)));
    if (word.absent || word.frequency * kFarRarer < as_read) out.absent[word.word.text] = read;
  }
  return out;
}

void add_decoded(const Inquiry& inquiry, const Replaced& words, std::string_view method, std::vector<Suggestion>& out) {
  std::string query = respelt(inquiry.parsed.text, words);
  const std::size_t total = count_of(inquiry, query);
  if (total > 0) out.push_back({std::move(query), total, "typed in " + std::string(method)});
}

}  // namespace

std::vector<Suggestion> respellings(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total) {
  if (words.size() > kMaxAsked) return {};
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

std::vector<Suggestion> decoded_keys(const Inquiry& inquiry, const std::vector<AskedWord>& words) {
  if (words.size() > kMaxAsked) return {};
  std::vector<Suggestion> out;
  for (const auto& [method, name] : {std::pair{InputKeys::kTelex, "Telex"}, {InputKeys::kVni, "VNI"}}) {
    const Decoded decoded = decode(inquiry, words, method);
    if (decoded.absent.empty()) continue;
    const std::size_t before = out.size();
    add_decoded(inquiry, decoded.all, name, out);
    if (out.size() == before && !decoded.absent.empty() && decoded.absent.size() < decoded.all.size())
      add_decoded(inquiry, decoded.absent, name, out);
  }
  return out;
}

std::vector<Suggestion> other_accents(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total) {
  const Xapian::Database& docs = inquiry.context.open.docs;
  Replaced replaced;
  for (const AskedWord& word : words) {
    const QueryWord& typed = word.word;
    if (!typed.marked || word.absent || docs.term_exists(make_term(prefix::kExact, word_value(typed.exact)))) continue;
    const std::vector<NearTerm> forms = marked_forms(docs, typed.folded);
    if (forms.empty()) continue;
    const auto nearer = [&](const NearTerm& a, const NearTerm& b) {
      return accent_distance(typed.exact, a.word) < accent_distance(typed.exact, b.word);
    };
    replaced[typed.text] = std::min_element(forms.begin(), forms.end(), nearer)->word;
  }
  if (replaced.empty() || words.size() > kMaxAsked) return {};
  std::string query = respelt(inquiry.parsed.text, replaced);
  const std::size_t found = count_of(inquiry, query);
  if (found == 0 || found < total) return {};
  return {{std::move(query), found, "other accents"}};
}

}  // namespace hoptac
