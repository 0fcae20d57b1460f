#include "ingest/text/capital_fonts.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace hoptac {
namespace {

enum class Capitals { kNo, kYes, kUnknown };

Capitals capitals_of(std::string_view word) {
  const auto upper = std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return lower ? Capitals::kNo : upper >= 2 ? Capitals::kYes : Capitals::kUnknown;
}

// What the nearest word that tells says, among a few.
constexpr int kMostWords = 4;

Capitals capitals_before(std::string_view line) {
  for (int i = 0; i < kMostWords && !line.empty(); ++i) {
    const std::size_t blank = line.rfind(' ');
    const std::string_view word = line.substr(blank == std::string_view::npos ? 0 : blank + 1);
    if (const Capitals told = capitals_of(word); told != Capitals::kUnknown) return told;
    line = line.substr(0, blank == std::string_view::npos ? 0 : blank);
  }
  return Capitals::kUnknown;
}

Capitals capitals_behind(std::string_view line) {
  for (int i = 0; i < kMostWords && !line.empty(); ++i) {
    const std::string_view word = line.substr(0, line.find(' '));
    if (const Capitals told = capitals_of(word); told != Capitals::kUnknown) return told;
    line.remove_prefix(std::min(line.size(), word.size() + 1));
  }
  return Capitals::kUnknown;
}

}  // namespace

bool stands_in_capitals(std::string_view text, std::size_t begin, std::size_t size) {
  const Capitals own = capitals_of(text.substr(begin, size));
  if (own != Capitals::kUnknown) return own == Capitals::kYes;
  constexpr std::size_t kContext = 128;
  const std::size_t first = begin - std::min(begin, kContext);
  const std::string_view before = text.substr(first, begin - first);
  const std::string_view behind = text.substr(begin + size, kContext);
  const Capitals left = capitals_before(before.substr(before.rfind('\n') + 1));
  const Capitals right = capitals_behind(behind.substr(0, behind.find('\n')));
  return left != Capitals::kNo && right != Capitals::kNo && (left == Capitals::kYes || right == Capitals::kYes);
}

void raise_letters(std::u32string& letters) {
  for (char32_t& c : letters) {
    if (c >= 0x80) c = static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
  }
}

}  // namespace hoptac
