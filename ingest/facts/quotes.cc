#include "ingest/facts/quotes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "ingest/facts/quote_speakers.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// Fewer tokens between the marks are a term or an irony, no quote.
constexpr std::size_t kMinTokens = 3;
// In the middle of a sentence of others ("the method “cầm tay chỉ việc”") a few words more are asked for.
constexpr std::size_t kMinEmbedded = 4;
// Behind the marks, the person or the verb of saying stands at most so many tokens on.
constexpr std::size_t kNear = 14;
// A verb this near before the marks quotes whatever follows.
constexpr std::size_t kAdjacent = 2;
// A word for a title or a theme this near before the marks makes them a name.
constexpr std::size_t kTitledReach = 4;

struct Marked {
  std::size_t open = 0, close = 0;  // tokens of the marks
  std::size_t block = 0;            // into Document::blocks
  TokenRange range;                 // of the block
  bool unclosed = false;            // goes on in the next paragraph

  std::size_t size() const { return close - open - 1; }
};

class QuoteFinder {
 public:
  QuoteFinder(const FactInput& input, const Analysis& analysis)
      : input_(input), analysis_(analysis), tokens_(input.tokens), who_(input, analysis) {}

  std::vector<Quote> find();

 private:
  TokenRange tokens_of(std::size_t block) const;
  std::size_t next_mark(std::size_t from, std::size_t end) const;
  std::size_t close_in_next(std::size_t block) const;
  void mark_block(std::size_t block);
  void mark_single(std::size_t block, TokenRange range);
  bool closes_single(std::size_t at, std::size_t end) const;
  int speaker(std::size_t at) const;
  int behind(const Marked& quote, std::size_t end) const;
  int before(const Marked& quote, std::size_t begin) const;
  int as_before(std::size_t at) const;
  int of_sentence_before(const Marked& quote) const;
  int of_byline(const Marked& quote) const;
  bool is_embedded(const Marked& quote, TokenRange sentence) const;
  bool is_titled(std::size_t open, std::size_t begin) const;
  bool is_announced(TokenRange before) const;
  bool is_work_by(TokenRange range) const;
  std::size_t begin_of(std::size_t at) const;
  bool goes_on_elsewhere(std::size_t at, TokenRange behind) const;
  bool has_cue(TokenRange range, std::uint32_t wanted) const;
  std::optional<Cue> last_cue(TokenRange range, std::uint32_t wanted) const;
  TokenRange sentence_at(std::size_t token) const;
  std::string outsider(const Marked& quote) const;
  void add(std::size_t at, std::vector<Quote>& out) const;

  const FactInput& input_;
  const Analysis& analysis_;
  const TokenStream& tokens_;
  QuoteSpeakers who_;
  std::vector<Marked> marked_;
  std::size_t resume_ = 0;     // the token behind the last closing mark
  std::vector<int> speakers_;  // of marked_ so far
};

TokenRange QuoteFinder::tokens_of(std::size_t block) const {
  const Span span = input_.document.blocks[block].span;
  return {tokens_.at_offset(span.begin), tokens_.at_offset(span.end)};
}

std::size_t QuoteFinder::next_mark(std::size_t from, std::size_t end) const {
  while (from < end && tokens_[from].mark != '"') ++from;
  return from;
}

// The closing mark in the next block, when that one goes on in the middle of a sentence: lines that nobody joined.
std::size_t QuoteFinder::close_in_next(std::size_t block) const {
  if (block + 1 >= input_.document.blocks.size() || input_.document.blocks[block + 1].use != BlockUse::kBody) return 0;
  const TokenRange next = tokens_of(block + 1);
  if (next.begin >= next.end || tokens_[next.begin].upper || !tokens_[next.begin].word) return 0;
  const std::size_t close = next_mark(next.begin, next.end);
  return close < next.end ? close : 0;
}

