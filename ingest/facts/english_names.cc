#include "ingest/facts/english_names.h"

#include "ingest/facts/english_left.h"
#include "ingest/facts/english_words.h"
#include "ingest/facts/one_of.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxWordsBehind = 16;

class Parser : private EnglishWords {
 public:
  Parser(const NameScope& scope, PhraseMatch head, std::size_t floor)
      : EnglishWords(scope),
        head_(head),
        rule_(scope.tables.head_rules[head.value]),
        floor_(floor),
        first_(head.first),
        last_(head.last) {}

  std::optional<NameMention> parse() {
    first_ = english_name_begin(scope_, head_, floor_);
    extend_right();
    if (last_ == head_.last && has_of_inside() && is_field(last_ + 2) && joined_word(last_ + 1) != 0) take_words(last_);
    while (extend_complement()) {
    }
    extend_place();
    if (!is_complete()) return std::nullopt;
    NameMention out;
    out.first = first_;
    out.last = last_;
    out.core_first = first_ < head_.first ? first_ : 1;
    out.core_last = first_ < head_.first ? head_.first - 1 : 0;
    out.rule = "institution.head-en";
    out.kind = kind_told();
    out.unit = cls() == HeadClass::kUnit;
    out.weak = cls() == HeadClass::kWeak;
    out.common = is_common_in_capitals();
    out.loose = scope_.caps;
    return out;
  }

 private:
  HeadClass cls() const { return scope_.tables.head_rules[kind_].cls; }
  // Capital words right behind the head, further heads among them: the last one tells the kind.
  void extend_right() {
    while (last_ + 1 < scope_.end && last_ - head_.last < kMaxWordsBehind && near(last_ + 1) && step_right()) {
    }
  }

  bool step_right() {
    const std::size_t at = last_ + 1;
    if (!scope_.token(at).word) return step_right_punctuation(at);
    if (is_numbered(at)) return take_right(at + 2);
    if (const std::size_t last = small_legal_form(at)) return take_right(last);
    if (!scope_.is_name_word(at) || is_lead(at) || has_vietnamese_head(at)) return step_over_particles(at);
    if (is(at, "region")) return false;  // "Solutions AKA Region": a region stands before its name
    if (const auto head = head_at(at)) {
      kind_ = better_kind(head->value);
      return take_right(head->last);
    }
    if (is_post(at) || scope_.personal_name(at) > 2 || is_count(at)) return false;
    if (is_post_of(first_) && is_name_behind_post(at) && !has_own_head(at)) return false;
    const bool whole = (scope_.caps || scope_.title) && first_ < head_.first;  // "X HOSPITAL PASSES …"
    if (whole && !is_place_or_country(at) && !has_own_head(at)) return false;
    return take_right(at);
  }

  // A unit behind a body ("University Department") does not make the body a unit.
  std::uint32_t better_kind(std::uint32_t next) const {
    const HeadRule& rule = scope_.tables.head_rules[next];
    const bool event = rule.kind == "event";  // "Hospital Conference", "University Street": no body at all
    return rule.cls == HeadClass::kUnit && !event ? kind_ : next;
  }

  // "CHU de Valbonne", "Università degli Studi": small words inside names of other languages.
  bool step_over_particles(std::size_t at) {
    const bool own =
        first_ == head_.first && last_ > head_.last && rule_.kind == "hospital";  // "Hospital Sant Joan de Déu"
    const std::size_t last = own || rule_.cls == HeadClass::kPrefix ? behind_particles(at) : 0;
    return last > 0 && !is_post(last) && take_right(last);
  }

  // "Medical Relief Bremen e.V.": the last token of a form that starts with a small letter, or 0.
  std::size_t small_legal_form(std::size_t at) const {
    if (scope_.token(at).upper) return 0;
    const auto head = head_at(at);
    return head && head->last > at && scope_.tables.head_rules[head->value].cls == HeadClass::kLegal ? head->last : 0;
  }

