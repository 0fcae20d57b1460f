#include <algorithm>
#include <iterator>

#include "ingest/facts/role_reader.h"
#include "ingest/facts/tables.h"

namespace hoptac {

// "khu vực châu Á - Thái Bình Dương", "khu vực ASEAN".
bool RoleParser::take_region() {
  std::size_t i = next_;
  while (i < scope_.end && i < next_ + kMaxBodyTokens &&
         (scope_.is_name_word(i) || is(i, "châu") || is(i, "miền") ||
          (scope_.tokens().is(i, '-') && i > next_ && scope_.is_name_word(i + 1)))) {
    if (is_post(i) || scope_.tables.honorifics.find(scope_.tokens(), i, scope_.input.marks)) break;
    ++i;
  }
  return i > next_ && scope_.token(i - 1).word && take(i - 1);
}

bool RoleParser::step_vietnamese() {
  if (is(next_, "thường") && is(next_ + 1, "trực")) return take(next_ + 1);
  if (is(next_, "tại") && next_ + 1 < scope_.end) {  // "Tổng lãnh sự Úc tại TP.HCM"
    const auto place = scope_.tables.places.find(scope_.tokens(), next_ + 1, scope_.input.marks);
    if (place && place->last < scope_.end && institutions_.at(next_ + 1) == nullptr) return take(place->last) && false;
    const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_ + 1, scope_.input.marks);
    if (country && country->last < scope_.end && institutions_.at(next_ + 1) == nullptr)
      return take(country->last) && false;
  }
  if (is(next_, "của") || is(next_, "thuộc") || is(next_, "tại") || is(next_, "cua") || is(next_, "thuoc")) {
    if (!take_institution(next_ + 1) && !take_generic(next_ + 1)) take_capitals(next_ + 1);
    return false;
  }
  if (step_generic()) return false;
  const std::string_view w = scope_.tokens().exact(next_);
  if (w == "phụ" && is(next_ + 1, "trách")) return take(next_ + 1) && (charge_ = true);
  if (w == "và" || w == "va") return step_and();
  std::size_t last = next_;
  const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, next_, last);
  if ((cls & (kFieldWord | kTypeWord)) != 0) return take(last);
  if ((cls & kStopWord) != 0) return false;
  if (is_unit_head(next_)) return take(next_);
  if (is_small_syllable(next_)) return take(next_);
  if (take_small_words()) return false;
  if (next_ == out_.last + 1 && scope_.token(next_).upper && take_country()) return true;
  if (take_unknown_name()) return false;
  return (charge_ || scope_.token(next_).upper) && scope_.token(next_).gap == Gap::kSpace && take(next_);
}

// "Chủ tịch UBND tỉnh Lâm Sơn Phan Đình Trọng": last token of the place between its rank and the name of the person; 0
// when the capital words are no place and name.
std::size_t RoleParser::place_before_name() const {
  static constexpr std::string_view kRanks[] = {"tỉnh", "huyện", "phố", "quận", "xã", "phường", "trấn", "khu"};
  constexpr std::size_t kShortest = 5;  // syllables of place and name together: fewer are a name alone
  if (!vietnamese_) return 0;
  const auto is_rank = [&](std::size_t at) {
    return std::any_of(std::begin(kRanks), std::end(kRanks), [&](std::string_view w) { return is(at, w); });
  };
  const std::size_t at = is_rank(next_) ? next_ + 1 : next_;
  if (at >= scope_.end || !scope_.token(at).upper || (at == next_ && !is_rank(next_ - 1))) return 0;
  const auto place = scope_.tables.places.find(scope_.tokens(), at, scope_.input.marks);
  if (place && vietnamese_name(scope_, place->last + 1) > 1) return place->last;
  std::size_t end = at;
  while (end < scope_.end && scope_.token(end).word && scope_.token(end).upper && scope_.token(end).syllable) ++end;
  if (end < at + kShortest) return 0;
  return vietnamese_name(scope_, at + 2) + at + 2 == end ? at + 1 : 0;
}

