#include "ingest/facts/role_bodies.h"

#include <algorithm>
#include <array>

#include "ingest/facts/role_kinds.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {

namespace {

constexpr std::size_t kReachBack = 60;     // tokens that "represented by" looks back
constexpr std::size_t kReachForward = 10;  // tokens that "signed for" looks ahead
constexpr std::size_t kNearMentions = 12;  // mentions before a post that may be its body
constexpr std::size_t kPartyReach = 120;   // tokens that "Bên A" reaches ahead
constexpr double kOtherHead = 1.0;         // "trường" and a name with "Đại học"
constexpr std::size_t kWeightyBodies = 4;  // bodies most told that may be its body

}  // namespace

RoleBodies::RoleBodies(const FactInput& input, const Analysis& analysis, const InstitutionIndex& institutions,
                       const std::vector<PersonMention>& people)
    : input_(input),
      tokens_(input.tokens),
      analysis_(analysis),
      institutions_(institutions),
      people_(people),
      counts_(analysis.institutions.size(), 0) {
  for (const InstitutionAt& at : institutions.mentions()) ++counts_[static_cast<std::size_t>(at.index)];
  by_weight_.resize(counts_.size());
  for (std::size_t i = 0; i < by_weight_.size(); ++i) by_weight_[i] = static_cast<int>(i);
  std::stable_sort(by_weight_.begin(), by_weight_.end(), [&](int a, int b) {
    return counts_[static_cast<std::size_t>(a)] > counts_[static_cast<std::size_t>(b)];
  });
  folded_names_.resize(analysis.institutions.size());
  find_labels();
  for (std::size_t s = 0; s < input.sentences.size(); ++s) read_side(s);
  read_contract_parties();
}

// Accreditors are told of as labels more often than as the body of somebody.
void RoleBodies::find_labels() {
  labels_.assign(counts_.size(), false);
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    const Institution& body = analysis_.institutions[i];
    if (body.id.empty()) continue;
    labels_[i] = !input_.authority.certifications_named(body.name).empty();
    for (const std::string& alias : body.aliases) {
      labels_[i] = labels_[i] || !input_.authority.certifications_named(alias).empty();
    }
  }
}

// "BÊN A: X" and "X (sau đây gọi là Bên A)" define what the letters mean in the rest of a contract.
void RoleBodies::read_contract_parties() {
  constexpr std::size_t kDefinitionReach = 14;
  std::array<int, 4> bodies{-1, -1, -1, -1};
  for (std::size_t i = 0, last = tokens_.size(); i + 1 < last; ++i) {
    if (!tokens_[i + 1].upper || tokens_[i + 1].exact_size != 1) continue;
    const std::string_view word = tokens_.exact(i), letter = tokens_.exact(i + 1);
    const bool party = word == "bên" || word == "party" || (word == "ben" && input_.marks == Marks::kFolded);
    if (!party || letter[0] < 'a' || letter[0] > 'd') continue;
    int& body = bodies[static_cast<std::size_t>(letter[0] - 'a')];
    if (body < 0) {
      const InstitutionAt* before = institutions_.before(i);
      const auto& all = institutions_.mentions();
      const auto next = std::lower_bound(all.begin(), all.end(), i + 2,
                                         [](const InstitutionAt& a, std::size_t t) { return a.first < t; });
      const bool label = tokens_.is(i + 2, ':') || tokens_.is(i + 2, '|');
      if (label && next != all.end() && next->first <= i + 4) {
        body = next->index;
      } else if (before != nullptr && before->last + kDefinitionReach > i && !label) {
        body = before->index;
      }
    }
    if (body >= 0) parties_.push_back({i, body});
  }
}

// The party of the contract named last before `token`.
int RoleBodies::contract_party(std::size_t token) const {
  const auto next = std::upper_bound(parties_.begin(), parties_.end(), token,
                                     [](std::size_t t, const std::pair<std::size_t, int>& p) { return t < p.first; });
  if (next == parties_.begin() || (next - 1)->first + kPartyReach < token) return -1;
  return (next - 1)->second;
}

