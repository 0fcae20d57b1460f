#include <algorithm>
#include <array>

#include "ingest/facts/one_of.h"
#include "ingest/facts/person_titles.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxNameWords = 6;

// Small words inside names of other cultures.
constexpr auto kParticles =
    word_set({"af", "al",    "ap",  "av",  "bin",   "bint", "binte", "binti", "bt",  "bte", "da",  "dal", "das",
              "de", "degli", "dei", "del", "della", "den",  "der",   "des",   "di",  "do",  "dos", "du",  "e",
              "el", "ibn",   "la",  "le",  "ten",   "ter",  "ul",    "van",   "von", "y",   "zu",  "zur"});

// Streets, halls and prizes carry names of people.
bool is_named_thing(std::string_view word) {
  static constexpr std::array<std::string_view, 11> kThings = {"avenue",     "award",    "boulevard",   "foundation",
                                                               "fund",       "prize",    "scholarship", "street",
                                                               "university", "hospital", "institute"};
  return is_one_of(word, kThings);
}

bool has_inner_capital(std::string_view word) {
  return word.size() > 2 && std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::size_t letters_of(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

class NameParser {
 public:
  NameParser(const NameScope& scope, std::size_t at) : scope_(scope), first_(at), last_(at), next_(at) {
    const auto family = scope.tables.family_names.find(scope.tokens(), at, scope.input.marks);
    vietnamese_ =
        family && static_cast<FamilyCulture>(family->value) == FamilyCulture::kVietnamese && scope.token(at).syllable;
  }

  std::optional<std::size_t> parse() {
    if (!take_word() && !take_leading_particle()) return std::nullopt;
    while (next_ < scope_.end && words_ < kMaxNameWords && step()) {
    }
    if (is_withheld() || is_named_after()) return std::nullopt;
    take_suffix();
    return last_;
  }

 private:
  bool is_name_token(std::size_t at) const {
    const Token& t = scope_.token(at);
    return t.word && t.upper && !t.number;
  }

  bool step() {
    const Token& t = scope_.token(next_);
    if (t.gap == Gap::kWide || t.gap == Gap::kLine) return false;
    if (scope_.tokens().is(next_, '-') || scope_.tokens().is(next_, '\'')) return step_glued();
    if (scope_.tokens().is(next_, '.')) return step_initial();
    if (!t.word) return false;
    if (!t.upper) return step_particle();
    return !ends_here() && take_word();
  }

  // "Ji-hoon", "O'Rourke", "H'Linh".
  bool step_glued() {
    if (next_ + 1 >= scope_.end || !scope_.glued(next_) || !scope_.glued(next_ + 1) || !scope_.token(next_ + 1).word) {
      return false;
    }
    if (scope_.tokens().exact(next_ + 1) == "s" || is_post_behind_dash()) return false;
    last_ = next_ + 1;
    next_ = last_ + 1;
    return true;
  }

  // "Nguyễn Ngọc Vũ-Thành ủy viên": a dash without blanks may open a post.
  bool is_post_behind_dash() const {
    return scope_.tokens().is(next_, '-') &&
           scope_.tables.roles.find(scope_.tokens(), next_ + 1, scope_.input.marks).has_value();
  }

  // The point behind an initial or "Ma."; the name must go on behind it.
  bool step_initial() {
    const bool initial = scope_.token(next_ - 1).span().size() <= 2 && scope_.glued(next_);
    if (!initial || next_ + 1 >= scope_.end || !is_name_token(next_ + 1)) return false;
    if (scope_.token(next_ + 1).gap == Gap::kWide || scope_.token(next_ + 1).gap == Gap::kLine) return false;
    ++next_;
    return take_word();
  }

  bool step_particle() {
    if (next_ + 1 >= scope_.end || !is_one_of(scope_.tokens(), next_, kParticles)) return false;
    std::size_t word = next_ + 1;
    if (word + 1 < scope_.end && is_one_of(scope_.tokens(), word, kParticles) && !scope_.token(word).upper) ++word;
    if (vietnamese_ || !is_name_token(word) || scope_.token(word).gap != Gap::kSpace) return false;
    next_ = word;
    return take_word();
  }

  // "Dr. van der Berg".
  bool take_leading_particle() { return !scope_.token(next_).upper && step_particle(); }

  // A post, a head of an institution or letters behind the name; a foreign word behind a Vietnamese name.
  bool ends_here() const {
    const auto& tables = scope_.tables;
    const TokenStream& tokens = scope_.tokens();
    if (tables.roles.find(tokens, next_, scope_.input.marks)) return true;
    if (words_ > 0 && tokens.is(next_ - 1, '.') && is_pronoun()) return true;  // "Mrs. L. She is 67"
    if (vietnamese_ && words_ >= 2 && !scope_.token(next_).syllable && scope_.token(next_).span().size() > 1)
      return true;
    if (scope_.caps && words_ >= 2 && is_stop_word()) return true;
    const bool label = next_ + 1 < scope_.end && (tokens.exact(next_ + 1) == "vụ" || tokens.exact(next_ + 1) == "danh");
    if (label && tokens.exact(next_) == "chức") return true;  // "Chức vụ:" in the next column
    const auto honorific = tables.honorifics.find(tokens, next_, scope_.input.marks);
    if (honorific && words_ >= 2 && tokens.is(honorific->last + 1, '.') && scope_.token(next_).gap != Gap::kNone &&
        static_cast<HonorificClass>(honorific->value) == HonorificClass::kCivil) {
      return true;  // "Mr. Dau Quoc Khanh Mr. Yohanes": two columns run together
    }
    if (honorific && (scope_.token(next_).caps || honorific->last > next_) &&
        static_cast<HonorificClass>(honorific->value) != HonorificClass::kCivil) {
      return !scope_.token(first_).caps || scope_.token(next_ - 1).gap == Gap::kNone;
    }
    if (honorific && words_ >= 2 && has_inner_capital(tokens.surface(next_))) return true;  // "Le Thi Hoa PhD"
    const auto head = tables.vi_heads.find(tokens, next_, scope_.input.marks);
    return head && head->last > next_ && !is_given_name(*head);
  }

  // "Vũ Hải Quân", "Trần Công An": behind a family name, each syllable with a capital and no proper part behind, words
  // that head bodies ("Hải quân", "Công an") are a given name.
  bool is_given_name(PhraseMatch head) const {
    if (!vietnamese_ || words_ > 2 || (scope_.caps && words_ > 1) || head.last != next_ + 1) return false;
    const std::size_t behind = head.last + 1;
    const bool proper = behind < scope_.end && scope_.is_name_word(behind) && scope_.token(behind).gap == Gap::kSpace;
    return scope_.is_name_word(head.last) && !proper;
  }

  bool is_pronoun() const {
    for (const std::string_view word : {"he", "she", "they", "it", "his", "her", "their", "we", "our"}) {
      if (scope_.tokens().exact(next_) == word) return true;
    }
    return false;
  }

  bool is_stop_word() const {
    std::size_t last = next_;
    return ((scope_.classes(scope_.tables.vi_words, next_, last) |
             scope_.classes(scope_.tables.en_words, next_, last)) &
            kStopWord) != 0;
  }

  bool take_word() {
    if (next_ >= scope_.end || !is_name_token(next_)) return false;
    last_ = next_;
    ++next_;
    ++words_;
    return true;
  }

  // "Trần Văn M.", "Nguyễn Thị H (45 tuổi)", "bé A.", "N.T.A.": a single letter ends the name. The given name Ý and its
  // unaccented form are words.
  bool is_withheld() const {
    const bool ethnic = first_ + 3 < scope_.end && scope_.tokens().is(first_ + 1, '\'') && scope_.glued(first_ + 1);
    if (ethnic && letters_of(scope_.tokens().surface(first_ + 2)) == 1 && scope_.tokens().is(first_ + 3, '.')) {
      return true;  // "chị H’B. Êban"
    }
    const std::string_view word = scope_.tokens().surface(last_);
    if (words_ == 1 && letters_of(word) <= 2 && is_initials_only(last_ + 1)) return true;  // "Ng. V. Đ."
    if (letters_of(word) != 1) return false;
    if (is_made_of_letters()) return true;  // "L.V.T (72 tuổi)"
    const bool point = next_ < scope_.end && scope_.tokens().is(next_, '.') && scope_.glued(next_);
    if (words_ == 1) return true;
    const std::string_view folded = scope_.tokens().folded(last_);
    if (folded == "y" && (scope_.token(last_).marked || !point)) return false;
    return point || vietnamese_;
  }

  // A point and nothing but further initials behind it.
  bool is_initials_only(std::size_t at) const {
    if (at >= scope_.end || !scope_.tokens().is(at, '.') || !scope_.glued(at)) return false;
    const bool more = at + 1 < scope_.end && is_name_token(at + 1);
    return !more || letters_of(scope_.tokens().surface(at + 1)) == 1;
  }

  bool is_made_of_letters() const {
    for (std::size_t i = first_; i <= last_; ++i) {
      if (scope_.token(i).word && letters_of(scope_.tokens().surface(i)) > 1) return false;
    }
    return true;
  }

  bool is_named_after() const {
    const bool thing = next_ < scope_.end && scope_.token(next_).word && scope_.token(next_).upper;
    if (thing && is_named_thing(scope_.tokens().exact(next_))) return true;  // "Prof. Ton That Tung Street"
    for (std::size_t i = first_ + 1; i <= last_; ++i) {
      if (is_named_thing(scope_.tokens().exact(i))) return true;
    }
    return false;
  }

  // "Jr.", ", Jr.", "III".
  void take_suffix() {
    const std::string_view taken = scope_.tokens().exact(last_);
    if (words_ > 1 && (taken == "jr" || taken == "sr") && next_ < scope_.end && scope_.tokens().is(next_, '.')) {
      last_ = next_;
      return;
    }
    std::size_t at = next_;
    if (at + 1 < scope_.end && scope_.tokens().is(at, ',')) ++at;
    if (at >= scope_.end || !scope_.token(at).word) return;
    const std::string_view word = scope_.tokens().exact(at);
    if (word != "jr" && word != "sr" && word != "iii") return;
    last_ = at;
    if (word != "iii" && at + 1 < scope_.end && scope_.tokens().is(at + 1, '.')) last_ = at + 1;
  }

  const NameScope& scope_;
  std::size_t first_;
  std::size_t last_;
  std::size_t next_;
  std::size_t words_ = 0;
  bool vietnamese_ = false;
};

bool is_foreign_family(const NameScope& scope, std::size_t at) {
  const auto family = scope.tables.family_names.find(scope.tokens(), at, scope.input.marks);
  return family && static_cast<FamilyCulture>(family->value) == FamilyCulture::kOther && family->last == at;
}

bool is_delimiter(const NameScope& scope, std::size_t at) {
  const TokenStream& tokens = scope.tokens();
  return at >= scope.end || tokens.is(at, ',') || tokens.is(at, '-') || tokens.is(at, ';') || tokens.is(at, '(') ||
         tokens.is(at, ')') || tokens.is(at, '.') || !scope.token(at).upper;
}

// A capital word that may be a given name: no title, post or place.
bool is_given(const NameScope& scope, std::size_t at) {
  if (!scope.is_name_word(at) || scope.token(at).number) return false;
  const TokenStream& tokens = scope.tokens();
  const Marks marks = scope.input.marks;
  return !scope.tables.honorifics.find(tokens, at, marks) && !scope.tables.roles.find(tokens, at, marks) &&
         !scope.tables.places.find(tokens, at, marks) &&
         !scope.input.authority.country_names().find(tokens, at, marks) &&
         !scope.tables.en_heads.find(tokens, at, marks);
}

}  // namespace

std::optional<std::size_t> personal_name_end(const NameScope& scope, std::size_t at) {
  if (at >= scope.end) return std::nullopt;
  return NameParser(scope, at).parse();
}

std::size_t vietnamese_name(const NameScope& scope, std::size_t at) {
  if (at >= scope.end || !scope.token(at).upper) return 0;
  if (const std::size_t length = scope.personal_name(at); length > 0) return length;
  const auto family = scope.tables.family_names.find(scope.tokens(), at, scope.input.marks);
  const bool rare = family && static_cast<FamilyCulture>(family->value) == FamilyCulture::kVietnameseRare;
  const bool ethnic = scope.tokens().is(at + 1, '\'') && at + 2 < scope.end && scope.glued(at + 1) &&
                      scope.token(at + 2).upper && (scope.tokens().exact(at) == "h" || scope.tokens().exact(at) == "k");
  if (!rare && !ethnic) return 0;
  std::size_t last = at;
  if ((scope.classes(scope.tables.vi_words, at, last) & kFieldWord) != 0 && last > at) return 0;  // "Y Dược"
  const auto end = personal_name_end(scope, at);
  return end && *end > at ? *end - at + 1 : 0;
}

// No head of an institution and no legal form inside or right behind: "Paul Hartmann AG", "Maria Clinic".
static bool names_body(const NameScope& scope, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i <= last + 1 && i < scope.end; ++i) {
    if (i > last && scope.token(i).gap != Gap::kSpace) break;
    if (!scope.token(i).word || !scope.token(i).upper) continue;
    if (scope.tables.en_heads.find(scope.tokens(), i, scope.input.marks) && !is_foreign_family(scope, i)) return true;
    if (i > first && scope.tables.demonyms.find(scope.tokens(), i, scope.input.marks)) return true;
  }
  return false;
}

