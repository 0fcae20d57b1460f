#include "ingest/facts/figure_amounts.h"

#include <algorithm>
#include <array>
#include <string>

namespace hoptac {
namespace {

constexpr double kSmallestCount = 2;
constexpr std::size_t kMaxDigits = 7;

constexpr WordMap<double, 6> kScales(
    {{{"thousand", 1e3}, {"million", 1e6}, {"nghìn", 1e3}, {"ngàn", 1e3}, {"triệu", 1e6}, {"trieu", 1e6}}});

template <std::size_t kSize>
double value_of(const WordMap<double, kSize>& table, const TokenStream& tokens, std::size_t at) {
  const double* value = table.find(tokens.exact(at), tokens[at].exact_hash);
  return value == nullptr ? 0 : *value;
}

class AmountReader {
 public:
  AmountReader(const TokenStream& tokens, TokenRange sentence, Marks marks)
      : tokens_(tokens), sentence_(sentence), marks_(marks) {}

  std::optional<Amount> read(std::size_t at) const {
    auto out = tokens_[at].number ? digits(at) : spelled(at);
    if (!out || out->last + 1 >= sentence_.end) return out;
    const double scale = value_of(kScales, tokens_, out->last + 1);
    if (scale == 0) return out;
    out->value *= scale;
    if (out->max) *out->max *= scale;
    ++out->last;
    return out;
  }

 private:
  // Digits with thousands in groups of three.
  std::optional<double> whole_number(std::size_t at, std::size_t& last) const {
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

  std::optional<Amount> digits(std::size_t at) const {
    if (at > sentence_.begin && tokens_[at].gap == Gap::kNone && tokens_[at - 1].word) return std::nullopt;
    if (at > sentence_.begin && tokens_[at].gap == Gap::kNone && !tokens_.is(at - 1, '(') && !tokens_.is(at - 1, '|') &&
        !tokens_.is(at - 1, ':')) {
      return std::nullopt;
    }
    Amount out;
    const auto value = whole_number(at, out.last);
    if (!value) return std::nullopt;
    out.value = *value;
    add_maximum(at, out);
    return out;
  }

  // "200-300", "200 to 300", "between 200 and 300", "200 đến 300".
  void add_maximum(std::size_t from, Amount& out) const {
    const std::size_t next = out.last + 1;
    if (next + 1 >= sentence_.end) return;
    const std::string_view joint = tokens_.exact(next);
    const bool to = joint == "to" || joint == "đến" || (joint == "den" && marks_ == Marks::kFolded);
    const bool between = joint == "and" && from > sentence_.begin && tokens_.exact(from - 1) == "between";
    if (joint != "-" && !to && !between) return;
    std::size_t last = 0;
    const auto max = whole_number(next + 1, last);
    if (!max || *max <= out.value) return;
    out.max = max;
    out.last = last;
  }

  std::optional<Amount> spelled(std::size_t at) const {
    const double first = value_of(kNumerals, tokens_, at);
    if (first == 0 || at + 1 >= sentence_.end) return std::nullopt;
    Amount out;
    out.value = first;
    out.last = at;
    out.spelled = true;
    const bool tens = first >= 20 && tokens_.is(at + 1, '-') && at + 2 < sentence_.end;
    const double unit = !tens ? 0 : tokens_.exact(at + 2) == "one" ? 1 : value_of(kNumerals, tokens_, at + 2);
    if (unit > 0 && unit < 10) {
      out.value += unit;
      out.last = at + 2;
    }
    const std::size_t in_digits = out.last + 2;  // "ten (10)"
    if (in_digits + 1 < sentence_.end && tokens_.is(in_digits - 1, '(') && tokens_[in_digits].number &&
        tokens_.is(in_digits + 1, ')')) {
      out.last = in_digits + 1;
      out.spelled = false;
    }
    return out;
  }

  const TokenStream& tokens_;
  TokenRange sentence_;
  Marks marks_;
};

// Out of line, so that the many tokens that are no amount cost amount_at() little.
[[gnu::noinline]] std::optional<Amount> read_amount(const AmountReader& reader, std::size_t at, bool from_one) {
  auto out = reader.read(at);
  if (out && out->value < kSmallestCount && !(from_one && out->value == 1)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<Amount> amount_at(const TokenStream& tokens, TokenRange sentence, std::size_t at, Marks marks,
                                bool from_one) {
  if (!tokens[at].word || (!tokens[at].number && value_of(kNumerals, tokens, at) == 0)) return std::nullopt;
  return read_amount(AmountReader(tokens, sentence, marks), at, from_one);
}

}  // namespace hoptac