int RoleBodies::named_in_short(std::size_t first, std::size_t last) const {
  std::string words = " ";
  for (std::size_t i = first; i <= last; ++i) {
    if (tokens_[i].word) words += std::string(tokens_.folded(i)) + " ";
  }
  constexpr std::size_t kShortest = 4;
  if (words.size() < kShortest + 2 || is_generic_head(std::string_view(words).substr(1, words.size() - 2))) return -1;
  int inside = -1;
  for (const int body : by_weight_) {
    const std::string& name = folded_name(body);
    if (name.starts_with(words)) return body;
    if (inside < 0 && tokens_[first].upper && name.find(words) != std::string::npos) inside = body;
  }
  const bool place = input_.tables.names.places.find(tokens_, first, input_.marks).has_value() ||
                     input_.authority.country_names().find(tokens_, first, input_.marks).has_value() ||
                     input_.tables.names.demonyms.find(tokens_, first, input_.marks).has_value();
  return place ? -1 : inside;
}

std::string_view RoleBodies::head_alone(std::size_t token) const {
  const bool english = tokens_[token].ascii && tokens_[token].word;
  if (!english || institutions_.at(token) != nullptr) return "";
  static constexpr std::array<std::string_view, 30> kHeads = {
      "academy",  "agency",    "association", "bank",       "center",     "centre",  "club",        "clinic",
      "college",  "company",   "council",     "federation", "firm",       "fund",    "foundation",  "group",
      "hospital", "institute", "library",     "ministry",   "museum",     "network", "polytechnic", "school",
      "shipyard", "society",   "trust",       "union",      "university", "yard"};
  const std::string_view word = tokens_.exact(token);
  return std::find(kHeads.begin(), kHeads.end(), word) != kHeads.end() ? tokens_.folded(token) : "";
}

int RoleBodies::party_at(std::size_t token) const {
  const auto found = std::lower_bound(parties_.begin(), parties_.end(), token,
                                      [](const std::pair<std::size_t, int>& p, std::size_t t) { return p.first < t; });
  return found != parties_.end() && found->first == token ? found->second : -1;
}

bool RoleBodies::is_vietnamese(const PersonMention& m) const {
  const TokenRange range = input_.sentences[m.sentence].tokens;
  const NameScope scope{input_, input_.tables.names, range.begin, range.end, false};
  return vietnamese_name(scope, m.first) > 0 && (m.last == m.first || !tokens_.is(m.first + 1, '-'));
}

// "NSND Hoài Lộ": Vietnamese syllables behind no family name.
bool RoleBodies::has_marked_syllables(const PersonMention& m) const {
  bool marked = false;
  for (std::size_t i = m.first; i <= m.last; ++i) {
    if (!tokens_[i].word || !tokens_[i].syllable) return false;
    marked = marked || tokens_[i].marked;
  }
  return marked;
}

int RoleBodies::implied(std::size_t person, const ParsedRole& role) const {
  const PersonMention& m = people_[person];
  Ask ask;
  ask.token = std::min(m.title_first, role.first);
  ask.sentence = m.sentence;
  ask.generic = role.generic.empty() ? signed_for(m) : role.generic;
  if (const int body = signs_for(person, std::max(m.post_last + 1, role.end), ask); body >= 0) return body;
  if (const int body = stands_for(m); body >= 0) return body;
  if (const int body = represented_by(m); body >= 0) return body;
  if (const int row = body_of_row(m); row >= 0) return row;
  if (const int side = side_at(ask.token); side >= 0) return side;
  if (const int party = contract_party(ask.token); party >= 0) return party;
  ask.kinds = ask.generic.empty() ? kinds_of_title(tokens_, role) : kinds_of_head(ask.generic);
  ask.culture = m.short_form ? 0 : (is_vietnamese(m) ? 1 : has_marked_syllables(m) ? 0 : -1);
  if (needs_office(role)) return office_of(role, ask.culture);
  return best(ask);
}

// "For the company Ms. X, its director, signed": the head that stands for her body; "" when there is none.
std::string_view RoleBodies::signed_for(const PersonMention& m) const {
  const std::size_t begin = input_.sentences[m.sentence].tokens.begin;
  std::size_t at = m.title_first;
  if (at > begin && tokens_.is(at - 1, ',')) --at;
  if (at < begin + 3 || tokens_.exact(at - 2) != "the") return {};
  const bool stands = tokens_.exact(at - 3) == "for" ||
                      (tokens_.exact(at - 3) == "of" && at > begin + 3 && tokens_.exact(at - 4) == "behalf");
  return stands ? head_alone(at - 1) : std::string_view();
}

