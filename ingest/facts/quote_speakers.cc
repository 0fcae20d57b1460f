#include "ingest/facts/quote_speakers.h"

#include <algorithm>
#include <array>

#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// How far back the person may be told of whom a pronoun means, in sentences.
constexpr std::size_t kPronounReach = 12;

enum class Gender { kUnknown, kMan, kWoman };

Gender gender_of(std::string_view word) {
  constexpr std::array<std::string_view, 9> kMen{"he", "mr", "sir", "ông", "anh", "ong", "herr", "lord", "dato"};
  constexpr std::array<std::string_view, 12> kWomen{"she", "ms", "mrs", "miss", "bà",    "chị",
                                                    "cô",  "ba", "chi", "dame", "madam", "lady"};
  if (std::find(kMen.begin(), kMen.end(), word) != kMen.end()) return Gender::kMan;
  return std::find(kWomen.begin(), kWomen.end(), word) != kWomen.end() ? Gender::kWoman : Gender::kUnknown;
}

Gender gender_of(const Person& person) {
  const std::string words = normalise_phrase(person.honorifics);
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const Gender gender = gender_of(std::string_view(words).substr(begin, end - begin));
    if (gender != Gender::kUnknown) return gender;
    begin = end + 1;
  }
  return Gender::kUnknown;
}

}  // namespace

QuoteSpeakers::QuoteSpeakers(const FactInput& input, const Analysis& analysis)
    : input_(input), analysis_(analysis), mentions_(place(analysis.people)) {
  for (std::size_t i = 0; i < analysis.people.size(); ++i) {
    const Person& person = analysis.people[i];
    const auto value = static_cast<std::uint32_t>(i);
    last_words_.add(person.name.substr(person.name.rfind(' ') + 1), value);
    for (const Role& role : person.roles) {
      if (!role.title.empty()) posts_.add(role.title, value);
    }
  }
}

int QuoteSpeakers::named_at(std::size_t token) const {
  const TokenStream& tokens = input_.tokens;
  if (!tokens[token].word) return -1;
  const std::uint32_t at = tokens[token].begin;
  if (const int who = first_in(mentions_, at, at + 1); who >= 0) return who;
  if (!tokens[token].upper || (token + 1 < tokens.size() && tokens[token + 1].word && tokens[token + 1].upper &&
                               tokens[token + 1].gap == Gap::kSpace)) {
    return -1;  // "Hà Nội" is not Ms. Hà
  }
  // An English text writes "Hang" for the Hằng that it named in full.
  const bool folded = input_.document.language == Language::kEnglish && tokens[token].ascii;
  const auto word = last_words_.find(tokens, token, folded ? Marks::kFolded : input_.marks);
  return word ? static_cast<int>(word->value) : -1;
}

int QuoteSpeakers::first_named(TokenRange range) const {
  for (std::size_t t = range.begin; t < range.end; ++t) {
    if (const int who = named_at(t); who >= 0) return who;
  }
  return -1;
}

int QuoteSpeakers::last_named(TokenRange range) const {
  for (std::size_t t = range.end; t > range.begin; --t) {
    if (const int who = named_at(t - 1); who >= 0) return who;
  }
  return -1;
}

bool QuoteSpeakers::fits(std::size_t pronoun, int person) const {
  const Gender wanted = gender_of(input_.tokens.exact(pronoun));
  const Gender got = gender_of(analysis_.people[static_cast<std::size_t>(person)]);
  return wanted == Gender::kUnknown || got == Gender::kUnknown || wanted == got;
}

// The subject of the nearest sentence before that tells of a person who may be meant.
int QuoteSpeakers::before_pronoun(std::size_t token) const {
  const auto& all = input_.sentences;
  auto at = std::upper_bound(all.begin(), all.end(), token,
                             [](std::size_t t, const FactSentence& s) { return t < s.tokens.begin; });
  for (std::size_t n = 0; n < kPronounReach && at != all.begin(); ++n) {
    --at;
    for (std::size_t t = at->tokens.begin; t < std::min(at->tokens.end, token); ++t) {
      const int who = named_at(t);
      if (who >= 0 && fits(token, who)) return who;
    }
  }
  return -1;
}

// "the Rector smiled": of several with that post the one told of last before.
int QuoteSpeakers::with_post(const PhraseMatch& post, std::size_t end) const {
  if (post.last + 1 < end && input_.tokens[post.last + 1].upper) return -1;  // "Rector X", who is not known
  int best = -1;
  std::uint32_t nearest = 0;
  for (const PhraseMatch& match : posts_.find_all(input_.tokens, post.first, input_.marks)) {
    for (const Mention& m : analysis_.people[match.value].mentions) {
      if (m.span.begin > input_.tokens[post.first].begin || (best >= 0 && m.span.begin < nearest)) continue;
      nearest = m.span.begin;
      best = static_cast<int>(match.value);
    }
  }
  return best;
}

int QuoteSpeakers::told_at(std::size_t token, std::size_t end) const {
  if (const int who = named_at(token); who >= 0) return who;
  const auto cue = input_.tables.cues.statements.find(input_.tokens, token, input_.marks);
  if (cue && (cue->classes & kPronounCue) != 0) {
    const bool names = cue->last + 1 < end && input_.tokens[cue->last + 1].upper;  // "ông Tulloch"
    return names ? -1 : before_pronoun(token);
  }
  const auto post = posts_.find(input_.tokens, token, input_.marks);
  return post ? with_post(*post, end) : -1;
}

int QuoteSpeakers::first_told(TokenRange range) const {
  for (std::size_t t = range.begin; t < range.end; ++t) {
    if (const int who = told_at(t, range.end); who >= 0) return who;
  }
  return -1;
}

int QuoteSpeakers::last_told(TokenRange range) const {
  for (std::size_t t = range.end; t > range.begin; --t) {
    if (const int who = told_at(t - 1, range.end); who >= 0) return who;
  }
  return -1;
}

bool QuoteSpeakers::is_withheld(TokenRange range) const {
  const TokenStream& tokens = input_.tokens;
  for (std::size_t t = range.begin; t + 1 < range.end; ++t) {
    const Token& letter = tokens[t];
    const bool single = letter.word && letter.upper && !letter.number && !letter.caps && letter.span().size() <= 2;
    if (!single || (letter.ascii && letter.span().size() == 2) || !tokens.is(t + 1, '.')) continue;
    const bool goes_on = t + 2 < range.end && tokens[t + 2].word && tokens[t + 2].upper;
    const bool named = t > range.begin && letter.gap == Gap::kSpace && tokens[t - 1].word;
    if (!goes_on && named) return true;
  }
  return false;
}

}  // namespace hoptac
