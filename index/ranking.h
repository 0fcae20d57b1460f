// Every number of the ranking, in one place. Measured on Vietnamese and English retrieval sets; see
// docs/architecture.md.
#pragma once

#include <cstddef>

namespace hoptac::ranking {

// BM25.
inline constexpr double kK1 = 1.2;
inline constexpr double kB = 0.75;

// A word typed with marks: weights of the folded word, of text that agrees or has no marks, and of
// text that agrees. Same marks > no marks > other marks follows whatever the frequencies.
inline constexpr double kFoldedOfMarked = 0.2;
inline constexpr double kSameOrUnmarked = 0.1;
inline constexpr double kSameMarks = 0.8;

// Two words of the query side by side in the text, beside the weight of the words themselves.
inline constexpr double kAdjacent = 0.3;
inline constexpr std::size_t kMaxPairs = 24;

}  // namespace hoptac::ranking
