#include "ingest/facts/role_parser.h"

#include <algorithm>
#include <iterator>

#include "ingest/facts/person_mention.h"
#include "ingest/text/word_map.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxComplementTokens = 16;
constexpr std::size_t kMaxUnitTokens = 32;  // of the name of an inner unit
constexpr std::size_t kMaxBodyTokens = 12;  // of a body that is no known institution
constexpr std::size_t kMaxJoinedPosts = 2;

// "nguyên Giám đốc", "the then superintendent", "newly appointed head".
bool is_modifier(const NameScope& scope, std::size_t at) {
  static constexpr auto kWords =
      word_set({"acting",    "appointed", "assistant", "associate",  "chief",    "cuu",     "cựu",      "deputy",
                "ex",        "executive", "first",     "former",     "founding", "general", "group",    "honorary",
                "incoming",  "interim",   "joint",     "national",   "newly",    "nguyen",  "nguyên",   "outgoing",
                "permanent", "pho",       "phó",       "provincial", "quyen",    "quyền",   "regional", "senior",
                "standing",  "tan",       "then",      "tân",        "vice"});
  return kWords.find(scope.tokens().exact(at), scope.token(at).exact_hash) != nullptr;
}

class RoleParser {
 public:
  // `joined`: how many posts may follow behind "kiêm".
  RoleParser(const NameScope& scope, const InstitutionIndex& institutions, std::size_t joined = kMaxJoinedPosts)
      : scope_(scope), institutions_(institutions), joined_(joined) {}

  // A word before a post that says of what: "quality officer", "Malaysian Consul General".
  bool is_qualifier(std::size_t at) const {
    return scope_.token(at).word && scope_.token(at).ascii && institutions_.at(at) == nullptr &&
           (is_descriptive(at) || is(at, "quality") || scope_.token(at).caps);
  }

  std::optional<ParsedRole> parse(std::size_t at) {
    out_.first = at;
    const auto role = nucleus(at);
    if (!role || role->last >= scope_.end) return std::nullopt;
    out_.last = role->last;
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

 private:
  bool is(std::size_t at, std::string_view key) const { return at < scope_.end && scope_.tokens().exact(at) == key; }

  // The listed post at `at`, or behind up to two words that modify it.
  std::optional<PhraseMatch> nucleus(std::size_t at) const {
    constexpr std::size_t kMaxModifiers = 2;
    for (std::size_t n = 0; n <= kMaxModifiers && at < scope_.end; ++n, ++at) {
      auto role = scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks);
      if (role) return role;
      if (!is_modifier(scope_, at)) return std::nullopt;
    }
    return std::nullopt;
  }

  // "Vice Rector III".
  bool is_ordinal(std::size_t at) const {
    return at < scope_.end && scope_.token(at).upper &&
           (is(at, "i") || is(at, "ii") || is(at, "iii") || is(at, "iv")) && scope_.token(at).gap == Gap::kSpace;
  }

