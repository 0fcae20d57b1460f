#include <algorithm>
#include <array>

#include "ingest/facts/person_mention.h"
#include "ingest/facts/person_review.h"
#include "ingest/facts/person_titles.h"
#include "ingest/facts/role_parser.h"
#include "ingest/facts/tables.h"
#include "ingest/facts/text_cells.h"
#include "src/base/limits.h"

namespace hoptac {

namespace {

constexpr std::size_t kNoToken = static_cast<std::size_t>(-1);

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words of quantity before a title: the title is a noun of the sentence ("50 bác sĩ Việt Nam", "số bác sĩ X").
bool is_quantity(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "số", "nhiều", "đội", "ngũ", "tổng", "hội", "ngành", "trường", "nghề", "đào", "mỗi", "several", "many", "some"};
  return is_one_of(word, kWords);
}

// What is named after people: "đường Giáo sư Tạ Quang Bửu", "giải thưởng Bác sĩ X".
bool is_named_thing(std::string_view word) {
  static constexpr std::array<std::string_view, 10> kWords = {"đường", "phố",    "thưởng", "giải", "tên",
                                                              "hẻm",   "phường", "quỹ",    "cúp",  "street"};
  return is_one_of(word, kWords);
}

class PersonScanner {
 public:
  PersonScanner(const NameScope& scope, const InstitutionIndex& institutions, std::vector<bool>& taken,
                std::size_t sentence)
      : scope_(scope), institutions_(institutions), taken_(taken), sentence_(sentence) {}

  void scan(std::vector<PersonMention>& out) {
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
      out.push_back(*found);
    }
  }

 private:
  const TokenStream& tokens() const { return scope_.tokens(); }
  Marks marks() const { return scope_.input.marks; }
  bool is(std::size_t at, std::string_view word) const { return at < scope_.end && tokens().exact(at) == word; }
  std::optional<PhraseMatch> role_at(std::size_t at) const { return scope_.tables.roles.find(tokens(), at, marks()); }

  // A name without an honorific: told by what stands around it.
  std::optional<PersonMention> untitled(std::size_t i, const std::vector<PersonMention>& before) const {
    std::optional<PersonMention> found = behind_post(i);
    if (!found) found = behind_cue(i);
    if (!found) found = behind_comma(i);
    if (!found && !before.empty()) found = listed(i, before.back());
    if (!found) found = before_post(i);
    if (!found) found = before_say(i);
    if (!found) found = beside_post(i);
    return found;
  }

  // "Ảnh: …", "Photo: …", "Tin, ảnh: …", "By …".
  bool is_credit_line() const {
    constexpr std::size_t kLabelTokens = 5;
    static constexpr std::array<std::string_view, 11> kLabels = {"ảnh", "anh",    "photo", "photos", "tin", "editor",
                                                                 "by",  "source", "nguồn", "text",   "bài"};
    constexpr std::size_t kMaxCreditTokens = 14;  // longer lines are captions, which tell of people
    if (!is_one_of(tokens().exact(scope_.begin), kLabels) || scope_.end - scope_.begin > kMaxCreditTokens) return false;
    for (std::size_t i = scope_.begin; i < scope_.end && i < scope_.begin + kLabelTokens; ++i) {
      if (tokens().is(i, ':')) return true;
    }
    return false;
  }

  // Remembers where the post that starts at `at` ends: a name may follow without a break.
  void note_post(std::size_t at) {
    if (scope_.caps || taken_[at] || (post_end_ != kNoToken && post_end_ > at)) return;
    const auto role = parse_role(scope_, institutions_, at);
    if (!role) return;
    post_end_ = role->end;
    post_first_ = role->first;
    post_open_ = role->before_name;
  }

  bool is_common_word(std::size_t at) const {
    std::size_t last = at;
    const bool lead = (scope_.classes(scope_.tables.en_words, at, last) & kLeadWord) != 0;
    return lead || is_country_or_head(at);
  }