// "2 | TAFE Riverland | Úc | Bản ghi nhớ | Ms. Bronwyn Hatfield, International Manager": the only body of the cells
// before.
int RoleBodies::body_of_row(const PersonMention& m) const {
  const std::size_t begin = input_.sentences[m.sentence].tokens.begin;
  bool cells = false;
  for (std::size_t i = begin; i < m.title_first && !cells; ++i) cells = tokens_.is(i, '|');
  if (!cells) return -1;
  const auto& all = institutions_.mentions();
  auto at = std::lower_bound(all.begin(), all.end(), begin,
                             [](const InstitutionAt& a, std::size_t t) { return a.first < t; });
  int found = -1;
  for (; at != all.end() && at->first < m.title_first; ++at) {
    if (found >= 0 && at->index != found) return -1;
    found = at->index;
  }
  return found;
}

// Diplomats and ministers: only their own office is meant by a post that names none.
bool RoleBodies::needs_office(const ParsedRole& role) const { return !offices_of(tokens_, role).empty(); }

// Country that the post tells: "French Ambassador", "Đại sứ Pháp tại …", "Ambassador of France"; not the one that
// it is sent to ("Ambassador to Cuba").
std::string_view RoleBodies::country_of_post(const ParsedRole& role) const {
  const std::size_t from = role.first > 0 ? role.first - 1 : 0;
  for (std::size_t i = from; i < role.end && i < tokens_.size(); ++i) {
    const std::string_view before = i > 0 ? tokens_.exact(i - 1) : std::string_view();
    if (before == "to" || before == "tại" || before == "in") continue;
    if (const auto country = input_.authority.country_names().find(tokens_, i, input_.marks)) {
      return input_.authority.countries()[country->value].code;
    }
    if (const auto demonym = input_.tables.names.demonyms.find(tokens_, i, input_.marks)) {
      return input_.tables.names.place_countries[demonym->value];
    }
  }
  return "";
}

int RoleBodies::office_of(const ParsedRole& role, int culture) const {
  const auto words = offices_of(tokens_, role);
  const std::string_view country = country_of_post(role);
  int found = -1;
  int top = 0;
  for (const int body : by_weight_) {
    const bool office = std::any_of(words.begin(), words.end(), [&](std::string_view w) { return has_word(body, w); });
    if (!office) continue;
    const std::string& at = analysis_.institutions[static_cast<std::size_t>(body)].country;
    int points = 3;
    if (!country.empty() && !at.empty()) points += at == country ? 3 : -3;
    if (country.empty() && culture != 0 && !at.empty()) points += (at == "VN") == (culture > 0) ? 1 : -2;
    for (std::size_t i = role.first; i <= role.last; ++i)
      points += tokens_[i].upper && has_word(body, tokens_.folded(i));
    if (points <= top) continue;
    found = body;
    top = points;
  }
  return found;
}

int RoleBodies::represented(std::size_t person) const {
  const PersonMention& m = people_[person];
  Ask ask;
  if (const int body = signs_for(person, m.post_last + 1, ask); body >= 0) return body;
  if (const int body = stands_for(m); body >= 0) return body;
  return represented_by(m);
}

// "giữa A và B do ông Y …": B is one of several.
bool RoleBodies::is_coordinated(std::size_t first) const {
  static constexpr std::array<std::string_view, 6> kWords = {"và", "va", "với", "voi", "cùng", "and"};
  return first > 0 && std::find(kWords.begin(), kWords.end(), tokens_.exact(first - 1)) != kWords.end();
}

// Verbs whose subject is the body of the person behind them.
bool RoleBodies::sends(std::size_t at) const {
  static constexpr std::array<std::string_view, 11> kVerbs = {"cử",        "cu",        "giao",       "deputed",
                                                              "sent",      "appointed", "authorised", "authorized",
                                                              "delegated", "assigned",  "seconded"};
  return std::find(kVerbs.begin(), kVerbs.end(), tokens_.exact(at)) != kVerbs.end();
}

// "Ngân hàng X, gọi tắt là "Ngân hàng", do ông Y": the body that the short form behind it is of.
const InstitutionAt* RoleBodies::called_before(std::size_t end, std::size_t begin) const {
  constexpr std::size_t kReach = 14;
  bool called = false;
  for (std::size_t t = end; t-- > begin && end - t <= kReach;) {
    called = called || tokens_.exact(t) == "gọi" || tokens_.exact(t) == "tắt" || tokens_.exact(t) == "called";
    const InstitutionAt* at = called ? institutions_.at(t) : nullptr;
    if (at != nullptr) return at;
    if (tokens_.is(t, ';')) return nullptr;
  }
  return nullptr;
}

