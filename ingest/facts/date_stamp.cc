// Dates of datelines, stamps and metadata: parse_stamp().
#include <algorithm>

#include "ingest/facts/date_grammar.h"
#include "ingest/facts/dates.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// A stamp stands near the start: labels and a weekday may come before it.
constexpr std::size_t kStampBytes = 240;
constexpr std::size_t kStampTokens = 24;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2022-10-17T08:00:00Z" without its clock.
std::string_view without_clock(std::string_view text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if ((text[i] == 'T' || text[i] == 't') && is_digit(text[i - 1]) && is_digit(text[i + 1])) return text.substr(0, i);
  }
  return text;
}

// "20221017"
std::string compact_date(std::string_view digits) {
  if (digits.size() != 8 || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  const std::string iso =
      std::string(digits.substr(0, 4)) + '-' + std::string(digits.substr(4, 2)) + '-' + std::string(digits.substr(6));
  return parse_partial_date(iso) ? iso : std::string();
}

}  // namespace

std::string parse_stamp(std::string_view text) {
  const std::string_view head = without_clock(utf8_prefix(text, kStampBytes));
  const TokenStream tokens(head);
  const DateGrammar grammar(tokens, tokens.size(), Marks::kFolded);
  if (tokens.size() == 1 && tokens[0].number) {
    if (const std::string iso = compact_date(tokens.exact(0)); !iso.empty()) return iso;
  }
  std::string month;
  for (std::size_t i = 0; i < std::min(tokens.size(), kStampTokens); ++i) {
    const auto point = grammar.point(i);
    if (!point || point->end || !is_valid(point->date)) continue;
    if (point->date.day != 0) return to_iso(point->date);
    const bool whole = point->date.month == 0 && i == 0 && point->last + 1 == tokens.size();
    if (month.empty() && (point->date.month != 0 || whole)) month = to_iso(point->date);
  }
  return month;
}

}  // namespace hoptac
