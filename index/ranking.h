// Every number of the ranking, in one place. How they were chosen, with what each is worth:
// docs/search-quality.md.
#pragma once

#include <cstddef>

namespace hoptac::ranking {

// BM25. A document counts as at least kShortest of the average length.
inline constexpr double kK1 = 1.05;
inline constexpr double kB = 0.8;
inline constexpr double kShortest = 0.1;

// A word typed with marks: weights of the folded word, of text that agrees or has no marks, and of
// text that agrees. Same marks > no marks > other marks follows whatever the frequencies.
inline constexpr double kFoldedOfMarked = 0.05;
inline constexpr double kSameOrUnmarked = 0.1;
inline constexpr double kSameMarks = 0.9;

// A syllable typed without marks beside words that have some means itself ("cho", not "chờ") when
// at least so much of its text in Vietnamese is unmarked; weight of unmarked text then, the rest is
// kFoldedOfMarked.
inline constexpr double kDeliberateShare = 0.1;
inline constexpr double kUnmarked = kSameOrUnmarked + kSameMarks;

// Two words of the query side by side in the text, beside the weight of the words themselves.
// Vietnamese syllables without marks mean so many things that their neighbours tell more.
inline constexpr double kAdjacent = 0.2;
inline constexpr double kAdjacentUnmarked = 0.45;
inline constexpr std::size_t kMaxPairs = 24;
// So many matches, the best by their words, are looked at for neighbours.
inline constexpr std::size_t kReranked = 50;

}  // namespace hoptac::ranking
