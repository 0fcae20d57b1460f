#include "ingest/text/join_line.h"

#include <algorithm>

#include "ingest/text/normalise.h"
#include "ingest/text/tones.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {

bool is_line_letter(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool starts_lower(std::string_view text) {
  if (text.empty() || !is_line_letter(text[0])) return false;
  std::size_t pos = 0;
  next_code_point(text, pos);
  const std::string_view letter = text.substr(0, pos);
  if (letter.size() == 1) return letter[0] >= 'a';
  return static_cast<unsigned char>(letter[0]) < 0xE2 && to_lower(letter) == letter;
}

namespace {

constexpr std::string_view kTypeHyphen = "\u2010";

// No more than make a word, and one.
std::size_t letters_at_end(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && n <= limits::kMaxWordBytes && is_line_letter(text[text.size() - 1 - n])) ++n;
  return n;
}

std::size_t letters_at_start(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_line_letter(text[n])) ++n;
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
  const std::string_view tail = before.substr(before.size() - std::min(before.size(), limits::kMaxWordBytes));
  const std::size_t space = tail.find_last_of(' ');
  if (space == std::string_view::npos && tail.size() < before.size()) return false;
  const std::string_view word = space == std::string_view::npos ? before : tail.substr(space + 1);
  return capital && left.size() <= 5 && right.size() <= 5 && !word.empty() && is_line_letter(word[0]) &&
         !starts_lower(word);
}

bool keeps_hyphen(std::string_view line, std::string_view next, std::string_view around) {
  const std::size_t n = letters_at_end(line.substr(0, line.size() - 1));
  if (n > limits::kMaxWordBytes) return true;
  const std::string_view left = line.substr(line.size() - 1 - n, n);
  const std::string_view right = next.substr(0, letters_at_start(next));
  if (left.empty() || right.empty() || !starts_lower(right)) return true;
  const std::string word = std::string(left) + std::string(right);
  if (around.find(word) != std::string_view::npos) return false;
  if (around.find(std::string(left) + "-" + std::string(right)) != std::string_view::npos) return true;
  const std::string lower = to_lower(left);
  if (is_vietnamese_syllable(lower) && is_vietnamese_syllable(to_lower(right))) return true;
  std::string_view before = line.substr(0, line.size() - 1 - n);
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  return is_hyphen_prefix(lower) || is_given_name(before, left, right);
}

}  // namespace

void join_line(std::string& line, std::string_view next, std::string_view around) {
  if (line.ends_with(kTypeHyphen)) {
    line.resize(line.size() - kTypeHyphen.size());
    const bool name = !starts_lower(next) && !line.empty() && line.back() >= 'a' && line.back() <= 'z';
    if (name) line += '-';
    line += next;
    return;
  }
  const bool hyphen = line.size() > 1 && line.back() == '-' && is_line_letter(line[line.size() - 2]);
  if (!hyphen) {
    line += ' ';
  } else if (!keeps_hyphen(line, next, around)) {
    line.pop_back();
  }
  line += next;
}

}  // namespace hoptac
