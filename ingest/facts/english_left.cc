#include "ingest/facts/english_left.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/facts/english_words.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxWordsBefore = 9;

class LeftWords : private EnglishWords {
 public:
  LeftWords(const NameScope& scope, PhraseMatch head, std::size_t floor)
      : EnglishWords(scope),
        head_(head),
        rule_(scope.tables.head_rules[head.value]),
        floor_(floor),
        first_(head.first) {}

  std::size_t extend() {
    if (rule_.cls == HeadClass::kPrefix) return is_house_mark() ? first_ - 1 : first_;
    while (first_ > floor_ && head_.first - first_ < kMaxWordsBefore && near(first_) && step_left()) {
    }
    return first_;
  }

 private:
  // "BG Klinikum", "SRH Hochschule": capitals of a house before a head of another language.
  bool is_house_mark() const {
    if (first_ <= floor_ || !near(first_) || scope_.caps) return false;
    const Token& t = scope_.token(first_ - 1);
    return t.word && t.caps && !t.number && t.span().size() <= 4 && word(first_ - 1) == 0 && !head_at(first_ - 1) &&
           !is_post_end(first_ - 1) && !is_place_or_country(first_ - 1);
  }

  bool step_left() {
    const std::size_t at = first_ - 1;
    if (scope_.token(at).word) return step_left_word(at);
    if (at == floor_) return false;
    if (scope_.tokens().is(at, '&')) return join_left(at, true);
    if (scope_.tokens().is(at, '-')) return step_left_dash(at);
    if (scope_.tokens().is(at, '/')) return step_left_slash(at);
    if (scope_.tokens().is(at, ',')) return step_left_comma(at);
    if (scope_.tokens().is(at, '\'') && scope_.glued(at)) return take_left(at - 1);  // "Xi'an Hospital"
    if (scope_.tokens().is(at, '.')) return step_left_point(at);
    if (scope_.tokens().is(at, '"')) return step_left_quoted(at);
    return false;
  }

  // "Ngu Binh Cancer/Oncology Centre": two words for one field.
  bool step_left_slash(std::size_t at) {
    if (!scope_.glued(at) || !scope_.glued(at + 1) || !scope_.is_name_word(at - 1)) return false;
    return is_field(at - 1) && is_field(at + 1) && take_left(at - 1);
  }

  // "Norlake Respiratory, Inc.": a legal form behind a comma.
  bool step_left_comma(std::size_t at) {
    if (rule_.cls != HeadClass::kLegal || first_ != head_.first || scope_.glued(at + 1) || !scope_.glued(at))
      return false;
    const bool name = scope_.is_name_word(at - 1) && !scope_.token(at - 1).number && !is_lead(at - 1);
    return name && !is_post_end(at - 1) && take_left(at - 1);
  }

  // "Eaux de l'Erdre SA", "Compagnie du Val SARL": the capital word before small words of other languages.
  bool step_over_particles(std::size_t at) {
    constexpr std::size_t kMax = 4;
    if (rule_.cls != HeadClass::kLegal || scope_.caps) return false;
    std::size_t first = at + 1;
    for (std::size_t i = at; i > floor_ && at - i < kMax; --i) {
      if (scope_.is_name_word(i)) {
        first = i;
        break;
      }
      if (!scope_.tokens().is(i, '\'') && !is_romance_particle(i)) return false;
    }
    return first < at && !is_lead(first) && !is_post_end(first) && !scope_.token(first).number && take_left(first);
  }

  bool is_romance_particle(std::size_t at) const {
    for (const std::string_view word : {"de", "du", "des", "la", "les", "l", "d", "di", "della", "del", "dos", "von"}) {
      if (is(at, word) && !scope_.token(at).upper) return true;
    }
    if (rule_.country != "DE") return false;
    for (const std::string_view word : {"pro", "für", "der", "ohne", "und", "zur", "zum", "im", "gegen", "am"}) {
      if (is(at, word) && !scope_.token(at).upper) return true;  // "Hilfe für Gambaga e.V."
    }
    return false;
  }

  bool step_left_word(std::size_t at) {
    if (is(at, "s") && at >= floor_ + 2 && scope_.tokens().is(at - 1, '\'')) return step_left_possessive(at);
    if (is(at, "and")) return join_left(at, false);
    if (is_behind_apostrophe(at)) return take_left(at - 2);  // "Ren'ai Hospital"
    if (is_glued_suffix(at)) return take_left(at - 2);
    if (!scope_.token(at).upper && !scope_.token(at).number) return step_over_particles(at);
    const bool patron = (word(at) & kPossessiveWord) != 0;  // "Royal Prince Alfred Hospital"
    if (!scope_.is_name_word(at) || is_lead(at) || (is_post_end(at) && !patron) || is_vietnamese(at)) return false;
    if (scope_.token(at).number && has_number_sign(at)) return take_left(at - 2);  // "No. 1 People's Hospital"
    if (scope_.token(at).number && !is_inner_number(at)) return false;
    return take_left(at);
  }

