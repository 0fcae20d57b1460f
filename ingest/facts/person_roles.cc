#include <algorithm>
#include <iterator>

#include "ingest/facts/one_line.h"
#include "ingest/facts/role_finder.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxTokensBefore = 22;
constexpr std::size_t kMaxOwnerTokens = 4;
constexpr std::size_t kMaxHeading = 90;  // bytes of a line above a signature

}  // namespace

std::vector<RoleMention> RoleFinder::run() {
  std::size_t person = 0;
  for (std::size_t s = 0; s < input_.sentences.size(); ++s) {
    if (person >= people_.size() || people_[person].sentence != s) continue;
    const NameScope scope = make_scope(input_, s);
    const std::size_t first = person;
    for (; person < people_.size() && people_[person].sentence == s; ++person) find_around(scope, person);
    share(first, person);
  }
  return std::move(out_);
}

void RoleFinder::find_around(const NameScope& scope, std::size_t person) {
  const std::size_t before = out_.size();
  find_left(scope, person);
  find_right(scope, person, out_.size() > before);
  if (out_.size() == before) find_in_column(person);
  if (out_.size() == before) find_affiliation(scope, person);
  told_.push_back({before, out_.size()});
}

// Posts told once for several people: "A and B – Officers of …", "vice rectors including A, B; C".
void RoleFinder::share(std::size_t first, std::size_t end) {
  for (std::size_t p = end; p-- > first;) {
    if (has_post(p) || p + 1 >= end || !has_post(p + 1) || !is_listed(p, p + 1)) continue;
    const RoleMention& role = out_[told_[p + 1].first];
    const bool behind = role.role.span.begin > tokens_[people_[p + 1].last].begin;
    const bool dash = tokens_.is(people_[p + 1].post_last + 1, '-');
    if (behind && (is_plural(role.role.span) || (dash && joined_by_word(p) && !is_now(p + 1)))) copy(p, p + 1);
  }
  for (std::size_t p = first + 1; p < end; ++p) {
    if (has_post(p) || !has_post(p - 1) || !is_listed(p - 1, p)) continue;
    const RoleMention& role = out_[told_[p - 1].first];
    const bool before = role.role.span.begin < tokens_[people_[p - 1].first].begin || p - 1 > first;
    if (before && is_plural(role.role.span)) copy(p, p - 1);
  }
}

bool RoleFinder::has_post(std::size_t person) const {
  return told_[person].first < told_[person].second && !out_[told_[person].first].role.title.empty();
}

void RoleFinder::copy(std::size_t to, std::size_t from) {
  RoleMention role = out_[told_[from].first];
  role.person = to;
  told_[to] = {out_.size(), out_.size() + 1};
  out_.push_back(std::move(role));
}

// Nothing but list separators stands between two people.
bool RoleFinder::is_listed(std::size_t a, std::size_t b) const {
  const std::size_t from = people_[a].post_last + 1, to = people_[b].title_first;
  if (from >= to || to - from > 2) return false;
  for (std::size_t i = from; i < to; ++i) {
    const std::string_view word = tokens_.exact(i);
    const bool separator = tokens_.is(i, ',') || tokens_.is(i, ';') || word == "and" || word == "và" ||
                           word == "cùng" || word == "va" || tokens_.is(i, '&');
    if (!separator) return false;
  }
  return true;
}

// "A và B - nay là Phó Giám đốc": of the second only.
bool RoleFinder::is_now(std::size_t person) const {
  const std::size_t at = people_[person].post_last + 2;
  return at < tokens_.size() &&
         (tokens_.exact(at) == "nay" || tokens_.exact(at) == "now" || tokens_.exact(at) == "hiện");
}

bool RoleFinder::joined_by_word(std::size_t person) const { return tokens_[people_[person].post_last + 1].word; }