  // "Alster Kliniken gGmbH", "Klinikum Hann GmbH" are hospitals in whatever form; "Centre for Light Metals" works on
  // them, "Centre for Teacher Training" serves.
  std::string_view kind_told() const {
    const std::string_view kind = scope_.tables.head_rules[kind_].kind;
    if (cls() == HeadClass::kLegal && head_.first > first_) {
      const auto house = head_at(head_.first - 1);
      const bool hospital = house && scope_.tables.head_rules[house->value].cls == HeadClass::kPrefix &&
                            scope_.tables.head_rules[house->value].kind == "hospital";
      if (hospital) return "hospital";
    }
    const bool centre = kind == "other" && (is(head_.last, "centre") || is(head_.last, "center"));
    return centre && complements_ > 0 && is(head_.last + 1, "for") && !serves() ? "research" : kind;
  }

  bool serves() const {
    static constexpr auto kServices =
        word_set({"accreditation", "arbitration", "assessment",     "children",    "community",       "cooperation",
                  "development",   "diagnostics", "disabled",       "excellence",  "exchange",        "languages",
                  "mediation",     "promotion",   "rehabilitation", "service",     "services",        "simulation",
                  "skills",        "support",     "testing",        "training",    "transfer",        "victims",
                  "women",         "young",       "youth",          "elderly",     "adolescents",     "drug",
                  "drugs",         "diplomacy",   "teaching",       "learning",    "employment",      "evaluation",
                  "quality",       "innovation",  "work",           "care",        "culture",         "arts",
                  "trade",         "investment",  "business",       "information", "entrepreneurship"});
    for (std::size_t i = head_.last + 2; i <= last_; ++i) {
      if (is_one_of(scope_.tokens(), i, kServices)) return true;
    }
    return false;
  }

  // "Navy Clinic No. 1".
  bool is_numbered(std::size_t at) const {
    return at + 2 < scope_.end && is(at, "no") && scope_.token(at).upper && scope_.tokens().is(at + 1, '.') &&
           scope_.token(at + 2).number;
  }

  bool step_right_punctuation(std::size_t at) {
    if (at + 1 >= scope_.end) return false;
    if (scope_.tokens().is(at, '"') && rule_.cls == HeadClass::kPrefix) return step_right_quoted(at);
    const bool glued = scope_.glued(at) && scope_.glued(at + 1);
    if (scope_.tokens().is(at, '-') && glued && scope_.is_name_word(at + 1)) return take_right(at + 1);
    const auto head = head_at(at + 1);
    const bool company = head && scope_.tables.head_rules[head->value].kind == "company";
    const bool point = scope_.tokens().is(at, '.') || scope_.tokens().is(at, ',');
    if (point && company && is_company_word(last_)) {
      kind_ = head->value;
      return take_right(head->last);
    }
    if (scope_.tokens().is(at, ',') && company && is_legal_form(at + 1)) {
      return take_right(head->last);
    }
    return false;
  }

  // "Conservatorio \"Niccolò Jommelli\"".
  bool step_right_quoted(std::size_t at) {
    constexpr std::size_t kMaxQuoted = 5;
    if (last_ != head_.last) return false;
    for (std::size_t i = at + 1; i < scope_.end && i <= at + kMaxQuoted; ++i) {
      if (scope_.tokens().is(i, '"')) return i > at + 1 && take_right(i);
      if (!scope_.is_name_word(i) && behind_particles(i) == 0) return false;
    }
    return false;
  }

  bool is_legal_form(std::size_t at) const { return is(at, "inc") || is(at, "ltd") || is(at, "llc") || is(at, "jsc"); }
  bool is_company_word(std::size_t at) const {
    return is(at, "co") || is(at, "pte") || is(at, "pty") || is(at, "sdn") || is(at, "inc") || is(at, "corp");
  }

  bool take_right(std::size_t last) {
    if (last >= scope_.end) return false;
    last_ = last;
    return true;
  }

  // "Institute of Technology and Engineering": the head has an "of" itself.
  bool has_of_inside() const {
    for (std::size_t i = head_.first + 1; i < head_.last; ++i) {
      if (is(i, "of")) return true;
    }
    return false;
  }

  // "Hochschule Weserland – Cooperation agreement (2014)": what stands behind the dash is told of the body.
  bool is_told_behind_dash(std::size_t at) const {
    if (scope_.glued(at)) return false;
    std::size_t i = at + 1;
    while (i < scope_.end && scope_.token(i).word && scope_.token(i).upper && i < at + 4) ++i;
    return i < scope_.end && scope_.token(i).word && !scope_.token(i).upper && near(i);
  }

