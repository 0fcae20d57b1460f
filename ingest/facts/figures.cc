#include "ingest/facts/figures.h"

#include <algorithm>
#include <string>

#include "ingest/facts/figure_amounts.h"
#include "ingest/facts/placed_mention.h"
#include "ingest/facts/tables.h"
#include "src/model/block_parts.h"

namespace hoptac {
namespace {

constexpr std::size_t kAdjectives = 4;       // between number and noun: "11 advanced imaging training courses"
constexpr std::size_t kVietnameseWords = 1;  // "12 em học sinh"
constexpr std::size_t kVerbReach = 14;       // tokens between the verb and the number
constexpr double kPointingCount = 4;         // "the two universities" are those told of
constexpr std::size_t kPassiveReach = 12;    // "86 sinh viên của nhà trường đã được trao đổi"
constexpr std::size_t kChainReach = 14;      // "63 partners of 19 countries, among them 22 …"
constexpr std::size_t kLabelWords = 8;       // "Foreign delegations received: 17"
constexpr std::size_t kVague = 3;            // "attended by more than 60 …"
constexpr std::size_t kHeadingTokens = 10;

class FigureFinder {
 public:
  FigureFinder(const FactInput& input, const Analysis& analysis)
      : input_(input), analysis_(analysis), tokens_(input.tokens), names_(place(analysis.institutions)) {}
  void find(std::size_t sentence, std::vector<Figure>& out);

 private:
  void read_heading(std::size_t sentence);
  std::optional<Cue> counted_noun(std::size_t at) const;
  std::optional<Cue> proof_of(std::size_t at, const Amount& amount, const Cue& noun) const;
  std::optional<Cue> labelled(std::size_t at, const Amount& amount) const;
  bool is_compared(std::size_t at) const;
  bool points_back(std::size_t at, const Amount& amount, const Cue& noun) const;
  bool is_daily(std::size_t noun_last) const;
  bool is_shared_noun(std::size_t at) const;
  void read_parts(std::size_t from, const Figure& whole, std::vector<Figure>& out) const;
  std::optional<Cue> verb_for(std::size_t first, std::size_t noun_last) const;
  bool is_year(std::size_t at, const Amount& amount) const;
  bool is_money(std::size_t at) const;
  bool in_name(std::uint32_t offset) const;
  bool in_date(Span span) const;
  std::string period_of(std::size_t sentence, bool inherited) const;
  int institution_before(std::size_t token) const;
  Figure make(std::size_t at, const Amount& amount, const Cue& noun, const Cue& verb) const;

