#include <algorithm>
#include <iterator>

#include "ingest/facts/role_reader.h"

namespace hoptac {

bool is_field_word_in_capitals(std::string_view word) {
  static constexpr std::string_view kFields[] = {"ai",  "bd",   "cme", "csr", "ct",   "dei",  "er", "esg", "hr",
                                                 "hse", "icu",  "it",  "ivf", "mri",  "nicu", "or", "pr",  "qa",
                                                 "qc",  "qhse", "rd",  "sme", "stem", "tvet", "ux"};
  return std::find(std::begin(kFields), std::end(kFields), word) != std::end(kFields);
}

// "Deputy Minister of Public Health Reinol Delgado Peña": behind a field or place two to four capital words that no
// title, body or place is made of, up to the end of the run.
bool RoleParser::opens_unknown_name(std::size_t at) const {
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

bool RoleParser::stops_at_unknown_name() { return out_.before_name = opens_unknown_name(next_); }

bool RoleParser::step_english() {
  const bool posted = is(next_, "to") && next_ + 1 < scope_.end && scope_.token(next_ + 1).upper;  // "Ambassador to"
  if (posted || is(next_, "of") || is(next_, "at") || is(next_, "for") || is(next_, "in") || is(next_, "from"))
    return step_preposition();
  if (scope_.token(next_).upper && scope_.token(next_).gap == Gap::kSpace && behind_of_) return take(next_);
  if (is(next_, "của") || is(next_, "cua")) take_institution(next_ + 1);
  return false;
}

// "of INSTITUTION", "of the hospital", "of Quality Management Office", "in charge of training".
bool RoleParser::step_preposition() {
  std::size_t at = next_ + 1;
  while (is(at, "the") || is(at, "its") || is(at, "their")) ++at;
  if (const std::size_t end = peoples_body(at); end != 0) {
    if (const InstitutionAt* body = institutions_.at(end); body != nullptr && body->last == end) {
      out_.institution = body->index;
    }
    return take(end) && false;
  }
  if (at >= scope_.end || take_institution(at)) return false;
  const bool person = is(next_, "from") || is(next_, "for") || is(next_, "to");  // "took over as Dean from Dr. X"
  if (person && scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks)) return false;
  if (is(next_, "in") && is(at, "charge") && is(at + 1, "of")) return take(at + 2 < scope_.end ? at + 2 : at);
  if (const std::size_t unit = is_generic(at) ? unit_of_generic(at) : 0; unit != 0) {
    out_.generic = scope_.tokens().folded(at);
    return take(unit) && false;
  }
  if (is(at, "board") && at > next_ + 1 && scope_.token(at).upper) return take(at) && false;  // "Chair of its Board"
  if (is_generic(at)) {
    out_.generic = scope_.tokens().folded(at);
    next_ = at + 1;
    return false;
  }
  if (!scope_.token(at).word || scope_.token(at).span().size() == 1) return false;  // "judge of the U.S. Court"
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
std::size_t RoleParser::peoples_body(std::size_t at) const {
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
bool RoleParser::take_unknown_body(std::size_t at) {
  std::size_t last = at;
  bool known = false;
  while (last < scope_.end && last < at + kMaxBodyTokens && scope_.is_name_word(last) &&
         institutions_.at(last) == nullptr) {
    if (last > at && scope_.token(last).gap != Gap::kSpace) return false;
    known = known || is_descriptive(last) || is_unit_word(last);
    ++last;
  }
  if (last == at + 1 && is_field_in_capitals(at)) return false;                            // "Head of AI"
  const bool acronym = last > at + 1 && scope_.token(at).caps && !is_unit_word(last - 1);  // "CDC Vietnam"
  if (known && !acronym && !(last > at + 1 && is_body_head(last - 1))) return false;
  const bool ends = last >= scope_.end || !scope_.token(last).word || !scope_.token(last).upper;
  if (last == at || !ends || is(last, "and") || is(last, "of") || scope_.tokens().is(last, '&')) return false;
  out_.body_first = at;
  out_.body_last = last - 1;
  next_ = last;
  return true;
}

bool RoleParser::is_field_in_capitals(std::size_t at) const {
  return scope_.token(at).caps && is_field_word_in_capitals(scope_.tokens().exact(at));
}

bool RoleParser::is_body_head(std::size_t at) const {
  static constexpr std::string_view kHeads[] = {"hospital", "university", "college",     "foundation",  "company",
                                                "group",    "ministry",   "association", "corporation", "clinic"};
  return std::any_of(std::begin(kHeads), std::end(kHeads), [&](std::string_view word) { return is(at, word); });
}

bool RoleParser::is_unit_word(std::size_t at) const {
  static constexpr std::string_view kWords[] = {"unit", "team", "ward", "desk", "division", "section", "board", "lab"};
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) { return is(at, word); });
}

// "Director, Office of External Linkages": what follows is the rest of the unit's name.
bool RoleParser::is_unit_noun(std::size_t at) const {
  static constexpr std::string_view kUnits[] = {"office", "department", "division", "section", "faculty",  "school",
                                                "bureau", "unit",       "board",    "council", "committee"};
  return scope_.token(at).upper &&
         std::any_of(std::begin(kUnits), std::end(kUnits), [&](std::string_view w) { return is(at, w); });
}

// "Director of the Liver Transplantation Center", "of the International Office", "of the Graduate School of
// Agriculture": a unit that is named by its work only.
bool RoleParser::is_unit_of_fields(const InstitutionAt& unit) const {
  static constexpr std::string_view kUnits[] = {"center", "centre",  "laboratory", "lab",   "office",
                                                "unit",   "faculty", "department", "team",  "clinic",
                                                "ward",   "section", "division",   "board", "library"};
  static constexpr std::string_view kOfNation[] = {"national", "state",   "provincial", "regional", "central",
                                                   "federal",  "vietnam", "district",   "municipal"};
  const auto one_of = [&](std::size_t at, const auto& words) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return is(at, w); });
  };
  if (out_.last + 1 >= unit.first || !is(out_.last + 1, "of") || mentions_of(unit) > 2) return false;
  if (is(unit.first, "graduate") && is(unit.first + 1, "school")) return true;
  if (unit.last == unit.first || !one_of(unit.last, kUnits)) return false;
  static constexpr std::string_view kWork[] = {
      "affairs", "alumni",   "cancer", "career",  "careers",  "data",     "design",   "energy",
      "eye",     "exchange", "film",   "global",  "heart",    "kidney",   "language", "languages",
      "legal",   "liver",    "media",  "press",   "service",  "services", "skills",   "software",
      "sports",  "string",   "stroke", "student", "students", "support",  "systems"};
  for (std::size_t i = unit.first; i < unit.last; ++i) {
    if (one_of(i, kWork)) continue;
    if (one_of(i, kOfNation)) return false;
    const bool link = is(i, "and") || is(i, "of") || is(i, "for") || !scope_.token(i).word;
    if (!link && (scope_.token(i).caps || is_place(i) || !(is_descriptive(i) || is_field(i)))) return false;
  }
  return true;
}