// "Phòng Nghiệp vụ Y": a small syllable between capital ones.
bool RoleParser::is_small_syllable(std::size_t at) const {
  return at == out_.last + 1 && out_.last > out_.first + 1 && scope_.token(at).syllable && !scope_.token(at).upper &&
         scope_.token(out_.last).upper && scope_.is_name_word(at + 1) && !is_link(at) && !is_post(at) &&
         !is_post(at + 1) && scope_.token(at + 1).gap == Gap::kSpace && vietnamese_name(scope_, at + 1) == 0 &&
         !scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks);
}

// "chuyên gia thẩm định trưởng", "cố vấn y khoa", "thư ký đoàn": a few small words up to the end of the phrase.
bool RoleParser::take_small_words() {
  constexpr std::size_t kMaxWords = 4;
  std::size_t i = next_;
  while (i < scope_.end && i < next_ + kMaxWords && scope_.token(i).word && !scope_.token(i).upper &&
         !scope_.token(i).number && institutions_.at(i) == nullptr) {
    std::size_t last = i;
    if (is_link(i) || (scope_.classes(scope_.tables.vi_words, i, last) & kStopWord) != 0 || is_post(i)) break;
    ++i;
  }
  const bool closed = i >= scope_.end || !scope_.token(i).word || is_link(i);
  if (i == next_ || !closed || scope_.tokens().is(i, '.')) return false;
  take(i - 1);
  if (is_link(i) && !take_institution(i + 1) && !take_generic(i + 1)) take_capitals(i + 1);
  return true;
}

// "chuyên gia của JCI", "cố vấn của Tohto Rehab": as written.
bool RoleParser::take_capitals(std::size_t at) {
  std::size_t last = at;
  while (last < scope_.end && last < at + kMaxBodyTokens && scope_.is_name_word(last) &&
         institutions_.at(last) == nullptr && (last == at || scope_.token(last).gap == Gap::kSpace)) {
    ++last;
  }
  if (last == at || scope_.token(at).number || foreign_name(scope_, at) > 0) return false;
  out_.body_first = at;
  out_.body_last = last - 1;
  next_ = last;
  return true;
}

// "của trường", "của bệnh viện".
bool RoleParser::take_generic(std::size_t at) {
  const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
  if (at >= scope_.end || scope_.token(at).upper || (!head && !is(at, "trường"))) return false;
  out_.generic = scope_.tokens().folded(at);
  next_ = head ? head->last + 1 : at + 1;
  return true;
}

// "Chủ tịch HĐQT Vạn Xuân Holdings": capital words that name neither a field nor a unit are the body.
bool RoleParser::take_unknown_name() {
  std::size_t i = next_;
  bool foreign = false;
  while (i < scope_.end && i < next_ + kMaxBodyTokens && scope_.is_name_word(i) &&
         (i == next_ || scope_.token(i).gap == Gap::kSpace || scope_.tokens().is(i - 1, '-'))) {
    if (i > next_ && (foreign_name(scope_, i) > 0 || vietnamese_name(scope_, i) > 1)) break;  // "Tỉnh trưởng X Ko Sang"
    std::size_t last = i;
    const bool joined = i > next_ && scope_.glued(i);
    const bool known = (!joined && scope_.classes(scope_.tables.vi_words, i, last) != 0) || is_post(i) ||
                       scope_.tables.vi_heads.find(scope_.tokens(), i, scope_.input.marks).has_value();
    if (known || institutions_.at(i) != nullptr) return false;
    foreign = foreign || (!scope_.token(i).syllable && !scope_.token(i).caps);
    ++i;
    if (i + 1 < scope_.end && scope_.tokens().is(i, '-') && scope_.glued(i) && scope_.glued(i + 1)) ++i;
  }
  if (i == next_ + 1 && is_family_of_others(next_)) return false;  // "Phó Viện trưởng Hsu"
  if (!foreign || (i < scope_.end && scope_.token(i).word && scope_.token(i).gap == Gap::kNone)) return false;
  out_.body_first = next_;
  out_.body_last = i - 1;
  next_ = i;
  return true;
}

bool RoleParser::is_family_of_others(std::size_t at) const {
  const auto family = scope_.tables.family_names.find(scope_.tokens(), at, scope_.input.marks);
  return family && static_cast<FamilyCulture>(family->value) == FamilyCulture::kOther;
}

// "Đại sứ Hungary tại Việt Nam".
bool RoleParser::take_country() {
  const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_, scope_.input.marks);
  return country && country->last < scope_.end && institutions_.at(next_) == nullptr && take(country->last);
}

