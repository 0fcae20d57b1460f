// Where a text names an award, a place in a ranking or a network that somebody is a member of.
#pragma once

#include <vector>

#include "ingest/facts/input.h"

namespace hoptac {

struct RecognitionName {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  std::size_t sentence = 0;  // into FactInput::sentences
  std::string_view rule;     // recognition.award, .title, .rank, .network
};

// In the order of the text, none overlapping. Hopes, nominations and criteria are left out.
std::vector<RecognitionName> find_recognition_names(const FactInput& input);

}  // namespace hoptac
