#include "ingest/facts/figures.h"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kAdjectives = 4;    // between number and noun: "11 advanced imaging training courses"
constexpr std::size_t kVerbReach = 14;    // tokens between the verb and the number
constexpr double kPointingCount = 4;      // "the two universities" are those told of
constexpr std::size_t kPassiveReach = 8;  // "86 sinh viên đã được trao đổi"
constexpr double kSmallestCount = 2;
constexpr std::size_t kMaxDigits = 7;

struct Numeral {
  std::string_view word;
  int value;
};
// Spelled-out counts from two on; tens join with units ("thirty-four").
constexpr std::array kNumerals{
    Numeral{"two", 2},       Numeral{"three", 3},     Numeral{"four", 4},     Numeral{"five", 5},
    Numeral{"six", 6},       Numeral{"seven", 7},     Numeral{"eight", 8},    Numeral{"nine", 9},
    Numeral{"ten", 10},      Numeral{"eleven", 11},   Numeral{"twelve", 12},  Numeral{"thirteen", 13},
    Numeral{"fourteen", 14}, Numeral{"fifteen", 15},  Numeral{"sixteen", 16}, Numeral{"seventeen", 17},
    Numeral{"eighteen", 18}, Numeral{"nineteen", 19}, Numeral{"twenty", 20},  Numeral{"thirty", 30},
    Numeral{"forty", 40},    Numeral{"fifty", 50},    Numeral{"sixty", 60},   Numeral{"seventy", 70},
    Numeral{"eighty", 80},   Numeral{"ninety", 90}};

int numeral(std::string_view word) {
  if (word.size() < 3 || word.size() > 9) return 0;
  const auto at = std::find_if(kNumerals.begin(), kNumerals.end(), [&](const Numeral& n) { return n.word == word; });
  return at == kNumerals.end() ? 0 : at->value;
}

struct Amount {
  double value = 0;
  std::optional<double> max;
  std::size_t last = 0;  // token
};

class FigureFinder {
 public:
  FigureFinder(const FactInput& input, const Analysis& analysis)
      : input_(input), analysis_(analysis), tokens_(input.tokens) {}
  void find(std::size_t sentence, std::vector<Figure>& out);

 private:
  std::optional<Amount> amount(std::size_t at) const;
  std::optional<Amount> spelled(std::size_t at) const;
  std::optional<double> whole_number(std::size_t at, std::size_t& last) const;
  std::optional<Cue> counted_noun(std::size_t at) const;
  std::optional<Cue> verb_for(std::size_t first, std::size_t noun_last) const;
  bool in_date(Span span) const;
  std::string period_of(std::size_t sentence, bool inherited) const;
  int institution_before(std::size_t token) const;
  Figure make(std::size_t at, const Amount& amount, const Cue& noun, const Cue& verb) const;

  const FactInput& input_;
  const Analysis& analysis_;
  const TokenStream& tokens_;
  TokenRange sentence_;
};