// "Thay mặt X, ông Y", "đại diện X, bà Y", "on behalf of X, Dr. Y", "X do ông Y": the body right before.
int RoleBodies::stands_for(const PersonMention& m) const {
  const std::size_t begin = input_.sentences[m.sentence].tokens.begin;
  std::size_t at = m.title_first;
  const bool by = at > begin + 1 && tokens_.exact(at - 1) == "do";
  if (by) --at;
  if (by && at > begin && tokens_.is(at - 1, ',')) {
    if (const InstitutionAt* called = called_before(at, begin); called != nullptr) return called->index;
  }
  const bool label = !by && at > begin && tokens_.is(at - 1, ':');  // "Signatory of X: Mr. Y", "For X: Dr. Y"
  const bool sent = !by && at > begin && sends(at - 1);             // "X cử thạc sĩ Y", "X sent Dr. Y"
  if (at > begin && (label || sent || tokens_.is(at - 1, ','))) --at;
  const InstitutionAt* body = at > begin ? institutions_.at(at - 1) : nullptr;
  const bool whole = body != nullptr && body->last + 1 == at;
  static constexpr std::array<std::string_view, 4> kOf = {"of", "for", "của", "cho"};
  const bool of =
      whole && body->first > begin && std::find(kOf.begin(), kOf.end(), tokens_.exact(body->first - 1)) != kOf.end();
  if (whole && (sent || (label && of))) return body->index;
  if (body == nullptr || body->last + 1 != at || body->first <= begin) return -1;
  if (by) return at + 1 == m.title_first && !is_coordinated(body->first) ? body->index : -1;
  std::size_t cue = body->first - 1;
  while (cue > begin && (tokens_.exact(cue) == "the" || tokens_.exact(cue) == "cho" || tokens_.exact(cue) == "của" ||
                         tokens_.exact(cue) == "of")) {
    --cue;
  }
  static constexpr std::array<std::string_view, 7> kCues = {
      "diện", "mặt", "representing", "representative", "representatives", "behalf", "delegate"};
  return std::find(kCues.begin(), kCues.end(), tokens_.exact(cue)) != kCues.end() ? body->index : -1;
}

// "X was represented by its Director, Dr. Y", "X (đại diện là ông Y)": the first body before.
int RoleBodies::represented_by(const PersonMention& m) const {
  const std::size_t begin = input_.sentences[m.sentence].tokens.begin;
  const std::size_t from = m.title_first > begin + kReachBack ? m.title_first - kReachBack : begin;
  for (std::size_t i = m.title_first; i-- > from;) {
    const bool cue = (tokens_.exact(i) == "represented" && tokens_.exact(i + 1) == "by") ||
                     (tokens_.exact(i) == "đại" && tokens_.exact(i + 1) == "diện" &&
                      (tokens_.exact(i + 2) == "là" || tokens_.exact(i + 2) == "bởi"));
    if (tokens_.is(i, ';')) return -1;
    if (!cue) continue;
    std::size_t floor = begin;
    for (const PersonMention* p = &m; p != people_.data() && (p - 1)->sentence == m.sentence; --p) {
      if ((p - 1)->last < i) {
        floor = (p - 1)->last;
        break;
      }
    }
    const auto& all = institutions_.mentions();
    const auto at = std::lower_bound(all.begin(), all.end(), floor,
                                     [](const InstitutionAt& a, std::size_t t) { return a.first < t; });
    return at != all.end() && at->last < i ? at->index : -1;
  }
  return -1;
}

// "ký với đại diện X": those signed with.
bool RoleBodies::is_other_side(std::size_t cue) const {
  const std::size_t first = tokens_.exact(cue) == "diện" && cue > 0 ? cue - 1 : cue;
  if (first == 0) return false;
  const std::string_view before = tokens_.exact(first - 1);
  return before == "với" || before == "cùng" || before == "và" || before == "with" || before == "and";
}

