#include "ingest/structure/unwrap.h"

#include <algorithm>
#include <array>

#include "ingest/text/join_line.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Nobody wraps by hand at more columns; a longer line is a paragraph.
constexpr std::size_t kMaxColumns = 140;
constexpr std::size_t kMinColumns = 40;
// Text without any longer line is likely to be wrapped.
constexpr std::size_t kNarrow = 100;
// Lines without room for the next word that do not come about by chance.
constexpr std::size_t kFullLines = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool starts_upper(std::string_view text) {
  return !text.empty() && is_line_letter(text[0]) && static_cast<unsigned char>(text[0]) < 0xE2 && !starts_lower(text);
}

bool ends_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".:;!?").find(text.back()) != std::string_view::npos;
}

std::size_t first_word_width(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_bullet(std::string_view text) {
  for (const std::string_view mark : {"- ", "+ ", "* ", "• ", "– ", "► ", "★ ", "▪ ", "> ", "|", "· ", "● ", "o "}) {
    if (text.starts_with(mark)) return true;
  }
  return false;
}

// "2.4 The office", "3.1. Hai bên": numbers of one or two digits with dots between, then a capital.
bool is_outline_number(std::string_view text) {
  constexpr std::size_t kMaxBytes = 8;
  std::size_t dots = 0;
  std::size_t digits = 0;
  std::size_t i = 0;
  for (; i < std::min(text.size(), kMaxBytes) && (is_digit(text[i]) || (text[i] == '.' && digits > 0)); ++i) {
    digits = text[i] == '.' ? 0 : digits + 1;
    dots += text[i] == '.';
    if (digits > 2) return false;
  }
  return dots > 0 && i + 1 < text.size() && text[i] == ' ' && starts_upper(text.substr(i + 1));
}

// "1. ", "12) ", "a) ".
bool is_numbered(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && i < 2 && is_digit(text[i])) ++i;
  if (i == 0 && !text.empty() && is_ascii_letter(text[0])) i = 1;
  return i > 0 && i + 1 < text.size() && (text[i] == ')' || (text[i] == '.' && is_digit(text[0]))) &&
         text[i + 1] == ' ';
}

std::size_t count_bars(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '|'));
}

// The bars between the cells of a row that does not begin with one.
std::size_t bars(std::string_view text) { return text.front() == '|' ? 0 : count_bars(text); }

// "Địa chỉ: …", "Represented by: …": a label of few words, with a capital.
bool is_label(std::string_view text) {
  constexpr std::size_t kMaxBytes = 40;
  constexpr std::ptrdiff_t kMaxBlanks = 3;
  const std::size_t colon = text.substr(0, kMaxBytes).find(": ");
  if (colon == std::string_view::npos || !starts_upper(text)) return false;
  const std::string_view label = text.substr(0, colon);
  return std::count(label.begin(), label.end(), ' ') <= kMaxBlanks && label.find_first_of(".,;") == label.npos;
}

std::string_view bullet(std::string_view text) { return is_bullet(text) ? text.substr(0, text.find(' ')) : ""; }

// Both begin like entries of one list or lines of one form.
bool are_entries(std::string_view first, std::string_view next) {
  if (is_bullet(next)) return bullet(first) == bullet(next);
  const bool bracketed = first.front() == '(' && next.front() == '(' && first.size() > 2 && next.size() > 2;
  if (bracketed && first[2] == ')' && next[2] == ')') return true;
  return (is_outline_number(first) && is_outline_number(next)) || (is_label(first) && is_label(next));
}

bool has_columns(std::string_view text) {
  return text.find("   ") != std::string_view::npos || text.find('\t') != std::string_view::npos;
}

bool is_candidate(const RawLine& line, const RawLine& next) {
  return !next.gap && line.width <= kMaxColumns && !has_columns(line.text) && !has_columns(next.text);
}

bool is_forced(const RawLine& line, const RawLine& next, WrapWidth width) {
  const std::size_t room = width.columns - (ends_sentence(line.text) ? 0 : width.slack);
  return line.width <= width.columns && line.width + 1 + first_word_width(next.text) > room;
}

bool is_digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_digit(text[at]); }

// "Ngày đăng: 27/02/2025", "Can Tho, 30 October 2024": a year behind a separator, or at the end.
bool is_dated(std::string_view text) {
  for (std::size_t i = 1; i + 4 <= text.size(); ++i) {
    const bool year = (text.substr(i, 2) == "20" || text.substr(i, 2) == "19") && is_digit_at(text, i + 2) &&
                      is_digit_at(text, i + 3) && !is_digit_at(text, i + 4);
    if (!year) continue;
    const char before = text[i - 1];
    if (before == '/' || before == '-' || before == '.' || (before == ' ' && i + 4 == text.size())) return true;
  }
  return false;
}

constexpr std::string_view kTypeHyphen = "\u2010";

std::size_t widest(const std::vector<RawLine>& lines) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (is_candidate(lines[i], lines[i + 1])) columns = std::max(columns, lines[i].width);
  }
  return columns;
}