// "48", "1,008", "4.500": digits with thousands in groups of three. Not a decimal, code or part of a word.
std::optional<double> FigureFinder::whole_number(std::size_t at, std::size_t& last) const {
  if (at >= sentence_.end || !tokens_[at].number || tokens_.exact(at).size() > 4) return std::nullopt;
  std::string digits(tokens_.exact(at));
  last = at;
  while (last + 2 < sentence_.end && (tokens_.is(last + 1, ',') || tokens_.is(last + 1, '.')) &&
         tokens_[last + 1].gap == Gap::kNone && tokens_[last + 2].gap == Gap::kNone && tokens_[last + 2].number) {
    if (tokens_.exact(last + 2).size() != 3 || digits.size() > kMaxDigits) return std::nullopt;
    digits += tokens_.exact(last + 2);
    last += 2;
  }
  double value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "395", "200-300", "200 to 300", "200 đến 300".
std::optional<Amount> FigureFinder::amount(std::size_t at) const {
  if (at > sentence_.begin && tokens_[at].gap == Gap::kNone && !tokens_.is(at - 1, '(')) return std::nullopt;
  Amount out;
  const auto value = whole_number(at, out.last);
  if (!value || *value < kSmallestCount) return std::nullopt;
  out.value = *value;
  const std::size_t next = out.last + 1;
  if (next >= sentence_.end) return std::nullopt;
  const std::string_view joint = tokens_.exact(next);
  std::size_t last = 0;
  const bool to = joint == "to" || joint == "đến" || (joint == "den" && input_.marks == Marks::kFolded);
  if (joint == "-" || to) {
    const auto max = whole_number(next + 1, last);
    if (max && *max > out.value) {
      out.max = max;
      out.last = last;
    }
  }
  return out;
}

// "Thirty-four", "twelve".
std::optional<Amount> FigureFinder::spelled(std::size_t at) const {
  const int first = numeral(tokens_.exact(at));
  if (first == 0 || at + 1 >= sentence_.end) return std::nullopt;
  Amount out;
  out.value = first;
  out.last = at;
  const bool tens = first >= 20 && tokens_.is(at + 1, '-') && at + 2 < sentence_.end;
  const int unit = tens ? (tokens_.exact(at + 2) == "one" ? 1 : numeral(tokens_.exact(at + 2))) : 0;
  if (unit > 0 && unit < 10) {
    out.value += unit;
    out.last = at + 2;
  }
  return out;
}

// A counted noun right behind the number or a few adjectives on; no punctuation or other measure between.
std::optional<Cue> FigureFinder::counted_noun(std::size_t at) const {
  for (std::size_t i = at; i <= at + kAdjectives && i < sentence_.end; ++i) {
    if (!tokens_[i].word || tokens_[i].number) return std::nullopt;
    const auto cue = input_.tables.cues.figures.find(tokens_, i, input_.marks);
    if (!cue) continue;
    if ((cue->classes & (kOtherMeasure | kCooperating)) != 0 && (cue->classes & kCounted) == 0) return std::nullopt;
    if ((cue->classes & kCounted) != 0) return cue;
  }
  return std::nullopt;
}

// The nearest verb of cooperation before the number, else a passive one behind the noun.
std::optional<Cue> FigureFinder::verb_for(std::size_t first, std::size_t noun_last) const {
  std::optional<Cue> best;
  const std::size_t from = first - sentence_.begin > kVerbReach ? first - kVerbReach : sentence_.begin;
  for (std::size_t i = from; i < first; ++i) {
    const auto cue = input_.tables.cues.figures.find(tokens_, i, input_.marks);
    if (!cue || cue->last >= first) continue;
    if ((cue->classes & kCooperating) != 0) best = cue;
    i = cue->last;  // "nhìn nhận" is not "nhận"
  }
  for (std::size_t i = noun_last + 1; !best && i <= noun_last + kPassiveReach && i < sentence_.end; ++i) {
    const auto cue = input_.tables.cues.figures.find(tokens_, i, input_.marks);
    if (cue && (cue->classes & kCooperating) != 0) best = cue;
  }
  return best;
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
  out.unit = std::string(slice(tokens_.text(), tokens_.cover(amount.last + 1, noun.last)));
  out.of = std::string(slice(tokens_.text(), tokens_.cover(verb.first, verb.last)));
  out.institution_index = institution_before(at);
  if (out.institution_index >= 0) {
    out.institution = analysis_.institutions[static_cast<std::size_t>(out.institution_index)].name;
  }
  out.span = tokens_.cover(at, noun.last);
  out.rule = "figure.count";
  return out;
}

void FigureFinder::find(std::size_t sentence, std::vector<Figure>& out) {
  sentence_ = input_.sentences[sentence].tokens;
  for (std::size_t at = sentence_.begin; at < sentence_.end; ++at) {
    if (!tokens_[at].word) continue;
    const auto found = tokens_[at].number ? amount(at) : spelled(at);
    if (!found || in_date(tokens_.cover(at, found->last))) continue;
    const auto noun = counted_noun(found->last + 1);
    if (!noun || noun->last >= sentence_.end) continue;
    const bool points_back = !tokens_[at].number && found->value <= kPointingCount && (noun->classes & kBodyCount) != 0;
    if (points_back) continue;
    const auto verb = verb_for(at, noun->last);
    if (!verb) continue;
    out.push_back(make(at, *found, *noun, *verb));
    out.back().period = period_of(sentence, false);
    at = noun->last;
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