  bool is_country_or_head(std::size_t at) const {
    const auto head = scope_.tables.en_heads.find(tokens(), at, marks());
    if (head && !scope_.tables.family_names.find(tokens(), at, marks())) return true;
    const auto country = scope_.input.authority.country_names().find(tokens(), at, marks());
    return country && country->last > at;
  }

  // A title that is a noun here: a quantity, a head noun ("Trường Điều dưỡng …") or what carries the name stands
  // before.
  bool is_noun(std::size_t at) const {
    if (at == scope_.begin) return false;
    const Token& before = scope_.token(at - 1);
    if (!before.word) return false;
    const std::string_view word = tokens().exact(at - 1);
    if (before.number || is_quantity(word) || is_named_thing(word)) return true;
    if (marks() == Marks::kFolded && (word == "ten" || word == "thuong")) return true;  // "mang ten Giao su X"
    return before.upper && scope_.token(at).upper && scope_.ending_at(scope_.tables.vi_heads, at - 1).has_value();
  }

  // The whole name is that of a place or a country.
  bool is_place_name(const PersonMention& m) const {
    const auto place = scope_.tables.places.find(tokens(), m.first, marks());
    const auto country = scope_.input.authority.country_names().find(tokens(), m.first, marks());
    const auto demonym = scope_.tables.demonyms.find(tokens(), m.first, marks());
    const bool family = m.last == m.first && scope_.tables.family_names.find(tokens(), m.first, marks()).has_value();
    if (country && country->last >= m.last && !family) return true;
    if (demonym && demonym->last >= m.last && !family) return true;
    return place && place->last >= m.last && (m.last > m.first || scope_.token(m.first).caps);
  }

