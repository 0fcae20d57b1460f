// The country that the text tells of a body itself: in its name, right before or behind it, in its row of a table.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/facts/input.h"
#include "ingest/facts/institution_entity.h"

namespace hoptac {

using Named = std::pair<std::string_view, std::size_t>;  // country, last token

class CountryTeller {
 public:
  explicit CountryTeller(const FactInput& input);

  // What the text says of the body itself; "" when it says nothing.
  std::string told_country(const InstitutionEntity& entity) const;

 protected:
  // The country, place or demonym that starts at token `i`.
  Named country_at(std::size_t i) const;
  Named place_at(std::size_t i) const;
  std::string_view demonym_at(std::size_t i) const;
  bool is(std::size_t i, std::string_view word) const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const NameTables& tables_;

 private:
  struct Bracket {
    std::string_view country, place;
    std::size_t close = 0;
  };

  // "(Hàn Quốc)", "(SMIH), Japan", ", Chiang Mai", "of Korea", ", a Swedish firm" behind the name; the country
  // beats the place.
  std::string behind(const NameMention& m) const;
  bool owns_what_follows(std::size_t last) const;
  bool opens_place(std::size_t i) const;
  // "tại Bari", "trụ sở tại Bonn", "đặt tại".
  bool is_vietnamese_seat(std::size_t i) const;
  // "X Hospital in Auckland, New Zealand"; a body that may have offices elsewhere is not where it works.
  bool opens_seat(const NameMention& m, std::size_t i) const;
  Bracket inside_bracket(std::size_t open) const;
  // "(Khu công nghiệp Long Đức)".
  bool is_part_of_place(std::size_t i) const;
  // "the Republic of", "Cộng hòa", "tỉnh": small parts before a country's or place's own name.
  std::size_t skip_republic(std::size_t i, std::size_t end) const;
  // ", Trencin, Slovakia": the token behind an unknown capital piece that a comma follows; `end` otherwise.
  std::size_t unknown_piece(std::size_t i, std::size_t end) const;
  // "a Swedish consulting firm", "the Malaysian partner".
  std::string_view apposition(std::size_t i, std::size_t end) const;
  std::size_t skip_acronym(std::size_t i, std::size_t end) const;
  // "having its seat at 12 Doi Can Street, Thai Nguyen, Vietnam".
  bool is_seat(std::size_t i, std::size_t end) const;
  std::size_t seat_end(std::size_t i, std::size_t end) const;
  // "South Korea's X", "the Japanese X", "the German scanner maker X", "Stockholm-based X".
  std::string before(const NameMention& m) const;
  // A country or place that ends at `last`, when "'s" or "-based" follows it.
  std::string attribute_ending(std::size_t last, std::size_t begin, std::size_t name) const;
  // A country, a demonym or a place among the words of the name; "Việt Đức" is none: a one-syllable
  // country counts only behind a small word or for missions.
  std::string inside(const NameMention& m) const;
  // "French Hospital of Hanoi": a place behind "of" at its end.
  std::string_view country_at_end(const NameMention& m) const;
  std::string_view seat_inside(const NameMention& m) const;
  // "Văn phòng JICA tại Việt Nam", "Embassy of Japan in Vietnam": where it sits, not whose it is.
  bool is_seat_word(const NameMention& m, std::size_t i) const;
  // A known body of another country inside the name.
  std::string_view brand_country(const NameMention& m) const;
  std::string_view agency_country(const NameMention& m, std::size_t i) const;
  bool is_plain_country(const NameMention& m, std::size_t first, std::size_t last) const;
  // The row of a table or the entry of a list that names a country.
  std::string by_setting(const NameMention& m) const;
  // Legal forms and heads that one country has: "Sdn Bhd", "Universitas".
  std::string by_legal_form(const NameMention& m) const;

  std::vector<std::string_view> settings_;
};

}  // namespace hoptac
