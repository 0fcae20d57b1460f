#include "ingest/facts/date_context.h"

#include <array>

#include "ingest/facts/one_of.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// Words of a remark in brackets or of a cell before its year.
constexpr std::size_t kBracketTokens = 14;

bool is_year(const DatePoint& point) { return point.date.month == 0; }

// Bullets and dashes that open a list item.
bool is_bullet(const TokenStream& tokens, std::size_t at) {
  if (tokens[at].word) return false;
  const std::string_view sign = tokens.exact(at);
  return sign == "•" || sign == "-" || sign == "+" || sign == "*" || sign == "|" || sign == "►" || sign == "·";
}

}  // namespace

std::uint32_t DateContext::cue_before(std::size_t at, std::size_t floor) const {
  while (at > floor && (tokens_.is(at - 1, '.') || tokens_.is(at - 1, ':'))) --at;  // "No. 7/2025", "số: 7/2025"
  if (at <= floor) return 0;
  const auto cue = input_.tables.cues.dates.find_ending(tokens_, at - 1, floor, input_.marks);
  return cue ? cue->classes : 0;
}

std::uint32_t DateContext::cue_after(std::size_t last) const {
  if (last + 1 >= tokens_.size()) return 0;
  const auto cue = input_.tables.cues.dates.find(tokens_, last + 1, input_.marks);
  return cue ? cue->classes : 0;
}

std::uint32_t DateContext::cues_in(TokenRange range) const {
  std::uint32_t classes = 0;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    if (const auto cue = input_.tables.cues.dates.find(tokens_, at, input_.marks)) classes |= cue->classes;
  }
  return classes;
}

bool DateContext::line_start(std::size_t at, TokenRange block) const {
  while (at > block.begin && is_bullet(tokens_, at - 1) && tokens_[at].gap != Gap::kLine) --at;
  return at == block.begin || tokens_[at].gap == Gap::kLine;
}

// "2017, 2018 and 2019", "ngày 14/3, 15/3 và 20/3".
bool DateContext::continues_list(std::size_t at, const FoundDate* before, bool years) const {
  if (before == nullptr || is_year(before->match.begin) != years) return false;
  const std::size_t next = before->match.last + 1;
  if (next >= at || at - next > 2) return false;
  for (std::size_t i = next; i < at; ++i) {
    if (!tokens_.is(i, ',') && !tokens_.is(i, ';') && date_word(tokens_, i, input_.marks).kind != DateWordKind::kAnd)
      return false;
  }
  return true;
}

// "hôm qua, 1/1", "sáng nay (4-6)"
bool DateContext::behind_day_word(std::size_t at, TokenRange block) const {
  if (at < block.begin + 3 || !(tokens_.is(at - 1, ',') || tokens_.is(at - 1, '('))) return false;
  return date_word(tokens_, at - 3, input_.marks).kind == DateWordKind::kDayPart;
}

// "16h00 5/11", "8h 5/11", "14:05 5/11"
bool DateContext::clock_before(std::size_t at, TokenRange block) const {
  if (at <= block.begin) return false;
  const std::string_view key = tokens_.exact(at - 1);
  const bool digit = !key.empty() && key[0] >= '0' && key[0] <= '9';
  if (digit && key.find('h') != std::string_view::npos) return true;
  return digit && at >= block.begin + 3 && tokens_.is(at - 2, ':') && tokens_[at - 3].number;
}

bool DateContext::day_in_context(const DateMatch& match, std::uint32_t cue, TokenRange block,
                                 const FoundDate* before) const {
  const DatePoint& point = match.begin;
  if (point.relative.relation == Relation::kWeekday) {
    return (cue & kDayCue) != 0 && date_word(tokens_, match.first - 1, input_.marks).kind != DateWordKind::kDay;
  }
  if ((cue & kDayCue) != 0 || match.lead != DateLead::kNone || clock_before(match.first, block)) return true;
  if (continues_list(match.first, before, false)) return true;
  if (behind_day_word(match.first, block)) return true;
  if (point.need == DateNeed::kStrongDayCue) return false;
  const std::size_t next = match.last + 1;
  const bool introduces =
      next >= block.end || tokens_.is(next, ':') || (tokens_.is(next, '-') && tokens_[next].gap != Gap::kNone);
  if (line_start(match.first, block)) return introduces;
  const bool bracketed = tokens_.is(match.first - 1, '(') && tokens_.is(next, ')');
  constexpr int kNoRatio = 13;  // "(28/10)" is no score and no share
  return bracketed &&
         (match.end || (point.date.day >= kNoRatio && tokens_[match.first].begin + 5 == tokens_[match.last].end) ||
          (cue_before(match.first - 1, block.begin) & kDayCue) != 0);  // "sáng hôm sau (10/12)"
}

