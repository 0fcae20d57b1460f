#include "ingest/facts/plural_lists.h"

#include <algorithm>
#include <iterator>

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxList = 60;
constexpr std::size_t kMaxOpener = 14;

// Compares without accents where the text has none.
bool is_word(const NameScope& scope, std::size_t i, std::string_view marked, std::string_view plain) {
  return scope.tokens().exact(i) == marked ||
         (scope.input.marks == Marks::kFolded && scope.tokens().folded(i) == plain);
}

bool is_joint(const NameScope& scope, std::size_t i) {
  const TokenStream& tokens = scope.tokens();
  return tokens.is(i, ',') || tokens.is(i, ';') || tokens.is(i, '-') || tokens.is(i, '&') || tokens.is(i, '.') ||
         is_word(scope, i, "và", "va") || is_word(scope, i, "cùng", "cung");
}

// "gồm", "như", ":" before the first item.
bool opens_list(const NameScope& scope, std::size_t i) {
  if (scope.tokens().is(i, ':') || scope.tokens().is(i, '(')) return true;
  return is_word(scope, i, "gồm", "gom") || is_word(scope, i, "như", "nhu");
}

// Small words of "Đa khoa", "Quân y", "khu vực" inside an item.
bool is_listed(const NameScope& scope, std::size_t i) {
  constexpr std::size_t kReach = 2;
  for (std::size_t from = i > scope.begin + kReach ? i - kReach : scope.begin; from <= i; ++from) {
    std::size_t last = from;
    const std::uint32_t cls = scope.classes(scope.tables.vi_words, from, last);
    const bool vague = scope.input.marks == Marks::kFolded && last == from;  // "da" is "đã" too
    if ((cls & (kFieldWord | kTypeWord | kPlaceWord)) != 0 && last >= i && !vague) return true;
    const auto head =
        scope.token(from).upper ? scope.tables.vi_heads.find(scope.tokens(), from, scope.input.marks) : std::nullopt;
    if (head && head->last >= i) return true;
  }
  return false;
}

bool is_item(const NameScope& scope, std::size_t i) {
  const Token& t = scope.token(i);
  if (!t.word) return is_joint(scope, i);
  return t.upper || t.number || is_joint(scope, i) || is_listed(scope, i);
}

bool is_plural(const NameScope& scope, std::size_t i) {
  constexpr std::string_view kWords[][2] = {{"các", "cac"}, {"những", "nhung"}, {"hai", "hai"},   {"ba", "ba"},
                                            {"bốn", "bon"}, {"năm", "nam"},     {"sáu", "sau"},   {"bảy", "bay"},
                                            {"tám", "tam"}, {"chín", "chin"},   {"mười", "muoi"}, {"nhiều", "nhieu"},
                                            {"cả", "ca"}};
  if (scope.token(i).number) return true;
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](const auto& word) { return is_word(scope, i, word[0], word[1]); });
}

// The kind of "bệnh viện" in "các bệnh viện": the noun right behind a word of number.
std::optional<std::string_view> plural_noun(const NameScope& scope, std::size_t i) {
  const auto head = scope.tables.vi_heads.find(scope.tokens(), i, scope.input.marks);
  const bool school = is_word(scope, i, "trường", "truong") && !is_word(scope, i + 1, "hợp", "hop");
  if (!school && (!head || scope.tables.head_rules[head->value].cls != HeadClass::kBody)) return std::nullopt;
  if (!school && scope.tables.head_rules[head->value].upper_only) return std::nullopt;
  if (i == scope.begin || scope.token(i).upper || !is_plural(scope, i - 1)) return std::nullopt;
  return school ? std::string_view("university") : std::string_view(scope.tables.head_rules[head->value].kind);
}

std::optional<std::string_view> kind_of_list(const NameScope& scope, std::size_t first) {
  const std::size_t floor = first > scope.begin + kMaxList ? first - kMaxList : scope.begin;
  std::size_t i = first - 1;
  while (i > floor && !opens_list(scope, i) && is_item(scope, i)) --i;
  if (!opens_list(scope, i)) return std::nullopt;
  const std::size_t far = i > scope.begin + kMaxOpener ? i - kMaxOpener : scope.begin;
  for (; i > far; --i) {
    if (scope.token(i - 1).word && scope.token(i - 1).upper && i - 1 > scope.begin) return std::nullopt;
    if (const auto kind = plural_noun(scope, i - 1)) return kind;
  }
  return std::nullopt;
}

// Countries, posts, persons and labels are counted up too.
bool is_other_thing(const NameScope& scope, std::size_t i) {
  const FactInput& input = scope.input;
  return scope.tables.roles.find(scope.tokens(), i, input.marks) ||
         scope.tables.honorifics.find(scope.tokens(), i, input.marks) ||
         input.authority.country_names().find(scope.tokens(), i, input.marks) ||
         input.authority.certification_names().find(scope.tokens(), i, Marks::kSame);
}

// Has a neighbour in the list, and the sentence goes on with no word of its own: "Viêm gan" is no name.
bool is_one_of_several(const NameScope& scope, std::size_t first, std::size_t end) {
  if (end < scope.end && scope.token(end).word && !is_joint(scope, end)) {
    std::size_t last = end;
    if ((scope.classes(scope.tables.vi_words, end, last) & kStopWord) == 0) return false;
  }
  const bool behind = end + 1 < scope.end && is_joint(scope, end) && scope.token(end + 1).upper;
  return behind || is_joint(scope, first - 1);
}

}  // namespace

std::optional<PluralItem> plural_item_at(const NameScope& scope, std::size_t i) {
  constexpr std::size_t kMaxItem = 8;
  if (!scope.is_name_word(i) || scope.token(i).number || i <= scope.begin + 2) return std::nullopt;
  if (!is_joint(scope, i - 1) && !opens_list(scope, i - 1)) return std::nullopt;
  std::size_t end = i;
  while (end < scope.end && !is_joint(scope, end) && scope.token(end).word && is_item(scope, end)) ++end;
  if (end == i || end > i + kMaxItem || is_other_thing(scope, i)) return std::nullopt;
  if (end == i + 1 && scope.token(i).span().size() < 3) return std::nullopt;
  if (!is_one_of_several(scope, i, end)) return std::nullopt;
  const auto kind = kind_of_list(scope, i);
  return kind ? std::optional(PluralItem{{i, end}, *kind}) : std::nullopt;
}

}  // namespace hoptac
