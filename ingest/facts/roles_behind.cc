#include <algorithm>
#include <iterator>

#include "ingest/facts/one_of.h"
#include "ingest/facts/role_finder.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxRolesOfMention = 4;

}  // namespace

// Roles behind the name, up to the next person.
void RoleFinder::find_right(const NameScope& scope, std::size_t person, bool has_left) {
  const PersonMention& m = people_[person];
  std::size_t at = m.post_last + 1;
  const std::size_t stop = next_person(person, scope.end);
  for (std::size_t n = 0; n < kMaxRolesOfMention && at < stop; ++n) {
    at = skip_letters(skip_aside(at, stop), stop);
    const InstitutionAt* house = n == 0 ? house_beside(at, stop) : nullptr;
    std::size_t title = house != nullptr ? behind_house(scope, *house, stop) : 0;
    const bool housed = title != 0;
    if (!housed) title = behind_separator(scope, at, stop, n > 0);
    if (title == 0) return;
    auto role = parse_role_behind(scope, institutions_, title);
    if (role && housed && tokens_.exact(title - 1) == "là" && role->institution < 0) role->institution = house->index;
    if (role && role->generic.empty()) role->generic = generic_owner(at, title);
    if (!role || role->end > stop || belongs_to_next(*role, person, stop, has_left)) return;
    add(scope, person, *role, "person.role-behind");
    at = role->end;
  }
}

// "GS. X, Đại học Y, là điều phối viên", "Ms. X of Université Y was named Honorary Senator": the body between the
// name and the verb; nullptr when none.
const InstitutionAt* RoleFinder::house_beside(std::size_t at, std::size_t stop) const {
  if (at + 1 >= stop) return nullptr;
  const std::string_view word = tokens_.exact(at);
  if (!tokens_.is(at, ',') && word != "of" && word != "from" && word != "của" && word != "thuộc") return nullptr;
  const InstitutionAt* body = institutions_.at(at + 1);
  return body != nullptr && body->first == at + 1 && body->last + 1 < stop ? body : nullptr;
}

std::size_t RoleFinder::behind_house(const NameScope& scope, const InstitutionAt& house, std::size_t stop) const {
  std::size_t at = house.last + 1;
  if (tokens_.is(at, ',')) ++at;
  const std::size_t title = behind_copula(scope, at, stop);
  return title == at ? 0 : title;
}

std::size_t RoleFinder::next_person(std::size_t person, std::size_t end) const {
  if (person + 1 >= people_.size()) return end;
  const PersonMention& next = people_[person + 1];
  return std::min(end, next.title_first);
}

// ", VSM, Commandant": letters of an order that the table does not know.
std::size_t RoleFinder::skip_letters(std::size_t at, std::size_t stop) const {
  constexpr std::size_t kLongest = 5;
  if (at + 3 >= stop || !tokens_.is(at, ',') || !tokens_.is(at + 2, ',')) return at;
  const Token& letters = tokens_[at + 1];
  if (letters.number && letters.span().size() <= 2) return at + 2;  // "X, 81, spokesman of …"
  const bool skip = letters.word && letters.caps && !letters.number && letters.span().size() <= kLongest &&
                    institutions_.at(at + 1) == nullptr &&
                    !input_.tables.names.roles.find(tokens_, at + 1, input_.marks);
  return skip ? at + 2 : at;
}

// "(left)", "(bên phải)", "(France)".
std::size_t RoleFinder::skip_aside(std::size_t at, std::size_t stop) const {
  if (at + 2 >= stop || !tokens_.is(at, '(')) return at;
  const auto country = input_.authority.country_names().find(tokens_, at + 1, input_.marks);
  const std::size_t close = country ? country->last + 1 : at;  // "X (France), anaesthesiologist"
  if (country && close + 1 < stop && tokens_.is(close, ')') && tokens_.is(close + 1, ',')) return close + 1;
  if (tokens_[at + 1].upper) return at;
  if (input_.tables.names.roles.find(tokens_, at + 1, input_.marks)) return at;
  for (std::size_t i = at + 1; i < stop && i < at + 8; ++i) {
    if (tokens_.is(i, ')')) return i + 1;
  }
  return at;
}