void QuoteFinder::mark_block(std::size_t block) {
  TokenRange range = tokens_of(block);
  const std::size_t before = marked_.size();
  for (std::size_t t = std::max(range.begin, resume_); (t = next_mark(t, range.end)) < range.end; ++t) {
    std::size_t close = next_mark(t + 1, range.end);
    bool unclosed = close == range.end;
    if (const std::size_t later = unclosed ? close_in_next(block) : 0; later > 0) {
      close = later;
      range.end = later + 1;
      unclosed = false;
    }
    if (unclosed && (t != range.begin || tokens_.surface(t) != "“")) return;
    marked_.push_back({t, close, block, range, unclosed});
    t = close;
    resume_ = close + 1;
  }
  if (marked_.size() == before) mark_single(block, range);
}

// ‘We were young,’ says X. An apostrophe closes only beside the punctuation of speech.
void QuoteFinder::mark_single(std::size_t block, TokenRange range) {
  for (std::size_t t = range.begin; t < range.end; ++t) {
    const bool opens = tokens_[t].mark == '\'' &&
                       (t == range.begin || tokens_[t].gap != Gap::kNone || tokens_.is(t - 1, ':')) &&
                       t + 1 < range.end && tokens_[t + 1].gap == Gap::kNone;
    if (!opens) continue;
    std::size_t close = t + 1;
    while (close < range.end && !closes_single(close, range.end)) ++close;
    if (close == range.end) return;
    marked_.push_back({t, close, block, range, false});
    t = close;
  }
}

bool QuoteFinder::closes_single(std::size_t at, std::size_t end) const {
  if (!tokens_.is(at, '\'') || tokens_[at].gap != Gap::kNone) return false;
  if (at + 1 < end && tokens_[at + 1].gap == Gap::kNone && tokens_[at + 1].word) return false;
  return !tokens_[at - 1].word || at + 1 == end || !tokens_[at + 1].word;
}

bool QuoteFinder::has_cue(TokenRange range, std::uint32_t wanted) const { return last_cue(range, wanted).has_value(); }

std::optional<Cue> QuoteFinder::last_cue(TokenRange range, std::uint32_t wanted) const {
  std::optional<Cue> last;
  for (std::size_t t = range.begin; t < range.end; ++t) {
    const auto cue = input_.tables.cues.statements.find(tokens_, t, input_.marks);
    if (!cue || cue->last >= range.end) continue;
    if ((cue->classes & wanted) != 0) last = cue;
    t = cue->last;  // "đánh giá cao" is not "đánh giá"
  }
  return last;
}

// The sentence that the token stands in.
TokenRange QuoteFinder::sentence_at(std::size_t token) const {
  const auto& all = input_.sentences;
  const auto next = std::upper_bound(all.begin(), all.end(), token,
                                     [](std::size_t t, const FactSentence& s) { return t < s.tokens.begin; });
  return next == all.begin() ? TokenRange{token, token} : std::prev(next)->tokens;
}

// Words of the writer's own sentence run into the marks: 'called it "a bridge with three arches"'.
bool QuoteFinder::is_embedded(const Marked& quote, TokenRange sentence) const {
  if (quote.open <= sentence.begin || !tokens_[quote.open - 1].word) return false;
  const std::size_t from = quote.open - sentence.begin > kAdjacent ? quote.open - kAdjacent : sentence.begin;
  const auto cue = last_cue({from, quote.open}, kSayCue | kThatCue);
  return !cue;
}

// "a workshop on “…”", "với chủ đề: “…”"
bool QuoteFinder::is_titled(std::size_t open, std::size_t begin) const {
  const std::size_t from = open > begin + kTitledReach ? open - kTitledReach : begin;
  return has_cue({from, open}, kTitledCue);
}

// X praised the garden, not the label: "…"
bool QuoteFinder::is_announced(TokenRange before) const {
  return before.end > before.begin && tokens_.is(before.end - 1, ':') && has_cue(before, kSayCue);
}

// What follows leads to the next quote: '"in the spirit of X", which he admits "has no force"'.
bool QuoteFinder::goes_on_elsewhere(std::size_t at, TokenRange behind) const {
  return at + 1 < marked_.size() && marked_[at + 1].open == behind.end && behind.end > behind.begin &&
         tokens_[behind.end - 1].word;
}

