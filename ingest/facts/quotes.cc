#include "ingest/facts/quotes.h"

#include <algorithm>
#include <optional>

#include "ingest/facts/lexicon.h"
#include "ingest/facts/placed_mention.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// No more words between the marks are a term or an irony, no quote.
constexpr std::size_t kMinQuoteTokens = 4;
// How far from the marks the speaker and the verb of saying may stand, in tokens.
constexpr std::size_t kSpeakerReach = 26;

bool has_cue(const FactInput& input, std::size_t begin, std::size_t end, std::uint32_t wanted) {
  for (std::size_t t = begin; t < end; ++t) {
    const std::optional<Cue> cue = input.tables.cues.statements.find(input.tokens, t, input.marks);
    if (cue && (cue->classes & wanted) != 0) return true;
  }
  return false;
}

class QuoteFinder {
 public:
  QuoteFinder(const FactInput& input, const Analysis& analysis) : input_(input), people_(place(analysis.people)) {
    for (const Person& person : analysis.people) {
      const std::string name = fold_phrase(person.name);
      last_words_.push_back(name.substr(name.rfind(' ') + 1));
    }
  }

  // Quotes of the tokens of one block.
  void read_block(TokenRange range, const Analysis& analysis, std::vector<Quote>& out) const {
    for (std::size_t t = range.begin; t < range.end; ++t) {
      if (!input_.tokens.is(t, '"')) continue;
      std::size_t close = t + 1;
      while (close < range.end && !input_.tokens.is(close, '"')) ++close;
      if (close >= range.end) return;
      const int speaker = close - t > kMinQuoteTokens ? speaker_of(t, close, range) : -1;
      if (speaker >= 0) {
        const Span span{input_.tokens[t + 1].begin, input_.tokens[close - 1].end};
        out.push_back({analysis.people[static_cast<std::size_t>(speaker)].name, speaker, span});
      }
      t = close;
    }
  }

 private:
  std::uint32_t offset(std::size_t token) const {
    return token < input_.tokens.size() ? input_.tokens[token].begin
                                        : static_cast<std::uint32_t>(input_.tokens.text().size());
  }

  // "…", said X · X said: "…" · "…", she said (the person told of last). -1 when the text names nobody.
  int speaker_of(std::size_t open, std::size_t close, TokenRange range) const {
    const std::size_t end = next_quote(close + 1, std::min(close + 1 + kSpeakerReach, range.end));
    const std::size_t begin = open > range.begin + kSpeakerReach ? open - kSpeakerReach : range.begin;
    constexpr std::size_t kNearTokens = 6;
    if (has_withheld(close + 1, std::min(end, close + 1 + kNearTokens))) return -1;
    if (has_cue(input_, close + 1, end, kSayCue)) {
      if (const int who = first_in(people_, offset(close + 1), offset(end)); who >= 0) return who;
      if (const int who = bare_name(close + 1, end); who >= 0) return who;
      if (has_cue(input_, close + 1, end, kPronounCue)) return last_in(people_, offset(range.begin), offset(open));
    }
    if (has_withheld(begin, open)) return -1;
    const bool announced = open > range.begin && input_.tokens.is(open - 1, ':');
    if (announced || has_cue(input_, begin, open, kSayCue) || (close + 1 < range.end && is_dash(close + 1))) {
      if (const int who = last_in(people_, offset(begin), offset(open)); who >= 0 && !is_dash(close + 1)) return who;
      if (const int who = bare_name(begin, open); who >= 0) return who;
      const bool pronoun = has_cue(input_, begin, open, kSayCue) && has_cue(input_, begin, open, kPronounCue);
      if (pronoun) return last_in(people_, offset(range.begin), offset(open));
      return first_in(people_, offset(close + 1), offset(end));
    }
    return -1;
  }

  // "ông T. kể", "says Mrs. H.": the text keeps the speaker's name back.
  bool has_withheld(std::size_t begin, std::size_t end) const {
    for (std::size_t t = begin; t + 1 < end; ++t) {
      const Token& letter = input_.tokens[t];
      const bool single = letter.word && letter.upper && !letter.number && !letter.caps && letter.span().size() <= 2;
      if (!single || (letter.ascii && letter.span().size() == 2) || !input_.tokens.is(t + 1, '.')) continue;
      const bool goes_on = t + 2 < end && input_.tokens[t + 2].word && input_.tokens[t + 2].upper;
      const bool named = t > begin && letter.gap == Gap::kSpace && input_.tokens[t - 1].word;
      if (!goes_on && named) return true;
    }
    return false;
  }

  // "Hằng told reporters": the last word of a name that is told in full elsewhere; -1 when none stands there.
  int bare_name(std::size_t begin, std::size_t end) const {
    for (std::size_t t = begin; t < end; ++t) {
      if (!input_.tokens[t].word || !input_.tokens[t].upper) continue;
      const auto found = std::find(last_words_.begin(), last_words_.end(), input_.tokens.folded(t));
      if (found != last_words_.end()) return static_cast<int>(found - last_words_.begin());
    }
    return -1;
  }

  bool is_dash(std::size_t t) const { return input_.tokens.is(t, '-'); }

  std::size_t next_quote(std::size_t from, std::size_t end) const {
    while (from < end && !input_.tokens.is(from, '"')) ++from;
    return from;
  }

  const FactInput& input_;
  std::vector<PlacedMention> people_;
  std::vector<std::string> last_words_;  // folded, of each person
};

TokenRange tokens_of(const TokenStream& tokens, Span span) {
  return {tokens.at_offset(span.begin), tokens.at_offset(span.end)};
}

}  // namespace

std::vector<Quote> find_quotes(const FactInput& input, const Analysis& analysis) {
  std::vector<Quote> out;
  if (analysis.people.empty()) return out;
  const QuoteFinder finder(input, analysis);
  for (const Block& block : input.document.blocks) {
    if (block.use == BlockUse::kBody) finder.read_block(tokens_of(input.tokens, block.span), analysis, out);
  }
  return out;
}

}  // namespace hoptac
