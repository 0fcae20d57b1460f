#include "ingest/facts/person_scanner.h"
#include "ingest/facts/person_titles.h"

namespace hoptac {

// A name without an honorific: told by what stands around it.
std::optional<PersonMention> PersonScanner::untitled(std::size_t i, const std::vector<PersonMention>& before) const {
  read_at_ = kNoToken;  // which tokens are free may have changed
  std::optional<PersonMention> found = behind_post(i);
  if (!found) found = behind_cue(i);
  if (!found) found = behind_comma(i);
  if (!found && !before.empty()) found = listed(i, before.back());
  if (!found) found = before_post(i);
  if (!found) found = before_say(i);
  if (!found) found = beside_post(i);
  return found;
}

// "Director Mai Phuoc Thinh", "Chủ tịch tỉnh Cao Trọng Nghĩa", "Trưởng khoa Nội Ninh Văn Hoan".
std::optional<PersonMention> PersonScanner::behind_post(std::size_t at) const {
  if (!scope_.token(at).upper || at == scope_.begin || scope_.caps) return std::nullopt;
  if (taken_[at] || !scope_.token(at - 1).word || scope_.token(at).gap != Gap::kSpace) return std::nullopt;
  if (scope_.tables.vi_heads.find(tokens(), at, marks())) return std::nullopt;
  if (is_inside_post(at)) return std::nullopt;
  const bool whole = at == post_end_ && (vietnamese_name(scope_, at) > 0 || foreign_name(scope_, at) > 0);
  if (!whole && !follows_complement(at) && !has_post_before(at)) return std::nullopt;
  auto out = named(at, "person.behind-post");
  if (!out || is_common_word(at) || is_place_name(*out)) return std::nullopt;
  if (is_no_name(*out)) return std::nullopt;
  const auto post = scope_.ending_at(scope_.tables.roles, at - 1);
  if (out->short_form && !(post && scope_.token(post->first).upper)) return std::nullopt;
  const bool known = whole || vietnamese_name(scope_, at) > 0;
  if (!known && !follows_complement(at) && (!post || is_apposition(post->first))) return std::nullopt;
  if (!out->short_form && !is_plausible(*out)) return std::nullopt;
  out->known_only = out->short_form && !is_family_alone(at);
  take_comma_name(*out);
  return out;
}

// "Tỉnh trưởng Gangwon-Nam Ko Seung-hyun": the place belongs to the post, behind which the name stands.
bool PersonScanner::is_inside_post(std::size_t at) const {
  if (post_end_ == kNoToken || post_first_ >= at || at >= post_end_ || post_end_ >= scope_.end) return false;
  return scope_.token(post_end_).gap == Gap::kSpace &&
         (vietnamese_name(scope_, post_end_) > 0 || foreign_name(scope_, post_end_) > 0);
}

// "Local partner Quang Nam Monuments Management Board", "Donor Liver Transplantation": a body or a field behind a post.
bool PersonScanner::is_no_name(const PersonMention& m) const {
  if (m.short_form || scope_.input.sentences[sentence_].language != Language::kEnglish) return false;
  if (!scope_.token(m.last).word || scope_.tables.family_names.find(tokens(), m.last, marks())) return false;
  std::size_t last = m.last;
  const bool field = (scope_.classes(scope_.tables.en_words, m.last, last) & (kFieldWord | kTypeWord)) != 0;
  static constexpr std::array<std::string_view, 10> kBodies = {"board", "committee", "council", "authority", "team",
                                                               "group", "agency",    "company", "service",   "office"};
  if (is_word_of(tokens().exact(m.last), kBodies)) return true;
  const bool head = scope_.tables.en_heads.find(tokens(), m.last, Marks::kFolded).has_value();
  return (field || head) && vietnamese_name(scope_, m.first) != m.last - m.first + 1;
}

// "Minister of Public Health Reinol Delgado Peña": the post with its field ends right before an unknown full name.
bool PersonScanner::follows_complement(std::size_t at) const {
  return at == post_end_ && post_open_ && scope_.token(at).gap == Gap::kSpace &&
         scope_.input.sentences[sentence_].language == Language::kEnglish;
}

// "ông Bách, Chủ tịch HĐQT Vạn Xuân Holdings": the post is that of the person before, a body follows.
bool PersonScanner::is_apposition(std::size_t post) const {
  if (post > scope_.begin && tokens().is(post - 1, ';')) return false;
  const bool list = last_rule_ == "person.behind-post" && scope_.token(post).upper;  // "President A, Governor B"
  return !list && post > scope_.begin && last_person_ != kNoToken && last_person_ + 2 == post &&
         !scope_.token(post - 1).word;
}

// Vietnamese syllables make a name only behind a family name.
bool PersonScanner::is_plausible(const PersonMention& m) const {
  if (vietnamese_name(scope_, m.first) > 0) return true;
  if (scope_.input.sentences[sentence_].language == Language::kEnglish) return true;
  for (std::size_t i = m.first; i <= m.last; ++i) {
    if (scope_.token(i).word && !scope_.token(i).syllable) return true;
  }
  return scope_.tables.family_names.find(tokens(), m.first, marks()).has_value();
}

// "President Saito": a family name of another culture, or any unknown word behind an English post.
bool PersonScanner::is_family_alone(std::size_t at) const {
  const auto family = scope_.tables.family_names.find(tokens(), at, marks());
  if (family && static_cast<FamilyCulture>(family->value) == FamilyCulture::kOther) return true;
  if (scope_.input.sentences[sentence_].language != Language::kEnglish || !scope_.token(at - 1).ascii) return false;
  const bool open = at + 1 >= scope_.end || !scope_.token(at + 1).word || !scope_.token(at + 1).upper;
  return family || (open && !scope_.token(at).caps && !is_known_word(at));
}

bool PersonScanner::has_post_before(std::size_t at) const {
  if (scope_.ending_at(scope_.tables.roles, at - 1)) return true;
  static constexpr auto kWords = word_set({"tỉnh", "tinh", "nước", "trường", "huyện"});
  return is_one_of(tokens(), at - 1, kWords) && at >= scope_.begin + 2 &&
         scope_.ending_at(scope_.tables.roles, at - 2).has_value();
}

// "represented by Le Van Son", "đại diện là Y Thanh Niê", "Head of Department: Thach Sa Rinh".
std::optional<PersonMention> PersonScanner::behind_cue(std::size_t at) const {
  if (!scope_.token(at).upper || at == scope_.begin || scope_.caps || taken_[at]) return std::nullopt;
  if (!is_name_cue(at - 1) || role_at(at)) return std::nullopt;
  auto out = named(at, "person.behind-cue");
  if (!out || out->short_form || is_common_word(at) || is_place_name(*out) || opens_body(*out)) return std::nullopt;
  if (is_student(at - 1)) return vietnamese_name(scope_, at) > 2 || foreign_name(scope_, at) > 0 ? out : std::nullopt;
  if (tokens().is(at - 1, ':') && is_contact(at - 1, *out)) return out;
  return is_known_name(*out) || (says(at - 1) && is_unknown_run(*out)) ? out : std::nullopt;
}

// "Media contact: Paige Lindgren, 206-555-0144": two or three words that nothing else is made of.
bool PersonScanner::is_contact(std::size_t colon, const PersonMention& m) const {
  const std::size_t next = m.post_last + 1;
  const bool closed = next >= scope_.end || !scope_.token(next).word;
  if (colon == scope_.begin || !closed || m.last > m.first + 3) return false;
  static constexpr std::array<std::string_view, 4> kWords = {"contact", "contacts", "enquiries", "inquiries"};
  if (!is_word_of(tokens().exact(colon - 1), kWords)) return false;
  for (std::size_t i = m.first; i <= m.last; ++i) {
    if (scope_.token(i).word && (is_known_word(i) || scope_.token(i).caps)) return false;
  }
  return true;
}

// "student Maria Silva", "sinh viên Nguyễn Hoàng Long".
bool PersonScanner::is_student(std::size_t at) const {
  if (is(at, "student") || is(at, "graduate") || is(at, "alumna") || is(at, "alumnus")) return true;
  if (at <= scope_.begin || !(is(at, "viên") || is(at, "sinh") || is(at, "khoa") || is(at, "vien"))) return false;
  return is(at - 1, "sinh") || is(at - 1, "học") || is(at - 1, "thủ") || is(at - 1, "hoc");
}

// "the Deputy Head of Mission at the British Embassy, Rory Kincaid, watching": a full name set off by commas right
// behind a post with its body.
std::optional<PersonMention> PersonScanner::behind_comma(std::size_t at) const {
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
bool PersonScanner::ends_quote(std::size_t last) const {
  if (last < scope_.begin + 1 || !(tokens().is(last, '-') || tokens().is(last, ','))) return false;
  const std::string_view mark = slice(scope_.input.document.text, scope_.token(last - 1).span());
  return mark == "\"" || mark == "”" || mark == "»" || mark == "’";
}

// Verbs of saying whose subject is a person more often than a body.
bool PersonScanner::says(std::size_t at) const {
  static constexpr auto kVerbs = word_set({"added", "explained", "joked", "recalled", "recalls", "said", "says"});
  return at < scope_.end && is_one_of(tokens(), at, kVerbs);
}

// Up to five tokens of which none is a field, a head, a place or a country, of a shape that companies seldom
// have: a hyphen, a particle, an initial, or ", who" behind.
bool PersonScanner::is_unknown_run(const PersonMention& m) const {
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

// "Còn Phạm Gia Hân thì được nhận": a small word with the capital of the sentence before the name.
bool PersonScanner::opens_clause(std::size_t at) const {
  static constexpr std::array<std::string_view, 9> kWords = {"còn",  "riêng", "với", "và", "nhưng",
                                                             "theo", "khi",   "nay", "con"};
  return at == scope_.begin + 1 && is_word_of(tokens().exact(at - 1), kWords);
}

// "Phạm Gia Hân chia sẻ": words that only follow a person where a whole Vietnamese name stands before.
bool PersonScanner::says_in_vietnamese(std::size_t at) const {
  if (at + 1 >= scope_.end || scope_.token(at).upper) return false;
  static constexpr std::array<std::string_view, 8> kVerbs = {"nói", "kể", "thì", "cười", "dặn", "noi", "ke", "hỏi"};
  if (is_word_of(tokens().exact(at), kVerbs)) return true;
  static constexpr std::array<std::string_view, 17> kFirst = {"cho", "chia", "bày",  "khẳng", "nhấn", "nhớ",
                                                              "tâm", "phát", "nhận", "bộc",   "giải", "thừa",
                                                              "xúc", "vui",  "hào",  "khang", "nhan"};
  static constexpr std::array<std::string_view, 20> kSecond = {"biết", "hay",  "sẻ",   "tỏ",    "định", "mạnh", "lại",
                                                               "sự",   "biểu", "bạch", "thích", "nhận", "động", "mừng",
                                                               "hứng", "biet", "se",   "dinh",  "manh", "bieu"};
  return is_word_of(tokens().exact(at), kFirst) && is_word_of(tokens().exact(at + 1), kSecond);
}

// "Emma Lindqvist said", "added Emma Lindqvist": a full name with a verb of saying.
std::optional<PersonMention> PersonScanner::before_say(std::size_t at) const {
  if (!scope_.token(at).upper || taken_[at] || scope_.caps || is_common_word(at)) return std::nullopt;
  if (at > scope_.begin && is_joined(at) && !opens_clause(at)) return std::nullopt;
  auto out = named(at, "person.before-say");
  if (!out || out->short_form || is_place_name(*out) || role_at(at) || opens_body(*out)) return std::nullopt;
  if (says_in_vietnamese(out->post_last + 1) && vietnamese_name(scope_, at) > 2) return out;
  return says(out->post_last + 1) && (is_known_name(*out) || is_unknown_run(*out)) ? out : std::nullopt;
}

bool PersonScanner::is_name_cue(std::size_t last) const {
  if (tokens().is(last, ':')) return is_label(last);
  if (is_student(last)) return true;
  if (ends_quote(last)) return true;
  if (last <= scope_.begin) return false;
  if (is(last, "by"))
    return is(last - 1, "represented") || is(last - 1, "signed") || is(last - 1, "led") || is(last - 1, "founded") ||
           is(last - 1, "headed") || is(last - 1, "chaired");
  if (is(last, "là")) return is(last - 1, "diện") || last == post_end_;
  return is(last, "bởi") || is(last, "named") || is(last, "late") || is(last, "colleague") || says(last);
}

// "Đại diện:", "Giám đốc (đã ký):", "Người lập biểu:", "Contact:".
bool PersonScanner::is_label(std::size_t colon) const {
  if (colon <= scope_.begin) return false;
  std::size_t last = colon - 1;
  if (tokens().is(last, ')')) {
    while (last > scope_.begin && !tokens().is(last, '(')) --last;
    if (last <= scope_.begin) return false;
    --last;
  }
  static constexpr std::array<std::string_view, 18> kLabels = {
      "enquiries", "inquiries", "biểu", "bieu",    "ký",       "lập",    "trì",  "hệ",        "diện",
      "thảo",      "duyệt",     "soạn", "contact", "contacts", "signed", "name", "signatory", "prepared"};
  const bool label = last <= scope_.begin + 4 && is_word_of(tokens().exact(last), kLabels);
  return colon == post_end_ || label || scope_.ending_at(scope_.tables.roles, last).has_value();
}

// A family name of some culture opens or ends it.
bool PersonScanner::is_known_name(const PersonMention& m) const {
  if (vietnamese_name(scope_, m.first) > 0 || foreign_name(scope_, m.first) > 0) return true;
  return scope_.tables.family_names.find(tokens(), m.first, marks()).has_value() ||
         scope_.tables.family_names.find(tokens(), m.last, marks()).has_value();
}

// "các bác sĩ Lò Văn Inh và Phùng Thế Nam", "Drs. A, B and C": a name beside the one before.
std::optional<PersonMention> PersonScanner::listed(std::size_t at, const PersonMention& before) const {
  if (before.sentence != sentence_ || !scope_.token(at).upper || taken_[at]) return std::nullopt;
  if (at != before.post_last + 2 || scope_.caps) return std::nullopt;
  const bool joined = tokens().is(at - 1, ',') || is(at - 1, "và") || is(at - 1, "and") || is(at - 1, "cùng") ||
                      (marks() == Marks::kFolded && is(at - 1, "va"));
  if (!joined || role_at(at) || before.short_form) return std::nullopt;
  auto out = named(at, "person.listed");
  if (out) take_comma_name(*out);  // "RN Choi Da-in and Park, Jisoo"
  const bool comma = out && tokens().is(at + 1, ',') && out->last > at;
  if (comma) return out;
  if (!out || out->short_form || is_common_word(at) || is_place_name(*out)) return std::nullopt;
  const std::size_t next = out->post_last + 1;
  const bool ends = next >= scope_.end || !scope_.token(next).word || !scope_.token(next).upper;
  return ends && (vietnamese_name(scope_, at) > 1 || foreign_name(scope_, at) > 0) ? out : std::nullopt;
}

// "Dang Quoc Bao, general director of …", "Emma Lindqvist from Nordic Health Partners".
std::optional<PersonMention> PersonScanner::before_post(std::size_t at) const {
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
  const bool perfect = is(next, "has") && is(next + 1, "been");  // "X has been Director for six years"
  const bool copula =
      (is(next, "is") || is(next, "was") || is(next, "là") || perfect) && (is_known_name(*out) || is_unknown_run(*out));
  return (point || copula) && is_post(next + (perfect ? 2 : 1)) ? out : std::nullopt;
}

// "Office of International Affairs (Head: …)".
bool PersonScanner::is_made_of_fields(const PersonMention& m) const {
  if (scope_.input.sentences[sentence_].language != Language::kEnglish || is_known_name(m)) return false;
  std::size_t last = m.first;
  const std::uint32_t cls = scope_.classes(scope_.tables.en_words, m.first, last);
  return (cls & (kFieldWord | kTypeWord)) != 0;
}

// Signature blocks: a cell that holds nothing but a name, above or below one that holds nothing but a post.
std::optional<PersonMention> PersonScanner::beside_post(std::size_t at) const {
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

bool PersonScanner::is_post_cell(std::size_t sentence, const TextCell& column) const {
  if (sentence >= scope_.input.sentences.size()) return false;
  const auto cell = cell_in_column(scope_.input, sentence, column);
  if (!cell) return false;
  const auto role = parse_role(make_scope(scope_.input, sentence), institutions_, cell->first);
  if (!role) return false;
  return role->end > cell->last || (role->end == cell->last && tokens().is(cell->last, ','));
}

// The post stands above, a line in brackets ("(Đã ký)", "(Signed)") between them.
bool PersonScanner::is_below_post(const PersonMention& name, const TextCell& cell) const {
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
bool PersonScanner::opens_body(const PersonMention& m) const {
  for (std::size_t i = m.first; i <= m.last; ++i) {
    const auto en = scope_.tables.en_heads.find(tokens(), i, marks());
    if (en && en->last >= m.last && !scope_.tables.family_names.find(tokens(), i, marks())) return true;
  }
  return scope_.tables.vi_heads.find(tokens(), m.first, marks()).has_value();
}

bool PersonScanner::is_joined(std::size_t at) const {
  return scope_.glued(at) ||
         (scope_.token(at - 1).word && scope_.token(at - 1).upper && scope_.token(at).gap == Gap::kSpace);
}

bool PersonScanner::is_post(std::size_t at) const {
  while (is(at, "the") || is(at, "a") || is(at, "an") || is(at, "its") || is(at, "là")) ++at;
  const auto role = role_at(at);
  if (role) return static_cast<RoleClass>(role->value) == RoleClass::kHead;
  if (const std::size_t post = behind_owner(at); post != at) return is_post(post);
  const auto modified = at < scope_.end ? parse_role(scope_, institutions_, at) : std::nullopt;
  return modified && role_class(*modified) == RoleClass::kHead;
}

// ", Cascadia's Chief Revenue Officer", ", U.S. Consul General": the token of the post behind who has it; `at` when
// nobody is told.
std::size_t PersonScanner::behind_owner(std::size_t at) const {
  constexpr std::size_t kMaxWords = 4;
  const auto country =
      at < scope_.end ? scope_.input.authority.country_names().find(tokens(), at, marks()) : std::nullopt;
  const auto demonym = at < scope_.end && !country ? scope_.tables.demonyms.find(tokens(), at, marks()) : std::nullopt;
  std::size_t i = country ? country->last + 1 : demonym ? demonym->last + 1 : at;
  while (i > at && i < scope_.end && tokens().is(i, '.')) ++i;
  if (i > at && i < scope_.end && opens_role(scope_, i)) return i;
  for (i = at; i + 2 < scope_.end && i < at + kMaxWords && scope_.token(i).word; ++i) {
    if (!tokens().is(i + 1, '\'')) continue;
    const std::size_t post = tokens().exact(i + 2) == "s" ? i + 3 : i + 2;
    return post < scope_.end && opens_role(scope_, post) ? post : at;
  }
  return at;
}

RoleClass PersonScanner::role_class(const ParsedRole& role) const {
  for (std::size_t i = role.first; i <= role.last; ++i) {
    if (const auto match = role_at(i)) return static_cast<RoleClass>(match->value);
  }
  return RoleClass::kWorker;
}

}  // namespace hoptac
