#include "ingest/facts/english_words.h"

#include <algorithm>
#include <array>

#include "ingest/facts/one_of.h"

namespace hoptac {

namespace {

// Endings of what a body deals with; brands and family names have others.
constexpr std::array<std::string_view, 26> kFieldEndings = {
    "tion",  "tions", "sion", "ment",  "ments", "ics",    "logy", "logies",  "graphy",
    "metry", "nomy",  "ence", "ences", "ances", "iatry",  "ture", "culture", "therapy",
    "ists",  "aries", "ship", "care",  "ings",  "bility", "urgy", "ysis"};

bool is_built_like_field(std::string_view word) {
  constexpr std::size_t kShortest = 7;
  return word.size() >= kShortest && std::any_of(kFieldEndings.begin(), kFieldEndings.end(),
                                                 [&](std::string_view end) { return word.ends_with(end); });
}

// "gGmbH", "mbH", and "plc" as it is written.
bool is_small_legal_form(const NameScope& scope, std::size_t at) {
  const std::string_view word = scope.tokens().exact(at), surface = scope.tokens().surface(at);
  return word == "plc" || (!scope.token(at).upper && surface != word);
}

}  // namespace

bool is_written_as_head(const NameScope& scope, PhraseMatch head) {
  const Token& t = scope.token(head.first);
  const HeadClass cls = scope.tables.head_rules[head.value].cls;
  if (scope.tokens().exact(head.first) == "spa" && scope.tokens().surface(head.first) == "Spa")
    return false;  // not "SpA"
  const bool part = head.first > scope.begin && scope.glued(head.first) && scope.tokens().is(head.first - 1, '-');
  if (cls == HeadClass::kLegal && part) return false;  // "ENSA-SA"
  if (cls == HeadClass::kLegal && (head.last > head.first || is_small_legal_form(scope, head.first)))
    return true;                                                                                    // "e.V."
  if (cls == HeadClass::kPrefix && head.first == head.last && t.span().size() <= 4) return t.caps;  // "CHU", not "Chu"
  const std::string_view word = scope.tokens().exact(head.first);
  return t.upper && (t.span().size() > 2 || t.caps || word == "co" || word == "oy");
}

std::uint32_t EnglishWords::word(std::size_t at) const {
  std::size_t last = at;
  return scope_.classes(scope_.tables.en_words, at, last);
}

bool EnglishWords::is_field(std::size_t at) const {
  if (at >= scope_.end || !scope_.token(at).word) return false;
  const std::uint32_t cls = word(at);
  if (cls != 0) return (cls & kFieldWord) != 0;
  return !scope_.token(at).syllable && is_built_like_field(scope_.tokens().exact(at));
}

bool EnglishWords::is_field_or_type(std::size_t at) const {
  return is_field(at) || (at < scope_.end && (word(at) & kTypeWord) != 0);
}

// A word that is also something else, or a Vietnamese syllable ("An", "To"), leads only where a sentence starts.
bool EnglishWords::is_lead(std::size_t at) const {
  const std::uint32_t cls = word(at);
  if ((cls & kLeadWord) == 0) return false;
  const bool name_too = (cls & ~static_cast<std::uint32_t>(kLeadWord)) != 0 || scope_.token(at).syllable;
  if (is(at, "an") && is_vietnamese_an(at)) return false;
  return is(at, "the") || !name_too || at == scope_.begin || scope_.caps;
}

// "An Phu": the article "an" stands before vowels only.
bool EnglishWords::is_vietnamese_an(std::size_t at) const {
  if (at + 1 >= scope_.end || !near(at + 1)) return false;
  const Token& next = scope_.token(at + 1);
  const std::string_view first = scope_.tokens().folded(at + 1).substr(0, 1);
  const bool vowel = first.empty() || std::string_view("aeiouy").find(first) != std::string_view::npos;
  return next.upper && next.syllable && !vowel && (!next.caps || scope_.caps);
}

bool EnglishWords::is_post_end(std::size_t at) const {
  if (scope_.ending_at(scope_.tables.roles, at)) return true;
  const auto title = scope_.ending_at(scope_.tables.honorifics, at);
  const bool civil = title && static_cast<HonorificClass>(title->value) == HonorificClass::kCivil;
  // "Anh Sang Eye Clinic", "Ba Ria College": a syllable of a name; "BA" is a degree.
  if (is(at, "nhs") && scope_.language() == Language::kEnglish)
    return false;  // "Ealing NHS Trust"; a midwife otherwise
  const bool degree = is(at, "ba") && scope_.token(at).caps && !scope_.caps;
  return title && !(scope_.token(at).syllable && (civil || (is(at, "ba") && !degree)));
}

bool EnglishWords::is_post(std::size_t at) const {
  if (scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks)) return true;
  const auto title = scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks);
  return title && !(scope_.token(at).syllable && is_place_or_country(at));  // "of Ba Ria-Vung Tau Province"
}

bool EnglishWords::is_post_of(std::size_t at) const {
  if (at > scope_.begin && is(at - 1, "the")) --at;
  return at > scope_.begin + 1 && is(at - 1, "of") && is_post_end(at - 2);
}