  // An honorific and a name.
  std::optional<PersonMention> titled(std::size_t at) {
    const auto chain = honorific_chain(scope_, at);
    if (!chain || *chain + 1 >= scope_.end || taken_[at] || is_noun(at)) return std::nullopt;
    const auto place = scope_.tables.places.find(tokens(), at, marks());
    if (place && place->last > *chain) return std::nullopt;  // "Cô Tô", "Bà Rịa"
    release_name(at, *chain + 1);
    if (const auto post = role_at(at); post && post->last > *chain) return std::nullopt;  // "General Director"
    std::size_t name = *chain + 1;
    if (const auto role = role_at(name); role && role->last + 1 < scope_.end && scope_.token(name).upper) {
      if (!personal_name_end(scope_, name) || role->last > name) name = role->last + 1;  // "Prof. President X"
    }
    auto out = named(name, "person.honorific");
    if (!out || is_place_name(*out)) return std::nullopt;
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

  // "giảng viên Khoa Điều dưỡng": a head of a unit, no given name.
  bool opens_unit(std::size_t at) const {
    const bool more = at + 1 < scope_.end && scope_.token(at + 1).word && scope_.token(at + 1).upper;
    return more && scope_.tables.vi_heads.find(tokens(), at, marks()).has_value();
  }

  // "Cử nhân Kế toán", "Thạc sĩ Quản trị": a field of two syllables, of which the second is small.
  bool opens_field(std::size_t at) const {
    std::size_t last = at;
    const bool field = (scope_.classes(scope_.tables.vi_words, at, last) & (kFieldWord | kTypeWord)) != 0;
    if (field && last > at) return true;
    static constexpr std::array<std::string_view, 14> kOpeners = {"kế",   "quản", "công", "điều", "dược", "kỹ", "kinh",
                                                                  "luật", "khoa", "ngôn", "sinh", "hóa",  "xã", "tài"};
    return at + 1 < scope_.end && scope_.token(at + 1).word && !scope_.token(at + 1).upper &&
           scope_.token(at + 1).gap == Gap::kSpace && is_one_of(tokens().exact(at), kOpeners);
  }

  // "the franchised BSc Health Services Management", "chương trình Thạc sĩ Y tế công cộng": a course, nobody's degree.
  bool is_degree_course(std::size_t at, std::size_t name) const {
    static constexpr std::array<std::string_view, 13> kCourses = {"programme",  "program", "course", "degree", "trình",
                                                                  "ngành",      "bằng",    "hệ",     "độ",     "vị",
                                                                  "franchised", "khóa",    "joint"};
    if (at > scope_.begin && is_one_of(tokens().exact(at - 1), kCourses)) return true;
    std::size_t last = name;
    const bool field = (scope_.classes(scope_.tables.en_words, name, last) & kFieldWord) != 0;
    const bool english = field && scope_.token(at).ascii && !scope_.tables.family_names.find(tokens(), name, marks());
    return english && name + 1 < scope_.end && scope_.is_name_word(name + 1);
  }

  // "bác sĩ Ngô Thanh cư, Giám đốc": the last syllable typed small, before a comma and a post.
  void take_small_syllable(PersonMention& m) const {
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
  void release_name(std::size_t title, std::size_t name) {
    const InstitutionAt* body = institutions_.at(name);
    const bool folded = marks() == Marks::kFolded;  // "TS. Vu Huu Dung": "Vụ" without accents
    if (body == nullptr || body->first != name || (!folded && !is_address_only(scope_, title, name - 1))) return;
    if (scope_.personal_name(name) != body->last - name + 1) return;
    for (std::size_t i = name; i <= body->last; ++i) taken_[i] = false;
  }

  void take_comma_name(PersonMention& m) const {
    const std::size_t last = comma_name_end(scope_, m.first, m.last);
    if (last == m.last || !is_free(m.first, last)) return;
    m.last = last;
    m.post_last = post_nominals(scope_, last);
    m.short_form = false;
  }

  // "Bà Rịa", "Cô Tô": a Vietnamese word of address with a capital letter inside the sentence.
  bool is_place_like(std::size_t first, std::size_t last) const {
    if (first == scope_.begin || !scope_.token(first).upper || scope_.caps) return false;
    return scope_.token(first - 1).word && scope_.token(first).syllable && is_address_only(scope_, first, last) &&
           (scope_.token(first).marked || marks() == Marks::kFolded);
  }

  // "Cô Tô" in an English sentence: a Vietnamese word of address alone proves nothing there.
  bool is_foreign_address(std::size_t first, std::size_t last) const {
    const bool english = scope_.input.sentences[sentence_].language == Language::kEnglish;
    return english && is_address_only(scope_, first, last) && scope_.token(first).syllable &&
           (scope_.token(first).marked || marks() == Marks::kFolded);
  }

  bool is_free(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i <= last; ++i) {
      if (taken_[i]) return false;
    }
    return true;
  }

  // "LEED Gold", "GE Healthcare"; a family name may stand in capitals ("KIM Dong-hyun").
  bool opens_with_acronym(std::size_t at) const {
    const bool mixed = scope_.token(at).caps && at + 1 < scope_.end && scope_.token(at + 1).word &&
                       scope_.token(at + 1).upper && !scope_.token(at + 1).caps;
    return mixed && !scope_.tables.family_names.find(tokens(), at, marks());
  }

  std::optional<PersonMention> named(std::size_t name, std::string_view rule) const {
    if (name >= scope_.end || taken_[name]) return std::nullopt;
    if (name > scope_.begin && scope_.token(name).gap == Gap::kLine) return std::nullopt;
    const bool abbreviation = scope_.token(name).caps || tokens().is(name + 1, '.');
    if (abbreviation && !scope_.caps && honorific_chain(scope_, name)) return std::nullopt;
    if (rule != "person.honorific" && opens_with_acronym(name)) return std::nullopt;
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
    out.rule = rule;
    out.short_form = *last == name;
    out.caps = scope_.caps || (scope_.token(name).caps && scope_.token(*last).caps);
    return out;
  }

  // "Director Mai Phuoc Thinh", "Chủ tịch tỉnh Cao Trọng Nghĩa", "Trưởng khoa Nội Ninh Văn Hoan".
  std::optional<PersonMention> behind_post(std::size_t at) const {
    if (!scope_.token(at).upper || at == scope_.begin || scope_.caps) return std::nullopt;
    if (taken_[at] || !scope_.token(at - 1).word || scope_.token(at).gap != Gap::kSpace) return std::nullopt;
    if (scope_.tables.vi_heads.find(tokens(), at, marks())) return std::nullopt;
    const bool whole = at == post_end_ && (vietnamese_name(scope_, at) > 0 || foreign_name(scope_, at) > 0);
    if (!whole && !follows_complement(at) && !has_post_before(at)) return std::nullopt;
    auto out = named(at, "person.behind-post");
    if (!out || is_common_word(at) || is_place_name(*out)) return std::nullopt;
    const auto post = scope_.ending_at(scope_.tables.roles, at - 1);
    if (out->short_form && !(post && scope_.token(post->first).upper)) return std::nullopt;
    const bool known = whole || vietnamese_name(scope_, at) > 0;
    if (!known && !follows_complement(at) && (!post || is_apposition(post->first))) return std::nullopt;
    if (!out->short_form && !is_plausible(*out)) return std::nullopt;
    out->known_only = out->short_form && !is_family_alone(at);
    take_comma_name(*out);
    return out;
  }

  // "Minister of Public Health Reinol Delgado Peña": the post with its field ends right before an unknown full name.
  bool follows_complement(std::size_t at) const {
    return at == post_end_ && post_open_ && scope_.token(at).gap == Gap::kSpace &&
           scope_.input.sentences[sentence_].language == Language::kEnglish;
  }

  // "ông Bách, Chủ tịch HĐQT Vạn Xuân Holdings": the post is that of the person before, a body follows.
  bool is_apposition(std::size_t post) const {
    return post > scope_.begin && last_person_ != kNoToken && last_person_ + 2 == post && !scope_.token(post - 1).word;
  }

  // Vietnamese syllables make a name only behind a family name.
  bool is_plausible(const PersonMention& m) const {
    if (vietnamese_name(scope_, m.first) > 0) return true;
    if (scope_.input.sentences[sentence_].language == Language::kEnglish) return true;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (scope_.token(i).word && !scope_.token(i).syllable) return true;
    }
    return scope_.tables.family_names.find(tokens(), m.first, marks()).has_value();
  }

