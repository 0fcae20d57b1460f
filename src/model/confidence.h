// How far a fact may be trusted: three levels, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hoptac {

// Measured on annotated texts (docs/extraction.md): at least 97 of 100 `certain` facts are right.
// In ascending order, so that levels compare.
enum class Confidence : std::uint8_t { kGuess, kLikely, kCertain };

std::string_view confidence_name(Confidence level);  // "certain", "likely", "guess"
std::optional<Confidence> confidence_from_name(std::string_view name);

struct Judgement {
  Confidence level = Confidence::kLikely;
  // What spoke for (+) and against (-) the fact, e.g. "+linked": literals. Not stored, only explained.
  std::vector<std::string_view> reasons;
};

struct Analysis;

// The facts of at least this level. References to a fact that goes become "unknown" (index -1) and
// keep its name as text; an agreement's evidence stays.
void drop_below(Analysis& analysis, Confidence level);

}  // namespace hoptac
