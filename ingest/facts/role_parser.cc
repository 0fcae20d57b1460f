#include <algorithm>
#include <iterator>

#include "ingest/facts/role_reader.h"
#include "ingest/facts/tables.h"

namespace hoptac {

// A word before a post that says of what: "quality officer", "Malaysian Consul General".
bool RoleParser::is_qualifier(std::size_t at) const {
  return scope_.token(at).word && scope_.token(at).ascii && institutions_.at(at) == nullptr &&
         (is_descriptive(at) || is(at, "quality") || scope_.token(at).caps);
}

std::optional<ParsedRole> RoleParser::parse(std::size_t at) {
  out_.first = at;
  const auto role = nucleus(at);
  if (!role || role->last >= scope_.end) return std::nullopt;
  if (is(role->last, "chủ") && (is(role->last + 1, "trì") || is(role->last + 1, "tọa"))) return std::nullopt;
  out_.last = role->last;
  out_.worker = static_cast<RoleClass>(role->value) == RoleClass::kWorker;
  if (is_ordinal(out_.last + 1)) ++out_.last;
  vietnamese_ = !scope_.token(role->first).ascii || scope_.input.marks == Marks::kFolded;
  next_ = out_.last + 1;
  while (next_ < scope_.end && next_ - at < kMaxComplementTokens && step()) {
  }
  take_charge();
  skip_parents();
  join_second();
  out_.end = next_;
  return out_;
}

// The listed post at `at`, or behind up to two words that modify it.
std::optional<PhraseMatch> RoleParser::nucleus(std::size_t at) const {
  constexpr std::size_t kMaxModifiers = 2;
  for (std::size_t n = 0; n <= kMaxModifiers && at < scope_.end; ++n, ++at) {
    if (auto officer = chief_officer(at)) return officer;
    auto role = scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks);
    if (role) return role;
    if (!is_one_of(scope_.tokens(), at, kRoleModifiers)) return std::nullopt;
  }
  return std::nullopt;
}

// "Chief Business Development Officer": any field between the two words.
std::optional<PhraseMatch> RoleParser::chief_officer(std::size_t at) const {
  constexpr std::size_t kMaxWords = 4;
  if (!is(at, "chief") || !scope_.token(at).upper) return std::nullopt;
  for (std::size_t i = at + 1; i < scope_.end && i <= at + kMaxWords + 1; ++i) {
    if (is(i, "officer")) return PhraseMatch{at, i, static_cast<std::uint32_t>(RoleClass::kHead)};
    if (!scope_.is_name_word(i) && !is(i, "and") && !scope_.tokens().is(i, '&')) return std::nullopt;
  }
  return std::nullopt;
}

// "Vice Rector III".
bool RoleParser::is_ordinal(std::size_t at) const {
  return at < scope_.end && scope_.token(at).upper && (is(at, "i") || is(at, "ii") || is(at, "iii") || is(at, "iv")) &&
         scope_.token(at).gap == Gap::kSpace;
}

// "Vice President of LVUT in charge of quality", "Phó Tổng Giám đốc Hệ thống Y tế X phụ trách chất lượng".
void RoleParser::take_charge() {
  if (out_.institution < 0 || next_ + 2 >= scope_.end || next_ != institution_end_) return;
  std::size_t at = 0;
  if (is(next_, "in") && is(next_ + 1, "charge") && is(next_ + 2, "of")) at = next_ + 3;
  if (is(next_, "responsible") && is(next_ + 1, "for")) at = next_ + 2;
  if (is(next_, "phụ") && is(next_ + 1, "trách")) at = next_ + 2;
  constexpr std::size_t kMaxWords = 5;
  std::size_t end = at;
  while (at != 0 && end < scope_.end && end < at + kMaxWords && scope_.token(end).word && !is(end, "and") &&
         !scope_.tables.honorifics.find(scope_.tokens(), end, scope_.input.marks)) {
    std::size_t last = end;
    const std::uint32_t cls = scope_.classes(vietnamese_ ? scope_.tables.vi_words : scope_.tables.en_words, end, last);
    if ((cls & kStopWord) != 0) break;
    ++end;
  }
  if (end > at) take(end - 1);
}

// "…, Ministry of Health" and "… - Bộ Y tế" behind the body: what the body belongs to.
void RoleParser::skip_parents() {
  skip_seat();
  while (out_.institution >= 0 && next_ + 1 < scope_.end) {
    const bool joined = scope_.tokens().is(next_, ',') || scope_.tokens().is(next_, '-');
    const InstitutionAt* parent = joined ? institutions_.at(next_ + 1) : nullptr;
    if (parent == nullptr || parent->first != next_ + 1) return;
    const std::size_t behind = parent->last + 1;
    const bool closed = behind >= scope_.end || !scope_.token(behind).word || vietnamese_name(scope_, behind) > 1 ||
                        foreign_name(scope_, behind) > 0;
    if (!closed) return;
    next_ = behind;
  }
}