// The token where a title starts: behind a comma, dash, bracket, "kiêm", "cum", "and", "Chức vụ:"; 0 when none.
std::size_t RoleFinder::behind_separator(const NameScope& scope, std::size_t at, std::size_t stop, bool more) const {
  const auto is = [&](std::size_t i, std::string_view word) { return i < stop && tokens_.exact(i) == word; };
  std::size_t title = at;
  const bool point =
      at < stop && (tokens_.is(at, ',') || tokens_.is(at, '-') || tokens_.is(at, '(') || tokens_.is(at, ';'));
  if (point && (!tokens_.is(at, ';') || more)) title = behind_copula(scope, at + 1, stop);
  if (is(title, "kiêm") || is(title, "cum") || is(title, "đồng") || (more && (is(title, "and") || is(title, "và")))) {
    title += is(title + 1, "thời") ? 2U : 1U;
  }
  const std::size_t label = point || tokens_.is(at, '|') ? at + 1 : at;  // "| Ông X | Chức vụ: Hiệu trưởng |"
  if (is(label, "chức") && is(label + 1, "vụ")) title = tokens_.is(label + 2, ':') ? label + 3 : label + 2;
  if (title == at && (is(at, "làm") || is(at, "as"))) title = at + 1;
  if (title == at) title = behind_copula(scope, at, stop);
  while (is(title, "the") || is(title, "a") || is(title, "an") || is(title, "its") || is(title, "là")) ++title;
  if (title == at || title >= stop) return 0;
  if (const InstitutionAt* owner = institutions_.at(title)) return behind_owner_of(scope, *owner, stop);
  return behind_generic_owner(scope, title, stop);
}

// "từng là Phó Hiệu trưởng", "người dự kiến giữ chức Hiệu trưởng", "is the Director of"; `at` when there is none.
std::size_t RoleFinder::behind_copula(const NameScope& scope, std::size_t at, std::size_t stop) const {
  static constexpr auto kWords =
      word_set({"người",   "dự",     "kiến",     "sẽ",       "từng",    "hiện",      "đang",    "nguyên",    "vừa",
                "được",    "bổ",     "nhiệm",    "làm",      "giữ",     "chức",      "vụ",      "là",        "who",
                "is",      "was",    "has",      "been",     "became",  "serves",    "served",  "appointed", "named",
                "elected", "now",    "formerly", "as",       "the",     "khi",       "ấy",      "đó",        "nay",
                "lúc",     "bấy",    "giờ",      "thời",     "điểm",    "với",       "tư",      "cách",      "trở",
                "lại",     "then",   "at",       "time",     "that",    "currently", "acting",  "its",       "took",
                "over",    "left",   "after",    "years",    "year",    "retired",   "will",    "serve",     "serving",
                "works",   "worked", "working",  "have",     "acts",    "acted",     "two",     "three",     "four",
                "five",    "six",    "seven",    "eight",    "nine",    "ten",       "eleven",  "twelve",    "recently",
                "just",    "since",  "nhận",     "đảm",      "cương",   "vị",        "trí",     "vai",       "trò",
                "trong",   "mới",    "sau",      "elected",  "sworn",   "in",        "remains", "becomes",   "become",
                "trách",   "joined", "us",       "returned", "returns", "stepped",   "down",    "steps",     "promoted",
                "to"});
  static constexpr auto kCopulas =
      word_set({"là",        "làm",   "giữ",     "chức", "vụ",  "nhiệm",    "is",        "was",     "became", "as",
                "appointed", "named", "elected", "the",  "now", "formerly", "currently", "cách",    "then",   "time",
                "nay",       "its",   "vị",      "trí",  "trò", "becomes",  "become",    "remains", "to"});
  constexpr std::size_t kMaxWords = 8;
  std::size_t i = at;
  while (i < stop && i < at + kMaxWords && (is_one_of(tokens_, i, kWords) || is_bare_copula(i, false)) &&
         !(i > at && tokens_[i].upper && scope.tables.roles.find(tokens_, i, input_.marks))) {  // "là Vụ trưởng"
    ++i;
  }
  if (i == at || i >= stop) return at;
  const bool copula = is_one_of(tokens_, i - 1, kCopulas) || is_bare_copula(i - 1, true);
  const bool article = tokens_.exact(i) == "a" || tokens_.exact(i) == "an" || tokens_.exact(i) == "một";
  if (article && ++i >= stop) return at;
  const auto role = scope.tables.roles.find(tokens_, i, input_.marks);
  if (!copula || !role) return at;
  // "as visiting professor", "là điều phối viên"; what "is a doctor" has no post.
  const bool worker = static_cast<RoleClass>(role->value) != RoleClass::kHead;
  return worker && scope.tables.honorifics.find(tokens_, i, input_.marks) ? at : i;
}

