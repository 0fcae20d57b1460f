#include "ingest/facts/person_scanner.h"

#include "ingest/facts/one_of.h"
#include "ingest/facts/person_review.h"
#include "ingest/facts/person_titles.h"
#include "src/base/limits.h"

namespace hoptac {

namespace {

// Words of quantity before a title: the title is a noun of the sentence ("50 bác sĩ Việt Nam", "số bác sĩ X").
bool is_quantity(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "số", "nhiều", "đội", "ngũ", "tổng", "hội", "ngành", "trường", "nghề", "đào", "mỗi", "several", "many", "some"};
  return is_word_of(word, kWords);
}

// "tiếng Anh IELTS", "nước Anh", "Đoàn Luật sư Osaka": no word of address.
bool is_language_or_bar(std::string_view before, std::string_view title) {
  static constexpr std::array<std::string_view, 6> kOfEngland = {"tiếng", "nước", "bảng", "người", "tieng", "nuoc"};
  if (title == "anh") return is_word_of(before, kOfEngland);
  static constexpr std::array<std::string_view, 6> kOfFriends = {"phía", "đoàn", "nước", "các", "bè", "những"};
  if (title == "bạn") return is_word_of(before, kOfFriends);
  return (title == "luật" || title == "luat") && (before == "đoàn" || before == "doan");
}

// What is named after people: "đường Giáo sư Tạ Quang Bửu", "giải thưởng Bác sĩ X".
bool is_named_thing(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords = {"đường", "phố",    "thưởng", "giải", "tên",
                                                              "hẻm",   "phường", "quỹ",    "cúp",  "street"};
  return is_word_of(word, kWords);
}

}  // namespace

void PersonScanner::scan(std::vector<PersonMention>& out) {
  if (is_credit_line()) return;
  for (std::size_t i = scope_.begin; i < scope_.end; ++i) {
    if (!scope_.token(i).word) continue;
    if (opens_role(scope_, i)) note_post(i);
    const bool title = scope_.tables.honorifics.is_in(tokens().phrases().bits(i));
    std::optional<PersonMention> found = title ? titled(i) : std::nullopt;
    if (!found && scope_.token(i).upper) found = untitled(i, out);
    if (!found) continue;
    i = found->post_last;
    last_person_ = i;
    last_rule_ = found->rule;
    out.push_back(*found);
  }
}

// "Ảnh: …", "Photo: …", "Tin, ảnh: …", "By …".
bool PersonScanner::is_credit_line() const {
  constexpr std::size_t kLabelTokens = 5;
  static constexpr auto kLabels =
      word_set({"ảnh", "anh", "photo", "photos", "tin", "editor", "by", "source", "nguồn", "text", "bài"});
  constexpr std::size_t kMaxCreditTokens = 14;  // longer lines are captions, which tell of people
  if (!is_one_of(tokens(), scope_.begin, kLabels) || scope_.end - scope_.begin > kMaxCreditTokens) return false;
  for (std::size_t i = scope_.begin; i < scope_.end && i < scope_.begin + kLabelTokens; ++i) {
    if (tokens().is(i, ':')) return true;
  }
  return false;
}

// Remembers where the post that starts at `at` ends: a name may follow without a break.
void PersonScanner::note_post(std::size_t at) {
  if (scope_.caps || taken_[at] || (post_end_ != kNoToken && post_end_ > at)) return;
  const auto role = parse_role(scope_, institutions_, at);
  if (!role) return;
  post_end_ = role->end;
  post_first_ = role->first;
  post_open_ = role->before_name;
}

bool PersonScanner::is_common_word(std::size_t at) const {
  std::size_t last = at;
  const bool lead = (scope_.classes(scope_.tables.en_words, at, last) & kLeadWord) != 0;
  return lead || is_country_or_head(at);
}

bool PersonScanner::is_country_or_head(std::size_t at) const {
  const auto head = scope_.tables.en_heads.find(tokens(), at, marks());
  if (head && !scope_.tables.family_names.find(tokens(), at, marks())) return true;
  const auto country = scope_.input.authority.country_names().find(tokens(), at, marks());
  return country && country->last > at;
}