// "…", said X · "…", X said · "…", as X puts it · "…", she said · "…" – X
int QuoteFinder::behind(const Marked& quote, std::size_t end) const {
  std::size_t begin = quote.close + 1;
  const bool dash = begin < end && tokens_.is(begin, '-');
  while (begin < end && !tokens_[begin].word) ++begin;
  const auto said = last_cue({begin, end}, kSayCue | kAccordingCue);
  if (!dash && !said) return -1;
  const bool according = said && (said->classes & kAccordingCue) != 0;  // "according to the firm's head, Ann Lee"
  const TokenRange near{begin, std::min(end, begin + (according ? 2 * kNear : kNear))};
  if (who_.is_withheld(near)) return -1;
  return who_.first_told(near);
}

// 'a talk by Ann Lee: "…"' quotes nobody.
bool QuoteFinder::is_work_by(TokenRange range) const {
  const auto title = last_cue(range, kTitledCue);
  return title && has_cue({title->last + 1, range.end}, kByCue);
}

// X said: "…" · According to X, "…" · X: "…"
int QuoteFinder::before(const Marked& quote, std::size_t begin) const {
  const TokenRange range{begin, quote.open};
  if (who_.is_withheld({std::max(begin, quote.open - std::min(quote.open, kNear)), quote.open})) return -1;
  const auto said = last_cue(range, kSayCue | kAccordingCue);
  const bool colon = quote.open > begin && tokens_.is(quote.open - 1, ':');
  if (!said) return colon && !is_work_by(range) ? who_.last_told(range) : -1;
  const TokenRange left{begin, said->first};
  const TokenRange right{said->last + 1, quote.open};
  if ((said->classes & kAccordingCue) != 0) {
    if (const int who = who_.first_told(right); who >= 0) return who;
  }
  if (const int who = who_.last_named(left); who >= 0) return who;
  if (const int who = who_.last_told({begin, said->last + 1}); who >= 0) return who;
  return who_.first_told(right);
}

// "A," says X. "B."
int QuoteFinder::as_before(std::size_t at) const {
  if (at == 0 || marked_[at - 1].block != marked_[at].block || speakers_[at - 1] < 0) return -1;
  const TokenRange between{marked_[at - 1].close + 1, marked_[at].open};
  if (between.end - between.begin > 2 * kNear || between.begin == between.end) return -1;
  const bool attribution = tokens_.is(between.end - 1, '.') || tokens_.is(between.end - 1, ',');
  if (!attribution || !has_cue(between, kSayCue | kAccordingCue)) return -1;
  return speakers_[at - 1];
}

// X stressed that this is a first step. "We shall go on."
int QuoteFinder::of_sentence_before(const Marked& quote) const {
  if (quote.open <= quote.range.begin + 1 || !tokens_[quote.open + 1].upper) return -1;
  const TokenRange sentence = sentence_at(quote.open - 1);
  if (sentence.begin < quote.range.begin) return -1;
  const TokenRange range{sentence.begin, quote.open};
  const auto said = last_cue(range, kSayCue);
  if (!said || who_.is_withheld(range)) return -1;
  return who_.first_told({sentence.begin, said->first + 1});
}

// A quote of its own paragraph is by whom the next one begins with: "– Ann Lee, Director".
int QuoteFinder::of_byline(const Marked& quote) const {
  if (quote.open != quote.range.begin || quote.close + 2 < quote.range.end) return -1;
  const auto& blocks = input_.document.blocks;
  if (quote.block + 1 >= blocks.size() || blocks[quote.block + 1].use != BlockUse::kBody) return -1;
  TokenRange line = tokens_of(quote.block + 1);
  const bool dash = tokens_.is(line.begin, '-');
  line.end = std::min(line.end, line.begin + (dash ? kNear : kTitledReach));
  return who_.is_withheld(line) ? -1 : who_.first_named(line);
}

// Where the writer's words that lead to the quote begin: the sentence, or what stands behind the quote before it.
std::size_t QuoteFinder::begin_of(std::size_t at) const {
  const Marked& quote = marked_[at];
  std::size_t begin = std::min(sentence_at(quote.open).begin, quote.open);
  if (begin == quote.open && begin > 0 && tokens_.is(begin - 1, ':')) begin = sentence_at(begin - 1).begin;  // a line
  return at > 0 && marked_[at - 1].close >= begin ? marked_[at - 1].close + 1 : begin;
}

