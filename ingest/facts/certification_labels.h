// Where a text names an accreditation, certificate or quality label, and what it says of it.
#pragma once

#include <string>
#include <vector>

#include "ingest/facts/input.h"

namespace hoptac {

inline constexpr std::uint32_t kNoCertification = 0xFFFFFFFF;

struct LabelMention {
  std::size_t first = 0;  // tokens of the label alone: "JCI", "ISO 15189:2022"
  std::size_t last = 0;
  std::size_t base_last = 0;  // last token without the level ("Gold", "Level III"); 0: no level
  std::size_t sentence = 0;   // into FactInput::sentences
  int like = -1;  // the label of the list that this one repeats in other words: "cùng tiêu chuẩn", "(TCVN 15189:2014)"
  bool again = false;    // with `like`: told of one more body, "… đạt JCI lần thứ 3, B đạt lần thứ 2"
  bool award = false;    // a recognition in label's clothing: "of X" behind it tells who gives it
  bool claimed = false;  // else only named: as a body, a comparison, a prize, in a denial or a question
  std::uint32_t authority = kNoCertification;  // row of the authority list
  bool acronym = false;                        // the short form, not a name written out
  std::string_view status;                     // held sought lapsed
  std::string_view rule;
};

// In the order of the text.
std::vector<LabelMention> find_labels(const FactInput& input);

}  // namespace hoptac
