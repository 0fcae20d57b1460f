#include "ingest/ocr/letter_size.h"

#include <algorithm>
#include <cstddef>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Shares of an em above and below the line, fitted to Liberation Serif; other types differ somewhat.
constexpr double kSmall = 0.48;        // a, m, x
constexpr double kTall = 0.70;         // b, M, 5, and a small letter with one mark
constexpr double kTwoMarks = 0.82;     // ế, and a hook (ả)
constexpr double kMarkedTall = 0.94;   // É
constexpr double kMarkedTwice = 1.05;  // Ế
constexpr double kBelow = 0.20;        // g, ạ

struct Extent {
  double above = 0;
  double below = 0;
};

bool is_in(std::u32string_view letters, char32_t c) { return letters.find(c) != std::u32string_view::npos; }

Extent ascii_extent(char32_t c) {
  const double below = is_in(U"gjpqyQ,;()[]/", c) ? kBelow : 0;
  if (is_in(U".,-_", c)) return {0, below};
  return {is_in(U"acegmnopqrsuvwxyz:;", c) ? kSmall : kTall, below};
}

// Vietnamese letters beyond Latin-1 (U+1EA0 …): capitals are even.
Extent vietnamese_extent(char32_t c) {
  const bool capital = c % 2 == 0;
  const bool dotted = is_in(U"ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ", c);
  const double below = dotted ? kBelow : 0;
  if (is_in(U"ấầẩẫắằẳẵếềểễốồổỗảẻỉỏủỷởửẤẦẨẪẮẰẲẴẾỀỂỄỐỒỔỖẢẺỈỎỦỶỞỬ", c)) return {capital ? kMarkedTwice : kTwoMarks, below};
  if (dotted && is_in(U"ạẹọụỵợựẠẸỌỤỴỢỰỊ", c)) return {capital ? kTall : kSmall, below};
  return {capital ? kMarkedTall : kTall, below};
}

Extent extent_of(char32_t c) {
  if (c < 0x80) return ascii_extent(c);
  if (c >= 0x1EA0 && c <= 0x1EF9) return vietnamese_extent(c);
  if (c == U'ư' || c == U'ơ') return {kSmall, 0};
  const bool marked_capital = (c >= 0xC0 && c <= 0xDE) || c == U'Ă' || c == U'Ĩ' || c == U'Ũ';
  return {marked_capital ? kMarkedTall : kTall, 0};
}

}  // namespace

double type_size(std::string_view word, double height) {
  Extent all;
  for (std::size_t at = 0; at < word.size();) {
    const Extent one = extent_of(next_code_point(word, at));
    all.above = std::max(all.above, one.above);
    all.below = std::max(all.below, one.below);
  }
  const double share = all.above + all.below;
  return share < kSmall ? 0 : height / share;
}

}  // namespace hoptac