  // "Myozen-ji Temple Archive", "Chungcheong-do Medical Center": a small ending behind a hyphen.
  bool is_glued_suffix(std::size_t at) const {
    if (at < floor_ + 2 || !scope_.glued(at) || !scope_.tokens().is(at - 1, '-') || !scope_.glued(at - 1)) return false;
    if (scope_.token(at).upper || !scope_.is_name_word(at - 2)) return false;
    constexpr std::array<std::string_view, 16> kEndings = {"ji",  "dera", "in", "gu",  "si",    "do", "dong", "gun",
                                                           "shi", "ken",  "ku", "cho", "machi", "fu", "san",  "ri"};
    return std::find(kEndings.begin(), kEndings.end(), scope_.tokens().exact(at)) != kEndings.end();
  }

  bool has_number_sign(std::size_t at) const {
    return at >= floor_ + 2 && scope_.tokens().is(at - 1, '.') && is(at - 2, "no") && scope_.token(at - 2).upper;
  }

  bool is_behind_apostrophe(std::size_t at) const {
    return at >= floor_ + 2 && scope_.glued(at) && scope_.tokens().is(at - 1, '\'') && scope_.glued(at - 1) &&
           scope_.is_name_word(at - 2);
  }

  // A number leads no name, nor does a year stand in one: "On 4 April 2022 Linh Giang Hospital signed".
  bool is_inner_number(std::size_t at) const {
    if (at == floor_ || !scope_.is_name_word(at - 1) || scope_.token(at - 1).number) return false;
    const std::string_view digits = scope_.tokens().exact(at);
    const bool year = digits.size() == 4 && (digits.substr(0, 2) == "19" || digits.substr(0, 2) == "20");
    return !year && !is_lead(at - 1) && !is_post_end(at - 1);
  }

  // "Children's Hospital" keeps its owner, "Japan's National Cancer Center" does not.
  bool step_left_possessive(std::size_t at) {
    const std::size_t owner = at - 2;
    const bool saint = owner >= floor_ + 2 && (is(owner - 1, "st") || is(owner - 2, "st"));
    if (!saint && (word(owner) & kPossessiveWord) == 0) return false;
    return take_left(owner);
  }

  bool step_left_dash(std::size_t at) {
    if (!scope_.is_name_word(at - 1)) return false;
    if (scope_.glued(at) && scope_.glued(at + 1)) return take_left(at - 1);
    return join_left(at, false);
  }

  // "\"Carol Davila\" University": a name in quotes.
  bool step_left_quoted(std::size_t at) {
    constexpr std::size_t kMaxQuoted = 5;
    for (std::size_t i = at; i > floor_ && at - i <= kMaxQuoted; --i) {
      if (scope_.tokens().is(i - 1, '"')) return i < at && take_left(i - 1);
      if (!scope_.is_name_word(i - 1)) return false;
    }
    return false;
  }

  // "St. Mary", "J. Smith".
  bool step_left_point(std::size_t at) {
    const bool short_word = is(at - 1, "st") || is(at - 1, "mt") || scope_.token(at - 1).span().size() == 1;
    return short_word && scope_.token(at - 1).upper && take_left(at - 1);
  }

  // "Orthopedics & Rehabilitation Hospital", "Women's and Children's Hospital": joins when no head stands on the left
  // and both sides are fields (an ampersand needs no fields).
  bool join_left(std::size_t at, bool any_word) {
    if (at == floor_) return false;
    const bool owner = is_owner_end(at - 1);
    const std::size_t first = owner ? at - 3 : at - 1;
    if (!scope_.is_name_word(first) || is_lead(first)) return false;
    if (has_head_ending_at(first)) return false;
    if (!any_word && !((owner || is_field_or_type(first)) && is_field_or_type(at + 1))) return false;
    return take_left(first);
  }

  bool has_head_ending_at(std::size_t at) const {
    const auto head = scope_.ending_at(scope_.tables.en_heads, at);
    return head && !(scope_.tables.head_rules[head->value].cls == HeadClass::kWeak && is_field(at));
  }

  // "Women's".
  bool is_owner_end(std::size_t at) const {
    return at >= floor_ + 2 && is(at, "s") && scope_.glued(at) && scope_.tokens().is(at - 1, '\'') &&
           (word(at - 2) & kPossessiveWord) != 0;
  }

  bool take_left(std::size_t at) {
    first_ = at;
    return true;
  }

  PhraseMatch head_;
  const HeadRule& rule_;
  std::size_t floor_;
  std::size_t first_;
};

}  // namespace

std::size_t english_name_begin(const NameScope& scope, PhraseMatch head, std::size_t floor) {
  return LeftWords(scope, head, floor).extend();
}

}  // namespace hoptac
