// A place in the text that names a person: the title before, the name, the letters behind.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/facts/name_mention.h"

namespace hoptac {

struct PersonMention {
  std::size_t first = 0;  // tokens of the name, both inclusive
  std::size_t last = 0;
  std::size_t title_first = 0;  // of the honorifics before the name; == first when there are none
  std::size_t title_last = 0;   // last token of the honorifics before the name
  std::size_t post_last = 0;    // last token of the letters behind ("MD, PhD"); == last when there are none
  std::size_t sentence = 0;
  bool short_form = false;  // one word of a name: "BS. Bảo", "Prof. Hsu"
  std::string_view rule;

  bool has_title() const { return title_first < first; }
};

// Last token of the chain of honorifics that starts at `at` ("PGS.TS.BS.", "Associate Professor, Dr."),
// closing points included; nothing when none starts there.
std::optional<std::size_t> honorific_chain(const NameScope& scope, std::size_t at);

// Last token of the personal name that starts at `at`; nothing when there is none or when the name is
// withheld ("Bui Hoai N.", "N.T.A."). Names of any culture: hyphens, apostrophes, initials, particles.
std::optional<std::size_t> personal_name_end(const NameScope& scope, std::size_t at);

// All person mentions of a document in the order of the text; `taken` marks tokens of institution names.
std::vector<PersonMention> scan_people(const FactInput& input, const std::vector<bool>& taken);

}  // namespace hoptac