  // "Song Thu College - Mechatronics, Civil Engineering and Pharmacy - …": its programmes.
  bool is_listed_behind_dash(std::size_t at) const {
    if (scope_.glued(at)) return false;
    std::size_t i = at + 1;
    while (i < scope_.end && i < at + 4 && scope_.is_name_word(i)) ++i;
    return i + 1 < scope_.end && scope_.tokens().is(i, ',') && scope_.is_name_word(i + 1) && !has_own_head(i + 1) &&
           is_field(i + 1);
  }

  // "University of Natural Sciences and of Law": the second "of" of a pair, or `at`.
  std::size_t second_of_pair(std::size_t at) const {
    const bool pair = complements_ > 0 && is(at, "and") && is(at + 1, "of") && is_field(at + 2);
    return pair && !has_own_head(at + 2) ? at + 1 : at;
  }

  // "of Medicine and Pharmacy", "for Hand Therapy", "– Training" behind a head.
  bool extend_complement() {
    std::size_t at = last_ + 1;
    if (at + 1 >= scope_.end || last_ - first_ > kMaxWordsBehind || !near(at)) return false;
    at = second_of_pair(at);
    const bool preposition = is(at, "of") || is(at, "for") || is(at, "on") || is(at, "de");
    const bool dash = scope_.tokens().is(at, '-') && is_field(at + 1) && scope_.token(at + 1).upper &&
                      !is_post(at + 1) && !is_told_behind_dash(at) && !is_listed_behind_dash(at);
    if (!preposition && !dash) return false;
    const auto end_head = scope_.ending_at(scope_.tables.en_heads, last_);
    const bool quoted = scope_.tokens().is(last_, '"');
    if (preposition && complements_ == 0 && last_ != head_.last && !end_head && !quoted) return false;
    if (end_head && scope_.tables.head_rules[end_head->value].cls == HeadClass::kLegal && complements_ == 0)
      return false;  // "Nordsee Ports Holding A/S of Denmark"
    std::size_t next = at + 1;
    if (is(next, "the")) ++next;
    if (next >= scope_.end || !scope_.token(next).word || !scope_.token(next).upper || is_post(next)) return false;
    // "Centre for Diagnostics of Hoa Mai Hospital", "Office of the Hai Phong City People's Committee"
    const bool state = rule_.kind == "government" && is_country(next);      // "of the Russian Federation"
    const bool examiner = complements_ == 1 && is(last_, "accreditation");  // "… Accreditation of Vinh University"
    const bool single = (complements_ > 0 && !state && !examiner) || (cls() == HeadClass::kUnit && !head_at(next));
    if (single && has_own_head(next)) return false;
    const bool inner = is(at, "for") ? is_field_of_bodies(next) : is_of_bodies(next);
    if (complements_ == 0 && first_ < head_.first && has_own_head(next) && has_own_name() && !inner && !is_trade(next))
      return false;
    if (is_room() && has_own_head(next)) return false;
    if (is_cut_country(next) || (complements_ > 0 && scope_.token(next).caps && !scope_.caps)) return false;
    if (is(next, "year") && next > at + 1) return false;  // "Organisation of the Year"
    if (is(at, "on") && !is_field(next)) return false;    // "on Monday", "on Pham Ngoc Thach Street"
    if (scope_.caps && is_lead(next)) return false;
    take_words(next);
    take_kind_of_end();
    ++complements_;
    return true;
  }

  // "Vocational College of Shipbuilding": the head of a firm's name alone is what is taught.
  bool is_trade(std::size_t at) const {
    const auto head = head_at(at);
    if (!head || scope_.tables.head_rules[head->value].cls != HeadClass::kWeak) return false;
    return !scope_.is_name_word(head->last + 1) && !has_own_head(head->last + 1);
  }

  // "Agency for University Cooperation": what is done for bodies.
  bool is_field_of_bodies(std::size_t at) const {
    const auto head = head_at(at);
    return head && is_field(head->last + 1) && scope_.token(head->last + 1).upper;
  }

  // "Network of Rural Universities": the members.
  bool is_of_bodies(std::size_t at) const {
    if (rule_.kind != "association") return false;
    std::size_t last = at;
    while (scope_.is_name_word(last + 1) && !is_lead(last + 1)) ++last;
    return is_members(last);
  }

