#include "ingest/facts/person_roles.h"

#include <algorithm>

#include "ingest/facts/role_bodies.h"
#include "ingest/facts/role_parser.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxRolesOfMention = 4;
constexpr std::size_t kMaxTokensBefore = 22;

class RoleFinder {
 public:
  RoleFinder(const FactInput& input, const Analysis& analysis, const InstitutionIndex& institutions,
             const std::vector<PersonMention>& people)
      : input_(input),
        tokens_(input.tokens),
        analysis_(analysis),
        people_(people),
        institutions_(institutions),
        bodies_(input, analysis, institutions, people),
        used_(input.tokens.size(), false) {}

  std::vector<RoleMention> run() {
    std::size_t person = 0;
    for (std::size_t s = 0; s < input_.sentences.size(); ++s) {
      if (person >= people_.size() || people_[person].sentence != s) continue;
      const NameScope scope = make_scope(input_, s);
      for (; person < people_.size() && people_[person].sentence == s; ++person) find_around(scope, person);
    }
    return std::move(out_);
  }

 private:
  void find_around(const NameScope& scope, std::size_t person) {
    const std::size_t before = out_.size();
    find_left(scope, person);
    find_right(scope, person, out_.size() > before);
    if (out_.size() == before) find_affiliation(scope, person);
  }

  // Roles behind the name, up to the next person.
  void find_right(const NameScope& scope, std::size_t person, bool has_left) {
    const PersonMention& m = people_[person];
    std::size_t at = m.post_last + 1;
    const std::size_t stop = next_person(person, scope.end);
    for (std::size_t n = 0; n < kMaxRolesOfMention && at < stop; ++n) {
      at = skip_aside(at, stop);
      const std::size_t title = behind_separator(scope, at, stop, n > 0);
      if (title == 0) return;
      const auto role = parse_role_behind(scope, institutions_, title);
      if (!role || role->end > stop || belongs_to_next(*role, person, stop, has_left)) return;
      add(scope, person, *role, "person.role-behind");
      at = role->end;
    }
  }

  std::size_t next_person(std::size_t person, std::size_t end) const {
    if (person + 1 >= people_.size()) return end;
    const PersonMention& next = people_[person + 1];
    return std::min(end, next.title_first);
  }

  // "(left)", "(bên phải)".
  std::size_t skip_aside(std::size_t at, std::size_t stop) const {
    if (at + 2 >= stop || !tokens_.is(at, '(') || tokens_[at + 1].upper) return at;
    for (std::size_t i = at + 1; i < stop && i < at + 8; ++i) {
      if (tokens_.is(i, ')')) return i + 1;
    }
    return at;
  }

  // The token where a title starts: behind a comma, dash, bracket, "kiêm", "cum", "and", "Chức vụ:"; 0 when none.
  std::size_t behind_separator(const NameScope& scope, std::size_t at, std::size_t stop, bool more) const {
    const auto is = [&](std::size_t i, std::string_view word) { return i < stop && tokens_.exact(i) == word; };
    std::size_t title = at;
    const bool point =
        at < stop && (tokens_.is(at, ',') || tokens_.is(at, '-') || tokens_.is(at, '(') || tokens_.is(at, ';'));
    if (point && (!tokens_.is(at, ';') || more)) title = at + 1;
    if (is(title, "kiêm") || is(title, "cum") || is(title, "đồng") || (more && (is(title, "and") || is(title, "và")))) {
      title += is(title + 1, "thời") ? 2U : 1U;
    }
    if (is(at, "chức") && is(at + 1, "vụ")) title = tokens_.is(at + 2, ':') ? at + 3 : at + 2;
    if (title == at && (is(at, "làm") || is(at, "as"))) title = at + 1;
    if (title == at) title = behind_copula(scope, at, stop);
    while (is(title, "the") || is(title, "a") || is(title, "an") || is(title, "its") || is(title, "là")) ++title;
    if (title == at || title >= stop) return 0;
    if (const InstitutionAt* owner = institutions_.at(title)) return behind_owner_of(scope, *owner, stop);
    if (is(title + 1, "institute") || is(title, "institute") || is(title, "hospital"))
      return behind_generic_owner(title, stop);
    return title;
  }

