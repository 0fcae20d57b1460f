// A Vietnamese name while it takes its pieces: what joins them (dashes, "&", commas, points, "và", small words of
// other languages).
#pragma once

#include <cstddef>

#include "ingest/facts/vietnamese_ends.h"

namespace hoptac {

class VietnameseJoins : protected VietnameseName {
 protected:
  VietnameseJoins(const NameScope& scope, PhraseMatch head) : VietnameseName(scope, head) {}

  bool take(std::size_t last, int& count);
  // "Khoa học và Công nghệ": steps over "và" when a descriptive word follows one.
  void take_and();
  // "INSA Val d'Ardèche", "Đại học Rio de Janeiro": small words inside names of other languages.
  bool step_foreign();
  bool step_punctuation();
  bool is_and(std::size_t at) const;
  bool is_stop(std::size_t at) const;
  // "Văn phòng Đại diện Tổ chức Y tế Thế giới".
  bool starts_long_body(std::size_t at) const;
  // A head that is no inner unit: "Xã hội" of "Kinh tế - Xã hội" starts nothing.
  bool starts_body(std::size_t at) const;
  bool is_post(std::size_t at) const;

  std::size_t ends_region_ = 0;  // last token of the region just taken

 private:
  bool is_foreign_particle(std::size_t at) const;
  // "Trường đại học (ĐH) Y Dược".
  bool step_inner_acronym();
  // A dash or "&" inside a name: glued between capitals, or between descriptive words.
  bool step_join();
  // "Việt - Đức": two countries by their short names.
  bool joins_countries(std::size_t at) const;
  // "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn".
  bool joins_places(std::size_t at) const;
  bool is_country(std::size_t at) const;
  // "Bộ Lao động, Thương binh và Xã hội".
  bool step_list();
  // "TP. Hồ Chí Minh", "St. Mary": the point of an abbreviation.
  bool step_abbreviation();
};

}  // namespace hoptac