// The same words typed without accents; `last`: those that may stand right before the post.
bool RoleFinder::is_bare_copula(std::size_t at, bool last) const {
  if (input_.marks != Marks::kFolded) return false;
  static constexpr std::string_view kLast[] = {"la",   "lam", "giu", "chuc", "vu", "nhiem",
                                               "cach", "nay", "vi",  "tri",  "tro"};
  static constexpr std::string_view kOther[] = {"nguoi", "du",    "kien", "se",  "tung",  "hien", "dang",
                                                "vua",   "duoc",  "bo",   "khi", "do",    "luc",  "voi",
                                                "tu",    "cuong", "vai",  "dam", "trong", "moi",  "sau"};
  const std::string_view word = tokens_.exact(at);
  if (std::find(std::begin(kLast), std::end(kLast), word) != std::end(kLast)) return true;
  return !last && std::find(std::begin(kOther), std::end(kOther), word) != std::end(kOther);
}

// ", VNU's Vice President".
std::size_t RoleFinder::behind_owner_of(const NameScope& scope, const InstitutionAt& owner, std::size_t stop) const {
  std::size_t at = owner.last + 1;
  if (at + 1 < stop && tokens_.is(at, '\'')) at += tokens_.exact(at + 1) == "s" ? 2U : 1U;
  const bool post = at < stop && scope.tables.roles.find(tokens_, at, input_.marks).has_value();
  return post ? at : 0;
}

// ", the institute's deputy director".
std::size_t RoleFinder::behind_generic_owner(const NameScope& scope, std::size_t title, std::size_t stop) const {
  for (std::size_t i = title; i + 1 < stop && i < title + 3; ++i) {
    if (!tokens_.is(i, '\'')) continue;
    const std::size_t post = tokens_.exact(i + 1) == "s" ? i + 2 : i + 1;
    return post < stop && opens_role(scope, post) ? post : title;
  }
  return title;
}

// Folded head before "'s": "the institute's Pro-Rector".
std::string_view RoleFinder::generic_owner(std::size_t from, std::size_t title) const {
  if (title < from + 3 || tokens_.exact(title - 1) != "s" || !tokens_.is(title - 2, '\'')) return "";
  return institutions_.at(title - 3) == nullptr ? tokens_.folded(title - 3) : "";
}

// "…, Phó Chủ tịch B – bà Y" or ", Chủ tịch tỉnh Y": the post opens the next name.
bool RoleFinder::belongs_to_next(const ParsedRole& role, std::size_t person, std::size_t stop, bool has_left) const {
  if (person + 1 >= people_.size() || people_[person + 1].title_first != stop) return false;
  if (tokens_[stop].gap == Gap::kLine) return false;  // a list, one person a line
  if (role.end == stop) return true;
  return has_left && role.end + 1 == stop && tokens_.is(role.end, '-');
}

}  // namespace hoptac