bool EnglishWords::is_name_behind_post(std::size_t at) const {
  const auto family = scope_.tables.family_names.find(scope_.tokens(), at, scope_.input.marks);
  const std::size_t next = family ? family->last + 1 : at;
  return family && next < scope_.end && scope_.token(next).word && scope_.token(next).upper && near(next);
}

bool EnglishWords::has_vietnamese_head(std::size_t at) const {
  const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
  return head && head->last > at;
}

// "Giám đốc Sở Center for …", "VÀ STATENS CENTER": an office or a small word in Vietnamese letters.
bool EnglishWords::is_vietnamese(std::size_t at) const {
  std::size_t last = at;
  return scope_.token(at).marked && (scope_.ending_at(scope_.tables.vi_heads, at).has_value() ||
                                     (scope_.classes(scope_.tables.vi_words, at, last) & kStopWord) != 0);
}

bool EnglishWords::is_country(std::size_t at) const {
  return scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks).has_value();
}

bool EnglishWords::is_place_or_country(std::size_t at) const {
  return scope_.tables.places.find(scope_.tokens(), at, scope_.input.marks).has_value() || is_country(at);
}

std::optional<PhraseMatch> EnglishWords::head_at(std::size_t at) const {
  auto head = scope_.tables.en_heads.find(scope_.tokens(), at, scope_.input.marks);
  if (head && (head->last >= scope_.end || !is_written_as_head(scope_, *head))) return std::nullopt;
  return head;
}

bool EnglishWords::has_own_head(std::size_t at) const {
  const auto joins = [&](std::size_t i) {  // "Cancer/Oncology", "Inter-American"
    return (scope_.tokens().is(i, '/') || scope_.tokens().is(i, '-')) && scope_.glued(i);
  };
  for (std::size_t i = at; i < scope_.end && (scope_.is_name_word(i) || joins(i)); ++i) {
    const auto head = head_at(i);
    const bool subject = head && scope_.tables.head_rules[head->value].cls == HeadClass::kWeak && is_field(i);
    if (head && !subject) return true;
  }
  return false;
}

std::size_t EnglishWords::behind_particles(std::size_t at) const {
  static constexpr auto kParticles = word_set(
      {"de",   "du",  "des", "la",   "le",  "les", "et",  "di",  "della", "delle", "dello", "dei", "degli", "del",
       "dell", "e",   "ed",  "der",  "die", "das", "für", "und", "von",   "van",   "voor",  "och", "og",    "do",
       "da",   "dos", "l",   "para", "y",   "en",  "au",  "aux", "zu",    "i",     "till",  "d"});
  constexpr std::array<std::string_view, 4> kInVietnamese = {"de", "du", "la", "di"};  // "do", "van" are words there
  constexpr std::size_t kMax = 4;
  std::size_t i = at;
  for (; i + 1 < scope_.end && i < at + kMax && near(i); ++i) {
    if (scope_.token(i).word && scope_.token(i).upper) return i > at ? i : 0;
    const bool elided = scope_.tokens().is(i, '\'') && i > at;
    const std::string_view word = scope_.tokens().exact(i);
    if (!elided && !(scope_.token(i).word && is_one_of(scope_.tokens(), i, kParticles))) return 0;
    const bool elides = (word == "d" || word == "l") && scope_.tokens().is(i + 1, '\'');  // "INSA Val d'Ardèche"
    if (scope_.language() == Language::kVietnamese && !elided && !elides && !is_one_of(word, kInVietnamese)) return 0;
  }
  return i < scope_.end && i > at && near(i) && scope_.token(i).word && scope_.token(i).upper ? i : 0;
}

bool EnglishWords::is_any_one(std::size_t at) const {
  constexpr std::array<std::string_view, 9> kAny = {"a", "an", "any", "every", "each", "another", "no", "one", "such"};
  return at > scope_.begin && is_one_of(scope_.tokens().exact(at - 1), kAny);
}

bool EnglishWords::is_prize(std::size_t at) const {
  constexpr std::array<std::string_view, 6> kBest = {"best", "top", "leading", "excellent", "outstanding", "greatest"};
  return at > scope_.begin && scope_.token(at - 1).upper && is_one_of(scope_.tokens().exact(at - 1), kBest);
}

bool EnglishWords::is_rank(std::size_t at) const {
  constexpr std::array<std::string_view, 8> kRanks = {"top",   "best",  "leading", "level",
                                                      "stage", "grade", "class",   "category"};
  return is_one_of(scope_.tokens().exact(at), kRanks);
}

bool EnglishWords::is_degree(std::size_t at) const {
  constexpr std::array<std::string_view, 14> kDegrees = {"bachelor",  "bachelors", "master",    "masters", "doctor",
                                                         "doctorate", "diploma",   "degree",    "degrees", "course",
                                                         "bsc",       "msc",       "programme", "program"};
  if (at > scope_.begin && is_one_of(scope_.tokens().exact(at - 1), kDegrees)) return true;
  const bool linked = at > scope_.begin + 1 && (is(at - 1, "of") || is(at - 1, "in"));
  if (!linked) return false;
  std::size_t i = at - 2;
  if (is(i, "s") && i > scope_.begin + 1 && scope_.tokens().is(i - 1, '\'')) i -= 2;  // "Master's in"
  return is_one_of(scope_.tokens().exact(i), kDegrees);
}

}  // namespace hoptac
