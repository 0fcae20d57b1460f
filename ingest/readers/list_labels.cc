#include "ingest/readers/list_labels.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace hoptac {
namespace {

// A longer one is no number but an attack.
constexpr std::size_t kMaxLabelBytes = 200;
constexpr int kLetters = 26;
// "aa" follows "z", as in Word and LibreOffice; so many letters nobody counts.
constexpr int kMaxRepeats = 4;

std::string roman(int number, bool upper) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kParts{{{1000, "m"},
                                                                     {900, "cm"},
                                                                     {500, "d"},
                                                                     {400, "cd"},
                                                                     {100, "c"},
                                                                     {90, "xc"},
                                                                     {50, "l"},
                                                                     {40, "xl"},
                                                                     {10, "x"},
                                                                     {9, "ix"},
                                                                     {5, "v"},
                                                                     {4, "iv"},
                                                                     {1, "i"}}};
  std::string out;
  for (const auto& [value, letters] : kParts) {
    for (; number >= value; number -= value) out += letters;
  }
  if (upper) std::transform(out.begin(), out.end(), out.begin(), [](char c) { return static_cast<char>(c - 32); });
  return out;
}

std::string letters(int number, bool upper) {
  const int index = number - 1;
  const auto letter = static_cast<char>((upper ? 'A' : 'a') + index % kLetters);
  std::string out;
  out.append(static_cast<std::size_t>(index / kLetters + 1), letter);
  return out;
}

std::string decimal(int number) { return std::to_string(number); }

}  // namespace

std::string format_number(int number, NumberFormat format) {
  switch (format) {
    case NumberFormat::kNone:
      return {};
    case NumberFormat::kDecimal:
      return decimal(number);
    case NumberFormat::kDecimalZero:
      return number >= 0 && number < 10 ? "0" + decimal(number) : decimal(number);
    case NumberFormat::kLowerLetter:
    case NumberFormat::kUpperLetter:
      if (number < 1 || number > kLetters * kMaxRepeats) return decimal(number);
      return letters(number, format == NumberFormat::kUpperLetter);
    case NumberFormat::kLowerRoman:
    case NumberFormat::kUpperRoman:
      return number < 1 || number > 3999 ? decimal(number) : roman(number, format == NumberFormat::kUpperRoman);
  }
  return {};
}

std::string pattern_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

bool says_something(const ListLevel& level) {
  return std::any_of(level.pattern.begin(), level.pattern.end(), [](char c) {
    return static_cast<unsigned char>(c) <= kListLevels || (c >= '0' && c <= '9') ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  });
}

std::string ListCounter::next(const ListStyle& style, std::size_t level, std::optional<int> start) {
  std::optional<int>& value = values_[level];
  value = std::min(start ? *start : value ? *value + 1 : style[level].start, kMaxListNumber);
  for (std::size_t deeper = level + 1; deeper < kListLevels; ++deeper) {
    if (style[deeper].restarts) values_[deeper].reset();
  }
  if (style[level].pattern.size() > kMaxLabelBytes || !says_something(style[level])) return {};
  std::string label;
  for (const char c : style[level].pattern) {
    const auto shown = static_cast<std::size_t>(static_cast<unsigned char>(c)) - 1;
    if (shown >= kListLevels) {
      label += c;
      continue;
    }
    const bool plain = style[level].decimal_always && style[shown].format != NumberFormat::kNone;
    label += format_number(values_[shown].value_or(style[shown].start),
                           plain ? NumberFormat::kDecimal : style[shown].format);
  }
  return label;
}

std::optional<int> list_number(std::string_view text) {
  int out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec != std::errc()) return std::nullopt;
  return std::clamp(out, 0, kMaxListNumber);
}

std::string with_label(const std::string& label, std::string_view text) {
  const std::size_t end = label.find_last_not_of(' ');
  if (end == std::string::npos) return std::string(text);
  return label.substr(0, end + 1).append(text.empty() ? "" : " ").append(text);
}

}  // namespace hoptac