std::size_t foreign_name(const NameScope& scope, std::size_t at) {
  if (at + 1 >= scope.end || scope.caps || !scope.is_name_word(at) || scope.token(at).number) return 0;
  const TokenStream& tokens = scope.tokens();
  const bool given = scope.tables.given_names.find(tokens, at, Marks::kFolded).has_value();
  const bool joined = at + 3 < scope.end && is_foreign_family(scope, at) && scope.is_name_word(at + 1) &&
                      tokens.is(at + 2, '-') && scope.glued(at + 2) && scope.glued(at + 3);
  const bool initial = at + 3 < scope.end && scope.is_name_word(at + 1) && scope.token(at + 1).span().size() == 1 &&
                       tokens.is(at + 2, '.') && scope.is_name_word(at + 3) && !scope.token(at).caps;
  constexpr std::size_t kLongFamily = 6;  // bytes: shorter ones are words too
  const bool eastern = is_foreign_family(scope, at) && scope.is_name_word(at + 1) && !scope.token(at + 1).syllable &&
                       (scope.token(at).span().size() >= kLongFamily ||
                        scope.tables.given_names.find(tokens, at + 1, Marks::kFolded));  // "Yamashita Kenjiro"
  if (!given && !joined && !initial && !eastern) return 0;
  const auto end = personal_name_end(scope, at);
  if (!end || *end == at || names_body(scope, at, *end)) return 0;
  const bool hyphen_only = *end == at + 2 && tokens.is(at + 1, '-');  // "Jean-Luc" alone
  return hyphen_only ? 0 : *end - at + 1;
}

std::size_t comma_name_end(const NameScope& scope, std::size_t first, std::size_t last) {
  const TokenStream& tokens = scope.tokens();
  if (!tokens.is(last + 1, ',') || last + 2 >= scope.end || !is_given(scope, last + 2)) return last;
  const std::size_t second = personal_name_end(scope, last + 2).value_or(last + 2);
  if (first == last && is_foreign_family(scope, first)) {
    return second - (last + 2) <= 2 && is_delimiter(scope, second + 1) ? second : last;
  }
  const bool joined = second == last + 4 && tokens.is(last + 3, '-');
  if (last == first + 1 && joined && scope.token(first).span().size() <= 4 && is_delimiter(scope, second + 1)) {
    return second;  // "Ou Yang, Szu-Ching"
  }
  const bool hyphenated = last == first + 2 && tokens.is(first + 1, '-');
  if (hyphenated && second == last + 2 && tokens.is(second + 1, ',') && is_delimiter(scope, second + 3) &&
      (is_foreign_family(scope, second + 2) || (is_given(scope, second + 2) && tokens.is(second + 3, ',')))) {
    return second + 2;
  }
  return last;
}

}  // namespace hoptac
