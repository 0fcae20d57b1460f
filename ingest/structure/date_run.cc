#include "ingest/structure/date_run.h"

#include <algorithm>

#include "ingest/facts/dates.h"

namespace hoptac {
namespace {

enum class Part { kNone, kNumber, kYear, kMonth, kWord };

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1st", "22nd", "5th".
bool is_ordinal(std::string_view word) {
  if (word.size() < 3 || !is_digit(word[0])) return false;
  const std::string_view end = word.substr(word.size() - 2);
  return end == "st" || end == "nd" || end == "rd" || end == "th";
}

bool is_clock(const TokenStream& tokens, std::size_t at) {
  const bool before = at > 0 && tokens.is(at - 1, ':') && tokens[at].gap == Gap::kNone;
  const bool after = tokens.is(at + 1, ':') && tokens[at + 1].gap == Gap::kNone;
  return before || after;
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

// What the token at `at` is in a date, and the last token of that part.
Part part_at(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t& at) {
  const TokenStream& tokens = draft.tokens;
  if (tokens[at].number) {
    if (is_clock(tokens, at)) return Part::kNone;
    if (is_year(tokens.exact(at))) return Part::kYear;
    return at < draft.blocks[block].tokens.end && tokens.exact(at).size() <= 2 ? Part::kNumber : Part::kNone;
  }
  if (!tokens[at].word) return Part::kNone;
  if (is_ordinal(tokens.folded(at))) return Part::kNumber;
  const auto hit = draft.find(phrases, block, at);
  if (!hit) return Part::kNone;
  // "tháng năm 2024": the month in words would swallow "năm" (year) before figures.
  if (hit->is(kMonth) &&
      !(hit->last > at && hit->last + 1 < tokens.size() && tokens[hit->last + 1].number &&
        tokens[hit->last + 1].end - tokens[hit->last + 1].begin == 4 && tokens.folded(hit->last) == "nam")) {
    at = hit->last;
    return Part::kMonth;
  }
  if (!hit->is(kDateWord) && !hit->is(kMonth)) return Part::kNone;
  return Part::kWord;
}

// "Vol. 3, No. 2, March 2024", "No. 3 — 20 September", "số 12": the number of an issue.
bool is_issue_number(const TokenStream& tokens, std::size_t at) {
  if (at == 0 || !tokens[at].number) return false;
  const std::size_t word = tokens.is(at - 1, '.') && at > 1 ? at - 2 : at - 1;
  const std::string_view label = tokens.folded(word);
  return label == "no" || label == "vol" || label == "issue" || label == "so";
}

bool is_joint(const TokenStream& tokens, std::size_t at) {
  return tokens.is(at, '/') || tokens.is(at, '-') || tokens.is(at, '.') || tokens.is(at, ',');
}

// A dash and another date behind a whole date make a period.
bool is_period(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t last) {
  if (!draft.tokens.is(last + 1, '-')) return false;
  std::size_t at = last + 2;
  if (at + 1 >= draft.blocks[block].tokens.end) return false;
  return part_at(draft, phrases, block, at) != Part::kNone;
}

}  // namespace

std::optional<DateRun> date_run_at(const Draft& draft, const Boilerplate& phrases, std::size_t block,
                                   std::size_t from) {
  const std::size_t end = draft.blocks[block].tokens.end;
  if (from >= end) return std::nullopt;
  DateRun run{from, from, {}};
  const bool apart = draft.tokens.is(from + 1, '-') && draft.tokens[from + 1].gap != Gap::kNone;
  if (is_issue_number(draft.tokens, from) && (apart || draft.tokens.is(from + 1, ','))) return std::nullopt;
  int parts = 0;
  bool year = false;
  for (std::size_t at = from; at < end && !(year && parts >= 3); ++at) {
    if (at > from && draft.tokens[at].gap == Gap::kWide) break;
    if (at > from && is_joint(draft.tokens, at)) continue;
    const Part part = part_at(draft, phrases, block, at);
    if (part == Part::kNone) break;
    if (part == Part::kWord) continue;
    ++parts;
    year = year || part == Part::kYear;
    run.last = at;
  }
  if (parts < 2) return std::nullopt;
  if (parts == 2 && year && !draft.tokens.is(run.last + 1, '/') && !draft.tokens.is(run.last + 1, '-')) {
    run.month = parse_stamp(slice(draft.text, draft.tokens.cover(run.first, run.last)));
    if (run.month.size() != 7) run.month.clear();
  }
  if (parts == 3 && year && !is_period(draft, phrases, block, run.last)) {
    run.iso = parse_stamp(slice(draft.text, draft.tokens.cover(run.first, run.last)));
    if (run.iso.size() != 10) run.iso.clear();
  }
  return run;
}

std::optional<DateRun> find_date_run(const Draft& draft, const Boilerplate& phrases, std::size_t block,
                                     std::size_t from) {
  std::optional<DateRun> first;
  const std::size_t end = std::min(draft.blocks[block].tokens.end, from + kMaxLook);
  for (std::size_t at = from; at < end; ++at) {
    if (!draft.tokens[at].word) continue;
    if (const auto hit = draft.find(phrases, block, at); hit && hit->is(kWeekday)) {
      at = hit->last;  // "Thứ 3, 12/03/2024"
      continue;
    }
    const auto run = date_run_at(draft, phrases, block, at);
    if (!run) continue;
    if (!first) first = run;
    if (!run->iso.empty() || !run->month.empty()) return run;
    at = run->last;  // "No. 14/2024 | Bangkok, 12 March 2024"
  }
  return first;
}

}  // namespace hoptac