// A title that is a noun here: a quantity, a head noun ("Trường Điều dưỡng …") or what carries the name stands
// before.
bool PersonScanner::is_noun(std::size_t at) const {
  if (at == scope_.begin) return false;
  const Token& before = scope_.token(at - 1);
  if (!before.word) return false;
  const std::string_view word = tokens().exact(at - 1);
  if (before.number || is_quantity(word) || is_named_thing(word)) return true;
  if (is_language_or_bar(word, tokens().exact(at))) return true;
  if (marks() == Marks::kFolded && (word == "ten" || word == "thuong")) return true;  // "mang ten Giao su X"
  return before.upper && scope_.token(at).upper && scope_.ending_at(scope_.tables.vi_heads, at - 1).has_value();
}

// The whole name is that of a place or a country.
bool PersonScanner::is_place_name(const PersonMention& m) const {
  const auto place = scope_.tables.places.find(tokens(), m.first, marks());
  const auto country = scope_.input.authority.country_names().find(tokens(), m.first, marks());
  const auto demonym = scope_.tables.demonyms.find(tokens(), m.first, marks());
  const bool family = m.last == m.first && scope_.tables.family_names.find(tokens(), m.first, marks()).has_value();
  if (country && country->last >= m.last && !family) return true;
  if (m.first > scope_.begin) {  // "Quản lý Dược Bồ Đào Nha"
    const auto longer = scope_.input.authority.country_names().find(tokens(), m.first - 1, marks());
    if (longer && longer->last >= m.last) return true;
  }
  if (demonym && demonym->last >= m.last && !family) return true;
  return place && place->last >= m.last && (m.last > m.first || scope_.token(m.first).caps);
}

// "anh Kiên Giang (Trưởng ban Chất lượng)".
bool PersonScanner::is_named_like_place(const PersonMention& m) const {
  const std::size_t next = m.post_last + 1;
  return m.last > m.first && tokens().is(next, '(') && next + 1 < scope_.end && role_at(next + 1).has_value();
}

// An honorific and a name.
std::optional<PersonMention> PersonScanner::titled(std::size_t at) {
  const auto chain = honorific_chain(scope_, at);
  if (!chain || *chain + 1 >= scope_.end || taken_[at] || is_noun(at) || ends_post(at)) return std::nullopt;
  const auto place = scope_.tables.places.find(tokens(), at, marks());
  if (place && place->last > *chain) return std::nullopt;  // "Cô Tô", "Bà Rịa"
  release_name(at, *chain + 1);
  if (const auto post = role_at(at); post && post->last > *chain) return std::nullopt;  // "General Director"
  std::size_t name = *chain + 1;
  if (const auto role = role_at(name); role && role->last + 1 < scope_.end && scope_.token(name).upper) {
    if (!personal_name_end(scope_, name) || role->last > name) name = role->last + 1;  // "Prof. President X"
  }
  auto out = name_at(name);
  if (out) out->rule = "person.honorific";
  if (!out || (is_place_name(*out) && !is_named_like_place(*out))) return std::nullopt;
  const bool friendly = is(at, "bạn") || is(at, "em") || (is(at, "nghệ") && is(at + 1, "nhân"));  // by full names
  if (out->short_form && friendly) out->known_only = true;
  if (out->short_form && (is_common_word(name) || opens_unit(name) || opens_field(name))) return std::nullopt;
  if (is_degree_course(at, name)) return std::nullopt;
  const bool rank = *chain == at && is(at, "general");  // "the extraordinary General Meeting"
  if (rank && out->short_form && !scope_.tables.family_names.find(tokens(), name, marks())) out->known_only = true;
  take_small_syllable(*out);
  if (out->caps && !is_plausible(*out)) return std::nullopt;  // menus: "BÁC SĨ TIN TỨC"
  out->title_first = at;
  out->title_last = *chain;
  take_comma_name(*out);
  const bool place_like = is_place_like(at, *chain);
  if (place_like && !out->short_form && !is_plausible(*out)) return std::nullopt;
  out->known_only = out->known_only || (out->short_form && (place_like || is_foreign_address(at, *chain)));
  return out;
}

// "head nurse Cao Thi Lieu", "director general Từ Công Phiên": the last word of a post.
bool PersonScanner::ends_post(std::size_t at) const {
  if (at == scope_.begin || !scope_.token(at - 1).word) return false;
  const auto post = scope_.ending_at(scope_.tables.roles, at);
  return post && post->first < at;
}