// "signed for X", "on behalf of X", "đại diện X", "thay mặt X" close behind; "for the department" leaves the unnamed
// head in `ask`.
int RoleBodies::signs_for(std::size_t person, std::size_t from, Ask& ask) const {
  std::size_t end = std::min(input_.sentences[people_[person].sentence].tokens.end, from + kReachForward);
  if (person + 1 < people_.size()) end = std::min(end, people_[person + 1].title_first);
  for (std::size_t i = from; i + 1 < end; ++i) {
    const std::string_view word = tokens_.exact(i), before = i > 0 ? tokens_.exact(i - 1) : std::string_view();
    const bool cue = word == "for" || (word == "of" && before == "behalf") || word == "representing" ||
                     (word == "diện" && before == "đại") || (word == "mặt" && before == "thay");
    if (!cue || is_other_side(i)) continue;
    std::size_t body = i + 1;
    while (body < end && (tokens_.exact(body) == "the" || tokens_.exact(body) == "cho")) ++body;
    if (const InstitutionAt* at = body < end ? institutions_.at(body) : nullptr; at != nullptr) return at->index;
    for (std::size_t t = body; t < end && t < body + 4; ++t) {
      if (ask.generic.empty() && !tokens_[t].upper && is_generic_head(tokens_.folded(t)))
        ask.generic = tokens_.folded(t);
      const bool place = !ask.generic.empty() && tokens_.exact(t) == "in" && t + 1 < end && tokens_[t + 1].upper;
      if (place) ask.place = tokens_.folded(t + 1);
    }
  }
  return -1;
}

bool RoleBodies::has_word(int body, std::string_view folded) const {
  return folded_name(body).find(" " + std::string(folded) + " ") != std::string::npos;
}

const std::string& RoleBodies::folded_name(int body) const {
  std::string& name = folded_names_[static_cast<std::size_t>(body)];
  if (name.empty()) name = " " + fold_phrase(analysis_.institutions[static_cast<std::size_t>(body)].name) + " ";
  return name;
}

double RoleBodies::closeness(std::size_t mention, const Ask& ask) const {
  if (mention >= input_.sentences[ask.sentence].tokens.begin) return 1.5;
  if (ask.sentence == 0) return 0;
  if (mention >= input_.sentences[ask.sentence - 1].tokens.begin) return 1.0;
  const Span block = input_.document.blocks[input_.sentences[ask.sentence].block].span;
  return tokens_[mention].begin >= block.begin ? 0.5 : 0;
}

double RoleBodies::score(int body, const Ask& ask) const {
  const Institution& institution = analysis_.institutions[static_cast<std::size_t>(body)];
  double sum = 0.4 * static_cast<double>(std::min<std::size_t>(counts_[static_cast<std::size_t>(body)], 6));
  if (labels_[static_cast<std::size_t>(body)]) sum -= 2;
  if (!ask.place.empty() && has_word(body, ask.place)) sum += 3;
  if (ask.kinds != 0) {
    sum += (kind_bit(institution.kind) & ask.kinds) != 0 ? 3 : -3;
  } else if (institution.kind == "government") {
    sum -= 1;
  }
  // "Nhạc viện", "Bảo tàng", "Khách sạn": the first syllable alone is another word.
  const bool syllable = ask.generic == "nhac" || ask.generic == "bao" || ask.generic == "khach";
  if (!ask.generic.empty() &&
      (syllable ? is_name_of_head(folded_name(body), ask.generic) : has_word(body, ask.generic))) {
    sum += 3;
  } else if (!ask.generic.empty() && is_name_of_head(folded_name(body), ask.generic)) {
    sum += kOtherHead;
  }
  if (ask.culture != 0 && !institution.country.empty()) {
    sum += (institution.country == "VN") == (ask.culture > 0) ? 1.5 : -1.5;
  }
  return body == (by_weight_.empty() ? -1 : by_weight_.front()) ? sum + 0.5 : sum;
}

int RoleBodies::best(const Ask& ask) const {
  const auto& all = institutions_.mentions();
  int found = -1;
  double top = 0;
  const auto consider = [&](int body, double bonus) {
    const double points = score(body, ask) + bonus;
    if (found >= 0 && points <= top) return;
    found = body;
    top = points;
  };
  auto at = std::lower_bound(all.begin(), all.end(), ask.token,
                             [](const InstitutionAt& a, std::size_t t) { return a.first < t; });
  const double nearest = 0.5;
  for (std::size_t n = 0; n < kNearMentions && at != all.begin(); ++n) {
    --at;
    consider(at->index, closeness(at->first, ask) + (n == 0 ? nearest : 0));
  }
  for (std::size_t n = 0; n < kWeightyBodies && n < by_weight_.size(); ++n) consider(by_weight_[n], 0);
  return found;
}

}  // namespace hoptac