  // "President Saito": a family name of another culture, or any unknown word behind an English post.
  bool is_family_alone(std::size_t at) const {
    const auto family = scope_.tables.family_names.find(tokens(), at, marks());
    if (family && static_cast<FamilyCulture>(family->value) == FamilyCulture::kOther) return true;
    if (scope_.input.sentences[sentence_].language != Language::kEnglish || !scope_.token(at - 1).ascii) return false;
    const bool open = at + 1 >= scope_.end || !scope_.token(at + 1).word || !scope_.token(at + 1).upper;
    return family || (open && !scope_.token(at).caps && !is_known_word(at));
  }

  // A field, a head, a place, a country: no family name.
  bool is_known_word(std::size_t at) const {
    std::size_t last = at;
    return scope_.classes(scope_.tables.en_words, at, last) != 0 ||
           scope_.tables.en_heads.find(tokens(), at, Marks::kFolded).has_value() ||
           scope_.tables.places.find(tokens(), at, marks()).has_value() ||
           scope_.tables.demonyms.find(tokens(), at, marks()).has_value() ||
           scope_.input.authority.country_names().find(tokens(), at, marks()).has_value() || role_at(at).has_value();
  }

  bool has_post_before(std::size_t at) const {
    if (scope_.ending_at(scope_.tables.roles, at - 1)) return true;
    static constexpr std::array<std::string_view, 5> kWords = {"tỉnh", "tinh", "nước", "trường", "huyện"};
    return is_one_of(tokens().exact(at - 1), kWords) && at >= scope_.begin + 2 &&
           scope_.ending_at(scope_.tables.roles, at - 2).has_value();
  }

