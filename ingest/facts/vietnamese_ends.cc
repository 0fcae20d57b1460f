#include "ingest/facts/vietnamese_ends.h"

#include <string_view>

namespace hoptac {

VietnameseName::VietnameseName(const NameScope& scope, PhraseMatch head)
    : scope_(scope),
      head_(head),
      rule_(scope.tables.head_rules[head.value]),
      next_(head.last + 1),
      last_(head.last),
      post_before_(head.first > scope.begin && scope.ending_at(scope.tables.roles, head.first - 1).has_value()) {}

bool VietnameseName::is_doubtful() const {
  if (is_doubtful_in_capitals() || is_part_of_house() || is_prime_minister() || is_cut_off()) return true;
  return is_common() && (post_before_ || is_label());
}

// "Giám đốc Trung tâm đào tạo": a part of the house, not "Giám đốc Sở Ngoại vụ".
bool VietnameseName::is_common() const {
  if (last_was_place_word_ && next_ < scope_.end && scope_.token(next_).upper) return true;  // "UBND tỉnh Công ty X"
  const bool office = rule_.cls == HeadClass::kShort || rule_.cls == HeadClass::kWhole;
  const bool centre = scope_.tokens().folded(head_.first) == "trung" || !named_field_ || is_label();
  return proper_ == 0 && !office && centre && scope_.token(last_).syllable &&
         (!scope_.token(last_).upper || is_label());
}

// "chứng nhận Trung tâm Đột quỵ", "mô hình Bệnh viện vệ tinh": what somebody is called.
bool VietnameseName::is_label() const {
  if (proper_ > 0 || head_.first < scope_.begin + 2) return false;
  for (const std::string_view word : {"chứng nhận", "danh hiệu", "mô hình", "tiêu chuẩn", "tiêu chí", "chứng chỉ",
                                      "giải thưởng", "chương trình", "đề án", "phong trào", "chiến dịch"}) {
    const std::size_t cut = word.find(' ');
    if (scope_.tokens().exact(head_.first - 2) == word.substr(0, cut) &&
        scope_.tokens().exact(head_.first - 1) == word.substr(cut + 1))
      return true;
  }
  return false;
}

// "Trung tâm Tim mạch của bệnh viện": an inner unit without a name of its own.
bool VietnameseName::is_part_of_house() const {
  if (core_first_ != 0 || rule_.cls != HeadClass::kBody || last_ + 2 >= scope_.end) return false;
  const std::string_view link = scope_.tokens().folded(last_ + 1);
  if ((link != "cua" && link != "thuoc") || scope_.token(last_ + 2).upper) return false;
  for (const std::string_view house : {"benh", "vien", "truong", "nha", "trung", "don", "hoc", "cong", "tap"}) {
    if (scope_.tokens().folded(last_ + 2) == house) return true;
  }
  return false;
}

// "Giám đốc Trung tâm Hướng nghiệ": the text breaks off inside a word.
bool VietnameseName::is_cut_off() const {
  if (next_ + 1 != scope_.end || !scope_.token(next_).word || scope_.token(next_).upper) return false;
  return proper_ == 1 && core_first_ == last_ && scope_.token(last_).syllable && !is_place(last_);
}

// "Thủ tướng Chính phủ".
bool VietnameseName::is_prime_minister() const {
  return rule_.cls == HeadClass::kWhole && last_ == head_.last && head_.first > scope_.begin &&
         scope_.tokens().folded(head_.first) == "chinh" && scope_.tokens().folded(head_.first - 1) == "tuong";
}

// In a line of capitals "BỘ CHỨNG NHẬN" looks like a ministry and every noun like a name.
bool VietnameseName::is_doubtful_in_capitals() const {
  if (!scope_.caps || rule_.cls == HeadClass::kWhole) return false;
  const bool plain = !scope_.token(head_.first).syllable || head_.last >= head_.first + 2;  // "UBND", "ĐẠI SỨ QUÁN"
  if (rule_.cls == HeadClass::kShort && plain) return false;
  if (rule_.cls == HeadClass::kShort && rule_.upper_only && head_.first == head_.last) return true;
  const bool one = proper_ == 1 && core_first_ == last_ && scope_.token(last_).syllable && !is_place(last_);
  return proper_ == 0 || one || (known_ && !named_field_);
}

// "Bệnh viện Chợ Rẫy GS.TS. …", "Bộ Y tế Nguyễn Tri Thức": a title, a post or a person behind the name.
bool VietnameseName::ends_at_title() const {
  const bool whole = rule_.cls == HeadClass::kWhole;
  if (!scope_.token(next_).upper) return false;
  if (is_person_behind()) return true;
  if (proper_ + described_ == 0 && !whole) return false;
  const auto honorific = scope_.tables.honorifics.find(scope_.tokens(), next_, scope_.input.marks);
  const bool civil = honorific && static_cast<HonorificClass>(honorific->value) == HonorificClass::kCivil;
  const bool degree = honorific && honorific->last == next_ && scope_.token(next_).syllable &&
                      !scope_.token(next_).caps;  // "Ba Vì" has no B.A.
  if (honorific && !civil && !degree && !is_place(next_) && !is_field_of_people(next_)) return true;
  if (scope_.tables.roles.find(scope_.tokens(), next_, scope_.input.marks) && !is_field_of_people(next_))
    return !scope_.caps || proper_ > 0;
  return false;
}

// "Hiệp hội Giáo dục Điều dưỡng Việt Nam": the trade, not the nurse.
bool VietnameseName::is_field_of_people(std::size_t at) const {
  std::size_t last = at;
  const bool field = (scope_.classes(scope_.tables.vi_words, at, last) & kFieldWord) != 0 && proper_ == 0;
  if (field && scope_.input.authority.country_names().find(scope_.tokens(), last + 1, scope_.input.marks))
    return true;  // "Cơ quan Quản lý Dược Bồ Đào Nha"
  return field && scope_.personal_name(last + 1) == 0 && rule_.kind != "hospital";
}

// "Thứ trưởng Bộ Y tế Trần Tri Ân", "UBND tỉnh H'Duyên Êban": the person of the post before the body.
bool VietnameseName::is_person_behind() const {
  const bool office = rule_.cls == HeadClass::kShort || rule_.cls == HeadClass::kWhole;
  const bool told = proper_ > 0 || office;
  if ((proper_ > 0 || last_was_place_word_) && scope_.token(next_).span().size() == 1 &&
      scope_.tokens().is(next_ + 1, '\''))
    return true;
  if (is_person_of_ministry()) return true;
  if (!told && described_ == 0 && proper_ == 0) return is_person_of_house();
  if (!(told || described_ > 0) || !post_before_ || is_place(next_)) return false;
  if (office && is_in_place_of_two()) return false;
  // "huyện Mộc Châu Phạm Văn Thắng": a place of two syllables before the person.
  if (proper_ == 1 && scope_.personal_name(next_) > 3 && scope_.personal_name(next_ + 1) > 2) return false;
  return (told && scope_.personal_name(next_) > 0) || is_person_of_rare_name(next_);
}

// "UBND tỉnh Lâm Sơn Phan Đình Trọng": two syllables of a place, then a whole name of three or four.
bool VietnameseName::is_in_place_of_two() const {
  if (proper_ > 1 || next_ <= scope_.begin) return false;
  const std::size_t person = next_ + 2 - static_cast<std::size_t>(proper_);
  if (person >= scope_.end || !scope_.is_name_word(person - 1) || !scope_.token(person).upper) return false;
  std::size_t end = person;
  while (scope_.is_name_word(end) && scope_.token(end).syllable && scope_.token(end).gap == Gap::kSpace) ++end;
  const bool family = scope_.tables.family_names.find(scope_.tokens(), person, scope_.input.marks).has_value();
  return family && (end == person + 3 || end == person + 4);
}

// "Cục trưởng Cục Y, Bộ Giáo dục và Đào tạo Mạc Văn Khải": a ministry is called after no person.
bool VietnameseName::is_person_of_ministry() const {
  const bool ministry = scope_.tokens().folded(head_.first) == "bo" && proper_ == 0 && !scope_.caps;
  if (!ministry || (described_ == 0 && rule_.cls != HeadClass::kWhole) || is_place(next_)) return false;
  if (scope_.input.authority.country_names().find(scope_.tokens(), next_, scope_.input.marks)) return false;
  if (!scope_.tables.family_names.find(scope_.tokens(), next_, scope_.input.marks)) return false;
  std::size_t end = next_;
  while (scope_.is_name_word(end) && !scope_.token(end).number && scope_.token(end).gap == Gap::kSpace) ++end;
  return end >= next_ + 3 && end <= next_ + 5;
}

// "Phó Giám đốc Bệnh viện Đồng Bảo Trâm cho biết": a house without a name, and a name that speaks.
bool VietnameseName::is_person_of_house() const {
  if (rule_.cls != HeadClass::kBody || !post_before_ || named_field_ || scope_.caps) return false;
  if (!scope_.tables.family_names.find(scope_.tokens(), next_, scope_.input.marks)) return false;
  std::size_t end = next_;
  while (scope_.is_name_word(end) && scope_.token(end).syllable && !scope_.token(end).number && !is_place(end)) ++end;
  const bool name = end == next_ + 3 || end == next_ + 4;
  return name && end < scope_.end && scope_.token(end).word && !scope_.token(end).upper;
}

// "Giám đốc Sở Từ Ngọc Lạng", "… Viện Dinh dưỡng Lâm sàng Trác Thị Hồng": three or more capital syllables, behind an
// office, or with the middle name of a woman.
bool VietnameseName::is_person_of_rare_name(std::size_t at) const {
  std::size_t end = at;
  while (scope_.is_name_word(end) && scope_.token(end).syllable && !scope_.token(end).number && !is_place(end) &&
         (end == at || scope_.token(end).gap == Gap::kSpace)) {
    ++end;
  }
  if (end < at + 3 || end > at + 4 || scope_.caps) return false;
  std::size_t last = at;
  const bool listed = scope_.classes(scope_.tables.vi_words, at, last) != 0 && last > at;
  const bool office = rule_.cls == HeadClass::kShort || rule_.cls == HeadClass::kWhole;
  return !listed && (scope_.tokens().folded(at + 1) == "thi" || (office && !last_was_place_word_));
}

bool VietnameseName::is_place(std::size_t at) const {
  return scope_.tables.places.find(scope_.tokens(), at, scope_.input.marks).has_value();
}

// "Đinh Bộ Lĩnh", "Trần Viện Trưởng": a syllable of a person's name.
bool is_inside_person(const NameScope& scope, std::size_t at) {
  if (at == scope.begin || scope.caps || scope.token(at).gap != Gap::kSpace || !scope.token(at).upper) return false;
  const Token& before = scope.token(at - 1);
  if (!before.word || !before.upper || !before.syllable) return false;
  for (const std::string_view head : {"bo", "vu", "hoi", "so", "quy", "vien", "cuc", "to"}) {
    if (scope.tokens().folded(at) != head) continue;
    const auto family = scope.tables.family_names.find(scope.tokens(), at - 1, scope.input.marks);
    return family && family->last == at - 1 && (at - 1 == scope.begin || !scope.token(at - 2).upper);
  }
  return false;
}

}  // namespace hoptac
