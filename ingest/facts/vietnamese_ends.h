// A Vietnamese name while it is read, and what its surroundings say of it: where a post or person ends it, and
// whether it is a name at all.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ingest/facts/name_mention.h"

namespace hoptac {

class VietnameseName {
 protected:
  VietnameseName(const NameScope& scope, PhraseMatch head);

  // A title, a post or a person starts at the next token: "Bệnh viện Chợ Rẫy GS.TS. …", "Bộ Y tế Nguyễn Tri Thức".
  bool ends_at_title() const;
  // An institution only if something else says so: in capitals, an inner unit, a label.
  bool is_doubtful() const;
  bool is_place(std::size_t at) const;

  const NameScope& scope_;
  PhraseMatch head_;
  const HeadRule& rule_;
  std::size_t next_;
  std::size_t last_;
  int proper_ = 0;
  int described_ = 0;
  const int* last_was_ = nullptr;
  bool known_ = true;         // proper words so far are places and numbers only
  bool named_field_ = false;  // a descriptive word is capital
  bool last_was_place_word_ = false;
  std::size_t ends_country_ = 0;  // last token of the country just taken
  std::uint32_t country_ = 0;
  bool last_verb_ = true;       // the last listed word is a verb too, or there is none yet
  bool compounded_ = false;     // an unlisted word of two syllables was taken
  bool seated_ = false;         // an office whose place is told: no further word of its own
  std::size_t core_last_ = 0;   // 0: the proper part ends with the name
  std::size_t core_first_ = 0;  // 0: no proper part yet (a head stands before any)

 private:
  bool is_common() const;
  bool is_label() const;
  bool is_part_of_house() const;
  bool is_prime_minister() const;
  bool is_cut_off() const;
  bool is_doubtful_in_capitals() const;
  bool is_field_of_people(std::size_t at) const;
  bool is_person_behind() const;
  bool is_in_place_of_two() const;
  bool is_person_of_house() const;
  bool is_person_of_ministry() const;
  bool is_person_of_rare_name(std::size_t at) const;

  bool post_before_ = false;  // a post stands before the name
};

// "Đinh Bộ Lĩnh": the head word at `at` is a syllable of a person's name.
bool is_inside_person(const NameScope& scope, std::size_t at);

}  // namespace hoptac