// "Phó Đại sứ Ba Lan": more than one word, of which the first is a word of address too.
bool RoleParser::take_long_country() {
  if (!scope_.token(next_).upper || institutions_.at(next_) != nullptr || !scope_.is_name_word(next_ + 1)) return false;
  const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_, scope_.input.marks);
  return country && country->last > next_ && country->last < scope_.end && take(country->last);
}

bool RoleParser::step_and() {
  std::size_t last = next_ + 1;
  if (next_ + 1 >= scope_.end) return false;
  const bool field = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kFieldWord) != 0;
  return field && institutions_.at(next_ + 1) == nullptr && take(last);
}

// "Giám đốc Bệnh viện", "Hiệu trưởng nhà trường": the body that the text speaks of.
bool RoleParser::step_generic() {
  const auto head = scope_.tables.vi_heads.find(scope_.tokens(), next_, scope_.input.marks);
  const bool school = is(next_, "nhà") && is(next_ + 1, "trường");
  const HeadRule* rule = head ? &scope_.tables.head_rules[head->value] : nullptr;
  const bool body = rule != nullptr && head->last < scope_.end && rule->cls != HeadClass::kUnit &&
                    (scope_.token(next_).upper || !rule->upper_only);
  if (!school && !body && !is(next_, "trường")) return false;
  if (body && scope_.token(next_).upper && take_named_head(head->last)) return true;
  out_.generic = school || is(next_, "trường") ? "truong" : scope_.tokens().folded(next_);
  next_ = body ? head->last + 1 : next_ + (school ? 2 : 1);
  return true;
}

// "Vụ trưởng Vụ Giáo dục Đại học": fields behind a head that is no known institution make its name; "Giám đốc Trung
// tâm Mô phỏng", "Giám đốc Văn phòng châu Á": inner units stay in the title.
bool RoleParser::take_named_head(std::size_t head_last) {
  const std::size_t first = next_;
  const bool inner = is(first, "trung") || is(first, "văn") || is(first, "ban") || is(first, "trạm");
  std::size_t last = head_last;
  while (last + 1 < scope_.end && last < head_last + kMaxBodyTokens) {
    const std::size_t end = field_end(last + 1);
    if (end == 0) break;
    last = end;
  }
  if (last == head_last) return false;
  last = behind_small_words(last);
  if (inner) {
    take(last);
    if (scope_.tokens().is(next_, ',') || is_link(next_)) {
      if (!take_institution(next_ + 1)) take_generic(next_ + 1);
    }
    return true;
  }
  out_.body_first = first;
  out_.body_last = last;
  next_ = last + 1;
  return true;
}

// "Cục Quản lý chất lượng –": small words up to the end of the phrase.
std::size_t RoleParser::behind_small_words(std::size_t last) const {
  constexpr std::size_t kMaxWords = 5;
  std::size_t i = last + 1;
  for (; i < scope_.end && i <= last + kMaxWords && scope_.token(i).word && !scope_.token(i).upper; ++i) {
    std::size_t end = i;
    if ((scope_.classes(scope_.tables.vi_words, i, end) & kStopWord) != 0 || is_link(i)) return last;
  }
  return i >= scope_.end || !scope_.token(i).word ? i - 1 : last;
}

// Last token of the field word, capital word or "và" with either at `at`; 0 when none.
std::size_t RoleParser::field_end(std::size_t at) const {
  const bool joined = (is(at, "và") || scope_.tokens().is(at, '&')) && at + 1 < scope_.end;
  if (joined) ++at;
  if (!scope_.token(at).word || scope_.token(at).number || institutions_.at(at) != nullptr) return 0;
  if (is_post(at) && !is(at, "quản")) return 0;  // "Cục Quản lý …"
  if (scope_.personal_name(at) > 1 || vietnamese_name(scope_, at) > 2 || foreign_name(scope_, at) > 0) return 0;
  if (scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks)) return 0;
  std::size_t last = at;
  const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, at, last);
  if ((cls & kStopWord) != 0) return 0;
  if ((cls & (kFieldWord | kTypeWord)) != 0) return last;
  return scope_.token(at).upper || (is(at, "châu") && at + 1 < scope_.end && scope_.token(at + 1).upper) ? at : 0;
}

}  // namespace hoptac