  bool is_members(std::size_t at) const {
    for (const std::string_view members :
         {"universities", "hospitals", "colleges",       "schools",    "institutes", "societies",
          "museums",      "libraries", "associations",   "companies",  "cities",     "archives",
          "academies",    "clinics",   "laboratories",   "centres",    "centers",    "institutions",
          "foundations",  "banks",     "municipalities", "physicians", "surgeons",   "nurses"}) {
      if (is(at, members)) return true;
    }
    return false;
  }

  // "Association of Schools, Colleges and Universities": one more word of a list of members that "and" ends.
  std::size_t joined_members(std::size_t at) const {
    constexpr std::size_t kReach = 12;
    if (rule_.kind != "association" || !is_members(at - 1) || !is_members(at + 1)) return 0;
    if (is(at, "and") || scope_.tokens().is(at, '&')) return at + 1;
    if (!scope_.tokens().is(at, ',')) return 0;
    for (std::size_t i = at + 1; i + 1 < scope_.end && i < at + kReach && is_members(i); i += 2) {
      if (is(i + 1, "and")) return is_members(i + 2) ? at + 1 : 0;
      if (!scope_.tokens().is(i + 1, ',')) return 0;
    }
    return 0;
  }

  // "Laboratory of Ngu Binh Cancer Centre": any laboratory of that house.
  bool is_room() const {
    if (first_ < head_.first || last_ != head_.last || head_.first != head_.last) return false;
    return is(head_.first, "laboratory") || is(head_.first, "laboratories") || is(head_.first, "clinic") ||
           is(head_.first, "library");
  }