// "Đại diện thường trú UNDP tại Việt Nam, bà X", "Country Director of Y in Vietnam Dr. Z": where the body sits.
void RoleParser::skip_seat() {
  if (out_.institution < 0 || next_ + 1 >= scope_.end || next_ != institution_end_) return;
  if (!is(next_, "tại") && !is(next_, "ở") && !is(next_, "in") && !is(next_, "tai")) return;
  const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_ + 1, scope_.input.marks);
  if (country && country->last < scope_.end && institutions_.at(next_ + 1) == nullptr) next_ = country->last + 1;
}

// "Chairman and Chief Executive Officer of X", "Founder & Managing Director".
bool RoleParser::joins_chief(std::size_t at) const {
  if (vietnamese_ || !(is(at, "and") || scope_.tokens().is(at, '&')) || out_.first != out_.last) return false;
  static constexpr std::string_view kOwners[] = {"chairman", "chairwoman", "chair", "founder", "president", "owner"};
  const auto one_of = [&](std::size_t i, const auto& words) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return is(i, w); });
  };
  static constexpr std::string_view kChiefs[] = {"ceo", "chief", "managing", "general", "executive"};
  return one_of(out_.first, kOwners) && one_of(at + 1, kChiefs);
}

// "Chủ tịch HĐQT kiêm Tổng Giám đốc", "Interim Provost cum Dean": one title as long as no body stands between.
void RoleParser::join_second() {
  if (joined_ == 0 || out_.institution >= 0 || next_ + 1 >= scope_.end || next_ != out_.last + 1) return;
  if (!is(next_, "kiêm") && !is(next_, "cum") && !is(next_, "kiem") && !joins_chief(next_)) return;
  const auto second = RoleParser(scope_, institutions_, joined_ - 1).parse(next_ + 1);
  if (!second) return;
  const bool inner = second->body_last == second->end - 1 && second->body_first == second->last + 1 &&
                     scope_.tables.vi_heads.find(scope_.tokens(), second->body_first, scope_.input.marks);
  out_.institution = second->institution;
  out_.body_first = inner ? 1 : second->body_first;
  out_.body_last = inner ? 0 : second->body_last;
  out_.last = inner ? second->body_last : second->last;  // "Phó Hiệu trưởng kiêm Viện trưởng Viện Châm cứu"
  out_.generic = second->generic;
  next_ = second->end;
}

bool RoleParser::step() {
  if (scope_.token(next_).gap == Gap::kWide || scope_.token(next_).gap == Gap::kLine) return false;
  const bool region = is(out_.last, "vực") || is(next_, "châu");
  if (out_.last + 1 == next_ && region && take_region()) return true;
  if (take_institution(next_)) return false;
  if (!scope_.token(next_).word) return step_punctuation();
  if (vietnamese_ && out_.last + 1 == next_ && take_long_country()) return true;
  if (scope_.tables.honorifics.find(scope_.tokens(), next_, scope_.input.marks) && scope_.token(next_).upper &&
      !is_unit_head(next_ - 1))
    return false;
  if (const std::size_t place = place_before_name(); place != 0) return take(place);
  if (vietnamese_ && scope_.token(next_).upper && is_family_of_others(next_) && !scope_.is_name_word(next_ + 1)) {
    return false;  // "Phó Viện trưởng Hsu"
  }
  if (vietnamese_name(scope_, next_) > 0 && !is_unit_head(next_)) return false;
  if (foreign_name(scope_, next_) > 0 || stops_at_unknown_name()) return false;
  return vietnamese_ ? step_vietnamese() : step_english();
}

bool RoleParser::take_institution(std::size_t at) {
  const InstitutionAt* body = institutions_.at(at);
  if (body == nullptr || body->first != at || is_inner_unit(at)) return false;
  out_.institution = body->index;
  next_ = body->last + 1;
  // "Chủ tịch Hội Điều dưỡng tỉnh kiêm …"
  if (vietnamese_ && (is(next_, "tỉnh") || is(next_, "huyện")) && !scope_.is_name_word(next_ + 1)) ++next_;
  institution_end_ = next_;
  return true;
}