// "giảng viên Khoa Điều dưỡng": a head of a unit, no given name.
bool PersonScanner::opens_unit(std::size_t at) const {
  const bool more = at + 1 < scope_.end && scope_.token(at + 1).word && scope_.token(at + 1).upper;
  return more && scope_.tables.vi_heads.find(tokens(), at, marks()).has_value();
}

// "Cử nhân Kế toán", "Thạc sĩ Quản trị": a field of two syllables, of which the second is small.
bool PersonScanner::opens_field(std::size_t at) const {
  std::size_t last = at;
  const bool field = (scope_.classes(scope_.tables.vi_words, at, last) & (kFieldWord | kTypeWord)) != 0;
  if (field && last > at) return true;
  static constexpr std::array<std::string_view, 20> kOpeners = {"giấy", "bằng", "huy",  "kỷ",   "cờ", "thẻ",  "kế",
                                                                "quản", "công", "điều", "dược", "kỹ", "kinh", "luật",
                                                                "khoa", "ngôn", "sinh", "hóa",  "xã", "tài"};
  return at + 1 < scope_.end && scope_.token(at + 1).word && !scope_.token(at + 1).upper &&
         scope_.token(at + 1).gap == Gap::kSpace && is_word_of(tokens().exact(at), kOpeners);
}

// "the franchised BSc Health Services Management", "chương trình Thạc sĩ Y tế công cộng": a course, nobody's degree.
bool PersonScanner::is_degree_course(std::size_t at, std::size_t name) const {
  if (at > scope_.begin && tokens().is(at - 1, '(') && !may_open(at)) return true;
  static constexpr std::array<std::string_view, 13> kCourses = {"programme",  "program", "course", "degree", "trình",
                                                                "ngành",      "bằng",    "hệ",     "độ",     "vị",
                                                                "franchised", "khóa",    "joint"};
  if (at > scope_.begin && is_word_of(tokens().exact(at - 1), kCourses)) return true;
  std::size_t last = name;
  const bool field = (scope_.classes(scope_.tables.en_words, name, last) & kFieldWord) != 0;
  const bool english = field && scope_.token(at).ascii && !scope_.tables.family_names.find(tokens(), name, marks());
  return english && name + 1 < scope_.end && scope_.is_name_word(name + 1);
}

// "Dr Loc (PhD Wallaroo Bay 2011)": in brackets letters of a degree tell where it was taken.
bool PersonScanner::may_open(std::size_t at) const {
  const auto title = scope_.tables.honorifics.find(tokens(), at, marks());
  return !title || static_cast<HonorificClass>(title->value) == HonorificClass::kCivil || title->last > at ||
         !has_year_behind(at);
}

bool PersonScanner::has_year_behind(std::size_t at) const {
  constexpr std::size_t kReach = 7;
  for (std::size_t i = at; i < scope_.end && i < at + kReach && !tokens().is(i, ')'); ++i) {
    if (scope_.token(i).number) return true;
  }
  return false;
}

// "bác sĩ Ngô Thanh cư, Giám đốc": the last syllable typed small, before a comma and a post.
void PersonScanner::take_small_syllable(PersonMention& m) const {
  const std::size_t at = m.last + 1;
  if (m.post_last != m.last || at + 2 >= scope_.end || scope_.personal_name(m.first) != m.last - m.first + 1) return;
  const Token& t = scope_.token(at);
  std::size_t last = at;
  const bool word = (scope_.classes(scope_.tables.vi_words, at, last) & kStopWord) != 0;
  if (!t.word || t.upper || !t.syllable || t.gap != Gap::kSpace || word || !tokens().is(at + 1, ',')) return;
  if (!role_at(at + 2) || scope_.token(at).number) return;
  m.last = m.post_last = at;
}

// "Mr. Chu Minh Thong": a word of address and a Vietnamese name outweigh a head of an institution ("CHU").
void PersonScanner::release_name(std::size_t title, std::size_t name) {
  const InstitutionAt* body = institutions_.at(name);
  const bool folded = marks() == Marks::kFolded;  // "TS. Vu Huu Dung": "Vụ" without accents
  if (body == nullptr || body->first != name || (!folded && !is_address_only(scope_, title, name - 1))) return;
  if (scope_.personal_name(name) != body->last - name + 1) return;
  for (std::size_t i = name; i <= body->last; ++i) taken_[i] = false;
}

