#include "ingest/facts/person_titles.h"

#include <algorithm>
#include <array>

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxChainTokens = 24;

// Separators inside a chain of honorifics.
bool is_chain_point(const NameScope& scope, std::size_t at) {
  const TokenStream& tokens = scope.tokens();
  return tokens.is(at, '.') || tokens.is(at, ',') || tokens.is(at, '-') || tokens.is(at, '/');
}

HonorificClass class_of(PhraseMatch match) { return static_cast<HonorificClass>(match.value); }

// "Ma. Lourdes", "Buôn Ma Thuột", "khối u": short letters are titles only in capitals, and no part of a longer name.
bool is_other_word(const NameScope& scope, PhraseMatch match) {
  const std::size_t at = match.first;
  if (match.last == at && scope.tokens().exact(at) == "ven") return !scope.token(at).upper;
  if (match.last == at && at > scope.begin && scope.tokens().exact(at) == "em") {  // "Phụ nữ và Trẻ em Tanjong Rhu"
    const std::string_view before = scope.tokens().exact(at - 1);
    if (before == "trẻ" || before == "chị" || before == "anh" || before == "đàn") return true;
  }
  if (match.last != at || scope.token(at).span().size() > 2 || !scope.token(at).ascii) return false;
  static constexpr std::array<std::string_view, 14> kLetters = {"ac", "am", "ao", "ba", "fr", "he", "hs",
                                                                "ma", "mn", "ms", "np", "op", "pr", "u"};
  const std::string_view word = scope.tokens().exact(at);
  if (std::find(kLetters.begin(), kLetters.end(), word) == kLetters.end()) return false;
  if (word == "u") return !scope.token(at).upper || scope.tokens().is(at + 1, '.');
  if (word == "ms" || word == "fr" || word == "pr") return !scope.token(at).upper;
  if (!scope.token(at).caps) return word != "ba" || scope.input.marks == Marks::kSame;
  return at > scope.begin && scope.token(at - 1).word && scope.token(at - 1).caps && word == "ma";
}

// Text typed without accents: "Ba Be", "Co To", "Chu Minh" begin names; the word of address is written small there, or
// opens the sentence.
bool is_name_syllable(const NameScope& scope, PhraseMatch match) {
  if (scope.input.marks == Marks::kSame || match.last != match.first) return false;
  const Token& word = scope.token(match.first);
  // "| Ong Bae Jung-soo, Pho Tong Giam doc |": behind a mark it opens a cell or an item.
  if (match.first > scope.begin && !scope.token(match.first - 1).word && scope.tokens().exact(match.first) == "ong") {
    return false;
  }
  return class_of(match) == HonorificClass::kCivil && word.upper && word.syllable && !word.marked &&
         match.first > scope.begin;
}

std::optional<PhraseMatch> honorific_at(const NameScope& scope, std::size_t at) {
  if (at >= scope.end || !scope.token(at).word) return std::nullopt;
  auto match = scope.tables.honorifics.find(scope.tokens(), at, scope.input.marks);
  if (!match || match->last >= scope.end || is_other_word(scope, *match) || is_name_syllable(scope, *match)) {
    return std::nullopt;
  }
  return match;
}

std::size_t behind_points(const NameScope& scope, std::size_t last) {
  while (last + 1 < scope.end && scope.tokens().is(last + 1, '.') && scope.glued(last + 1)) ++last;
  const bool apostrophe =
      last + 2 < scope.end && scope.tokens().is(last + 1, '\'') && scope.glued(last + 1) && !scope.glued(last + 2);
  return apostrophe ? last + 1 : last;  // "Dato' Tan"
}

bool may_stand_behind(HonorificClass cls) {
  return cls == HonorificClass::kEither || cls == HonorificClass::kPostNominal;
}