// "Officers of …", "vice rectors", "các Phó Giám đốc".
bool RoleFinder::is_plural(Span title) const {
  const std::size_t first = tokens_.at_offset(title.begin);
  if (first > 0) {
    const std::string_view before = tokens_.exact(first - 1);
    if (before == "các" || before == "hai" || before == "ba" || before == "những" || before == "cac") return true;
  }
  std::size_t head = first;
  while (head + 1 < tokens_.size() && tokens_[head + 1].end <= title.end && tokens_[head + 1].word &&
         tokens_.exact(head + 1) != "of" && tokens_.exact(head + 1) != "for") {
    ++head;
  }
  const std::string_view word = tokens_.exact(head);
  return tokens_[head].ascii && (word.ends_with("rs") || word.ends_with("ds") || word.ends_with("ns") ||
                                 word.ends_with("ts") || word.ends_with("ves") || word.ends_with("men"));
}

// Signature blocks: the post stands in the line below, or above a line in brackets ("(Đã ký)").
void RoleFinder::find_in_column(std::size_t person) {
  const PersonMention& m = people_[person];
  const TokenRange line = input_.sentences[m.sentence].tokens;
  if (line.end - line.begin > kMaxLineTokens) return;
  const TextCell cell = cell_at(input_, m.sentence, m.title_first);
  if (cell.first != m.title_first || cell.last > m.post_last + 1) return;
  if (m.sentence + 1 < input_.sentences.size() && add_cell(person, m.sentence + 1, cell)) return;
  constexpr std::size_t kLinesAbove = 4;
  for (std::size_t n = 1; n <= kLinesAbove && n <= m.sentence; ++n) {
    const auto above = cell_in_column(input_, m.sentence - n, cell);
    if (!above && cell.cells == 1) return;
    if (!above || tokens_.is(above->first, '(')) continue;
    add_cell(person, m.sentence - n, cell);
    return;
  }
}

// The cell is a post and nothing else; the cell below it may name the body.
bool RoleFinder::add_cell(std::size_t person, std::size_t sentence, const TextCell& column) {
  const auto cell = cell_in_column(input_, sentence, column);
  if (!cell) return false;
  const NameScope scope = make_scope(input_, sentence);
  auto role = parse_role(scope, institutions_, cell->first);
  if (!role || role->end <= cell->last || used_[cell->first]) return false;
  if (role->institution < 0 && sentence > people_[person].sentence && sentence + 1 < input_.sentences.size()) {
    const auto below = cell_in_column(input_, sentence + 1, column);
    const InstitutionAt* body = below ? institutions_.at(below->first) : nullptr;
    if (body != nullptr && body->first == below->first) role->institution = body->index;
  }
  if (role->institution < 0) role->institution = column_body(std::min(sentence, people_[person].sentence), column);
  add(scope, person, *role, "person.role-in-column");
  return true;
}

// "ĐẠI DIỆN BÊN B", "FOR X UNIVERSITY" at the head of the column: the body or party that the cells below sign for.
int RoleFinder::column_body(std::size_t sentence, const TextCell& column) const {
  constexpr std::size_t kLinesAbove = 6;
  for (std::size_t n = 1; n <= kLinesAbove && n <= sentence; ++n) {
    const auto above = cell_in_column(input_, sentence - n, column);
    if (!above) continue;
    const bool other = tokens_.is(above->last, ':') || !tokens_[above->first].word || has_person(sentence - n);
    if (column.cells == 1 && other) return -1;
    for (std::size_t i = above->first; i <= above->last; ++i) {
      if (const InstitutionAt* body = institutions_.at(i); body != nullptr) return body->index;
      if (const int party = bodies_.party_at(i); party >= 0) return party;
    }
    if (column.cells == 1 && tokens_[above->last].end - tokens_[above->first].begin > kMaxHeading) return -1;
  }
  return -1;
}

bool RoleFinder::has_person(std::size_t sentence) const {
  const auto at = std::lower_bound(people_.begin(), people_.end(), sentence,
                                   [](const PersonMention& m, std::size_t s) { return m.sentence < s; });
  return at != people_.end() && at->sentence == sentence;
}