// The least width at which most lines leave no room for the next word: a few that are longer (a list set in, a rule) do
// not widen it.
std::size_t best_columns(const std::vector<RawLine>& lines) {
  std::array<int, kMaxColumns + 2> steps{};  // of the number of such lines from one width to the next
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!is_candidate(lines[i], lines[i + 1]) || is_bullet(lines[i + 1].text)) continue;
    ++steps[lines[i].width];
    --steps[std::min(lines[i].width + first_word_width(lines[i + 1].text), kMaxColumns) + 1];
  }
  std::size_t best = 0;
  int most = 0;
  int full = 0;
  for (std::size_t columns = 0; columns <= kMaxColumns; ++columns) {
    full += steps[columns];
    if (columns < kMinColumns || full <= most) continue;
    most = full;
    best = columns;
  }
  return best;
}

bool is_mid_sentence(const RawLine& line, const RawLine& next) {
  return !ends_sentence(line.text) && starts_lower(next.text);
}

}  // namespace

WrapWidth detect_wrap(const std::vector<RawLine>& lines) {
  const bool narrow = std::all_of(lines.begin(), lines.end(), [](const RawLine& l) {
    return l.width <= kNarrow || l.text.find(' ') == std::string_view::npos;
  });
  const WrapWidth width{best_columns(lines), 0};
  std::size_t forced = 0;
  std::size_t breaks = 0;
  std::size_t mid_sentence = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (!is_candidate(lines[i], lines[i + 1]) || is_bullet(lines[i + 1].text)) continue;
    ++breaks;
    if (!is_forced(lines[i], lines[i + 1], width)) continue;
    ++forced;
    mid_sentence += is_mid_sentence(lines[i], lines[i + 1]);
  }
  if (forced >= 2 && 2 * forced >= breaks && 10 * mid_sentence >= 3 * forced) return width;
  // Lists and names start most lines with a capital; but then no paragraph is left on one line either.
  return narrow && forced >= kFullLines && mid_sentence >= 1 ? width : WrapWidth{};
}

WrapWidth layout_width(const std::vector<RawLine>& lines) {
  const std::size_t columns = widest(lines);
  return columns >= kMinColumns ? WrapWidth{columns, columns / 8} : WrapWidth{};
}

std::size_t headline_lines(const std::vector<RawLine>& lines, WrapWidth width) {
  constexpr std::size_t kMaxLines = 6;
  if (lines.empty()) return 0;
  const auto is_narrow = [&](const RawLine& line) {
    return 10 * line.width <= 7 * width.columns && 10 * line.width <= 14 * lines.front().width;
  };
  std::size_t count = 1;
  WrapWidth local{lines.front().width, 0};
  while (count < lines.size() && count < kMaxLines && is_candidate(lines[count - 1], lines[count]) &&
         is_narrow(lines[count - 1]) && is_narrow(lines[count]) && !is_dated(lines[count].text) &&
         !is_bullet(lines[count].text)) {
    local.columns = std::max(local.columns, lines[count].width);
    if (!is_forced(lines[count - 1], lines[count], local)) break;
    ++count;
  }
  return count;
}

bool Paragraph::continues(const RawLine& line, const RawLine& next, WrapWidth width) const {
  const std::string_view text = next.text;
  if (!is_candidate(line, next) || is_numbered(text) || is_next_row(text)) return false;
  const bool framed = first_.front() == '|';
  if (framed && line.text.ends_with('|') && text.front() == '|') return false;
  if (!framed && text.front() == '|' && bars_ == 0) return false;
  if (is_outline_number(text) && ends_sentence(line.text)) return false;
  if (is_bullet(text) && (width.columns == 0 || ends_sentence(line.text))) return false;
  if (are_entries(first_, text)) return false;
  if (line.text.ends_with(kTypeHyphen)) return true;
  if (width.columns > 0 && is_forced(line, next, width)) return true;
  const bool hyphen =
      line.text.back() == '-' && line.text.size() > 1 && is_line_letter(line.text[line.text.size() - 2]);
  return starts_lower(text) && (hyphen || (line.width >= kMinColumns && is_line_letter(line.text.back())));
}

// A row of a table: this one has as many cells as the row before, or, of a table's first row, as the next line, unless
// only this one begins with a number.
bool Paragraph::is_next_row(std::string_view next) const {
  if (bars_ == 0 || bars(next) == 0) return false;
  if (row_bars_ > 0) return bars_ >= row_bars_;
  return bars_ == bars(next) && (!is_digit(first_[0]) || is_digit(next[0]));
}

void Paragraph::start(const RawLine& line) {
  row_bars_ = line.gap ? 0 : std::max(bars_, bars_ > 0 ? row_bars_ : 0);
  first_ = line.text;
  bars_ = bars(line.text);
}

void Paragraph::add(const RawLine& line) { bars_ += count_bars(line.text); }

}  // namespace hoptac