  // "represented by Le Van Son", "đại diện là Y Thanh Niê", "Head of Department: Thach Sa Rinh".
  std::optional<PersonMention> behind_cue(std::size_t at) const {
    if (!scope_.token(at).upper || at == scope_.begin || scope_.caps || taken_[at]) return std::nullopt;
    if (!is_name_cue(at - 1) || role_at(at)) return std::nullopt;
    auto out = named(at, "person.behind-cue");
    if (!out || out->short_form || is_common_word(at) || is_place_name(*out) || opens_body(*out)) return std::nullopt;
    return is_known_name(*out) || (says(at - 1) && is_unknown_run(*out)) ? out : std::nullopt;
  }

  // "the Deputy Head of Mission at the British Embassy, Rory Kincaid, watching": a full name set off by commas right
  // behind a post with its body.
  std::optional<PersonMention> behind_comma(std::size_t at) const {
    if (post_end_ == kNoToken || at != post_end_ + 1 || !tokens().is(at - 1, ',') || !scope_.token(at).upper ||
        taken_[at] || scope_.caps) {
      return std::nullopt;
    }
    if (vietnamese_name(scope_, at) < 2 && foreign_name(scope_, at) == 0) return std::nullopt;
    if (last_person_ != kNoToken && last_person_ + 2 == post_first_) return std::nullopt;  // of the person before
    auto out = named(at, "person.behind-cue");
    if (!out || out->short_form || is_common_word(at) || is_place_name(*out) || opens_body(*out)) return std::nullopt;
    const std::size_t next = out->post_last + 1;
    return next >= scope_.end || !scope_.token(next).word || !scope_.token(next).upper ? out : std::nullopt;
  }

  // "… in Finnish” – Y Thanh Niê, K14": who is quoted stands behind a dash or comma.
  bool ends_quote(std::size_t last) const {
    if (last < scope_.begin + 1 || !(tokens().is(last, '-') || tokens().is(last, ','))) return false;
    const std::string_view mark = slice(scope_.input.document.text, scope_.token(last - 1).span());
    return mark == "\"" || mark == "”" || mark == "»" || mark == "’";
  }

  // Verbs of saying whose subject is a person more often than a body.
  bool says(std::size_t at) const {
    static constexpr std::array<std::string_view, 7> kVerbs = {"added",   "explained", "joked", "recalled",
                                                               "recalls", "said",      "says"};
    return at < scope_.end && is_one_of(tokens().exact(at), kVerbs);
  }