bool DateContext::year_in_context(const DateMatch& match, std::uint32_t cue, TokenRange block,
                                  const FoundDate* before) const {
  if ((cue & kYearCue) != 0 || match.lead != DateLead::kNone) return true;
  if (match.begin.need == DateNeed::kMonthCue) return false;
  if (continues_list(match.first, before, true)) return true;
  const std::size_t next = match.last + 1;
  if (line_start(match.first, block)) {
    const bool alone = next >= block.end && match.first == block.begin;
    if (alone && chronicle_) return true;
    return !alone && (tokens_.is(next, ':') || (tokens_.is(next, '-') && tokens_[next].gap != Gap::kNone) ||
                      tokens_.is(next, '|'));
  }
  if (tokens_.is(match.first - 1, '|')) return next >= block.end || tokens_.is(next, '|');
  if (follows_name(match, block) || is_attribute(match, block)) return true;
  const bool closes = next >= block.end || tokens_.is(next, ')') || tokens_.is(next, ',') || tokens_.is(next, ';') ||
                      tokens_.is(next, '|');
  return closes && (tokens_.is(match.first - 1, '(') || ends_bracket(match.first, block));
}

// "the 2021 memorandum", "its 2019 pact": between a determiner and a noun in the singular that has no edition.
bool DateContext::is_attribute(const DateMatch& match, TokenRange block) const {
  constexpr std::array<std::string_view, 9> kDeterminers{"the", "its", "their", "our", "a", "this", "that", "his", "s"};
  constexpr std::array<std::string_view, 9> kEditions{"edition", "version",  "standard", "revision", "model",
                                                      "text",    "standing", "olympic",  "census"};
  const std::size_t at = match.first, next = match.last + 1;
  if (at <= block.begin || next >= block.end || match.end || !tokens_[next].word || tokens_[next].number) return false;
  if (!is_one_of(tokens_.exact(at - 1), kDeterminers) || tokens_[next].gap != Gap::kSpace) return false;
  const std::string_view noun = tokens_.exact(next);
  if (noun.size() < 3 || (noun.ends_with('s') && !noun.ends_with("ss"))) return false;
  return !is_one_of(noun, kEditions);
}

// "the Blue Medal of the Fisheries Council, 2019.": the year at the end of the sentence, behind a name.
bool DateContext::follows_name(const DateMatch& match, TokenRange block) const {
  const std::size_t at = match.first, next = match.last + 1;
  if (at < block.begin + 3 || !tokens_.is(at - 1, ',') || match.end) return false;
  const Token& name = tokens_[at - 2];
  const bool ends = next >= block.end || (tokens_.is(next, '.') && tokens_[next].gap == Gap::kNone);
  return ends && name.word && name.upper && !name.number;
}

// "(MoU, 2014; …": the year behind a comma in brackets.
bool DateContext::ends_bracket(std::size_t at, TokenRange block) const {
  if (at <= block.begin || !tokens_.is(at - 1, ',')) return false;
  for (std::size_t t = at - 1; t > block.begin && t + kBracketTokens > at; --t) {
    if (tokens_.is(t - 1, ')')) return false;
    if (tokens_.is(t - 1, '(') || tokens_.is(t - 1, '|')) return true;
  }
  return false;
}

bool DateContext::accepts(const DateMatch& match, TokenRange block, const FoundDate* before) const {
  const DatePoint& point = match.begin;
  const std::uint32_t cue = cue_before(match.first, block.begin);
  const bool vetoed = (cue & kNotDateBefore) != 0 && (cue & (kDayCue | kYearCue)) == 0;
  const bool joined = match.end || match.open;
  switch (point.need) {
    case DateNeed::kRange:
      return false;
    case DateNeed::kNothing:
      return !vetoed || point.rule != "date.numeric" || (point.date.day != 0 && point.date.year != 0);
    case DateNeed::kDayCue:
    case DateNeed::kStrongDayCue:
      if (vetoed || (!joined && (cue_after(match.last) & kNotDateAfter) != 0)) return false;
      return day_in_context(match, cue, block, before);
    case DateNeed::kYearCue:
      if (vetoed || (!joined && (cue_after(match.last) & kNotDateAfter) != 0)) return false;
      return year_in_context(match, cue, block, before);
    case DateNeed::kMonthCue:
      return point.rule == "date.en" && tokens_[point.first].upper && year_in_context(match, cue, block, before);
  }
  return false;
}

}  // namespace hoptac