int QuoteFinder::speaker(std::size_t at) const {
  const Marked& quote = marked_[at];
  if (quote.size() < kMinTokens) return -1;
  const std::size_t begin = begin_of(at);
  const bool embedded = is_embedded(quote, {begin, quote.open});
  if (is_titled(quote.open, begin) && !is_announced({begin, quote.open})) return -1;
  if (embedded && tokens_[quote.open + 1].upper) return -1;  // a name

  const TokenRange last = quote.close + 1 < quote.range.end ? sentence_at(quote.close + 1) : TokenRange{};
  const bool own_sentence = last.begin > quote.close && tokens_[last.begin].upper;
  std::size_t end = std::max(quote.close + 1, std::min(last.end, quote.range.end));
  if (at + 1 < marked_.size()) end = std::min(end, marked_[at + 1].open);
  if (own_sentence && !tokens_.is(quote.close + 1, '-')) end = quote.close + 1;
  if (embedded && goes_on_elsewhere(at, {quote.close + 1, end})) return -1;
  if (const int who = behind(quote, end); who >= 0) return who;
  if (embedded && quote.size() < kMinEmbedded && !has_cue({begin, quote.open}, kThatCue)) return -1;
  if (const int who = as_before(at); who >= 0) return who;
  if (const int who = before(quote, begin); who >= 0) return who;
  if (const int who = of_byline(quote); who >= 0) return who;
  return embedded ? -1 : of_sentence_before(quote);
}

// "…" – Y Thanh Nie, student: a name that nothing else in the text shows to be one.
std::string QuoteFinder::outsider(const Marked& quote) const {
  const std::size_t dash = quote.close + 1;
  if (quote.size() < kMinTokens || dash + 2 >= quote.range.end || !tokens_.is(dash, '-')) return {};
  std::size_t last = dash;
  while (last + 1 < quote.range.end && tokens_[last + 1].word && tokens_[last + 1].upper) ++last;
  const bool whole = last + 1 >= quote.range.end || tokens_.is(last + 1, ',') || tokens_.is(last + 1, '(');
  if (!whole || last < dash + 2 || who_.is_withheld({dash, std::min(last + 2, quote.range.end)})) return {};
  return std::string(slice(tokens_.text(), tokens_.cover(dash + 1, last)));
}

void QuoteFinder::add(std::size_t at, std::vector<Quote>& out) const {
  const Marked& quote = marked_[at];
  const int speaker = speakers_[at];
  std::string name = speaker < 0 ? outsider(quote) : analysis_.people[static_cast<std::size_t>(speaker)].name;
  if (name.empty()) return;
  const Span span{tokens_[quote.open + 1].begin, tokens_[quote.close - 1].end};
  out.push_back({std::move(name), speaker, span});
}

std::vector<Quote> QuoteFinder::find() {
  for (std::size_t i = 0; i < input_.document.blocks.size(); ++i) {
    if (input_.document.blocks[i].use == BlockUse::kBody) mark_block(i);
  }
  for (std::size_t i = 0; i < marked_.size(); ++i) speakers_.push_back(speaker(i));
  // A quote of several paragraphs is opened in each and closed in the last, which tells the speaker.
  for (std::size_t i = marked_.size(); i > 1; --i) {
    const bool joined = marked_[i - 2].unclosed && marked_[i - 1].block == marked_[i - 2].block + 1 &&
                        marked_[i - 1].open == marked_[i - 1].range.begin;
    if (joined && speakers_[i - 2] < 0) speakers_[i - 2] = speakers_[i - 1];
  }
  std::vector<Quote> out;
  for (std::size_t i = 0; i < marked_.size(); ++i) add(i, out);
  return out;
}

}  // namespace

std::vector<Quote> find_quotes(const FactInput& input, const Analysis& analysis) {
  const auto is_mark = [](const Token& t) { return t.mark == '"' || t.mark == '\''; };
  const TokenStream& tokens = input.tokens;
  const bool marks = tokens.size() > 0 && std::any_of(&tokens[0], &tokens[0] + tokens.size(), is_mark);
  return marks ? QuoteFinder(input, analysis).find() : std::vector<Quote>{};
}

}  // namespace hoptac
