#include <algorithm>

#include "ingest/facts/person_mention.h"
#include "ingest/facts/tables.h"
#include "src/base/limits.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxChainTokens = 24;

// Separators inside a chain of honorifics.
bool is_chain_point(const NameScope& scope, std::size_t at) {
  return scope.tokens().is(at, '.') || scope.tokens().is(at, ',') || scope.tokens().is(at, '-');
}

// "Ma. Lourdes", "Buôn Ma Thuột": letters of a degree are capitals, and no part of a longer name.
bool is_other_word(const NameScope& scope, PhraseMatch match) {
  const std::size_t at = match.first;
  if (match.last != at || scope.token(at).span().size() > 2 || !scope.token(at).ascii) return false;
  const std::string_view word = scope.tokens().exact(at);
  const bool letters = word == "ma" || word == "am" || word == "ac" || word == "ao" || word == "he";
  if (letters && !scope.token(at).caps) return true;
  return letters && at > scope.begin && scope.token(at - 1).word && scope.token(at - 1).caps && word == "ma";
}

std::optional<PhraseMatch> honorific_at(const NameScope& scope, std::size_t at) {
  if (at >= scope.end || !scope.token(at).word) return std::nullopt;
  auto match = scope.tables.honorifics.find(scope.tokens(), at, scope.input.marks);
  if (!match || match->last >= scope.end || is_other_word(scope, *match)) return std::nullopt;
  return match;
}

class PersonScanner {
 public:
  PersonScanner(const NameScope& scope, const std::vector<bool>& taken, std::size_t sentence)
      : scope_(scope), taken_(taken), sentence_(sentence) {}

  void scan(std::vector<PersonMention>& out) {
    if (is_credit_line()) return;
    for (std::size_t i = scope_.begin; i < scope_.end; ++i) {
      if (!scope_.token(i).word) continue;
      std::optional<PersonMention> found = titled(i);
      if (!found) found = behind_post(i);
      if (!found) found = before_post(i);
      if (!found) continue;
      i = found->post_last;
      out.push_back(*found);
    }
  }

 private:
  // "Ảnh: …", "Photo: …", "Tin, ảnh: …", "By …".
  bool is_credit_line() const {
    constexpr std::size_t kLabelTokens = 5;
    const TokenStream& tokens = scope_.tokens();
    const std::string_view first = tokens.exact(scope_.begin);
    const bool credit = first == "ảnh" || first == "anh" || first == "photo" || first == "photos" || first == "tin" ||
                        first == "editor" || first == "by" || first == "source" || first == "nguồn";
    if (!credit) return false;
    for (std::size_t i = scope_.begin; i < scope_.end && i < scope_.begin + kLabelTokens; ++i) {
      if (tokens.is(i, ':')) return true;
    }
    return false;
  }