  // "Vice President of LVUT in charge of quality", "Phó Tổng Giám đốc Hệ thống Y tế X phụ trách chất lượng".
  void take_charge() {
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
      const std::uint32_t cls =
          scope_.classes(vietnamese_ ? scope_.tables.vi_words : scope_.tables.en_words, end, last);
      if ((cls & kStopWord) != 0) break;
      ++end;
    }
    if (end > at) take(end - 1);
  }

  // "…, Ministry of Health" and "… - Bộ Y tế" behind the body: what the body belongs to.
  void skip_parents() {
    while (out_.institution >= 0 && next_ + 1 < scope_.end) {
      const bool joined = scope_.tokens().is(next_, ',') || scope_.tokens().is(next_, '-');
      const InstitutionAt* parent = joined ? institutions_.at(next_ + 1) : nullptr;
      if (parent == nullptr || parent->first != next_ + 1) return;
      const std::size_t behind = parent->last + 1;
      const bool closed = behind >= scope_.end || !scope_.token(behind).word;
      if (!closed) return;
      next_ = behind;
    }
  }

  // "Chủ tịch HĐQT kiêm Tổng Giám đốc", "Interim Provost cum Dean": one title as long as no body stands between.
  void join_second() {
    if (joined_ == 0 || out_.institution >= 0 || next_ + 1 >= scope_.end || next_ != out_.last + 1) return;
    if (!is(next_, "kiêm") && !is(next_, "cum") && !is(next_, "kiem")) return;
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

  bool step() {
    if (scope_.token(next_).gap == Gap::kWide || scope_.token(next_).gap == Gap::kLine) return false;
    const bool region = is(out_.last, "vực") || is(next_, "châu");
    if (out_.last + 1 == next_ && region && take_region()) return true;
    if (take_institution(next_)) return false;
    if (!scope_.token(next_).word) return step_punctuation();
    if (scope_.tables.honorifics.find(scope_.tokens(), next_, scope_.input.marks) && scope_.token(next_).upper &&
        !is_unit_head(next_ - 1))
      return false;
    if (vietnamese_name(scope_, next_) > 0 && !is_unit_head(next_)) return false;
    if (foreign_name(scope_, next_) > 0 || stops_at_unknown_name()) return false;
    return vietnamese_ ? step_vietnamese() : step_english();
  }

  // "Deputy Minister of Public Health Reinol Delgado Peña": behind a field or place two to four capital words that no
  // title, body or place is made of, up to the end of the run.
  bool opens_unknown_name(std::size_t at) const {
    constexpr std::size_t kMaxWords = 4;
    if (vietnamese_ || !behind_of_ || out_.last + 1 != at || !scope_.token(at).word || !scope_.token(at).upper) {
      return false;
    }
    if (!is_descriptive(out_.last) && !is_unit_word(out_.last)) return false;
    std::size_t words = 0, i = at;
    for (; i < scope_.end && scope_.token(i).word && scope_.token(i).upper && scope_.token(i).gap == Gap::kSpace; ++i) {
      const bool acronym = scope_.token(i).caps && scope_.token(i).span().size() > 1;
      if (acronym || scope_.token(i).number || institutions_.at(i) != nullptr) return false;
      if (is_descriptive(i) || is_unit_word(i) || is_body_head(i)) return false;
      ++words;
      if (scope_.tokens().is(i + 1, '-') && scope_.glued(i + 1) && i + 2 < scope_.end && scope_.glued(i + 2)) i += 2;
    }
    const bool linked = is(i, "of") || is(i, "for") || scope_.tokens().is(i, '&');
    return words >= 2 && words <= kMaxWords && !linked;
  }

  bool stops_at_unknown_name() { return out_.before_name = opens_unknown_name(next_); }

  // "khu vực châu Á - Thái Bình Dương", "khu vực ASEAN".
  bool take_region() {
    std::size_t i = next_;
    while (i < scope_.end && i < next_ + kMaxBodyTokens &&
           (scope_.is_name_word(i) || is(i, "châu") || is(i, "miền") ||
            (scope_.tokens().is(i, '-') && i > next_ && scope_.is_name_word(i + 1)))) {
      if (is_post(i) || scope_.tables.honorifics.find(scope_.tokens(), i, scope_.input.marks)) break;
      ++i;
    }
    return i > next_ && scope_.token(i - 1).word && take(i - 1);
  }

  bool take_institution(std::size_t at) {
    const InstitutionAt* body = institutions_.at(at);
    if (body == nullptr || body->first != at || is_inner_unit(at)) return false;
    out_.institution = body->index;
    next_ = institution_end_ = body->last + 1;
    return true;
  }

  // "Head of the School of Nursing", "head of its Microsurgery Centre": part of the title.
  // A government department is a body of its own.
  bool is_inner_unit(std::size_t at) const {
    const InstitutionAt* body = institutions_.at(at);
    if (body != nullptr && body->government) return false;
    static constexpr std::string_view kUnits[] = {"school", "centre", "center", "faculty", "department", "office"};
    if (at > scope_.begin && is(at - 1, "its")) return true;
    if (body != nullptr && (is(at, "college") || is(at, "institute")) && has_owner_behind(*body)) return true;
    for (const std::string_view unit : kUnits) {
      if (is(at, unit)) return out_.last + 1 < at;
      if (body != nullptr && is(body->last, unit) && has_owner_behind(*body)) return true;
    }
    return false;
  }

  // "Hospital Information Centre, Hanbyeol National University Hospital".
  bool has_owner_behind(const InstitutionAt& unit) const {
    std::size_t at = unit.last + 1;
    if (at >= scope_.end || !(scope_.tokens().is(at, ',') || is(at, "of") || is(at, "at") || is(at, "under")))
      return false;
    ++at;
    while (is(at, "the")) ++at;
    const InstitutionAt* owner = institutions_.at(at);
    return owner != nullptr && owner->first == at;
  }

  bool take(std::size_t last) {
    out_.last = last;
    next_ = last + 1;
    return true;
  }

  bool is_unit_head(std::size_t at) const {
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
    return head && scope_.tables.head_rules[head->value].cls == HeadClass::kUnit;
  }

  // "(International)", "(Vietnam)" right behind the title; ", Student Recruitment"; "– " never.
  bool step_punctuation() {
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
  std::size_t closing_bracket() const {
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

  bool step_dash() {
    const bool glued = scope_.glued(next_) && next_ + 1 < scope_.end && scope_.glued(next_ + 1);
    if (glued) return (behind_of_ || !scope_.token(next_ + 1).upper) && scope_.token(next_ + 1).word && take(next_ + 1);
    std::size_t last = next_ + 1;
    const bool field = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kFieldWord) != 0;
    return vietnamese_ && field && scope_.token(next_ + 1).upper && !is_post(next_ + 1) && take(last);
  }

  bool is_post(std::size_t at) const {
    return scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks).has_value();
  }

  // A capital qualifier or the body behind a comma.
  bool step_comma() {
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
    const bool region =
        scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks).has_value();
    if (take_alliance(at)) return false;
    if (!field && !unit && !region && !is_descriptive(at) && out_.last > out_.first && take_unknown_tail(at))
      return false;
    if (!field && !unit && !region && !ends_at_delimiter(at) && !is_before_body(at)) return false;
    behind_of_ = true;
    return take(at);
  }

  // "Chairman, ASEAN Midwifery Forum": capital words that end in a word for many members.
  bool take_alliance(std::size_t at) {
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
  bool is_before_body(std::size_t at) const {
    const std::size_t comma = scope_.tokens().is(at + 1, ',') ? at + 1 : at + 2;
    if (comma + 1 >= scope_.end || !scope_.tokens().is(comma, ',')) return false;
    if (comma == at + 2 && !scope_.is_name_word(at + 1)) return false;
    const InstitutionAt* body = institutions_.at(comma + 1);
    return body != nullptr && body->first == comma + 1;
  }

  // "Head of Education, LumenRay Vietnam;": the last part is the body when its first word says nothing about the post.
  bool take_unknown_tail(std::size_t at) {
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
  bool ends_at_delimiter(std::size_t at) const {
    std::size_t i = at;
    while (i < scope_.end && scope_.is_name_word(i) && institutions_.at(i) == nullptr) ++i;
    if (i >= scope_.end || i == at || i - at > 3) return false;
    return scope_.tokens().is(i, ';') || scope_.tokens().is(i, '&') || scope_.tokens().exact(i) == "của" ||
           scope_.tokens().exact(i) == "of";
  }

  bool step_english() {
    const bool posted = is(next_, "to") && next_ + 1 < scope_.end && scope_.token(next_ + 1).upper;  // "Ambassador to"
    if (posted || is(next_, "of") || is(next_, "at") || is(next_, "for") || is(next_, "in") || is(next_, "from"))
      return step_preposition();
    if (scope_.token(next_).upper && scope_.token(next_).gap == Gap::kSpace && behind_of_) return take(next_);
    if (is(next_, "của") || is(next_, "cua")) take_institution(next_ + 1);
    return false;
  }

  // "of INSTITUTION", "of the hospital", "of Quality Management Office", "in charge of training".
  bool step_preposition() {
    std::size_t at = next_ + 1;
    while (is(at, "the") || is(at, "its") || is(at, "their")) ++at;
    if (const std::size_t end = peoples_body(at); end != 0) {
      if (const InstitutionAt* body = institutions_.at(end); body != nullptr && body->last == end) {
        out_.institution = body->index;
      }
      return take(end) && false;
    }
    if (at >= scope_.end || take_institution(at)) return false;
    if (is(next_, "in") && is(at, "charge") && is(at + 1, "of")) return take(at + 2 < scope_.end ? at + 2 : at);
    if (is_generic(at)) {
      out_.generic = scope_.tokens().folded(at);
      next_ = at + 1;
      return false;
    }
    if (!scope_.token(at).word) return false;
    if (!is_unit_noun(out_.last) && take_unknown_body(at)) return false;
    if (is(next_, "from") || is(next_, "at")) return false;
    if (!scope_.token(at).upper) {
      const bool topic = is(next_, "of") && scope_.token(out_.last).word && !is_generic(at) && next_ == out_.last + 1;
      return topic && take(at) && false;
    }
    behind_of_ = true;
    take(at);
    take_and();
    return true;
  }

  // "(the) Provincial People's Committee": last token; 0 when it does not stand at `at`.
  std::size_t peoples_body(std::size_t at) const {
    static constexpr std::string_view kLevels[] = {"provincial", "province", "city", "municipal",
                                                   "district",   "commune",  "ward"};
    if (std::any_of(std::begin(kLevels), std::end(kLevels), [&](std::string_view w) { return is(at, w); })) ++at;
    if (!is(at, "people")) return 0;
    while (at < scope_.end && at + 1 < scope_.end && (is(at, "people") || is(at, "s") || scope_.tokens().is(at, '\'')))
      ++at;
    const bool whole = (is(at, "committee") || is(at, "council")) && !is(at + 1, "of");
    return whole ? at : 0;
  }

  // "Country Manager of Koreadent Vina", "Rector at Ea Kao": capital words that name neither a field, a unit nor a
  // place.
  bool take_unknown_body(std::size_t at) {
    std::size_t last = at;
    bool known = false;
    while (last < scope_.end && last < at + kMaxBodyTokens && scope_.is_name_word(last) &&
           institutions_.at(last) == nullptr) {
      if (last > at && scope_.token(last).gap != Gap::kSpace) return false;
      known = known || is_descriptive(last) || is_unit_word(last);
      ++last;
    }
    const bool acronym = last > at + 1 && scope_.token(at).caps && !is_unit_word(last - 1);  // "CDC Vietnam"
    if (known && !acronym && !(last > at + 1 && is_body_head(last - 1))) return false;
    const bool ends = last >= scope_.end || !scope_.token(last).word || !scope_.token(last).upper;
    if (last == at || !ends || is(last, "and") || is(last, "of") || scope_.tokens().is(last, '&')) return false;
    out_.body_first = at;
    out_.body_last = last - 1;
    next_ = last;
    return true;
  }

  bool is_body_head(std::size_t at) const {
    static constexpr std::string_view kHeads[] = {"hospital", "university", "college",     "foundation",  "company",
                                                  "group",    "ministry",   "association", "corporation", "clinic"};
    return std::any_of(std::begin(kHeads), std::end(kHeads), [&](std::string_view word) { return is(at, word); });
  }

  bool is_unit_word(std::size_t at) const {
    static constexpr std::string_view kWords[] = {"unit",     "team",    "ward",  "desk",
                                                  "division", "section", "board", "lab"};
    return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) { return is(at, word); });
  }

  // "Director, Office of External Linkages": what follows is the rest of the unit's name.
  bool is_unit_noun(std::size_t at) const {
    static constexpr std::string_view kUnits[] = {"office", "department", "division", "section", "faculty",  "school",
                                                  "bureau", "unit",       "board",    "council", "committee"};
    return scope_.token(at).upper &&
           std::any_of(std::begin(kUnits), std::end(kUnits), [&](std::string_view w) { return is(at, w); });
  }

  // A word that titles are made of: a field, a head noun, a place or an abstract noun.
  bool is_descriptive(std::size_t at) const {
    static constexpr std::string_view kEndings[] = {"ing",  "ion", "ions", "ment", "ments", "ics",   "ology", "ance",
                                                    "ship", "ity", "ies",  "ure",  "ence",  "ships", "ing",   "sales",
                                                    "ers",  "ees", "ces",  "ist",  "ical",  "ional"};
    const auto& tables = scope_.tables;
    std::size_t last = at;
    if ((scope_.classes(tables.en_words, at, last) & (kFieldWord | kTypeWord)) != 0 ||
        tables.en_heads.find(scope_.tokens(), at, Marks::kFolded))
      return true;
    if (tables.places.find(scope_.tokens(), at, scope_.input.marks) || is_post(at)) return true;
    if (scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks)) return true;
    if (tables.demonyms.find(scope_.tokens(), at, scope_.input.marks)) return true;
    static constexpr std::string_view kRegions[] = {"africa", "america", "americas",  "apac",   "asean",   "asia",
                                                    "emea",   "europe",  "indochina", "mekong", "oceania", "pacific"};
    if (std::any_of(std::begin(kRegions), std::end(kRegions), [&](std::string_view w) { return is(at, w); }))
      return true;
    const std::string_view word = scope_.tokens().exact(at);
    return std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view e) { return word.ends_with(e); });
  }

  // "of", "for" inside the name of a unit: "School of Nursing", "Office for Research".
  bool is_unit_link(const InstitutionAt* body) const {
    if (!(is(next_, "of") || is(next_, "for")) || !scope_.is_name_word(next_ + 1)) return false;
    if (body != nullptr) return body->first < next_;
    static constexpr std::string_view kUnits[] = {"school", "faculty",   "department", "office",   "college",
                                                  "centre", "center",    "institute",  "division", "bureau",
                                                  "board",  "committee", "institute"};
    const bool unit =
        std::any_of(std::begin(kUnits), std::end(kUnits), [&](std::string_view w) { return is(next_ - 1, w); });
    return unit && institutions_.at(next_ + 1) == nullptr;
  }

  // ", Technology and International Cooperation" inside a unit's name.
  bool is_enumeration(std::size_t at) const {
    if (!scope_.tokens().is(at, ',') || !is_field(at + 1) || !scope_.is_name_word(at + 1)) return false;
    for (std::size_t i = at + 1; i < scope_.end && i < at + 5; ++i) {
      if (is(i, "and") || scope_.tokens().is(i, '&')) return i + 1 < scope_.end && scope_.is_name_word(i + 1);
      if (!scope_.token(i).word && !scope_.tokens().is(i, ',')) return false;
    }
    return false;
  }

  // "of the School of Nursing and Midwifery".
  void take_and() {
    const std::size_t limit = std::min(scope_.end, next_ + kMaxUnitTokens);
    while (next_ < limit) {
      const InstitutionAt* body = institutions_.at(next_);
      const bool inside = body == nullptr || body->first < next_;
      if (scope_.is_name_word(next_) && inside && !is_post(next_)) {
        if (vietnamese_name(scope_, next_) > 1 || foreign_name(scope_, next_) > 0 || stops_at_unknown_name()) return;
        take(next_);
      } else if (is_unit_link(body)) {
        take(next_);
      } else if (is_enumeration(next_)) {
        take(next_ + 1);
      } else if ((is(next_, "and") || scope_.tokens().is(next_, '&')) && next_ + 1 < scope_.end &&
                 is_field(next_ + 1)) {
        take(next_ + 1);
      } else {
        return;
      }
    }
  }

  bool is_field(std::size_t at) const {
    std::size_t last = at;
    return (scope_.classes(scope_.tables.en_words, at, last) & kFieldWord) != 0;
  }

  // A head noun alone stands for the body that the text speaks of.
  bool is_generic(std::size_t at) const {
    static constexpr std::string_view kEnglish[] = {
        "hospital",    "university", "center",      "centre",  "institute",   "college",      "school",
        "company",     "group",      "clinic",      "board",   "ministry",    "academy",      "department",
        "association", "union",      "foundation",  "bank",    "firm",        "fund",         "society",
        "cooperative", "embassy",    "corporation", "network", "polytechnic", "organisation", "organization"};
    for (const std::string_view word : kEnglish) {
      const bool bare = !scope_.is_name_word(at + 1) && !is(at + 1, "of") && !is(at + 1, "for");
      if (scope_.tokens().exact(at) == word && bare) return true;
    }
    return false;
  }

  bool step_vietnamese() {
    if (is(next_, "thường") && is(next_ + 1, "trực")) return take(next_ + 1);
    if (is(next_, "tại") && next_ + 1 < scope_.end) {  // "Tổng lãnh sự Úc tại TP.HCM"
      const auto place = scope_.tables.places.find(scope_.tokens(), next_ + 1, scope_.input.marks);
      if (place && place->last < scope_.end && institutions_.at(next_ + 1) == nullptr)
        return take(place->last) && false;
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
    if (take_small_words() || take_unknown_name()) return false;
    return (charge_ || scope_.token(next_).upper) && scope_.token(next_).gap == Gap::kSpace && take(next_);
  }

  // "Phòng Nghiệp vụ Y": a small syllable between capital ones.
  bool is_small_syllable(std::size_t at) const {
    return at == out_.last + 1 && out_.last > out_.first + 1 && scope_.token(at).syllable && !scope_.token(at).upper &&
           scope_.token(out_.last).upper && scope_.is_name_word(at + 1) && !is_link(at) && !is_post(at) &&
           !is_post(at + 1) && scope_.token(at + 1).gap == Gap::kSpace && vietnamese_name(scope_, at + 1) == 0 &&
           !scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks);
  }

  // "chuyên gia thẩm định trưởng", "cố vấn y khoa", "thư ký đoàn": a few small words up to the end of the phrase.
  bool take_small_words() {
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
  bool take_capitals(std::size_t at) {
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
  bool take_generic(std::size_t at) {
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
    if (at >= scope_.end || scope_.token(at).upper || (!head && !is(at, "trường"))) return false;
    out_.generic = scope_.tokens().folded(at);
    next_ = head ? head->last + 1 : at + 1;
    return true;
  }

  bool is_link(std::size_t at) const { return is(at, "của") || is(at, "tại") || is(at, "thuộc"); }

  // "Chủ tịch HĐQT Vạn Xuân Holdings": capital words that name neither a field nor a unit are the body.
  bool take_unknown_name() {
    std::size_t i = next_;
    bool foreign = false;
    while (i < scope_.end && i < next_ + kMaxBodyTokens && scope_.is_name_word(i) &&
           (i == next_ || scope_.token(i).gap == Gap::kSpace)) {
      std::size_t last = i;
      const bool known = scope_.classes(scope_.tables.vi_words, i, last) != 0 || is_post(i) ||
                         scope_.tables.vi_heads.find(scope_.tokens(), i, scope_.input.marks).has_value();
      if (known || institutions_.at(i) != nullptr) return false;
      foreign = foreign || (!scope_.token(i).syllable && !scope_.token(i).caps);
      ++i;
    }
    if (!foreign || (i < scope_.end && scope_.token(i).word && scope_.token(i).gap == Gap::kNone)) return false;
    out_.body_first = next_;
    out_.body_last = i - 1;
    next_ = i;
    return true;
  }

  bool step_and() {
    std::size_t last = next_ + 1;
    if (next_ + 1 >= scope_.end) return false;
    const bool field = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kFieldWord) != 0;
    return field && institutions_.at(next_ + 1) == nullptr && take(last);
  }

  // "Giám đốc Bệnh viện", "Hiệu trưởng nhà trường": the body that the text speaks of.
  bool step_generic() {
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
  bool take_named_head(std::size_t head_last) {
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
  std::size_t behind_small_words(std::size_t last) const {
    constexpr std::size_t kMaxWords = 5;
    std::size_t i = last + 1;
    for (; i < scope_.end && i <= last + kMaxWords && scope_.token(i).word && !scope_.token(i).upper; ++i) {
      std::size_t end = i;
      if ((scope_.classes(scope_.tables.vi_words, i, end) & kStopWord) != 0 || is_link(i)) return last;
    }
    return i >= scope_.end || !scope_.token(i).word ? i - 1 : last;
  }

  // Last token of the field word, capital word or "và" with either at `at`; 0 when none.
  std::size_t field_end(std::size_t at) const {
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

  const NameScope& scope_;
  const InstitutionIndex& institutions_;
  std::size_t joined_;
  ParsedRole out_;
  std::size_t next_ = 0;
  std::size_t institution_end_ = 0;  // one behind the body that was named
  bool vietnamese_ = false;
  bool behind_of_ = false;
  bool charge_ = false;
};

}  // namespace

namespace {

// Capital letters before a post: a body, unless they name a field of work.
bool is_acronym_of_body(const NameScope& scope, std::size_t at) {
  static constexpr std::string_view kFields[] = {"bd",  "cme", "csr", "ct", "er", "hr", "icu", "it",
                                                 "ivf", "mri", "or",  "pr", "qa", "qc", "rd"};
  const std::string_view word = scope.tokens().exact(at);
  return scope.token(at).caps && std::find(std::begin(kFields), std::end(kFields), word) == std::end(kFields);
}

}  // namespace

std::optional<ParsedRole> parse_role_behind(const NameScope& scope, const InstitutionIndex& institutions,
                                            std::size_t at) {
  constexpr std::size_t kMaxQualifiers = 3;
  if (auto role = parse_role(scope, institutions, at)) return role;
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

bool opens_role(const NameScope& scope, std::size_t at) {
  return scope.token(at).word &&
         (scope.tables.roles.is_in(scope.tokens().phrases().bits(at)) || is_modifier(scope, at));
}

}  // namespace hoptac