// "MD. Tran Gia Khanh": the letters at the end of the list before open a name of two words or more.
bool opens_name(const NameScope& scope, std::size_t at) {
  if (at + 1 >= scope.end || !scope.is_name_word(at) || scope.token(at).number) return false;
  if (honorific_at(scope, at) || scope.tables.roles.find(scope.tokens(), at, scope.input.marks)) return false;
  return scope.personal_name(at) > 0 || (scope.is_name_word(at + 1) && !scope.glued(at + 1)) ||
         scope.tokens().is(at + 1, '-') || scope.tokens().is(at + 1, '\'');
}

// "Nurse Manager", "Physician of …": a post, no letters.
bool is_post(const NameScope& scope, PhraseMatch letters) {
  const auto role = scope.tables.roles.find(scope.tokens(), letters.first, scope.input.marks);
  if (role && role->last > letters.last) return true;
  if (letters.last + 1 >= scope.end) return false;
  const std::string_view behind = scope.tokens().exact(letters.last + 1);
  return behind == "of" || behind == "at" || behind == "in" || behind == "của" || behind == "tại";
}

// A word of address that a middle name follows.
bool is_family(const NameScope& scope, PhraseMatch part) {
  const std::size_t next = part.last + 1;
  if (part.first != part.last || !scope.token(part.first).upper || next >= scope.end) return false;
  const std::string_view middle = scope.tokens().exact(next);
  const bool names = middle == "thị" || middle == "văn" || middle == "thi" || middle == "van";
  return names && scope.token(next).upper && scope.tables.family_names.find(scope.tokens(), part.first, Marks::kFolded);
}

// "(Ms.)" inside a chain; the token of the closing bracket, 0 when there is none.
std::size_t bracketed(const NameScope& scope, std::size_t at) {
  if (!scope.tokens().is(at, '(')) return 0;
  const auto part = honorific_at(scope, at + 1);
  if (!part) return 0;
  const std::size_t close = behind_points(scope, part->last) + 1;
  return close < scope.end && scope.tokens().is(close, ')') ? close : 0;
}

}  // namespace

std::optional<std::size_t> honorific_chain(const NameScope& scope, std::size_t at) {
  std::optional<std::size_t> last;
  std::size_t next = at;
  while (next < scope.end && next - at < kMaxChainTokens) {
    if (const std::size_t close = last ? bracketed(scope, next) : 0; close != 0) {
      last = close;
      next = close + 1;
      continue;
    }
    const auto part = honorific_at(scope, next);
    if (!part || (!last && class_of(*part) == HonorificClass::kPostNominal)) break;
    const bool again = last && class_of(*part) == HonorificClass::kCivil &&
                       scope.tokens().exact(part->first) == scope.tokens().exact(*last);
    if (last && is_family(scope, *part)) break;  // "ThS. Ông Thị Mai Trâm"
    if (again) break;                            // "Ông Ông Tuấn Kiệt": the second is the family name
    last = behind_points(scope, part->last);
    next = *last + 1;
    if (next < scope.end && is_chain_point(scope, next) && honorific_at(scope, next + 1)) ++next;
  }
  return last;
}

std::size_t post_nominals(const NameScope& scope, std::size_t last) {
  std::size_t end = last;
  while (true) {
    std::size_t at = end + 1;
    if (at < scope.end && scope.tokens().is(at, ',')) ++at;
    const auto letters = honorific_at(scope, at);
    if (!letters || !scope.token(at).upper || scope.token(at).gap == Gap::kLine) return end;
    if (!may_stand_behind(class_of(*letters)) || is_post(scope, *letters)) return end;
    const std::size_t behind = behind_points(scope, letters->last);
    if (opens_name(scope, behind + 1)) return end;
    end = behind;
  }
}

bool is_address_only(const NameScope& scope, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i <= last; ++i) {
    if (!scope.token(i).word) continue;
    const auto part = scope.tables.honorifics.find(scope.tokens(), i, scope.input.marks);
    if (!part || class_of(*part) != HonorificClass::kCivil) return false;
    i = part->last;
  }
  return true;
}

}  // namespace hoptac
