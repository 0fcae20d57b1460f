#include "ingest/facts/dates.h"

#include "ingest/facts/date_inference.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// The last sentence, from `from` on, of the same block.
std::size_t last_of_block(const std::vector<FactSentence>& sentences, std::size_t from) {
  std::size_t last = from;
  while (last + 1 < sentences.size() && sentences[last + 1].block == sentences[from].block) ++last;
  return last;
}

// "… on this 16th day of" at the end of a block: the month stands in the next one.
bool breaks_in_date(const FactInput& input, std::size_t sentence) {
  const TokenRange range = input.sentences[sentence].tokens;
  if (range.end < range.begin + 2) return false;
  const DateWordKind last = date_word(input.tokens, range.end - 1, input.marks).kind;
  if (last == DateWordKind::kMonth) return true;
  return last == DateWordKind::kOf && input.tokens.exact(range.end - 2) == "day";
}

// "… on the 12th day of August" before a block that begins with the year.
bool breaks_before_year(const FactInput& input, std::size_t sentence, std::size_t next) {
  const TokenRange range = input.sentences[sentence].tokens;
  const std::size_t year = input.sentences[next].tokens.begin;
  const bool month = date_word(input.tokens, range.end - 1, input.marks).kind == DateWordKind::kMonthName;
  return month && year < input.tokens.size() && input.tokens[year].number && input.tokens.exact(year).size() == 4;
}

// A token that can start a date: a cheap test before the grammar.
bool may_start(const TokenStream& tokens, std::size_t at, Marks marks) {
  if (!tokens[at].word) return false;
  if (!tokens[at].syllable) {  // a syllable has no digits
    const std::string_view key = tokens.exact(at);
    if (key.empty() || (key[0] >= '0' && key[0] <= '9')) return true;
    if (key.size() == 2 && key[1] >= '1' && key[1] <= '4') return true;  // "Q3", "H1"
  }
  return may_open_date(tokens[at]) && opens_date(date_word(tokens, at, marks).kind);
}

// Blocks that hold a year and nothing else: a chronicle has several, in order.
bool is_chronicle(const FactInput& input) {
  constexpr std::size_t kLeastYears = 3;
  std::size_t years = 0;
  std::string_view last;
  for (const FactSentence& s : input.sentences) {
    if (s.tokens.end != s.tokens.begin + 1 || !input.tokens[s.tokens.begin].number) continue;
    const std::string_view year = input.tokens.exact(s.tokens.begin);
    if (year.size() != 4 || (year[0] != '1' && year[0] != '2')) continue;
    if (!last.empty() && year <= last) return false;
    last = year;
    ++years;
  }
  return years >= kLeastYears;
}

// Dates are sought block by block, because sentence borders are unsure behind "Oct." and "29 Aug.".
void find_in_block(const FactInput& input, const DateContext& context, std::size_t first, std::size_t last,
                   std::vector<FoundDate>& found) {
  const TokenRange block{input.sentences[first].tokens.begin, input.sentences[last].tokens.end};
  const DateGrammar grammar(input.tokens, block.end, input.marks);
  const std::size_t before_block = found.size();
  std::size_t sentence = first;
  for (std::size_t at = block.begin; at < block.end && found.size() < limits::kMaxFactsPerKind;) {
    const auto match = may_start(input.tokens, at, input.marks) ? grammar.match(at) : std::nullopt;
    if (!match) {
      ++at;
      continue;
    }
    const FoundDate* before = found.size() > before_block ? &found.back() : nullptr;
    if (!context.accepts(*match, block, before)) {
      ++at;
      continue;
    }
    while (sentence < last && at >= input.sentences[sentence].tokens.end) ++sentence;
    found.push_back({*match, sentence});
    at = match->last + 1;
  }
}

}  // namespace

std::vector<DateFact> find_dates(const FactInput& input) {
  std::vector<FoundDate> found;
  DateContext context(input);
  context.set_chronicle(is_chronicle(input));
  for (std::size_t first = 0; first < input.sentences.size();) {
    std::size_t last = last_of_block(input.sentences, first);
    if (last + 1 < input.sentences.size() &&
        (breaks_in_date(input, last) || breaks_before_year(input, last, last + 1))) {
      last = last_of_block(input.sentences, last + 1);
    }
    find_in_block(input, context, first, last, found);
    first = last + 1;
  }
  return resolve_dates(input, found);
}

}  // namespace hoptac
