// The numbers that Office programs put before list items and headings: "Điều 1.", "Article 2", "a)", "2.1.". They
// stand nowhere in the text of a file, and articles are cited by them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hoptac {

enum class NumberFormat { kNone, kDecimal, kDecimalZero, kLowerLetter, kUpperLetter, kLowerRoman, kUpperRoman };

// "" for kNone; numbers that a format cannot say (0, roman from 4000 on) are decimal.
std::string format_number(int number, NumberFormat format);

inline constexpr std::size_t kListLevels = 10;
inline constexpr int kMaxListNumber = 1'000'000;

struct ListLevel {
  NumberFormat format = NumberFormat::kNone;
  int start = 1;
  bool restarts = true;         // behind an item of a level above
  bool decimal_always = false;  // numbers of the levels above are shown as decimal ones too
  // What is shown: text, and for the number of level n (0-based) the byte n + 1. "" for bullets.
  std::string pattern;
};

using ListStyle = std::array<ListLevel, kListLevels>;

// Text of a pattern, without control bytes: none of it is taken for a number.
std::string pattern_text(std::string_view text);
// False for a pattern that shows no number and no letter: a bullet, whatever it is called.
bool says_something(const ListLevel& level);

// The counters of one list.
class ListCounter {
 public:
  // Counts an item of `level` (below kListLevels), from `start` on when given; its label, "" when it has none.
  std::string next(const ListStyle& style, std::size_t level, std::optional<int> start = std::nullopt);

 private:
  std::array<std::optional<int>, kListLevels> values_;
};

// A start value or level as it stands in an attribute, 0 to kMaxListNumber; nothing when it is no number.
std::optional<int> list_number(std::string_view text);

// "label text"; one of them where the other is empty.
std::string with_label(const std::string& label, std::string_view text);

}  // namespace hoptac
