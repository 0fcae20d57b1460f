// Finds and decodes runs of text that were read in the wrong encoding: glyph codes of Vietnamese fonts taken for
// windows-1252 ("Céng hoµ x· héi" is TCVN3, "Coäng hoøa xaõ hoäi" VNI), VISCII, VPS, windows-1258, and UTF-8 that was
// encoded twice ("Há»£p tÃ¡c").
//
// Evidence: words that become Vietnamese syllables with marks. Each 8 KB of suspicious lines are read in every
// encoding; one that makes syllables of nearly all words, and of a quarter of them more than they were, is a
// candidate. The cheapest sequence of encodings over the words then tells the runs, so that a text may change its
// encoding from line to line or within one. Words of other languages stay, and so does a text without evidence.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "ingest/text/charsets.h"

namespace hoptac {

// kWindows1252 stands for what was left as it was.
struct LegacyWords {
  std::array<std::size_t, kCharsets> words{};  // with marks, by encoding
  std::size_t good = 0;                        // of those decoded: syllables, others
  std::size_t bad = 0;

  std::size_t decoded() const { return good + bad; }
  // Share of good ones, less for few words; 1 when nothing was decoded.
  double confidence() const;
  // "TCVN3", "VISCII + VNI", most words first, with `as_is` where words were left and `suffix` behind each name; a few
  // stray words of an encoding are not told. UTF-8 is called "double UTF-8". `as_is` alone when nothing was decoded.
  std::string name(std::string_view as_is, std::string_view suffix) const;
};

// kSigns: `pieces` were UTF-8, where only lines with signs that Vietnamese and English lack need a look (a quick scan).
// kBytes: they are bytes read as windows-1252.
enum class LegacySource { kSigns, kBytes };

// Repairs `pieces` (UTF-8), which are one text: evidence is shared by them, and what stands near decides what may be
// either.
LegacyWords repair_legacy(std::span<std::string* const> pieces, LegacySource source);

}  // namespace hoptac
