// A place in the text that names a person: the title before, the name, the letters behind.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/facts/institution_index.h"
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
  bool caps = false;        // written in capitals: where the name ends is a guess
  bool known_only = false;  // names a person only if another mention tells the full name
  std::string_view rule;

  bool has_title() const { return title_first < first; }
};

// Last token of the personal name that starts at `at`; nothing when there is none or when the name is
// withheld ("Bui Hoai N.", "N.T.A."). Names of any culture: hyphens, apostrophes, initials, particles.
std::optional<std::size_t> personal_name_end(const NameScope& scope, std::size_t at);

// Length in tokens of a name in Vietnamese order at `at`, rare and ethnic family names included ("Ksor H'Yến",
// "Y Thanh Niê"); 0 when there is none. Only to be asked where a person is expected.
std::size_t vietnamese_name(const NameScope& scope, std::size_t at);

// Length in tokens of a full name of another culture at `at` that a known given name ("Andrey Eremin"), a family name
// before joined syllables ("Hwang Bo-ram") or an initial ("Lowell T. Marsh") tells; 0 when there is none.
std::size_t foreign_name(const NameScope& scope, std::size_t at);

// Last token of a name written with commas, "Cho, Jaeho" or "Shu-Yu, Rita, Chen", whose first part is
// [first, last]; `last` when it is not written so. Only to be asked behind a title.
std::size_t comma_name_end(const NameScope& scope, std::size_t first, std::size_t last);

// All person mentions of a document in the order of the text.
std::vector<PersonMention> scan_people(const FactInput& input, const InstitutionIndex& institutions);

}  // namespace hoptac