  const FactInput& input_;
  const Analysis& analysis_;
  const TokenStream& tokens_;
  std::vector<PlacedMention> names_;
  TokenRange sentence_;
  std::size_t chain_end_ = 0;  // the last token of the count before, in the sentence
  bool vietnamese_ = false;    // the sentence
  bool in_numbers_ = false;    // below a heading like "In numbers"
};

// "IN NUMBERS", "CON SỐ NỔI BẬT": what is counted below needs no verb.
void FigureFinder::read_heading(std::size_t sentence) {
  const FactSentence& s = input_.sentences[sentence];
  if (sentence > 0 && input_.sentences[sentence - 1].block == s.block) return;
  const Block& block = input_.document.blocks[s.block];
  const bool last = sentence + 1 == input_.sentences.size() || input_.sentences[sentence + 1].block != s.block;
  if (!last || s.tokens.end - s.tokens.begin > kHeadingTokens) return;
  bool caps = true;
  bool cue_found = false;
  for (std::size_t t = s.tokens.begin; t < s.tokens.end; ++t) {
    if (tokens_[t].word && !tokens_[t].number && !tokens_[t].caps && !tokens_[t].upper) caps = false;
    if (!input_.tables.cues.figures.is_in(tokens_.phrases().bits(t))) continue;
    const auto cue = input_.tables.cues.figures.find(tokens_, t, input_.marks);
    if (cue && (cue->classes & kNumbersHeading) != 0) cue_found = true;
  }
  const bool heading = is_heading(block) || caps || cue_found;
  if (!heading) return;
  const bool ends = tokens_.is(s.tokens.end - 1, '.') || tokens_.is(s.tokens.end - 1, ';');
  if (!ends) in_numbers_ = cue_found;
}

// A counted noun right behind the number or a few adjectives on; no punctuation or other measure between.
std::optional<Cue> FigureFinder::counted_noun(std::size_t at) const {
  const std::size_t reach = vietnamese_ ? kVietnameseWords : kAdjectives;
  for (std::size_t i = at; i <= at + reach && i < sentence_.end; ++i) {
    const bool possessive = tokens_.is(i, '\'') && tokens_[i].gap == Gap::kNone;  // "60 master's students"
    if (possessive) continue;
    if (!tokens_[i].word || tokens_[i].number) return std::nullopt;
    if (is_shared_noun(i)) return counted_noun(i + 2);
    const auto cue = input_.tables.cues.figures.find(tokens_, i, input_.marks);
    if (!cue) continue;
    if ((cue->classes & (kOtherMeasure | kCooperating)) != 0 && (cue->classes & kCounted) == 0) return std::nullopt;
    if ((cue->classes & kCounted) != 0) return cue;
  }
  return std::nullopt;
}

// "45 Danish and 60 Vietnamese students": the noun of the second count.
bool FigureFinder::is_shared_noun(std::size_t at) const {
  const std::string_view word = tokens_.exact(at);
  return (word == "and" || word == "và" || word == "or") && at + 2 < sentence_.end && tokens_[at + 1].number;
}

// "instead of three nurses", "attended by some 60 guests"
bool FigureFinder::is_compared(std::size_t at) const {
  const std::size_t from = at - sentence_.begin > kVague ? at - kVague : sentence_.begin;
  for (std::size_t last = at; last > from; --last) {
    const auto cue = input_.tables.cues.figures.find_ending(tokens_, last - 1, sentence_.begin, input_.marks);
    if (cue && (cue->classes & kCompared) != 0) return true;
  }
  return false;
}

// "the two universities", "these three nurses", "two universities": told of before.
bool FigureFinder::points_back(std::size_t at, const Amount& amount, const Cue& noun) const {
  if (!amount.spelled || amount.value > kPointingCount) return false;
  if ((noun.classes & kBodyCount) != 0) return true;
  if (at == sentence_.begin) return false;
  const std::string_view before = tokens_.exact(at - 1);
  return before == "the" || before == "these" || before == "those" || before == "all" || before == "both";
}

// "treats 3,000 patients a day": what a house does anyway.
bool FigureFinder::is_daily(std::size_t noun_last) const {
  for (std::size_t t = noun_last + 1; t <= noun_last + kAdjectives && t < sentence_.end && tokens_[t].word; ++t) {
    const auto cue = input_.tables.cues.figures.find(tokens_, t, input_.marks);
    if (cue && (cue->classes & kDaily) != 0) return true;
  }
  return false;
}

// The nearest verb of cooperation before the number, else a passive one behind the noun.
std::optional<Cue> FigureFinder::verb_for(std::size_t first, std::size_t noun_last) const {
  std::optional<Cue> best;
  const std::size_t from = first - sentence_.begin > kVerbReach ? first - kVerbReach : sentence_.begin;
  for (std::size_t i = from; i < first; ++i) {
    const auto cue = input_.tables.cues.figures.find(tokens_, i, input_.marks);
    if (!cue || cue->last >= first) continue;
    if ((cue->classes & (kCooperating | kCoopNoun)) != 0) best = cue;
    i = cue->last;  // "nhìn nhận" is not "nhận"
  }
  for (std::size_t i = noun_last + 1; !best && i <= noun_last + kPassiveReach && i < sentence_.end; ++i) {
    const auto cue = input_.tables.cues.figures.find(tokens_, i, input_.marks);
    if (!cue) continue;
    if ((cue->classes & kCooperating) != 0) best = cue;
    i = cue->last;
  }
  return best;
}

// "2012" without a mark for the thousands.
bool FigureFinder::is_year(std::size_t at, const Amount& amount) const {
  return amount.last == at && tokens_[at].number && tokens_.exact(at).size() == 4 && amount.value >= 1900 &&
         amount.value < 2100;
}

// "EUR 20 million", "$400,000"
bool FigureFinder::is_money(std::size_t at) const {
  if (at == sentence_.begin) return false;
  const std::string_view before = tokens_.exact(at - 1);
  if (before == "$" || before == "€" || before == "£" || before == "¥") return true;
  const auto cue = tokens_[at - 1].caps ? input_.tables.cues.figures.find(tokens_, at - 1, input_.marks) : std::nullopt;
  return cue && (cue->classes & kOtherMeasure) != 0;
}

// "Bệnh viện Quân y 103"
bool FigureFinder::in_name(std::uint32_t offset) const {
  const auto at = std::upper_bound(names_.begin(), names_.end(), offset,
                                   [](std::uint32_t o, const PlacedMention& m) { return o < m.span.begin; });
  return at != names_.begin() && offset < std::prev(at)->span.end;
}

bool FigureFinder::in_date(Span span) const {
  const auto at = std::lower_bound(analysis_.dates.begin(), analysis_.dates.end(), span.begin,
                                   [](const DateFact& d, std::uint32_t begin) { return d.span.end <= begin; });
  return at != analysis_.dates.end() && at->span.overlaps(span);
}

// The interval that the sentence names; else, for "It has sent …", that of the sentence before in the block.
std::string FigureFinder::period_of(std::size_t sentence, bool inherited) const {
  const TokenRange range = input_.sentences[sentence].tokens;
  if (range.begin >= range.end) return {};
  const Span span = tokens_.cover(range.begin, range.end - 1);
  for (const DateFact& d : analysis_.dates) {
    if (span.contains(d.span) && d.iso.find('/') != std::string::npos) return d.iso;
  }
  const bool anaphor = tokens_.exact(range.begin) == "it" || tokens_.exact(range.begin) == "the";
  const bool follows = sentence > 0 && input_.sentences[sentence - 1].block == input_.sentences[sentence].block;
  return !inherited && anaphor && follows ? period_of(sentence - 1, true) : std::string();
}

// The institution named last before the figure.
int FigureFinder::institution_before(std::size_t token) const {
  const std::uint32_t limit = tokens_[token].begin;
  std::uint32_t nearest = 0;
  int out = -1;
  for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
    for (const Mention& m : analysis_.institutions[i].mentions) {
      if (m.span.end > limit || (out >= 0 && m.span.begin < nearest)) continue;
      nearest = m.span.begin;
      out = static_cast<int>(i);
    }
  }
  return out;
}

Figure FigureFinder::make(std::size_t at, const Amount& amount, const Cue& noun, const Cue& verb) const {
  Figure out;
  out.value = amount.value;
  out.max = amount.max;
  if (noun.last > amount.last) out.unit = slice(tokens_.text(), tokens_.cover(amount.last + 1, noun.last));
  out.of = std::string(slice(tokens_.text(), tokens_.cover(verb.first, verb.last)));
  out.institution_index = institution_before(at);
  if (out.institution_index >= 0) {
    out.institution = analysis_.institutions[static_cast<std::size_t>(out.institution_index)].name;
  }
  out.span = tokens_.cover(at, noun.last);
  out.rule = "figure.count";
  return out;
}

// What makes the count one of cooperation: a verb, the noun itself, a count before it, the heading above.
std::optional<Cue> FigureFinder::proof_of(std::size_t at, const Amount& amount, const Cue& noun) const {
  if (const auto verb = verb_for(at, noun.last)) return verb;
  if ((noun.classes & kCoopNoun) != 0 && !(amount.spelled && amount.value <= kPointingCount)) return noun;
  if (in_numbers_) return noun;
  const bool chained = chain_end_ > sentence_.begin && at <= chain_end_ + kChainReach;
  return chained ? std::optional<Cue>(noun) : std::nullopt;
}

// "Foreign delegations received: 17", "Exchange students | 86": the noun stands before the number.
std::optional<Cue> FigureFinder::labelled(std::size_t at, const Amount& amount) const {
  if (at < sentence_.begin + 2 || (!tokens_.is(at - 1, ':') && !tokens_.is(at - 1, '|'))) return std::nullopt;
  const std::size_t next = amount.last + 1;
  const bool ends = next >= sentence_.end || tokens_.is(next, ',') || tokens_.is(next, ';') || tokens_.is(next, '(') ||
                    tokens_.is(next, ')') || tokens_.is(next, '|') || tokens_.is(next, '.');
  if (!ends) return std::nullopt;
  std::optional<Cue> noun;
  bool proven = in_numbers_;
  for (std::size_t t = at - 1; t > sentence_.begin && at - t <= kLabelWords; --t) {
    const bool border =
        !tokens_[t - 1].word && !tokens_.is(t - 1, '(') && !tokens_.is(t - 1, ')') && !tokens_.is(t - 1, '-');
    if (border) break;
    const auto cue = input_.tables.cues.figures.find(tokens_, t - 1, input_.marks);
    if (!cue) continue;
    if ((cue->classes & kCounted) != 0) noun = cue;
    if ((cue->classes & (kCooperating | kCoopNoun | kForeign)) != 0) proven = true;
  }
  return proven ? noun : std::nullopt;
}

// "Staff sent abroad: 9 (Germany 4, Netherlands 3)": the parts behind a labelled count.
void FigureFinder::read_parts(std::size_t from, const Figure& whole, std::vector<Figure>& out) const {
  if (from >= sentence_.end || !tokens_.is(from, '(')) return;
  for (std::size_t t = from + 1; t < sentence_.end && !tokens_.is(t, ')'); ++t) {
    const bool part = tokens_[t].number && tokens_[t - 1].word && tokens_[t - 1].upper && t + 1 < sentence_.end &&
                      (tokens_.is(t + 1, ',') || tokens_.is(t + 1, ')') || tokens_.is(t + 1, ';'));
    const auto amount = part ? amount_at(tokens_, sentence_, t, input_.marks, true) : std::nullopt;
    if (!amount || amount->value >= whole.value) continue;
    Figure figure = whole;
    figure.value = amount->value;
    figure.span = tokens_.cover(t - 1, t);
    out.push_back(std::move(figure));
  }
}

void FigureFinder::find(std::size_t sentence, std::vector<Figure>& out) {
  sentence_ = input_.sentences[sentence].tokens;
  chain_end_ = sentence_.begin;
  vietnamese_ = input_.sentences[sentence].language == Language::kVietnamese;
  read_heading(sentence);
  if (!input_.tables.cues.figures.is_in(input_.sentences[sentence].phrases)) return;  // nothing that is counted
  for (std::size_t at = sentence_.begin; at < sentence_.end; ++at) {
    if (!may_be_amount(tokens_[at])) continue;
    const auto found = amount_at(tokens_, sentence_, at, input_.marks, in_numbers_);
    if (!found || is_year(at, *found) || is_money(at) || in_date(tokens_.cover(at, found->last))) continue;
    if (const auto label = labelled(at, *found)) {
      out.push_back(make(at, *found, {at, found->last, 0}, *label));
      out.back().unit = std::string(slice(tokens_.text(), tokens_.cover(label->first, label->last)));
      out.back().period = period_of(sentence, false);
      const Figure whole = out.back();
      read_parts(found->last + 1, whole, out);
      at = found->last;
      continue;
    }
    const auto noun = counted_noun(found->last + 1);
    if (!noun || noun->last >= sentence_.end || is_compared(at) || is_daily(noun->last)) continue;
    if (in_name(tokens_[at].begin)) continue;
    const auto proof = points_back(at, *found, *noun) ? std::nullopt : proof_of(at, *found, *noun);
    if (!proof) continue;
    out.push_back(make(at, *found, *noun, *proof));
    out.back().period = period_of(sentence, false);
    chain_end_ = noun->last;
    at = found->last;  // the noun may be shared with the next count
  }
}

}  // namespace

std::vector<Figure> find_figures(const FactInput& input, const Analysis& analysis) {
  std::vector<Figure> out;
  FigureFinder finder(input, analysis);
  for (std::size_t i = 0; i < input.sentences.size(); ++i) finder.find(i, out);
  return out;
}

}  // namespace hoptac