  bool is_free(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i <= last; ++i) {
      if (taken_[i]) return false;
    }
    return true;
  }

  bool is_common_word(std::size_t at) const {
    std::size_t last = at;
    const bool lead = (scope_.classes(scope_.tables.en_words, at, last) & kLeadWord) != 0;
    return lead || is_country_or_head(at);
  }

  bool is_country_or_head(std::size_t at) const {
    const auto head = scope_.tables.en_heads.find(scope_.tokens(), at, scope_.input.marks);
    if (head && !scope_.tables.family_names.find(scope_.tokens(), at, scope_.input.marks)) return true;
    const auto country = scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks);
    return country && country->last > at;
  }

  // An honorific and a name.
  std::optional<PersonMention> titled(std::size_t at) const {
    const auto chain = honorific_chain(scope_, at);
    if (!chain || *chain + 1 >= scope_.end) return std::nullopt;
    const auto post = scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks);
    if (post && post->last > *chain) return std::nullopt;  // "General Director"
    std::size_t name = *chain + 1;
    if (const auto role = scope_.tables.roles.find(scope_.tokens(), name, scope_.input.marks);
        role && role->last + 1 < scope_.end && scope_.token(name).upper) {
      if (!personal_name_end(scope_, name) || role->last > name) name = role->last + 1;  // "Prof. President X"
    }
    auto out = named(name, "person.honorific");
    if (!out) return std::nullopt;
    if (out->short_form && is_common_word(name)) return std::nullopt;
    out->title_first = at;
    out->title_last = *chain;
    return out;
  }

  std::optional<PersonMention> named(std::size_t name, std::string_view rule) const {
    if (name >= scope_.end || scope_.token(name).gap == Gap::kLine) return std::nullopt;
    const auto last = personal_name_end(scope_, name);
    if (!last || !is_free(name, *last)) return std::nullopt;
    PersonMention out;
    out.first = name;
    out.last = *last;
    out.title_first = out.title_last = name;
    out.post_last = post_nominals(*last);
    out.sentence = sentence_;
    out.rule = rule;
    out.short_form = *last == name;
    return out;
  }

  static bool may_stand_behind(HonorificClass cls) {
    return cls == HonorificClass::kEither || cls == HonorificClass::kPostNominal;
  }

  // "MD, PhD", "AM" behind a name; titles that open the next person's name are not.
  std::size_t post_nominals(std::size_t last) const {
    std::size_t end = last;
    while (true) {
      std::size_t at = end + 1;
      if (at < scope_.end && scope_.tokens().is(at, ',')) ++at;
      const auto letters = honorific_at(scope_, at);
      if (!letters || !scope_.token(at).upper || scope_.token(at).gap == Gap::kLine) return end;
      if (!may_stand_behind(static_cast<HonorificClass>(letters->value))) return end;
      std::size_t behind = letters->last;
      while (behind + 1 < scope_.end && scope_.tokens().is(behind + 1, '.')) ++behind;
      const bool opens_name = behind + 1 < scope_.end && scope_.is_name_word(behind + 1) &&
                              !honorific_at(scope_, behind + 1) &&
                              !scope_.tables.roles.find(scope_.tokens(), behind + 1, scope_.input.marks);
      if (opens_name) return end;
      end = behind;
    }
  }

  // "Director Mai Phuoc Thinh", "Chủ tịch tỉnh Cao Trọng Nghĩa", "Thứ trưởng Bộ Y tế Ninh Văn Hoan".
  std::optional<PersonMention> behind_post(std::size_t at) const {
    if (!scope_.token(at).upper || at == scope_.begin || scope_.caps) return std::nullopt;
    if (taken_[at] || !scope_.token(at - 1).word || scope_.token(at).gap != Gap::kSpace) return std::nullopt;
    if (scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks)) return std::nullopt;
    if (!has_post_before(at)) return std::nullopt;
    auto out = named(at, "person.behind-post");
    if (!out || is_common_word(at)) return std::nullopt;
    const bool vietnamese = scope_.personal_name(at) > 0;
    if (out->short_form && !(scope_.ending_at(scope_.tables.roles, at - 1) && scope_.token(at - 1).upper))
      return std::nullopt;
    if (!vietnamese && !scope_.ending_at(scope_.tables.roles, at - 1)) return std::nullopt;
    return out;
  }

  bool has_post_before(std::size_t at) const {
    if (scope_.ending_at(scope_.tables.roles, at - 1)) return true;
    const std::string_view before = scope_.tokens().exact(at - 1);
    if (before == "tỉnh" || before == "tinh" || before == "nước" || before == "trường") {
      return at >= scope_.begin + 2 && scope_.ending_at(scope_.tables.roles, at - 2).has_value();
    }
    if (!taken_[at - 1]) return false;
    std::size_t first = at - 1;
    while (first > scope_.begin && taken_[first - 1]) --first;
    return first > scope_.begin && scope_.ending_at(scope_.tables.roles, first - 1).has_value();
  }

  // "Dang Quoc Bao, general director of …", "Emma Lindqvist from Nordic Health Partners".
  std::optional<PersonMention> before_post(std::size_t at) const {
    if (!scope_.token(at).upper || taken_[at] || scope_.caps || is_common_word(at)) return std::nullopt;
    if (at > scope_.begin && is_joined(at)) return std::nullopt;
    auto out = named(at, "person.before-post");
    if (!out || out->short_form || is_place(at)) return std::nullopt;
    if (scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks)) return std::nullopt;
    const std::size_t next = out->post_last + 1;
    if (next + 1 >= scope_.end) return std::nullopt;
    const bool from =
        (scope_.tokens().exact(next) == "from" || scope_.tokens().exact(next) == "of") && taken_[next + 1];
    const bool dash = scope_.tokens().is(next, ',') || scope_.tokens().is(next, '-') || scope_.tokens().is(next, '(');
    if (from) return scope_.personal_name(at) > 0 || scope_.tokens().exact(next) == "from" ? out : std::nullopt;
    return dash && is_post(next + 1) ? out : std::nullopt;
  }

  bool is_joined(std::size_t at) const {
    return scope_.glued(at) ||
           (scope_.token(at - 1).word && scope_.token(at - 1).upper && scope_.token(at).gap == Gap::kSpace);
  }
  bool is_place(std::size_t at) const {
    return scope_.tables.places.find(scope_.tokens(), at, scope_.input.marks).has_value();
  }
  bool is_post(std::size_t at) const {
    const auto role = scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks);
    return role && static_cast<RoleClass>(role->value) == RoleClass::kHead;
  }

  const NameScope& scope_;
  const std::vector<bool>& taken_;
  std::size_t sentence_;
};

}  // namespace

std::optional<std::size_t> honorific_chain(const NameScope& scope, std::size_t at) {
  std::optional<std::size_t> last;
  std::size_t next = at;
  while (next < scope.end && next - at < kMaxChainTokens) {
    const auto part = honorific_at(scope, next);
    if (!part) break;
    const bool again = last && scope.tokens().exact(part->first) == scope.tokens().exact(*last);
    if (again) break;  // "Ông Ông Tuấn Kiệt": the second is the family name
    last = part->last;
    while (*last + 1 < scope.end && scope.tokens().is(*last + 1, '.') && scope.glued(*last + 1)) ++*last;
    next = *last + 1;
    if (next < scope.end && is_chain_point(scope, next) && honorific_at(scope, next + 1)) ++next;
  }
  return last;
}

std::vector<PersonMention> scan_people(const FactInput& input, const std::vector<bool>& taken) {
  std::vector<PersonMention> out;
  for (std::size_t s = 0; s < input.sentences.size() && out.size() < limits::kMaxFactsPerKind; ++s) {
    const NameScope scope = make_scope(input, s);
    if (scope.begin < scope.end) PersonScanner(scope, taken, s).scan(out);
  }
  return out;
}

}  // namespace hoptac