// A post before the name: "Giám đốc Bệnh viện X – ông Y", "Rector Prof. Z", "its Director, Dr. W".
void RoleFinder::find_left(const NameScope& scope, std::size_t person) {
  const PersonMention& m = people_[person];
  const std::size_t floor = person > 0 && people_[person - 1].sentence == m.sentence
                                ? std::max(scope.begin, people_[person - 1].post_last + 1)
                                : scope.begin;
  const std::size_t from = std::max(floor, m.title_first >= kMaxTokensBefore ? m.title_first - kMaxTokensBefore : 0);
  joined_.reset();
  for (std::size_t at = from; at < m.title_first; ++at) {
    if (used_[at] || !tokens_[at].word || institutions_.at(at) != nullptr) continue;
    const auto role = parse_role(scope, institutions_, at);
    if (!role || role->end > m.title_first || used_[role->first]) continue;
    if (is_board(scope, *role)) continue;
    if (reaches(scope, *role, m)) {
      if (joined_) add(scope, person, *joined_, "person.role-before");
      add(scope, person, *role, "person.role-before");
      return;
    }
    joined_.reset();
    if (tokens_.exact(role->end) == "and" || tokens_.exact(role->end) == "kiêm") joined_ = *role;
    at = role->last;
  }
}

// "Thay mặt Ban Giám đốc, bác sĩ X": the board, no post.
bool RoleFinder::is_board(const NameScope& scope, const ParsedRole& role) const {
  if (role.first <= scope.begin) return false;
  const std::string_view before = tokens_.exact(role.first - 1);
  return (before == "ban" || before == "hội") && tokens_[role.first - 1].upper && tokens_[role.first].upper;
}

// Nothing, a comma, a dash or a colon stands between the post and the name.
bool RoleFinder::reaches(const NameScope& scope, const ParsedRole& role, const PersonMention& m) const {
  std::size_t at = role.end;
  if (at == m.title_first) return true;
  const std::size_t person = static_cast<std::size_t>(&m - people_.data());
  const bool after = person > 0 && people_[person - 1].sentence == m.sentence;  // "A, Rector of X, Dr. B"
  const bool listed = after && role.first > scope.begin && tokens_.is(role.first - 1, ',') && tokens_.is(at, ',');
  const bool point = tokens_.is(at, ',') || tokens_.is(at, '-') || tokens_.is(at, ':');
  if (tokens_.is(at, ':') && is_label_of_something(scope, role.first)) return false;
  if (point && !listed && at + 1 == m.title_first) return true;
  return !point && is_link(at, m.title_first);
}

// "Quan hệ nhà đầu tư: bà X": the post ends a label that is no post.
bool RoleFinder::is_label_of_something(const NameScope& scope, std::size_t first) const {
  if (first <= scope.begin) return false;
  const std::string_view before = tokens_.exact(first - 1);
  return before == "hệ" || before == "he" || before == "with" || before == "for";
}

// "three vice rectors including A", "thư ký đoàn là bà B", "the head is Dr. C".
bool RoleFinder::is_link(std::size_t from, std::size_t to) const {
  constexpr std::size_t kMaxWords = 3;
  static constexpr std::string_view kWords[] = {"including", "gồm", "bao", "là", "namely", "is", "was", "were", "are"};
  if (to - from > kMaxWords) return false;
  for (std::size_t i = from; i < to; ++i) {
    const bool known = std::find(std::begin(kWords), std::end(kWords), tokens_.exact(i)) != std::end(kWords);
    if (!known && !tokens_.is(i, ':')) return false;
  }
  return true;
}