void PersonScanner::take_comma_name(PersonMention& m) const {
  const std::size_t last = comma_name_end(scope_, m.first, m.last);
  if (last == m.last || !is_free(m.first, last)) return;
  m.last = last;
  m.post_last = post_nominals(scope_, last);
  m.short_form = false;
}

// "Bà Rịa", "Cô Tô": a Vietnamese word of address with a capital letter inside the sentence.
bool PersonScanner::is_place_like(std::size_t first, std::size_t last) const {
  if (first == scope_.begin || !scope_.token(first).upper || scope_.caps) return false;
  return scope_.token(first - 1).word && scope_.token(first).syllable && is_address_only(scope_, first, last) &&
         (scope_.token(first).marked || marks() == Marks::kFolded);
}

// "Cô Tô" in an English sentence: a Vietnamese word of address alone proves nothing there.
bool PersonScanner::is_foreign_address(std::size_t first, std::size_t last) const {
  const bool english = scope_.input.sentences[sentence_].language == Language::kEnglish;
  return english && is_address_only(scope_, first, last) && scope_.token(first).syllable &&
         (scope_.token(first).marked || marks() == Marks::kFolded);
}

bool PersonScanner::is_free(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i <= last; ++i) {
    if (taken_[i]) return false;
  }
  return true;
}

// "LEED Gold", "GE Healthcare"; a family name may stand in capitals ("KIM Dong-hyun").
bool PersonScanner::opens_with_acronym(std::size_t at) const {
  const bool mixed = scope_.token(at).caps && at + 1 < scope_.end && scope_.token(at + 1).word &&
                     scope_.token(at + 1).upper && !scope_.token(at + 1).caps;
  return mixed && !scope_.tables.family_names.find(tokens(), at, marks());
}

std::optional<PersonMention> PersonScanner::named(std::size_t name, std::string_view rule) const {
  if (read_at_ != name) {
    read_ = opens_with_acronym(name) ? std::nullopt : name_at(name);
    read_at_ = name;
  }
  std::optional<PersonMention> out = read_;
  if (out) out->rule = rule;
  return out;
}

std::optional<PersonMention> PersonScanner::name_at(std::size_t name) const {
  if (name >= scope_.end || taken_[name]) return std::nullopt;
  if (name > scope_.begin && scope_.token(name).gap == Gap::kLine) return std::nullopt;
  const bool abbreviation = scope_.token(name).caps || tokens().is(name + 1, '.');
  if (abbreviation && !scope_.caps && honorific_chain(scope_, name)) return std::nullopt;
  auto last = personal_name_end(scope_, name);
  if (!last) return std::nullopt;
  if (!is_free(name, *last)) {  // "Đỗ Gia Hải Sunora Group"
    while (*last > name && (taken_[*last] || !is_free(name, *last) || !scope_.token(*last).word)) --*last;
  }
  PersonMention out;
  out.first = name;
  out.last = *last;
  out.title_first = out.title_last = name;
  out.post_last = post_nominals(scope_, *last);
  out.sentence = sentence_;
  out.short_form = *last == name;
  out.caps = scope_.caps || (scope_.token(name).caps && scope_.token(*last).caps);
  return out;
}

// A field, a head, a place, a country: no family name.
bool PersonScanner::is_known_word(std::size_t at) const {
  std::size_t last = at;
  return scope_.classes(scope_.tables.en_words, at, last) != 0 ||
         scope_.tables.en_heads.find(tokens(), at, Marks::kFolded).has_value() ||
         scope_.tables.places.find(tokens(), at, marks()).has_value() ||
         scope_.tables.demonyms.find(tokens(), at, marks()).has_value() ||
         scope_.input.authority.country_names().find(tokens(), at, marks()).has_value() || role_at(at).has_value();
}

std::vector<PersonMention> scan_people(const FactInput& input, const InstitutionIndex& institutions) {
  std::vector<PersonMention> out;
  std::vector<bool> taken = institutions.taken(input.tokens.size());
  for (std::size_t s = 0; s < input.sentences.size() && out.size() < limits::kMaxFactsPerKind; ++s) {
    const NameScope scope = make_scope(input, s);
    if (scope.begin < scope.end) PersonScanner(scope, institutions, taken, s).scan(out);
  }
  drop_changed(input.tokens, out);
  drop_unknown(input.tokens, out);
  add_bare_names(input, taken, out);
  return out;
}

}  // namespace hoptac