  // "từng là Phó Hiệu trưởng", "người dự kiến giữ chức Hiệu trưởng", "is the Director of"; `at` when there is none.
  std::size_t behind_copula(const NameScope& scope, std::size_t at, std::size_t stop) const {
    static constexpr std::string_view kWords[] = {
        "người",  "dự",     "kiến",      "sẽ",    "từng",    "hiện", "đang",     "nguyên", "vừa", "được", "bổ",
        "nhiệm",  "giữ",    "chức",      "vụ",    "là",      "who",  "is",       "was",    "has", "been", "became",
        "serves", "served", "appointed", "named", "elected", "now",  "formerly", "as",     "the"};
    static constexpr std::string_view kCopulas[] = {"là",     "chức", "vụ",        "nhiệm", "is",      "was",
                                                    "became", "as",   "appointed", "named", "elected", "the"};
    constexpr std::size_t kMaxWords = 7;
    std::size_t i = at;
    while (i < stop && i < at + kMaxWords &&
           std::find(std::begin(kWords), std::end(kWords), tokens_.exact(i)) != std::end(kWords)) {
      ++i;
    }
    if (i == at || i >= stop) return at;
    const bool copula = std::find(std::begin(kCopulas), std::end(kCopulas), tokens_.exact(i - 1)) != std::end(kCopulas);
    const auto role = scope.tables.roles.find(tokens_, i, input_.marks);
    return copula && role && static_cast<RoleClass>(role->value) == RoleClass::kHead ? i : at;
  }

  // ", VNU's Vice President".
  std::size_t behind_owner_of(const NameScope& scope, const InstitutionAt& owner, std::size_t stop) const {
    std::size_t at = owner.last + 1;
    if (at + 1 < stop && tokens_.is(at, '\'')) at += tokens_.exact(at + 1) == "s" ? 2U : 1U;
    const bool post = at < stop && scope.tables.roles.find(tokens_, at, input_.marks).has_value();
    return post ? at : 0;
  }

  // ", the institute's deputy director".
  std::size_t behind_generic_owner(std::size_t title, std::size_t stop) const {
    for (std::size_t i = title; i + 1 < stop && i < title + 3; ++i) {
      if (tokens_.is(i, '\'')) return tokens_.exact(i + 1) == "s" ? i + 2 : i + 1;
    }
    return title;
  }

  // "…, Phó Chủ tịch B – bà Y" or ", Chủ tịch tỉnh Y": the post opens the next name.
  bool belongs_to_next(const ParsedRole& role, std::size_t person, std::size_t stop, bool has_left) const {
    if (person + 1 >= people_.size() || people_[person + 1].title_first != stop) return false;
    if (role.end == stop) return true;
    return has_left && role.end + 1 == stop && tokens_.is(role.end, '-');
  }