// "Head of the School of Nursing", "head of its Microsurgery Centre": part of the title.
// A government department is a body of its own.
bool RoleParser::is_inner_unit(std::size_t at) const {
  const InstitutionAt* body = institutions_.at(at);
  if (body != nullptr && body->government) return false;
  static constexpr std::string_view kUnits[] = {"school", "centre", "center", "faculty", "department", "office"};
  if (at > scope_.begin && is(at - 1, "its")) return true;
  if (body != nullptr && (is(at, "college") || is(at, "institute")) && has_owner_behind(*body)) return true;
  if (body != nullptr && is_unit_of_fields(*body)) return true;
  for (const std::string_view unit : kUnits) {
    if (is(at, unit)) return out_.last + 1 < at;
    if (body != nullptr && is(body->last, unit) && has_owner_behind(*body)) return true;
  }
  return false;
}

// "Hospital Information Centre, Hanbyeol National University Hospital".
bool RoleParser::has_owner_behind(const InstitutionAt& unit) const {
  std::size_t at = unit.last + 1;
  if (at >= scope_.end ||
      !(scope_.tokens().is(at, ',') || scope_.tokens().is(at, '-') || is(at, "of") || is(at, "at") || is(at, "under")))
    return false;
  ++at;
  while (is(at, "the")) ++at;
  const InstitutionAt* owner = institutions_.at(at);
  return owner != nullptr && owner->first == at;
}

bool RoleParser::is_unit_head(std::size_t at) const {
  const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
  return head && scope_.tables.head_rules[head->value].cls == HeadClass::kUnit;
}

// "(International)", "(Vietnam)" right behind the title; ", Student Recruitment"; "– " never.
bool RoleParser::step_punctuation() {
  if (scope_.tokens().is(next_, '(') && next_ + 2 < scope_.end && scope_.token(next_ + 1).upper) {
    if (const std::size_t close = closing_bracket(); close != 0) return take(close);
  }
  if (scope_.tokens().is(next_, '&'))
    return next_ + 1 < scope_.end && scope_.is_name_word(next_ + 1) && take(next_ + 1);
  if (scope_.tokens().is(next_, '-')) return step_dash();
  return scope_.tokens().is(next_, ',') && step_comma();
}

// "(International)", "(South & Southeast Asia)" behind an English title, one word behind a Vietnamese one; 0 when
// none, or when the bracket holds a post or a body.
std::size_t RoleParser::closing_bracket() const {
  constexpr std::size_t kMaxWords = 6;
  const std::size_t limit = vietnamese_ ? 1 : kMaxWords;
  for (std::size_t i = next_ + 1; i < scope_.end && i <= next_ + limit + 1; ++i) {
    if (scope_.tokens().is(i, ')')) return i > next_ + 1 ? i : 0;
    const bool joined = scope_.tokens().is(i, '&') || scope_.tokens().is(i, '-') || is(i, "and");
    if ((!joined && !scope_.is_name_word(i)) || scope_.token(i).number) return 0;
    if (i > next_ + 1 && (institutions_.at(i) != nullptr || is_post(i))) return 0;
  }
  return 0;
}

bool RoleParser::step_dash() {
  const bool glued = scope_.glued(next_) && next_ + 1 < scope_.end && scope_.glued(next_ + 1);
  if (glued) return (behind_of_ || !scope_.token(next_ + 1).upper) && scope_.token(next_ + 1).word && take(next_ + 1);
  std::size_t last = next_ + 1;
  const bool field = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kFieldWord) != 0;
  return vietnamese_ && field && scope_.token(next_ + 1).upper && !is_post(next_ + 1) && take(last);
}

bool RoleParser::is_post(std::size_t at) const {
  return scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks).has_value();
}

// A capital qualifier or the body behind a comma.
bool RoleParser::step_comma() {
  const std::size_t at = next_ + 1;
  if (take_institution(at)) return false;
  if (vietnamese_ && is_unit_head(at) && next_ == out_.last + 1 && at + 1 < scope_.end) return take(at);
  if (vietnamese_ || !scope_.is_name_word(at) || scope_.token(at).number || is_post(at)) return false;
  if (scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks) || scope_.personal_name(at) > 0 ||
      foreign_name(scope_, at) > 0)
    return false;
  std::size_t word = at;
  const bool field = (scope_.classes(scope_.tables.en_words, at, word) & kFieldWord) != 0;
  const auto unit = scope_.tables.en_heads.find(scope_.tokens(), at, scope_.input.marks);
  const bool region = scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks).has_value();
  if (take_alliance(at)) return false;
  if (!field && !unit && !region && !is_descriptive(at) && out_.last > out_.first && take_unknown_tail(at))
    return false;
  if (!field && !unit && !region && !ends_at_delimiter(at) && !is_before_body(at)) return false;
  behind_of_ = true;
  return take(at);
}

