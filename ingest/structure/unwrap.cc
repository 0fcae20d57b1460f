#include "ingest/structure/unwrap.h"

#include <algorithm>

#include "ingest/text/normalise.h"
#include "ingest/text/tones.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Nobody wraps by hand at more columns; a longer line is a paragraph.
constexpr std::size_t kMaxColumns = 140;
constexpr std::size_t kMinColumns = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Any letter beyond ASCII counts as one: good enough for the ends of lines.
bool is_letter(char c) { return static_cast<unsigned char>(c) >= 0x80 || is_ascii_letter(c); }

bool starts_lower(std::string_view text) {
  if (text.empty() || !is_letter(text[0])) return false;
  std::size_t pos = 0;
  next_code_point(text, pos);
  const std::string_view letter = text.substr(0, pos);
  if (letter.size() == 1) return letter[0] >= 'a';
  // Quotes, bullets and dashes (U+2000 …) are no letters; Vietnamese and Latin ones are below or at U+1Exx.
  return static_cast<unsigned char>(letter[0]) < 0xE2 && to_lower(letter) == letter;
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

// "1. ", "12) ", "a) ".
bool is_numbered(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && i < 2 && is_digit(text[i])) ++i;
  if (i == 0 && !text.empty() && is_ascii_letter(text[0])) i = 1;
  return i > 0 && i + 1 < text.size() && (text[i] == ')' || (text[i] == '.' && is_digit(text[0]))) &&
         text[i + 1] == ' ';
}

bool has_columns(std::string_view text) {
  return text.find("   ") != std::string_view::npos || text.find('\t') != std::string_view::npos;
}

bool is_candidate(const RawLine& line, const RawLine& next) {
  return !next.gap && line.width <= kMaxColumns && !has_columns(line.text) && !has_columns(next.text) &&
         line.text.front() != '|';
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

bool is_mid_sentence(const RawLine& line, const RawLine& next) {
  return !ends_sentence(line.text) && starts_lower(next.text);
}

std::size_t letters_at_end(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_letter(text[text.size() - 1 - n])) ++n;
  return n;
}

std::size_t letters_at_start(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_letter(text[n])) ++n;
  return n;
}

// English words that take a hyphen in front of others.
bool is_hyphen_prefix(std::string_view word) {
  for (const std::string_view prefix :
       {"long", "short", "high",  "low",  "well", "self", "full",  "part",   "non", "co",
        "five", "two",   "three", "four", "mid",  "post", "state", "follow", "on",  "e"}) {
    if (word == prefix) return true;
  }
  return false;
}

// Given names of two syllables ("Ji-hoon", "Seung-woo") behind a capitalised word.
bool is_given_name(std::string_view before, std::string_view left, std::string_view right) {
  const bool capital = !starts_lower(left);
  const std::size_t space = before.find_last_of(' ');
  const std::string_view word = space == std::string_view::npos ? before : before.substr(space + 1);
  return capital && left.size() <= 5 && right.size() <= 5 && !word.empty() && is_letter(word[0]) && !starts_lower(word);
}

bool keeps_hyphen(std::string_view line, std::string_view next, std::string_view document) {
  const std::size_t n = letters_at_end(line.substr(0, line.size() - 1));
  const std::string_view left = line.substr(line.size() - 1 - n, n);
  const std::string_view right = next.substr(0, letters_at_start(next));
  if (left.empty() || right.empty() || !starts_lower(right)) return true;
  const std::string word = std::string(left) + std::string(right);
  if (document.find(word) != std::string_view::npos) return false;
  if (document.find(std::string(left) + "-" + std::string(right)) != std::string_view::npos) return true;
  const std::string lower = to_lower(left);
  if (is_vietnamese_syllable(lower) && is_vietnamese_syllable(to_lower(right))) return true;
  std::string_view before = line.substr(0, line.size() - 1 - n);
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  return is_hyphen_prefix(lower) || is_given_name(before, left, right);
}

}  // namespace

WrapWidth detect_wrap(const std::vector<RawLine>& lines) {
  const WrapWidth width{widest(lines), 0};
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
  const bool wrapped =
      width.columns >= kMinColumns && forced >= 2 && 2 * forced >= breaks && 10 * mid_sentence >= 3 * forced;
  return wrapped ? width : WrapWidth{};
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

bool continues(const RawLine& line, const RawLine& next, WrapWidth width) {
  if (!is_candidate(line, next) || is_numbered(next.text) || next.text.front() == '|') return false;
  if (is_bullet(next.text) && (width.columns == 0 || ends_sentence(line.text))) return false;
  if (line.text.ends_with(kTypeHyphen)) return true;
  if (width.columns > 0 && is_forced(line, next, width)) return true;
  const bool hyphen = line.text.back() == '-' && line.text.size() > 1 && is_letter(line.text[line.text.size() - 2]);
  return starts_lower(next.text) && (hyphen || (line.width >= kMinColumns && is_letter(line.text.back())));
}

void join_line(std::string& line, std::string_view next, std::string_view document) {
  if (line.ends_with(kTypeHyphen)) {
    line.resize(line.size() - kTypeHyphen.size());
    const bool name = !starts_lower(next) && !line.empty() && line.back() >= 'a' && line.back() <= 'z';
    if (name) line += '-';
    line += next;
    return;
  }
  const bool hyphen = line.size() > 1 && line.back() == '-' && is_letter(line[line.size() - 2]);
  if (!hyphen) {
    line += ' ';
  } else if (!keeps_hyphen(line, next, document)) {
    line.pop_back();
  }
  line += next;
}

}  // namespace hoptac