  // A post before the name: "Giám đốc Bệnh viện X – ông Y", "Rector Prof. Z", "its Director, Dr. W".
  void find_left(const NameScope& scope, std::size_t person) {
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

  // Nothing, a comma, a dash or a colon stands between the post and the name.
  bool reaches(const NameScope& scope, const ParsedRole& role, const PersonMention& m) const {
    std::size_t at = role.end;
    if (at == m.title_first) return true;
    const bool listed =
        at > scope.begin && role.first > scope.begin && tokens_.is(role.first - 1, ',') && tokens_.is(at, ',');
    const bool point = tokens_.is(at, ',') || tokens_.is(at, '-') || tokens_.is(at, ':');
    return point && !listed && at + 1 == m.title_first;
  }

  void add(const NameScope& scope, std::size_t person, const ParsedRole& parsed, std::string_view rule) {
    Role role;
    role.span = tokens_.cover(parsed.first, parsed.last);
    role.title = text_of(role.span);
    role.rule = rule;
    int body = parsed.institution >= 0 ? parsed.institution : owner_before(scope, parsed.first);
    if (body < 0) body = owner_behind(scope, people_[person], parsed);
    const bool unknown = body < 0 && parsed.body_last >= parsed.body_first;
    const bool implied = body < 0 && !unknown;
    if (unknown) role.institution = text_of(tokens_.cover(parsed.body_first, parsed.body_last));
    if (implied) body = bodies_.implied(person, parsed);
    set_body(role, body);
    for (std::size_t i = parsed.first; i < parsed.end; ++i) used_[i] = true;
    out_.push_back({person, std::move(role), implied});
  }

  // "First Secretary Ms. X of the Embassy of France".
  int owner_behind(const NameScope& scope, const PersonMention& m, const ParsedRole& parsed) const {
    const bool before = parsed.first < m.first && parsed.generic.empty() && m.post_last + 1 < scope.end;
    return before && scope.token(m.post_last + 1).word ? beside(scope, m.post_last + 1) : -1;
  }

  void set_body(Role& role, int body) const {
    if (body < 0) return;
    role.institution_index = body;
    role.institution = analysis_.institutions[static_cast<std::size_t>(body)].name;
  }

  std::string text_of(Span span) const {
    std::string out;
    for (const char c : slice(input_.document.text, span)) {
      const bool blank = c == ' ' || c == '\n' || c == '\t';
      if (!blank) out += c;
      if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
  }

  // "VinUniversity's Provost", "VNU Vice President".
  int owner_before(const NameScope& scope, std::size_t first) const {
    if (first <= scope.begin) return -1;
    std::size_t at = first - 1;
    if (tokens_.exact(at) == "s" && at >= scope.begin + 2) --at;
    if (tokens_.is(at, '\'') && at > scope.begin) --at;
    const InstitutionAt* owner = institutions_.at(at);
    return owner != nullptr && owner->last == at ? owner->index : -1;
  }

  // "Ms. X from INSTITUTION", "PGS.TS. Y của INSTITUTION", "on behalf of INSTITUTION": a body without a post.
  void find_affiliation(const NameScope& scope, std::size_t person) {
    int body = beside(scope, people_[person].post_last + 1);
    if (body < 0) body = bodies_.represented(person);
    if (body < 0) return;
    Role role;
    set_body(role, body);
    const std::uint32_t at = tokens_[people_[person].post_last].end;
    role.span = {at, at};
    role.rule = "person.affiliation";
    out_.push_back({person, std::move(role), false});
  }

  int beside(const NameScope& scope, std::size_t at) const {
    if (at >= scope.end) return -1;
    const std::string_view word = tokens_.exact(at);
    const bool links = word == "from" || word == "of" || word == "của" || word == "representing" || word == "cua" ||
                       word == "đến" || word == "thuộc" || word == "at";
    if (!links && !tokens_.is(at, '(') && !tokens_.is(at, ',') && !tokens_.is(at, '-')) return -1;
    ++at;
    while (at < scope.end && (tokens_.exact(at) == "the" || tokens_.exact(at) == "từ" || tokens_.exact(at) == "của" ||
                              tokens_.exact(at) == "from" || tokens_.exact(at) == "representing")) {
      ++at;
    }
    const InstitutionAt* body = at < scope.end ? institutions_.at(at) : nullptr;
    if (body == nullptr || body->first != at) return -1;
    const bool listed = !links && body->last + 1 < scope.end &&
                        (tokens_.exact(body->last + 1) == "và" || tokens_.exact(body->last + 1) == "and");
    return listed ? -1 : body->index;
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  const std::vector<PersonMention>& people_;
  const InstitutionIndex& institutions_;
  RoleBodies bodies_;
  std::vector<bool> used_;
  std::vector<RoleMention> out_;
  std::optional<ParsedRole> joined_;  // "Vice Rector for Training and" before the post at hand
};

}  // namespace

std::vector<RoleMention> find_roles(const FactInput& input, const Analysis& analysis,
                                    const InstitutionIndex& institutions, const std::vector<PersonMention>& people) {
  return RoleFinder(input, analysis, institutions, people).run();
}

}  // namespace hoptac