void RoleFinder::add(const NameScope& scope, std::size_t person, const ParsedRole& parsed, std::string_view rule) {
  if (is_prize(parsed.last)) return;
  Role role;
  role.span = tokens_.cover(parsed.first, parsed.last);
  role.title = text_of(role.span);
  role.rule = is_loose(parsed) ? "person.role-loose" : rule;
  int body = parsed.institution >= 0 ? parsed.institution : owner_before(scope, parsed.first);
  if (body < 0) body = owner_behind(scope, people_[person], parsed);
  const bool unknown = body < 0 && parsed.body_last >= parsed.body_first;
  const bool implied = body < 0 && !unknown;
  if (unknown) role.institution = text_of(tokens_.cover(parsed.body_first, parsed.body_last));
  if (unknown) body = named_body(role.institution);
  if (unknown && body < 0) body = bodies_.named_in_short(parsed.body_first, parsed.body_last);
  if (implied) body = implied_body(scope, person, parsed);
  set_body(role, body);
  for (std::size_t i = parsed.first; i < parsed.end; ++i) used_[i] = true;
  out_.push_back({person, std::move(role), implied, input_.sentences[people_[person].sentence].language});
}

// "Surgeon of the Year", "Teacher of the Month".
bool RoleFinder::is_prize(std::size_t last) const {
  if (last + 3 >= tokens_.size() || tokens_.exact(last + 1) != "of" || tokens_.exact(last + 2) != "the") return false;
  const std::string_view word = tokens_.exact(last + 3);
  return word == "year" || word == "month" || word == "decade";
}

// Titles that are often a part of one, or what somebody does for the occasion: "Head", "experts", "thư ký",
// "Trưởng đoàn" without a body; "co-founder of our …".
bool RoleFinder::is_loose(const ParsedRole& role) const {
  static constexpr std::string_view kParts[] = {"chair", "chief", "head", "leader", "member", "partner"};
  const bool alone = role.first == role.last;
  if (alone && std::find(std::begin(kParts), std::end(kParts), tokens_.exact(role.first)) != std::end(kParts)) {
    return true;
  }
  if (role.institution >= 0 || role.body_last >= role.body_first) return false;
  const std::string_view last = tokens_.exact(role.last);
  return role.worker || last == "đoàn" || last == "doan" || last == "delegation" || last == "our";
}

// "An Phuc General Director", "Foundation president": the words before the post tell the body in short; else the
// likeliest one.
int RoleFinder::implied_body(const NameScope& scope, std::size_t person, const ParsedRole& parsed) {
  std::size_t first = parsed.first;
  while (first > scope.begin && first + kMaxOwnerTokens > parsed.first && is_owner_word(scope, first)) --first;
  if (first < parsed.first) {
    if (const int body = bodies_.named_in_short(first, parsed.first - 1); body >= 0) return body;
  }
  ParsedRole asked = parsed;
  if (asked.generic.empty() && parsed.first > scope.begin) asked.generic = bodies_.head_alone(parsed.first - 1);
  const bool owned = parsed.first >= scope.begin + 3 && tokens_.is(parsed.first - 2, '\'') &&
                     tokens_.exact(parsed.first - 1) == "s";  // "the college's head, Ms. X"
  if (asked.generic.empty() && owned) asked.generic = bodies_.head_alone(parsed.first - 3);
  for (std::size_t i = parsed.first; i < parsed.last && asked.generic.empty(); ++i)
    asked.generic = bodies_.head_alone(i);
  return bodies_.implied(person, asked);
}

// The token before `at` is a capital word beside it.
bool RoleFinder::is_owner_word(const NameScope& scope, std::size_t at) const {
  return scope.is_name_word(at - 1) && tokens_[at].gap == Gap::kSpace && !used_[at - 1] && scope.token(at - 1).word;
}

// "First Secretary Ms. X of the Embassy of France".
int RoleFinder::owner_behind(const NameScope& scope, const PersonMention& m, const ParsedRole& parsed) const {
  const bool before = parsed.first < m.first && parsed.generic.empty() && m.post_last + 1 < scope.end;
  return before && scope.token(m.post_last + 1).word ? beside(scope, m.post_last + 1) : -1;
}