bool RoleParser::is_place(std::size_t at) const {
  return scope_.tables.places.find(scope_.tokens(), at, scope_.input.marks) ||
         scope_.tables.demonyms.find(scope_.tokens(), at, scope_.input.marks) ||
         scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks);
}

// How often the text names the body: what is named again acts by itself.
std::size_t RoleParser::mentions_of(const InstitutionAt& unit) const { return institutions_.count(unit.index); }

// "head of the Academy's String Faculty": last token of the unit of a body that the text speaks of; 0 when none.
std::size_t RoleParser::unit_of_generic(std::size_t at) const {
  constexpr std::size_t kMaxWords = 6;
  if (at + 3 >= scope_.end || !scope_.tokens().is(at + 1, '\'') || !is(at + 2, "s")) return 0;
  std::size_t last = at + 2;
  while (last + 1 < scope_.end && last < at + kMaxWords && scope_.is_name_word(last + 1) &&
         institutions_.at(last + 1) == nullptr) {
    ++last;
  }
  return last > at + 2 ? last : 0;
}

// A word that titles are made of: a field, a head noun, a place or an abstract noun.
bool RoleParser::is_descriptive(std::size_t at) const {
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
  if (std::any_of(std::begin(kRegions), std::end(kRegions), [&](std::string_view w) { return is(at, w); })) return true;
  const std::string_view word = scope_.tokens().exact(at);
  return std::any_of(std::begin(kEndings), std::end(kEndings), [&](std::string_view e) { return word.ends_with(e); });
}

// "of", "for" inside the name of a unit: "School of Nursing", "Office for Research".
bool RoleParser::is_unit_link(const InstitutionAt* body) const {
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
bool RoleParser::is_enumeration(std::size_t at) const {
  if (!scope_.tokens().is(at, ',') || !is_field(at + 1) || !scope_.is_name_word(at + 1)) return false;
  for (std::size_t i = at + 1; i < scope_.end && i < at + 5; ++i) {
    if (is(i, "and") || scope_.tokens().is(i, '&')) return i + 1 < scope_.end && scope_.is_name_word(i + 1);
    if (!scope_.token(i).word && !scope_.tokens().is(i, ',')) return false;
  }
  return false;
}

// "of the School of Nursing and Midwifery".
void RoleParser::take_and() {
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
    } else if ((is(next_, "and") || scope_.tokens().is(next_, '&')) && next_ + 1 < scope_.end && is_field(next_ + 1)) {
      take(next_ + 1);
    } else {
      return;
    }
  }
}

bool RoleParser::is_field(std::size_t at) const {
  std::size_t last = at;
  return (scope_.classes(scope_.tables.en_words, at, last) & kFieldWord) != 0;
}

// A head noun alone stands for the body that the text speaks of.
bool RoleParser::is_generic(std::size_t at) const {
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

}  // namespace hoptac
