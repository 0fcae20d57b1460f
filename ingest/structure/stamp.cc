#include "ingest/structure/stamp.h"

#include <algorithm>

#include "ingest/structure/date_run.h"

namespace hoptac {
namespace {

// Longer lines are sentences.
constexpr std::size_t kMaxStampTokens = 60;
// Words of a byline, rubric or office beside the date.
constexpr std::size_t kMaxBareWords = 6;
constexpr std::size_t kMaxLabelledWords = 16;
constexpr std::size_t kMaxClockWords = 14;  // when a clock time stands at the date
constexpr std::size_t kMaxIssueWords = 24;
constexpr std::size_t kMaxPlaceWords = 5;
// A place alone before a dash is a dateline only in front of a story: "Huế – Kyoto: …" is a headline.
constexpr std::size_t kMinStoryWords = 20;

// Words of [begin, end) that belong neither to a clock time nor to a label, counter or weekday.
std::size_t other_words(const Draft& draft, const Boilerplate& phrases, std::size_t block, TokenRange range) {
  std::size_t words = 0;
  for (std::size_t at = range.begin; at < range.end; ++at) {
    const Token& token = draft.tokens[at];
    if (!token.word || token.number) continue;
    const auto hit = draft.find(phrases, block, at);
    constexpr std::uint32_t kOwn = kStamp | kTopStamp | kUpdated | kWidget | kWeekday | kClock | kDateWord;
    if (hit && hit->last < range.end && (hit->kinds & kOwn) != 0) {
      at = hit->last;
    } else if (token.end - token.begin > 1) {
      ++words;
    }
  }
  return words;
}

bool has_weekday(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t end) {
  for (std::size_t at = draft.blocks[block].tokens.begin; at < end; ++at) {
    const auto hit = draft.tokens[at].word ? draft.find(phrases, block, at) : std::nullopt;
    if (hit && hit->is(kWeekday)) return true;
  }
  return false;
}

bool starts_part(const Draft& draft, std::size_t block, std::size_t at) {
  if (at <= draft.first_word(block)) return true;
  const std::string_view before = draft.tokens.surface(at - 1);
  return before == "|" || before == "•" || before == "." || before == ";" || before == "(" || before == "-" ||
         before == "–" || before == "—" || draft.tokens[at].gap == Gap::kWide;
}

// "Annual Report 2023, published 15 April 2024, p. 31": a line at the foot, no sentence.
bool starts_clause_of_imprint(const Draft& draft, std::size_t block, std::size_t at) {
  constexpr std::size_t kFootBlocks = 3;
  constexpr std::size_t kMaxImprintWords = 18;
  if (block + kFootBlocks < draft.blocks.size() || draft.blocks[block].words > kMaxImprintWords) return false;
  return at > 0 && draft.tokens.is(at - 1, ',') && !draft.slice_of(block).ends_with('.');
}

bool is_label(const PhraseHit& hit) { return (hit.kinds & (kStamp | kTopStamp | kUpdated)) != 0; }

std::optional<Stamp> labelled_stamp(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t at) {
  const auto label = draft.find(phrases, block, at);
  if (!label || !is_label(*label)) return std::nullopt;
  auto run = find_date_run(draft, phrases, block, label->last + 1);
  if (!run) run = date_run_at(draft, phrases, block, label->last + 1);
  if (run && run->iso.empty() && label->is(kStamp)) run->iso = run->month;  // "Released November 2023"
  if (!run || run->iso.empty()) return std::nullopt;
  const TokenRange tokens = draft.blocks[block].tokens;
  const std::size_t between = other_words(draft, phrases, block, {label->last + 1, run->first});
  const bool sentence =
      at == draft.first_word(block) && draft.tokens.is(run->last + 1, '.');  // "Issued 3/5/2024. Editor …"
  if (label->is(kUpdated) && at > tokens.begin && draft.tokens.is(at - 1, '(') && draft.tokens.is(run->last + 1, ')')) {
    return Stamp{draft.tokens.cover(run->first, run->last), run->iso, at, *label, false};  // "(cập nhật 30/6/2025)"
  }
  if (tokens.end - run->last > kMaxStampTokens) return std::nullopt;
  const std::size_t behind = sentence ? 0 : other_words(draft, phrases, block, {run->last + 1, tokens.end});
  const bool at_start = at == draft.first_word(block);
  if (between > 0 && !(at_start && behind == 0)) return std::nullopt;
  const bool top = !label->is(kStamp) && !label->is(kUpdated);
  if (between + behind > (top ? 0 : kMaxLabelledWords)) return std::nullopt;
  return Stamp{draft.tokens.cover(run->first, run->last), run->iso, at, *label, false};
}

// "… signed since 2017 (updated 30/6/2025)." in a longer text.
std::optional<Stamp> bracketed_update(const Draft& draft, const Boilerplate& phrases, std::size_t block) {
  const TokenRange tokens = draft.blocks[block].tokens;
  for (std::size_t at = tokens.begin + 1; at < tokens.end; ++at) {
    if (!draft.tokens.is(at - 1, '(') || !draft.tokens[at].word) continue;
    const auto label = draft.find(phrases, block, at);
    if (!label || !label->is(kUpdated)) continue;
    if (auto stamp = labelled_stamp(draft, phrases, block, at)) return stamp;
  }
  return std::nullopt;
}

// True when the date stands alone between blanks, brackets or separators, not in a sentence.
bool is_set_off(const Draft& draft, const Boilerplate& phrases, std::size_t block, const DateRun& run) {
  const TokenRange tokens = draft.blocks[block].tokens;
  const auto is_plain_word = [&](std::size_t at) {
    return draft.tokens[at].word && !draft.tokens[at].number && other_words(draft, phrases, block, {at, at + 1}) > 0 &&
           draft.tokens[at].gap != Gap::kWide;
  };
  if (run.first > tokens.begin && is_plain_word(run.first - 1) && !has_weekday(draft, phrases, block, run.first)) {
    return false;
  }
  return run.last + 1 >= tokens.end || !is_plain_word(run.last + 1);
}

// "12/12/2017 18:52", "08:11 2019/5/31"
bool has_clock(const Draft& draft, std::size_t block, const DateRun& run) {
  const TokenRange tokens = draft.blocks[block].tokens;
  const std::size_t end = std::min(tokens.end, run.last + 6);  // "18/3/2026 | 21:37"
  for (std::size_t at = std::max(tokens.begin + 1, run.first - std::min<std::size_t>(run.first, 3)); at + 1 < end;
       ++at) {
    if (draft.tokens.is(at, ':') && draft.tokens[at - 1].number && draft.tokens[at + 1].number) return true;
  }
  return false;
}

// "Time: Thursday, 20 November 2025": the day of an event.
bool is_event_day(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t date) {
  for (std::size_t at = draft.blocks[block].tokens.begin; at < date; ++at) {
    const auto hit = draft.tokens[at].word ? draft.find(phrases, block, at) : std::nullopt;
    if (hit && hit->is(kEventLabel) && draft.tokens.is(hit->last + 1, ':')) return true;
  }
  return false;
}

// "University of Forestry · Press service · 05.11.2021": the last of several parts.
bool ends_line_of_parts(const Draft& draft, std::size_t block, const DateRun& run) {
  const TokenRange tokens = draft.blocks[block].tokens;
  if (run.last + 1 < tokens.end || run.first < tokens.begin + 2) return false;
  const std::string_view sign = draft.tokens.surface(run.first - 1);
  return sign == "·" || sign == "•" || sign == "|" || sign == "—" || sign == "–";
}

std::size_t cell_borders(const Draft& draft, std::size_t block) {
  const std::string_view line = draft.slice_of(block);
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
}

// A row of cells beside another with as many: a day in it is the row's.
bool in_table(const Draft& draft, std::size_t block) {
  const std::size_t borders = cell_borders(draft, block);
  if (borders < 2) return false;
  const bool above = block > 0 && cell_borders(draft, block - 1) == borders;
  return above || (block + 1 < draft.blocks.size() && cell_borders(draft, block + 1) == borders);
}

std::optional<Stamp> bare_stamp(const Draft& draft, const Boilerplate& phrases, std::size_t block) {
  const TokenRange tokens = draft.blocks[block].tokens;
  const auto run = find_date_run(draft, phrases, block, tokens.begin);
  if (!run || run->iso.empty() || !is_set_off(draft, phrases, block, *run)) return std::nullopt;
  const std::size_t before = other_words(draft, phrases, block, {tokens.begin, run->first});
  const std::size_t behind = other_words(draft, phrases, block, {run->last + 1, tokens.end});
  const bool roomy = has_clock(draft, block, *run) || ends_line_of_parts(draft, block, *run);
  if (before + behind > (roomy ? kMaxClockWords : kMaxBareWords)) return std::nullopt;
  if (is_event_day(draft, phrases, block, run->first) || in_table(draft, block)) return std::nullopt;
  const bool clock = has_clock(draft, block, *run);
  return Stamp{draft.tokens.cover(run->first, run->last), run->iso, run->first, {}, false, clock};
}

// "Quarterly Bulletin No. 2/2024": its numbers are no months.
bool is_quarterly(const TokenStream& tokens, std::size_t at) {
  const std::string_view word = tokens.folded(at);
  return word == "quarterly" || word == "annual" || word == "yearbook" || (word == "quy" && tokens.exact(at) == "quý");
}

// Capitalised words, at most kMaxPlaceWords to the first comma.
struct Place {
  std::size_t first = 0;
  std::size_t last = 0;  // of the place itself
  std::size_t end = 0;   // behind the country too
};

// A date word ends a place, but "Năm" may stand inside one ("Ngã Năm").
bool ends_place(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t at, bool first) {
  if (!draft.tokens[at].upper || draft.tokens[at].number) return true;
  const auto hit = draft.find(phrases, block, at);
  if (!hit) return false;
  return hit->is(kMonth) || hit->is(kWeekday) || (first && hit->is(kDateWord));
}

// "SEATTLE and VUNG TAU", "Munich / Hanoi": a second place follows.
bool joins_places(const Draft& draft, std::size_t at, std::size_t words) {
  if (words == 0 || at + 1 >= draft.tokens.size() || !draft.tokens[at + 1].upper) return false;
  const std::string_view word = draft.tokens.surface(at);
  return word == "and" || word == "và" || word == "/" || word == "&";
}

std::optional<Place> read_place(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t at) {
  const std::size_t end = draft.blocks[block].tokens.end;
  Place place{at, at, at};
  bool comma = false;
  std::size_t words = 0;
  for (; at < end && words <= kMaxPlaceWords; ++at) {
    const Token& token = draft.tokens[at];
    if (token.gap == Gap::kWide && at > place.first) break;
    if (token.word) {
      if (joins_places(draft, at, words)) {
        comma = true;  // the first place is the dateline's
        words = 0;
        continue;
      }
      if (ends_place(draft, phrases, block, at, at == place.first)) break;
      place.end = at + 1;
      if (!comma) place.last = at;
      ++words;
    } else if (draft.tokens.is(at, ',')) {
      if (words == 0) return std::nullopt;
      if (!comma) words = 1;  // the country has as many words again
      comma = true;
    } else if (joins_places(draft, at, words)) {
      comma = true;
      words = 0;
    } else if (!(draft.tokens.is(at, '.') || draft.tokens.is(at, '\'')) && token.gap != Gap::kNone) {
      break;
    }
  }
  return words > 0 && words <= kMaxPlaceWords ? std::optional(place) : std::nullopt;
}

bool is_dash(const TokenStream& tokens, std::size_t at) { return tokens.is(at, '-') && tokens[at].gap != Gap::kNone; }

bool ends_dateline(const Draft& draft, std::size_t block, std::size_t at) {
  const std::size_t end = draft.blocks[block].tokens.end;
  if (at < end && draft.tokens.is(at, ')')) ++at;
  if (at < end && draft.tokens.is(at, '(')) {  // the agency
    while (at < end && !draft.tokens.is(at, ')')) ++at;
    ++at;
  }
  return at >= end || draft.tokens.is(at, '-') || draft.tokens.is(at, ':') || draft.tokens.is(at, '/');
}

bool is_known_place(const Draft& draft, const Boilerplate& phrases, std::size_t block, const Place& place) {
  const auto hit = draft.find(phrases, block, place.first);
  return hit && hit->is(kPlace) && hit->last == place.last;
}

// Behind a dateline's place: punctuation, a weekday, the agency in the date's brackets ("Dublin (TTXVN 5/6/2025) -").
std::size_t skip_to_date(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t next) {
  const TokenStream& tokens = draft.tokens;
  const std::size_t end = draft.blocks[block].tokens.end;
  while (next < end) {
    const auto hit = tokens[next].word ? draft.find(phrases, block, next) : std::nullopt;
    if (hit && hit->is(kWeekday)) {
      next = hit->last + 1;
    } else if (tokens.is(next, ',') || tokens.is(next, '(') || is_dash(tokens, next) ||
               (tokens.is(next, '.') && tokens.is(next + 1, ','))) {  // "HILLSBORO, Ore., Oct. 17"
      ++next;
    } else if (next > 0 && tokens.is(next - 1, '(') && next + 1 < end && tokens[next].caps && tokens[next + 1].number) {
      ++next;
    } else {
      break;
    }
  }
  return next;
}

std::optional<Dateline> dateline_at(const Draft& draft, const Boilerplate& phrases, std::size_t block, std::size_t at) {
  const TokenStream& tokens = draft.tokens;
  const std::size_t end = draft.blocks[block].tokens.end;
  if (at < end && tokens.is(at, '(')) ++at;
  const auto place = read_place(draft, phrases, block, at);
  if (!place) return std::nullopt;
  Dateline line{tokens.cover(place->first, place->last), {}, {}};
  std::size_t next = place->end;
  next = skip_to_date(draft, phrases, block, next);
  const auto run = next < end ? date_run_at(draft, phrases, block, next) : std::nullopt;
  const bool stops = run && !run->iso.empty() && tokens.is(place->end, ',') && tokens.is(run->last + 1, '.');
  if (run && next > place->end && (stops || ends_dateline(draft, block, run->last + 1))) {
    line.date = tokens.cover(run->first, run->last);
    line.iso = run->iso;
    return line;
  }
  const bool bare = place->end < end && (is_dash(tokens, place->end) || tokens.is(place->end, '('));
  if (run || !bare || draft.blocks[block].words < kMinStoryWords) return std::nullopt;
  if (!ends_dateline(draft, block, place->end)) return std::nullopt;
  return is_known_place(draft, phrases, block, *place) ? std::optional(line) : std::nullopt;
}

}  // namespace

std::optional<Stamp> read_stamp(const Draft& draft, const Boilerplate& phrases, std::size_t block) {
  const TokenRange tokens = draft.blocks[block].tokens;
  if (tokens.end - tokens.begin > kMaxStampTokens) return bracketed_update(draft, phrases, block);
  std::optional<Stamp> stamp;
  for (std::size_t at = tokens.begin; at < tokens.end; ++at) {
    if (!draft.tokens[at].word) continue;
    if (!starts_part(draft, block, at) && !starts_clause_of_imprint(draft, block, at)) continue;
    auto found = labelled_stamp(draft, phrases, block, at);
    if (found && (!stamp || (!stamp->label.is(kStamp) && found->label.is(kStamp)))) stamp = std::move(found);
  }
  // "04/05/2025 | Updated 05/05/2025": the first date is the publication.
  if (!stamp || !stamp->label.is(kStamp)) {
    if (auto bare = bare_stamp(draft, phrases, block); bare && (!stamp || bare->span.begin < stamp->span.begin)) {
      stamp = std::move(bare);
    }
  }
  if (stamp) stamp->weekday = has_weekday(draft, phrases, block, tokens.end);
  return stamp;
}

std::optional<Dateline> read_dateline(const Draft& draft, const Boilerplate& phrases, std::size_t block) {
  const TokenRange tokens = draft.blocks[block].tokens;
  if (auto line = dateline_at(draft, phrases, block, tokens.begin)) return line;
  std::size_t column = tokens.end;
  for (std::size_t at = tokens.begin + 1; at < tokens.end && at < tokens.begin + kMaxStampTokens; ++at) {
    if (draft.tokens[at].gap == Gap::kWide) column = at;
  }
  return column < tokens.end ? dateline_at(draft, phrases, block, column) : std::nullopt;
}

bool announces_event(const Draft& draft, const Boilerplate& phrases, std::size_t block) {
  for (std::size_t i = block; i < draft.blocks.size() && i <= block + 2; ++i) {
    const auto lead = draft.lead(phrases, i);
    if (lead && lead->is(kEventLabel) && draft.tokens.is(lead->last + 1, ':')) return true;
  }
  return false;
}

std::optional<Stamp> read_issue(const Draft& draft, const Boilerplate& phrases, std::size_t block) {
  const TokenRange tokens = draft.blocks[block].tokens;
  if (draft.blocks[block].words > kMaxIssueWords) return std::nullopt;
  for (std::size_t at = tokens.begin; at < tokens.end; ++at) {
    if (is_quarterly(draft.tokens, at)) return std::nullopt;
    const auto label = draft.tokens[at].word ? draft.find(phrases, block, at) : std::nullopt;
    if (!label || !label->is(kIssue)) continue;
    for (std::size_t from = label->last + 1; from < tokens.end; ++from) {
      const bool counts = draft.tokens[from].number && !draft.tokens.is(from + 1, '/');  // "số 3 - tháng 3/2024"
      if (!draft.tokens[from].word || counts) continue;
      const auto run = date_run_at(draft, phrases, block, from);
      if (run && !run->month.empty()) {
        return Stamp{draft.tokens.cover(run->first, run->last), run->month, at, *label, false};
      }
      if (run) return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace hoptac