// The known body that bears this name or alias; -1 when none.
int RoleFinder::named_body(std::string_view name) {
  if (known_names_.empty()) {
    for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
      const Institution& body = analysis_.institutions[i];
      known_names_.emplace(fold_phrase(body.name), static_cast<int>(i));
      for (const std::string& alias : body.aliases) known_names_.emplace(fold_phrase(alias), static_cast<int>(i));
    }
  }
  const auto found = known_names_.find(fold_phrase(name));
  return found != known_names_.end() ? found->second : -1;
}

void RoleFinder::set_body(Role& role, int body) const {
  if (body < 0) return;
  role.institution_index = body;
  role.institution = analysis_.institutions[static_cast<std::size_t>(body)].name;
}

std::string RoleFinder::text_of(Span span) const { return one_line(slice(input_.document.text, span)); }

// "VinUniversity's Provost", "VNU Vice President".
int RoleFinder::owner_before(const NameScope& scope, std::size_t first) const {
  if (first <= scope.begin) return -1;
  std::size_t at = first - 1;
  if (tokens_.exact(at) == "s" && at >= scope.begin + 2) --at;
  if (tokens_.is(at, '\'') && at > scope.begin) --at;
  const InstitutionAt* owner = institutions_.at(at);
  return owner != nullptr && owner->last == at ? owner->index : -1;
}

// "Ms. X from INSTITUTION", "PGS.TS. Y của INSTITUTION", "on behalf of INSTITUTION": a body without a post.
void RoleFinder::find_affiliation(const NameScope& scope, std::size_t person) {
  int body = beside(scope, people_[person].post_last + 1);
  if (body < 0) body = bodies_.represented(person);
  if (body < 0) return;
  Role role;
  set_body(role, body);
  const std::uint32_t at = tokens_[people_[person].post_last].end;
  role.span = {at, at};
  role.rule = "person.affiliation";
  out_.push_back({person, std::move(role), false, Language::kUnknown});
}

// "khoa Ngoại, Bệnh viện Bạch Mai": the token behind the inner unit; `at` when there is none.
std::size_t RoleFinder::behind_unit(const NameScope& scope, std::size_t at) const {
  constexpr std::size_t kMaxWords = 7;
  const auto head = scope.tables.vi_heads.find(tokens_, at, input_.marks);
  if (!head || scope.tables.head_rules[head->value].cls != HeadClass::kUnit) return at;
  for (std::size_t i = head->last + 1; i + 1 < scope.end && i < at + kMaxWords; ++i) {
    if (institutions_.at(i) != nullptr) return i;
    if (!tokens_[i].word) return tokens_.is(i, ',') || tokens_.is(i, '-') ? i + 1 : at;
  }
  return at;
}

int RoleFinder::beside(const NameScope& scope, std::size_t at) const {
  if (at >= scope.end) return -1;
  const std::string_view word = tokens_.exact(at);
  const bool links = word == "from" || word == "of" || word == "của" || word == "representing" || word == "cua" ||
                     word == "đến" || word == "thuộc" || word == "at";
  if (!links && !tokens_.is(at, '(') && !tokens_.is(at, ',') && !tokens_.is(at, '-')) return -1;
  ++at;
  while (at < scope.end &&
         (tokens_.exact(at) == "the" || tokens_.exact(at) == "từ" || tokens_.exact(at) == "của" ||
          tokens_.exact(at) == "of" || tokens_.exact(at) == "from" || tokens_.exact(at) == "representing")) {
    ++at;
  }
  at = behind_unit(scope, at);
  const InstitutionAt* body = at < scope.end ? institutions_.at(at) : nullptr;
  if (body == nullptr || body->first != at) return -1;
  const bool listed = !links && body->last + 1 < scope.end &&
                      (tokens_.exact(body->last + 1) == "và" || tokens_.exact(body->last + 1) == "and");
  return listed ? -1 : body->index;
}

std::vector<RoleMention> find_roles(const FactInput& input, const Analysis& analysis,
                                    const InstitutionIndex& institutions, const std::vector<PersonMention>& people) {
  return RoleFinder(input, analysis, institutions, people).run();
}

}  // namespace hoptac