  // Up to five tokens of which none is a field, a head, a place or a country, of a shape that companies seldom
  // have: a hyphen, a particle, an initial, or ", who" behind.
  bool is_unknown_run(const PersonMention& m) const {
    constexpr std::size_t kMaxTokens = 5;
    if (m.last - m.first >= kMaxTokens) return false;
    bool personal = tokens().is(m.last + 1, ',') && (is(m.last + 2, "who") || is(m.last + 2, "whose"));
    for (std::size_t i = m.first; i <= m.last; ++i)
      personal = personal || !scope_.token(i).word || !scope_.token(i).upper;
    if (!personal) return false;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (scope_.token(i).word && (is_known_word(i) || scope_.token(i).caps)) return false;
    }
    return true;
  }

  // "Emma Lindqvist said", "added Emma Lindqvist": a full name with a verb of saying.
  std::optional<PersonMention> before_say(std::size_t at) const {
    if (!scope_.token(at).upper || taken_[at] || scope_.caps || is_common_word(at)) return std::nullopt;
    if (at > scope_.begin && is_joined(at)) return std::nullopt;
    auto out = named(at, "person.before-say");
    if (!out || out->short_form || is_place_name(*out) || role_at(at) || opens_body(*out)) return std::nullopt;
    return says(out->post_last + 1) && (is_known_name(*out) || is_unknown_run(*out)) ? out : std::nullopt;
  }

  bool is_name_cue(std::size_t last) const {
    if (tokens().is(last, ':')) return is_label(last);
    if (ends_quote(last)) return true;
    if (last <= scope_.begin) return false;
    if (is(last, "by")) return is(last - 1, "represented") || is(last - 1, "signed") || is(last - 1, "led");
    if (is(last, "là")) return is(last - 1, "diện") || last == post_end_;
    return is(last, "bởi") || is(last, "named") || is(last, "late") || is(last, "colleague") || says(last);
  }

  // "Đại diện:", "Giám đốc (đã ký):", "Người lập biểu:", "Contact:".
  bool is_label(std::size_t colon) const {
    std::size_t last = colon - 1;
    if (tokens().is(last, ')')) {
      while (last > scope_.begin && !tokens().is(last, '(')) --last;
      if (last <= scope_.begin) return false;
      --last;
    }
    static constexpr std::array<std::string_view, 16> kLabels = {
        "biểu",  "bieu", "ký",      "lập",      "trì",    "hệ",   "diện",      "thảo",
        "duyệt", "soạn", "contact", "contacts", "signed", "name", "signatory", "prepared"};
    const bool label = last <= scope_.begin + 4 && is_one_of(tokens().exact(last), kLabels);
    return colon == post_end_ || label || scope_.ending_at(scope_.tables.roles, last).has_value();
  }

  // A family name of some culture opens or ends it.
  bool is_known_name(const PersonMention& m) const {
    if (vietnamese_name(scope_, m.first) > 0 || foreign_name(scope_, m.first) > 0) return true;
    return scope_.tables.family_names.find(tokens(), m.first, marks()).has_value() ||
           scope_.tables.family_names.find(tokens(), m.last, marks()).has_value();
  }

  // "các bác sĩ Lò Văn Inh và Phùng Thế Nam", "Drs. A, B and C": a name beside the one before.
  std::optional<PersonMention> listed(std::size_t at, const PersonMention& before) const {
    if (before.sentence != sentence_ || !scope_.token(at).upper || taken_[at]) return std::nullopt;
    if (at != before.post_last + 2 || scope_.caps) return std::nullopt;
    const bool joined = tokens().is(at - 1, ',') || is(at - 1, "và") || is(at - 1, "and") || is(at - 1, "cùng") ||
                        (marks() == Marks::kFolded && is(at - 1, "va"));
    if (!joined || role_at(at) || before.short_form) return std::nullopt;
    auto out = named(at, "person.listed");
    if (!out || out->short_form || is_common_word(at) || is_place_name(*out)) return std::nullopt;
    const std::size_t next = out->post_last + 1;
    const bool ends = next >= scope_.end || !scope_.token(next).word || !scope_.token(next).upper;
    return ends && (vietnamese_name(scope_, at) > 1 || foreign_name(scope_, at) > 0) ? out : std::nullopt;
  }

  // "Dang Quoc Bao, general director of …", "Emma Lindqvist from Nordic Health Partners".
  std::optional<PersonMention> before_post(std::size_t at) const {
    if (!scope_.token(at).upper || taken_[at] || scope_.caps || is_common_word(at)) return std::nullopt;
    if (at > scope_.begin && is_joined(at)) return std::nullopt;
    auto out = named(at, "person.before-post");
    if (!out || out->short_form || is_place_name(*out) || !is_plausible(*out)) return std::nullopt;
    if (role_at(at) || opens_body(*out) || is_made_of_fields(*out)) return std::nullopt;
    const std::size_t next = out->post_last + 1;
    if (next + 1 >= scope_.end) return std::nullopt;
    const bool from = (is(next, "from") || is(next, "of")) && taken_[next + 1];
    if (from) return vietnamese_name(scope_, at) > 0 || is(next, "from") ? out : std::nullopt;
    const bool point = tokens().is(next, ',') || tokens().is(next, '-') || tokens().is(next, '(');
    return point && is_post(next + 1) ? out : std::nullopt;
  }

  // "Office of International Affairs (Head: …)".
  bool is_made_of_fields(const PersonMention& m) const {
    if (scope_.input.sentences[sentence_].language != Language::kEnglish || is_known_name(m)) return false;
    std::size_t last = m.first;
    const std::uint32_t cls = scope_.classes(scope_.tables.en_words, m.first, last);
    return (cls & (kFieldWord | kTypeWord)) != 0;
  }

  // Signature blocks: a cell that holds nothing but a name, above or below one that holds nothing but a post.
  std::optional<PersonMention> beside_post(std::size_t at) const {
    const bool opens = at == scope_.begin || scope_.token(at).gap == Gap::kWide || tokens().is(at - 1, '|');
    if (!opens || !scope_.token(at).upper || taken_[at] || scope_.end - scope_.begin > kMaxLineTokens) {
      return std::nullopt;
    }
    auto out = named(at, "person.above-post");
    if (!out || out->short_form || is_place_name(*out) || !is_plausible(*out) || role_at(at)) return std::nullopt;
    const TextCell cell = cell_at(scope_.input, sentence_, at);
    if (cell.first != at || cell.last != out->post_last || !is_known_name(*out)) return std::nullopt;
    return is_post_cell(sentence_ + 1, cell) || is_below_post(*out, cell) ? out : std::nullopt;
  }

  bool is_post_cell(std::size_t sentence, const TextCell& column) const {
    if (sentence >= scope_.input.sentences.size()) return false;
    const auto cell = cell_in_column(scope_.input, sentence, column);
    if (!cell) return false;
    const auto role = parse_role(make_scope(scope_.input, sentence), institutions_, cell->first);
    return role && role->end > cell->last;
  }

  // The post stands above, a line in brackets ("(Đã ký)", "(Signed)") between them.
  bool is_below_post(const PersonMention& name, const TextCell& cell) const {
    constexpr std::size_t kLinesAbove = 4;
    if (vietnamese_name(scope_, name.first) == 0) return false;
    bool signed_here = false;
    for (std::size_t n = 1; n <= kLinesAbove && n <= sentence_; ++n) {
      const auto above = cell_in_column(scope_.input, sentence_ - n, cell);
      if (above && tokens().is(above->first, '(')) signed_here = true;
      if (!above || tokens().is(above->first, '(')) continue;
      return signed_here && is_post_cell(sentence_ - n, cell);
    }
    return false;
  }

  // A head word of an institution inside: "Otago University", "Agricom Fast Bank".
  bool opens_body(const PersonMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const auto en = scope_.tables.en_heads.find(tokens(), i, marks());
      if (en && en->last >= m.last && !scope_.tables.family_names.find(tokens(), i, marks())) return true;
    }
    return scope_.tables.vi_heads.find(tokens(), m.first, marks()).has_value();
  }

  bool is_joined(std::size_t at) const {
    return scope_.glued(at) ||
           (scope_.token(at - 1).word && scope_.token(at - 1).upper && scope_.token(at).gap == Gap::kSpace);
  }

  bool is_post(std::size_t at) const {
    while (is(at, "the") || is(at, "a") || is(at, "an") || is(at, "its") || is(at, "là")) ++at;
    const auto role = role_at(at);
    if (role) return static_cast<RoleClass>(role->value) == RoleClass::kHead;
    const auto modified = at < scope_.end ? parse_role(scope_, institutions_, at) : std::nullopt;
    return modified && role_class(*modified) == RoleClass::kHead;
  }

  RoleClass role_class(const ParsedRole& role) const {
    for (std::size_t i = role.first; i <= role.last; ++i) {
      if (const auto match = role_at(i)) return static_cast<RoleClass>(match->value);
    }
    return RoleClass::kWorker;
  }

  const NameScope& scope_;
  const InstitutionIndex& institutions_;
  std::vector<bool>& taken_;  // tokens of institution names
  std::size_t sentence_;
  std::size_t post_end_ = kNoToken;     // one behind the post read last
  std::size_t post_first_ = kNoToken;   // its first token
  bool post_open_ = false;              // an unknown name stands behind it
  std::size_t last_person_ = kNoToken;  // last token of the person found last
};

}  // namespace

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