// "Chairman, ASEAN Midwifery Forum": capital words that end in a word for many members.
bool RoleParser::take_alliance(std::size_t at) {
  static constexpr std::string_view kEnds[] = {"alliance",   "consortium", "forum",     "network",
                                               "federation", "council",    "initiative"};
  std::size_t last = at;
  while (last + 1 < scope_.end && scope_.is_name_word(last + 1) && institutions_.at(last + 1) == nullptr) ++last;
  if (last == at || std::none_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view w) { return is(last, w); }))
    return false;
  out_.body_first = at;
  out_.body_last = last;
  next_ = last + 1;
  return true;
}

// "Vice President, Talent, Daehwa Vina Co., Ltd.": one or two words between commas, a body behind.
bool RoleParser::is_before_body(std::size_t at) const {
  const std::size_t comma = scope_.tokens().is(at + 1, ',') ? at + 1 : at + 2;
  if (comma + 1 >= scope_.end || !scope_.tokens().is(comma, ',')) return false;
  if (comma == at + 2 && !scope_.is_name_word(at + 1)) return false;
  const InstitutionAt* body = institutions_.at(comma + 1);
  return body != nullptr && body->first == comma + 1;
}

// "Head of Education, LumenRay Vietnam;": the last part is the body when its first word says nothing about the post.
bool RoleParser::take_unknown_tail(std::size_t at) {
  constexpr std::size_t kMaxWords = 4;
  std::size_t last = at;
  while (last < scope_.end && last < at + kMaxBodyTokens && scope_.is_name_word(last) &&
         institutions_.at(last) == nullptr && last - at <= kMaxWords) {
    ++last;
  }
  const bool closed = last >= scope_.end || scope_.tokens().is(last, ';') || scope_.tokens().is(last, ')') ||
                      scope_.tokens().is(last, '.');
  if (last == at || !closed) return false;
  out_.body_first = at;
  out_.body_last = last - 1;
  next_ = last;
  return true;
}

// The capital words at `at` run up to ";", "," or a bracket: a qualifier of the title.
bool RoleParser::ends_at_delimiter(std::size_t at) const {
  std::size_t i = at;
  while (i < scope_.end && scope_.is_name_word(i) && institutions_.at(i) == nullptr) ++i;
  if (i >= scope_.end || i == at || i - at > 3) return false;
  return scope_.tokens().is(i, ';') || scope_.tokens().is(i, '&') || scope_.tokens().exact(i) == "của" ||
         scope_.tokens().exact(i) == "of";
}

namespace {

// Capital letters before a post: a body, unless they name a field of work.
bool is_acronym_of_body(const NameScope& scope, std::size_t at) {
  return scope.token(at).caps && !is_field_word_in_capitals(scope.tokens().exact(at));
}

}  // namespace

// "U.S. Consul General in Ho Chi Minh City".
static std::optional<ParsedRole> post_behind_country(const NameScope& scope, const InstitutionIndex& institutions,
                                                     std::size_t at) {
  if (at + 4 >= scope.end || !scope.tokens().is(at + 1, '.') || !scope.tokens().is(at + 3, '.')) return std::nullopt;
  if (!scope.input.authority.country_names().find(scope.tokens(), at, scope.input.marks)) return std::nullopt;
  auto role = parse_role(scope, institutions, at + 4);
  if (role) role->first = at;
  return role;
}

std::optional<ParsedRole> parse_role_behind(const NameScope& scope, const InstitutionIndex& institutions,
                                            std::size_t at) {
  constexpr std::size_t kMaxQualifiers = 3;
  if (auto role = parse_role(scope, institutions, at)) return role;
  if (auto role = post_behind_country(scope, institutions, at)) return role;
  for (std::size_t i = at; i < scope.end && i < at + kMaxQualifiers; ++i) {
    if (!RoleParser(scope, institutions).is_qualifier(i)) return std::nullopt;
    auto role = parse_role(scope, institutions, i + 1);
    if (!role) continue;
    if (scope.tokens().exact(role->last) == "partner") return std::nullopt;  // "the Malaysian partner"
    if (i == at && is_acronym_of_body(scope, at) && role->institution < 0 && role->body_last < role->body_first) {
      role->body_first = role->body_last = at;  // "WHO Representative in Viet Nam"
      return role;
    }
    role->first = at;
    return role;
  }
  return std::nullopt;
}

std::optional<ParsedRole> parse_role(const NameScope& scope, const InstitutionIndex& institutions, std::size_t at) {
  if (at >= scope.end || !opens_role(scope, at)) return std::nullopt;
  return RoleParser(scope, institutions).parse(at);
}

}  // namespace hoptac