  // "Green Pine Cancer Center of Korea": the country says where, the name is whole without it.
  bool is_cut_country(std::size_t at) const {
    const bool whole = first_ < head_.first || complements_ > 0;
    const bool country =
        scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks).has_value();
    if (rule_.kind == "university" && !has_unknown_word()) return false;  // "National University of Laos"
    return country && whole && rule_.kind != "government" && rule_.kind != "association" && rule_.kind != "company";
  }

  // "University of Santo Tomas Hospital" is the hospital.
  void take_kind_of_end() {
    const auto head = scope_.ending_at(scope_.tables.en_heads, last_);
    const bool hospital = head && scope_.tables.head_rules[head->value].kind == "hospital" &&
                          scope_.tables.head_rules[head->value].cls != HeadClass::kWeak;
    if (hospital && rule_.kind == "university") kind_ = head->value;
  }

  // Capital words from `at`, joined by "and", "&", "," between fields.
  void take_words(std::size_t at) {
    last_ = at;
    while (last_ + 1 < scope_.end && last_ - first_ < 2 * kMaxWordsBehind && near(last_ + 1)) {
      const std::size_t next = last_ + 1;
      if (scope_.is_name_word(next) && !is_lead(next) && !is_post(next)) {
        last_ = next;
      } else if (const std::size_t joined = joined_word(next)) {
        in_list_ = scope_.tokens().is(next, ',');
        last_ = joined;
      } else {
        return;
      }
    }
  }

  // The word that a joining token at `at` adds, 0 when it does not join.
  std::size_t joined_word(std::size_t at) const {
    if (at + 1 >= scope_.end || !scope_.is_name_word(at + 1)) return 0;
    if (scope_.tokens().is(at, '-') && scope_.glued(at) && scope_.glued(at + 1)) return at + 1;
    if (scope_.tokens().is(at, '\'') && scope_.glued(at)) return 0;
    const bool slash = scope_.tokens().is(at, '/') && scope_.glued(at) && scope_.glued(at + 1);
    if (slash) return is_field(at - 1) && is_field(at + 1) ? at + 1 : 0;  // "Cancer/Oncology"
    if (const std::size_t member = joined_members(at)) return member;
    if (has_own_head(at + 1)) return 0;
    const bool and_word = is(at, "and") || scope_.tokens().is(at, '&');
    if (and_word && ends_in_field(at + 1)) return at + 1;
    if (!scope_.tokens().is(at, ',')) return and_word && in_list_ && is_plain_word(at + 1) ? at + 1 : 0;
    if (is_field(at + 1) && is_field(at - 1) && list_goes_on(at + 2)) return at + 1;
    return is_in_list_of_ministry(at) ? at + 1 : 0;
  }

  // "Ministry of Education, Research and Youth": single words and fields up to "and", whether a table knows them or
  // not.
  bool is_in_list_of_ministry(std::size_t comma) const {
    constexpr std::size_t kMaxWords = 3;  // between commas
    if (!is(head_.first, "ministry") && !is(head_.first, "department")) return false;
    std::size_t words = 0;
    for (std::size_t i = comma + 1; i < scope_.end && i < comma + 2 * kMaxWordsBehind; ++i) {
      const bool final = is(i, "and") && words > 0;
      if (final || scope_.tokens().is(i, ',')) {
        if (words == 0) return false;
        if (final) return is_plain_word(i + 1) && (ends_in_field(i + 1) || !scope_.is_name_word(i + 2));
        words = 0;
      } else if (!is_plain_word(i) || ++words > kMaxWords || (words > 1 && !is_field(i))) {
        return false;
      }
    }
    return false;
  }

  // A capital word that is no place, no acronym and no head.
  bool is_plain_word(std::size_t at) const {
    return scope_.is_name_word(at) && !scope_.token(at).number && (!scope_.token(at).caps || scope_.caps) &&
           !is_place_or_country(at) && !has_own_head(at) && !is_post(at) && !is_lead(at);
  }

  // "Medicine", "Delta Research": a field within the next words of the run.
  bool ends_in_field(std::size_t at) const {
    constexpr std::size_t kMax = 3;
    for (std::size_t i = at; i < at + kMax && scope_.is_name_word(i) && !is_lead(i); ++i) {
      if (is_field(i)) return true;
      if (is_place_or_country(i) && i == at) return false;
    }
    return false;
  }

  bool list_goes_on(std::size_t at) const {
    constexpr std::size_t kReach = 9;
    for (std::size_t i = at; i < scope_.end && i < at + kReach; ++i) {
      if (is(i, "and") || scope_.tokens().is(i, '&')) return ends_in_field(i + 1);
      const bool comma = scope_.tokens().is(i, ',') && is_field(i + 1);
      if (!comma && (!scope_.token(i).word || !scope_.token(i).upper)) return false;
    }
    return false;
  }

  // "at Ho Chi Minh City", "in Hanoi" where such names have a seat in them.
  void extend_place() {
    const std::size_t at = last_ + 1;
    if (at + 1 >= scope_.end || !near(at)) return;
    const bool school = rule_.kind == "university" && is(at, "at");
    const bool mission = is(at, "in") && scope_.tables.head_rules[kind_].kind == "government" && is_mission();
    if (!school && !mission) return;
    const auto place = scope_.tables.places.find(scope_.tokens(), at + 1, scope_.input.marks);
    const auto country = scope_.input.authority.country_names().find(scope_.tokens(), at + 1, scope_.input.marks);
    if (place && place->last < scope_.end) last_ = place->last;
    if (!place && mission && country && country->last < scope_.end) last_ = country->last;
  }

  bool is_mission() const {
    for (std::size_t i = first_; i <= last_; ++i) {
      if (is(i, "embassy") || is(i, "consulate")) return true;
    }
    return false;
  }

  // "Le Huu Trac National Burn Hospital" of the Military Medical University: whole without its owner.
  bool has_own_name() const {
    for (std::size_t i = first_; i < head_.first; ++i) {
      if (scope_.token(i).word && scope_.token(i).upper && word(i) == 0) return true;
    }
    return false;
  }

  bool has_unknown_word() const {
    for (std::size_t i = first_; i <= last_; ++i) {
      if (!scope_.token(i).word || (i >= head_.first && i <= head_.last) || !scope_.token(i).upper) continue;
      const bool place = scope_.tables.places.find(scope_.tokens(), i, scope_.input.marks).has_value();
      const bool country =
          scope_.input.authority.country_names().find(scope_.tokens(), i, scope_.input.marks).has_value();
      const bool demonym = scope_.tables.demonyms.find(scope_.tokens(), i, scope_.input.marks).has_value();
      if (!place && !country && !demonym && word(i) == 0 && !head_at(i)) return true;
    }
    return false;
  }

  bool ends_at_head_or_place() const { return last_ == head_.last || is_place_or_country(head_.last + 1); }

  bool only_fields_behind() const {
    for (std::size_t i = head_.last + 1; i <= last_; ++i) {
      if (scope_.token(i).word && !is_field(i)) return false;
    }
    return rule_.cls != HeadClass::kPrefix;
  }

  // "Medical Laboratory Technology": a subject; a body is told by a name, a place or "of".
  bool is_subject() const {
    if (complements_ > 0 || last_ == head_.last || !only_fields_behind()) return false;
    for (std::size_t i = first_; i < head_.first; ++i) {
      if (scope_.token(i).word && !is_field(i)) return false;
    }
    return true;
  }

  // "Indonesian University students": any of that country.
  bool is_any_of_country() const {
    if (first_ + 1 != head_.first || last_ != head_.last || !rule_is_common()) return false;
    const auto demonym = scope_.tables.demonyms.find(scope_.tokens(), first_, scope_.input.marks);
    return demonym && demonym->last == first_;
  }
  // "Embassy of the Russian Federation" holds a country with a head in its name.
  bool is_whole_country() const {
    const auto country = scope_.input.authority.country_names().find(scope_.tokens(), first_, scope_.input.marks);
    return country && country->last == last_;
  }
  // "Civil Society Organisation of the Year": a title.
  bool is_of_the_year() const {
    return last_ + 3 < scope_.end && is(last_ + 1, "of") && is(last_ + 2, "the") && is(last_ + 3, "year");
  }
  bool rule_is_common() const { return rule_.kind == "university" || rule_.kind == "hospital"; }

  // "gave the Center 01 pacemaker", "Kim Son Hospital 02 machines": a count in the Vietnamese way.
  bool is_count(std::size_t at) const {
    return scope_.token(at).number && scope_.tokens().exact(at).front() == '0' && at + 1 < scope_.end &&
           scope_.token(at + 1).word;
  }

  bool is_complete() const {
    if (cls() == HeadClass::kUnit) return true;  // keeps other readings off its words
    const bool more = first_ < head_.first || last_ > head_.last;
    if (!more) return cls() == HeadClass::kWhole;
    if (cls() == HeadClass::kWeak) return first_ < head_.first && has_unknown_word() && ends_at_head_or_place();
    if (first_ == head_.first && complements_ == 0 && only_fields_behind()) return false;  // "Hospital Management"
    if (is_subject() || is_any_of_country() || is_whole_country()) return false;
    if (is_prize(first_) || is_rank(first_) || is_of_the_year()) return false;
    if (cls() == HeadClass::kLegal && is(first_, "patient")) return false;  // "Patient N.V.D."
    if (scope_.caps && is(head_.first, "as")) return false;                 // "HAVE AGREED AS FOLLOWS"
    if ((is_any_one(first_) || is_degree(first_)) && complements_ == 0 && !has_unknown_word()) return false;
    if (is(head_.first, "region"))
      return last_ > head_.last && is_place_or_country(head_.last + 1);  // "Region Bretagne"
    if (rule_.cls == HeadClass::kPrefix) return last_ > head_.last;
    return rule_.cls != HeadClass::kLegal || first_ < head_.first;  // "SA 8000"
  }

  // "HOI AN HOSPITAL, MEDICAL UNIVERSITY INK PACT", "A SHARED SIMULATION CENTRE": in capitals a place, a field or a
  // type before a head need not make a name; one alone in its line or with its acronym behind does.
  bool is_common_in_capitals() const {
    if (!scope_.caps || cls() == HeadClass::kWhole || cls() == HeadClass::kLegal) return false;
    const bool alone = first_ == scope_.begin && last_ + 1 >= scope_.end;
    if (alone || (last_ + 1 < scope_.end && scope_.tokens().is(last_ + 1, '('))) return false;
    return is_any_one(first_) || !has_unknown_word();
  }

  PhraseMatch head_;
  const HeadRule& rule_;
  std::size_t floor_;
  std::size_t first_;
  std::size_t last_;
  std::uint32_t kind_ = head_.value;
  int complements_ = 0;
  bool in_list_ = false;  // a comma stands in the complement
};

}  // namespace

std::optional<NameMention> parse_english_name(const NameScope& scope, std::size_t at, std::size_t floor) {
  const auto head = scope.tables.en_heads.find(scope.tokens(), at, scope.input.marks);
  if (!head || head->last >= scope.end || !is_written_as_head(scope, *head)) return std::nullopt;
  return Parser(scope, *head, floor).parse();
}

}  // namespace hoptac
