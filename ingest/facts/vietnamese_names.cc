#include "ingest/facts/vietnamese_names.h"

#include "ingest/facts/vietnamese_joins.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxNameTokens = 30;

// Walks over the tokens behind a head word and decides where the name ends.
class Parser : private VietnameseJoins {
 public:
  Parser(const NameScope& scope, PhraseMatch head) : VietnameseJoins(scope, head) {
    read_head();
    seated_ = rule_.cls == HeadClass::kWhole && rule_.kind == "other";  // "Liên Hợp Quốc"
    last_verb_ = !acts_alone() && last_verb_;
    if (head_.first == scope_.begin) return;
    const std::string_view before = scope_.tokens().exact(head_.first - 1);
    granting_ = before == "được" || before == "do";
  }

  std::optional<NameMention> parse() {
    while (next_ < scope_.end && next_ - head_.first < kMaxNameTokens && step()) {
    }
    if (!is_complete() && !step_whole()) return std::nullopt;
    NameMention out;
    out.first = head_.first;
    out.last = last_;
    if (core_first_ != 0) {
      out.core_first = core_first_;
      out.core_last = core_last_ != 0 ? core_last_ : last_;
    }
    out.rule = "institution.head-vi";
    out.kind = rule_.kind;
    out.unit = (rule_.cls == HeadClass::kUnit && !is_office()) || of_house_;
    if (is_office()) out.kind = "government";
    out.loose = scope_.caps;
    out.weak = is_doubtful();
    return out;
  }

 private:
  bool field_in_head_ = false;  // "Trung tâm Kiểm định chất lượng giáo dục"

  // "Viện Khoa học và Công nghệ …": a head that names a field itself, with the rest of that field.
  void read_head() {
    for (std::size_t i = head_.first + 1; i <= head_.last && !named_field_; ++i) {
      std::size_t last = i;
      const bool field = (scope_.classes(scope_.tables.vi_words, i, last) & kFieldWord) != 0;
      if (!field || last < head_.last || !scope_.token(i).upper) continue;
      named_field_ = true;
      field_in_head_ = head_.last > head_.first + 2;
      if (last > head_.last) take(last, described_);
    }
    if (!named_field_) return;
    last_was_ = &described_;
    const std::size_t before = last_;
    take_and();
    if (last_ == before) return;
    ++described_;  // "Trường Quản trị và Kinh doanh"
    field_in_head_ = true;
  }

  bool granting_ = false;  // "được X công nhận": the verb follows
  bool of_house_ = false;  // the house that it is a part of follows

  bool is_council() const {
    return head_.last > head_.first && scope_.tokens().folded(head_.first) == "hoi" &&
           scope_.tokens().folded(head_.first + 1) == "dong";
  }

  // "Hội đồng Quản lý | Bệnh viện X": the last token of a listed phrase before a house in it.
  std::size_t before_house(std::size_t last) const {
    for (std::size_t i = next_ + 1; i <= last; ++i) {
      if (scope_.token(i).upper && starts_body(i)) return i - 1;
    }
    return last;
  }

  // Takes one more piece of the name; false when it has ended.
  bool step() {
    const Token& t = scope_.token(next_);
    if (t.gap == Gap::kWide || t.gap == Gap::kLine) return false;
    if (!t.word) return step_punctuation();
    if (ends_at_title() || starts_other_body()) return false;
    return step_place() || step_seat() || step_number() || step_cause() || step_named_after() || step_listed() ||
           step_nested_head() ||
           (!of_house_ && (step_proper() || step_foreign() || step_unknown_compound() || step_defined()));
  }

  // "Phó Chủ tịch UBND tỉnh Ngân hàng TMCP …", "Giám đốc Sở Sở …": an office holds no other body's head.
  bool starts_other_body() const {
    const bool unit = rule_.cls == HeadClass::kUnit && described_ == 0;
    if (!(unit || rule_.cls == HeadClass::kShort) || proper_ > 0 || !scope_.token(next_).upper) return false;
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), next_, scope_.input.marks);
    if (unit && head && head->last != next_) return false;
    if (scope_.tokens().is(next_ + 1, '&') && scope_.glued(next_ + 1)) return false;  // "Sở TT&TT"
    if (!head || scope_.tables.head_rules[head->value].cls == HeadClass::kUnit) return false;
    const bool office = head->last == next_ && scope_.tables.head_rules[head->value].cls == HeadClass::kShort;
    return office || scope_.tables.head_rules[head->value].cls == HeadClass::kBody;  // "Đoàn đại biểu Bộ Tư pháp"
  }

  bool step_place() {
    const auto place = scope_.tables.places.find(scope_.tokens(), next_, scope_.input.marks);
    if (!place || place->last >= scope_.end || !scope_.token(next_).upper) return false;
    const auto word = scope_.tables.vi_words.find(scope_.tokens(), next_, scope_.input.marks);
    if (word && word->last > place->last) return false;  // "Viện Hải dương học"
    const bool longer = scope_.is_name_word(place->last + 1) && !scope_.token(place->last + 1).syllable;
    if (longer && rule_.cls == HeadClass::kShort) return false;  // "UBND tỉnh Otago Chamber"
    seated_ = rule_.cls == HeadClass::kShort;
    return take(place->last, proper_);
  }

  // "Bệnh viện trực thuộc số 2".
  bool step_number() {
    const bool number = next_ + 1 < scope_.end && scope_.token(next_ + 1).number;
    return number && scope_.tokens().folded(next_) == "so" && take(next_ + 1, proper_);
  }

  // "Quỹ OPEC vì Phát triển Quốc tế", "Hội Y học vì Cộng đồng".
  bool step_cause() {
    const bool club = rule_.kind == "association" || rule_.kind == "other";
    if (!club || proper_ + described_ == 0 || scope_.tokens().exact(next_) != "vì") return false;
    std::size_t last = next_ + 1;
    const bool listed = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & (kFieldWord | kTypeWord)) != 0;
    return scope_.is_name_word(next_ + 1) && take(listed ? last : next_ + 1, described_);
  }

  // "Đại học Y Saratov mang tên Razumovsky".
  bool step_named_after() {
    const bool named = proper_ > 0 && scope_.tokens().folded(next_) == "mang" && next_ + 2 < scope_.end &&
                       scope_.tokens().folded(next_ + 1) == "ten" && scope_.is_name_word(next_ + 2);
    if (!named) return false;
    core_last_ = last_;  // the short form is "Đại học Y Saratov"
    return take(next_ + 2, proper_);
  }

  // "Trung tâm Nghiên cứu Nông lâm nghiệp Miền núi phía Bắc (NOMAFSI)": words that no list has, up to the bracket
  // that gives the short form.
  bool step_defined() {
    constexpr std::size_t kMaxWords = 6;
    const bool named = proper_ + described_ > 0 && scope_.token(head_.first).upper && !scope_.caps;
    if (!named || scope_.token(next_).upper || !scope_.token(next_).syllable) return false;
    std::size_t at = next_;
    for (; at < scope_.end && !scope_.tokens().is(at, '('); ++at) {
      const Token& t = scope_.token(at);
      if (at == next_ + kMaxWords || !t.word || t.gap != Gap::kSpace || is_stop(at) || is_and(at)) return false;
      if (t.upper && (starts_body(at) || is_post(at) || scope_.personal_name(at) > 2)) return false;
      if (!t.upper && is_verb_word(at)) return false;
    }
    if (at + 2 >= scope_.end || !scope_.token(at + 1).caps || scope_.token(at + 1).span().size() < 3) return false;
    return scope_.tokens().is(at + 2, ')') && take(at - 1, proper_);
  }

  bool is_verb_word(std::size_t at) const {
    std::size_t last = at;
    return (scope_.classes(scope_.tables.vi_words, at, last) & kVerbWord) != 0;
  }

  // "Tổng Lãnh sự quán Đức tại TP.HCM".
  bool step_seat() {
    const bool at = scope_.tokens().exact(next_) == "tại" || scope_.tokens().exact(next_) == "tai";
    const bool mission = rule_.cls == HeadClass::kShort &&
                         (scope_.tokens().folded(head_.last) == "quan" || scope_.tokens().folded(head_.first) == "van");
    if (!at || proper_ == 0 || next_ + 1 >= scope_.end) return false;
    const auto place = scope_.tables.places.find(scope_.tokens(), next_ + 1, scope_.input.marks);
    const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_ + 1, scope_.input.marks);
    if (!place && !country) return false;
    const bool institute = ends_country_ == last_ && core_first_ == head_.last + 1 &&
                           scope_.tokens().folded(head_.first) == "vien";  // "Viện Pháp tại Huế"
    if (!(mission || institute || is_office()) && !is_abroad(place, country)) return false;
    return take(place ? place->last : country->last, proper_);
  }

  // "Phòng Thương mại Hoa Kỳ tại Việt Nam", not "Hội Tim mạch Việt Nam tại Hà Nội": seated in another country.
  bool is_abroad(const std::optional<PhraseMatch>& place, const std::optional<PhraseMatch>& country) const {
    const bool club = rule_.kind == "association" || rule_.kind == "other" || rule_.kind == "research";
    if (!club || ends_country_ != last_) return false;
    const auto& countries = scope_.input.authority.countries();
    const std::string& seat = country ? countries[country->value].code : scope_.tables.place_countries[place->value];
    return seat != countries[country_].code;
  }

  // "Văn phòng JICA": the office of a body that is no Vietnamese word is one that acts.
  bool is_office() const {
    return rule_.cls == HeadClass::kUnit && core_first_ != 0 && !scope_.token(core_first_).syllable &&
           scope_.tokens().folded(head_.first) == "van" && scope_.token(head_.first).upper;
  }

  bool step_listed() {
    std::size_t last = next_;
    if (joins_region(last)) return take(last, proper_);
    const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, next_, last);
    if (cls == 0) return false;
    const bool upper = scope_.token(next_).upper;
    if (is_council() && upper && starts_long_body(next_)) return false;
    if (is_council() && upper) last = before_house(last);
    if (granting_ && !upper && (cls & kVerbWord) != 0) return false;  // "được Hội đồng X công nhận"
    if (is_about(last)) return take(next_, described_);
    // "duoc" is "dược" and "được", "da" is "da" and "đã".
    const bool vague = scope_.input.marks == Marks::kFolded && !upper && last == next_ && !is_and(next_ - 1);
    if (vague && (cls & kPlaceWord) == 0) return false;
    if ((cls & kStopWord) != 0 && !(upper && !scope_.caps)) return false;
    if ((cls & kPlaceWord) != 0 && !(upper && proper_ > 0)) return step_place_word(last);  // not "Mộc Châu"
    if (upper && rule_.cls == HeadClass::kUnit && described_ > 0 && starts_long_body(next_)) return false;
    if ((cls & kRegionWord) != 0) {
      ends_region_ = last;
      return (upper || scope_.tokens().exact(next_) == "châu") && take(last, proper_);
    }
    if ((cls & (kFieldWord | kTypeWord)) == 0) return false;
    if (!upper && proper_ > 0 && (cls & kTypeWord) == 0) return false;
    if (!upper && (proper_ + described_ > 0 || acts_alone()) && (cls & kVerbWord) != 0 && is_verb(last)) return false;
    if (proper_ > 0 && scope_.tokens().folded(next_) == "truc" && last == next_ + 1) return false;  // "trực thuộc Bộ …"
    const bool international = rule_.kind == "university" && scope_.tokens().folded(next_) == "quoc" &&
                               scope_.tokens().folded(last) == "te";  // "Trường ĐH Quốc tế"
    named_field_ = named_field_ || (upper && ((cls & kFieldWord) != 0 || international));
    last_verb_ = (cls & kVerbWord) != 0;
    if (upper && rule_.kind == "company" && proper_ == 0 && are_capital(next_, last)) return take(last, proper_);
    return take(last, described_);
  }

  // "Trung tâm Luật Ba Lan và châu Âu".
  bool joins_region(std::size_t& last) const {
    if (ends_country_ != last_ || next_ + 1 >= scope_.end || !is_and(next_)) return false;
    const bool region = scope_.tokens().folded(next_ + 1) == "chau" &&
                        (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kRegionWord) != 0;
    if (!region) last = next_;
    return region;
  }

  // "Tập đoàn Hoàng Gia": capital letters on every syllable make a name of a word.
  bool are_capital(std::size_t first, std::size_t last) const {
    if (scope_.caps || last == first || scope_.token(head_.first + 1).upper) return false;
    for (std::size_t i = first; i <= last; ++i) {
      if (!scope_.token(i).upper || scope_.token(i).number) return false;
    }
    return true;
  }

  // "Ủy ban nhân dân tổ chức", "Quốc hội giám sát", not "Cục quản lý …".
  bool acts_alone() const {
    if (rule_.cls == HeadClass::kWhole) return true;
    return rule_.cls == HeadClass::kShort && head_.last > head_.first && scope_.tokens().folded(head_.last) != "cuc" &&
           scope_.tokens().folded(head_.first) != "ban";
  }

  // "Cục Quân y tổ chức …" against "Cục Quản lý đầu tư (…)": a verb has its object behind it.
  bool is_verb(std::size_t last) const {
    if (scope_.tokens().folded(next_ - 1) == "ve") return false;  // "Hội đồng về đánh giá …"
    if (proper_ > 0 || scope_.tokens().folded(next_) == "to" || !last_verb_) return true;
    return last + 1 < scope_.end && scope_.token(last + 1).word;
  }

  // "Hội đồng cấp cao về đánh giá …", "Ủy ban Quốc gia về …".
  bool is_about(std::size_t last) const {
    const std::string_view word = scope_.tokens().folded(next_);
    if (word != "ve" || last != next_ || rule_.kind != "association" || proper_ > 0 || described_ == 0) return false;
    std::size_t end = next_ + 1;
    const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, next_ + 1, end);
    std::size_t before_end = last_;
    std::uint32_t before = 0;
    for (std::size_t i = head_.last + 1; i <= last_ && before == 0; ++i) {
      before_end = i;
      before = scope_.classes(scope_.tables.vi_words, i, before_end);
    }
    return (cls & kFieldWord) != 0 && (before & kTypeWord) != 0 && before_end == last_;
  }

  // "tỉnh", "thành phố", "khu vực": only before a name.
  bool step_place_word(std::size_t last) {
    const bool named = last + 1 < scope_.end && scope_.is_name_word(last + 1);
    const bool club = rule_.kind == "association" && named_field_;
    const bool whole = (rule_.kind == "government" || club) && !named && proper_ == 0;  // "UBND tỉnh", "Hội Y học tỉnh"
    if (!(named || whole) || !take(last, described_)) return false;
    last_was_place_word_ = true;
    return true;
  }

  // "Bệnh viện Trường Đại học Y": a head directly behind the head; behind "Sở", "UBND tỉnh" it starts another name.
  bool step_nested_head() {
    if (proper_ > 0 || rule_.cls == HeadClass::kUnit || rule_.cls == HeadClass::kShort) return false;
    if (described_ > 0 && !scope_.token(head_.first).upper && !scope_.token(head_.last + 1).upper)
      return false;  // "hai công ty hỗ trợ Trường Đại học Dược"
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), next_, scope_.input.marks);
    if (!head || head->last >= scope_.end || !scope_.token(next_).upper) return false;
    if (scope_.tables.head_rules[head->value].cls == HeadClass::kUnit) return false;
    if (is_council() && scope_.tables.head_rules[head->value].cls == HeadClass::kBody) {
      of_house_ = true;  // "Hội đồng Y khoa Bệnh viện X": a part of X
      return false;
    }
    return take(head->last, described_);
  }

  bool step_proper() {
    if (!scope_.is_name_word(next_)) return false;
    if (const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_, scope_.input.marks);
        country && country->last < scope_.end &&
        (country->last > next_ || !scope_.is_name_word(next_ + 1) || is_office_of(next_))) {
      seated_ = seated_ || rule_.cls == HeadClass::kShort || rule_.cls == HeadClass::kWhole;
      ends_country_ = country->last;
      country_ = country->value;
      return take(country->last, proper_);  // leaves `known_` as it is: "đại học Pháp" names nobody
    }
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), next_, scope_.input.marks);
    const bool next_name = proper_ > 0 || rule_.cls == HeadClass::kUnit || rule_.cls == HeadClass::kShort;
    if (head && head->last > next_ && next_name) return false;
    if (seated_ || is_foreign_to_government(next_) || is_count(next_)) return false;
    if (scope_.caps && is_stop(next_)) return false;
    known_ = known_ && (scope_.token(next_).number || last_was_place_word_);
    return take(next_, proper_);
  }

  // "Bộ Y tế Cuba José Portal": behind an office a country is one, also with a foreign name behind it.
  bool is_office_of(std::size_t at) const {
    const bool office = rule_.cls == HeadClass::kShort || rule_.cls == HeadClass::kWhole;
    return office && !(scope_.token(at).syllable && scope_.token(at + 1).syllable);
  }

  // "cho Trung tâm 11 kỹ thuật", "Mạng lưới 48 trạm"; hospitals have numbers for names.
  bool is_count(std::size_t at) const {
    const bool first = scope_.token(at).number && last_ == head_.last && rule_.kind != "hospital";
    if (!first || at + 1 >= scope_.end || !scope_.token(at + 1).word) return false;
    return !scope_.token(at + 1).upper && !is_stop(at + 1);
  }

  // "Sở Greentek Holdings": what a Vietnamese office is called after is written in syllables.
  bool is_foreign_to_government(std::size_t at) const {
    const Token& t = scope_.token(at);
    return rule_.cls == HeadClass::kShort && proper_ == 0 && !last_was_place_word_ && !t.syllable && !t.number &&
           !t.caps && scope_.tokens().folded(head_.last) != "quan" &&
           scope_.tokens().folded(head_.first) != "co";  // "Cơ quan Phát triển … Teagasc"
  }

  // "Vận động học Hoa Lư": small syllables behind the first capital one, when a capital follows soon;
  // "Viện Châm cứu": the second syllable of a word, as one syllable alone names nobody.
  bool step_unknown_compound() {
    if (proper_ == 0 && described_ > 0) return step_small_word_of_field();
    if (proper_ != 1 || last_was_ != &proper_ || scope_.caps || known_) return false;
    return step_small_syllables() || step_second_syllable();
  }

  // "Cây trồng Nước mặn Gò Tây", "Doanh nghiệp nhỏ Friesland": a small word that no list has between a field and a
  // name.
  bool step_small_word_of_field() {
    const bool office = rule_.cls == HeadClass::kShort || rule_.cls == HeadClass::kWhole;
    const Token& t = scope_.token(next_);
    if (office || scope_.caps || t.upper || !t.syllable || t.number || is_stop(next_) || is_and(next_)) return false;
    if (!scope_.token(head_.first).upper || !scope_.token(next_ - 1).syllable || last_was_place_word_) return false;
    std::size_t field = next_ - 1;
    while (field > head_.last && !scope_.token(field).upper) --field;
    const std::size_t name = next_ + 1;
    if (field == head_.last || name >= scope_.end || !scope_.token(name).upper || !scope_.is_name_word(name))
      return false;
    if (scope_.token(name).gap != Gap::kSpace || is_verb_word(next_) || starts_body(name) || is_post(name))
      return false;
    if (scope_.personal_name(name) > 1 ||
        scope_.input.authority.country_names().find(scope_.tokens(), name, scope_.input.marks))
      return false;
    return take(next_, described_);
  }

  bool step_small_syllables() {
    std::size_t at = next_;
    while (at < scope_.end && at - next_ < 3 && scope_.token(at).word && !scope_.token(at).upper && !is_stop(at)) ++at;
    if (at == next_ || at >= scope_.end || !scope_.token(at).upper || scope_.token(at).gap != Gap::kSpace) return false;
    if (scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks)) return false;
    compounded_ = true;
    proper_ = 0;
    return take(at - 1, described_);
  }

  bool step_second_syllable() {
    const bool alone = core_first_ == next_ - 1 && scope_.token(next_ - 1).syllable && !is_place(next_ - 1);
    const bool small = scope_.token(next_).syllable && !scope_.token(next_).upper && !is_stop(next_);
    if (!alone || !small || scope_.token(next_ - 1).caps || compounded_) return false;
    compounded_ = true;
    proper_ = 0;
    named_field_ = true;
    std::size_t last = next_;
    const bool field = (scope_.classes(scope_.tables.vi_words, next_, last) & kFieldWord) != 0;
    return take(field ? last : next_, described_);  // "Chip bán dẫn"
  }

  // "Trường Y, Đại học Quốc gia Kim Sơn": a school told by its university only.
  bool step_whole() {
    const bool school = rule_.kind == "university" && rule_.cls == HeadClass::kBody && proper_ + described_ == 0 &&
                        head_.last > head_.first && scope_.tokens().folded(head_.first) == "truong" &&
                        scope_.token(head_.first).upper && scope_.tokens().is(next_, ',');
    if (!school || next_ + 1 >= scope_.end || !scope_.token(next_ + 1).upper) return false;
    const auto house = parse_vietnamese_name(scope_, next_ + 1);
    if (!house || house->kind != "university" || !house->has_core()) return false;
    core_first_ = house->core_first;
    last_ = house->last;
    return true;
  }

  bool is_complete() const {
    if (!scope_.token(head_.first).upper && known_ && !named_field_) return false;  // "bệnh viện miền Trung"
    switch (rule_.cls) {
      case HeadClass::kWhole:
        return true;
      case HeadClass::kShort:
      case HeadClass::kUnit:
        return proper_ + described_ > 0;
      default:
        break;
    }
    if (proper_ > 0) return true;
    const bool club = rule_.kind == "association" && last_was_place_word_;  // "Hội Nông dân tỉnh"
    const std::size_t next = head_.last + 1;
    const bool upper = (next < scope_.end && scope_.token(next).upper) || field_in_head_ || club;
    return described_ > 0 && named_field_ && rule_.kind != "company" && upper && scope_.token(head_.first).upper;
  }
};

// "Trường Khoa học Liên ngành", "Trường INSEAD", not "Trường Sơn".
bool is_kind_of_school(const NameScope& scope, std::size_t next) {
  if (!scope.is_name_word(next) || scope.token(next).number) return false;
  std::size_t last = next;
  const std::uint32_t cls = scope.classes(scope.tables.vi_words, next, last);
  return (cls & (kFieldWord | kTypeWord)) != 0 || (!scope.token(next).syllable && !scope.caps);
}

// "Khoa học Viện Dinh dưỡng", "Hội đồng Y khoa Bệnh viện X": the second syllable of the word before.
bool is_second_syllable(const NameScope& scope, std::size_t at, std::size_t last) {
  if (scope.token(at).upper || at == scope.begin || scope.token(at).gap != Gap::kSpace) return false;
  const std::string_view word = scope.tokens().exact(at);
  if (word == "học" && last == at + 1) return scope.token(last).upper;
  return word == "khoa" && last == at && scope.token(at - 1).upper && scope.token(at - 1).syllable;
}

// "hai công ty hỗ trợ …", "mỗi bệnh viện tuyến dưới": several bodies without a name.
bool is_counted(const NameScope& scope, std::size_t at, std::size_t last) {
  if (scope.token(at).upper || at == scope.begin || scope.is_name_word(last + 1)) return false;
  for (const std::string_view word : {"hai", "ba", "bốn", "nhiều", "mỗi", "mọi"}) {
    if (scope.tokens().exact(at - 1) == word) return true;
  }
  return false;
}

}  // namespace

std::optional<NameMention> parse_vietnamese_name(const NameScope& scope, std::size_t at) {
  const auto head = scope.tables.vi_heads.find(scope.tokens(), at, scope.input.marks);
  if (!head || head->last >= scope.end) return std::nullopt;
  const bool board = at > scope.begin && scope.tokens().exact(at) == "trường" && scope.tokens().exact(at - 1) == "đồng";
  if (board) return std::nullopt;  // "Hội đồng trường Đại học X": the board of Đại học X
  const auto post = scope.tables.roles.find(scope.tokens(), at, scope.input.marks);
  if (post && post->last > head->last) return std::nullopt;  // "Viện trưởng"
  if (head->last == at && scope.tokens().folded(at) == "truong" && !is_kind_of_school(scope, at + 1))
    return std::nullopt;
  const HeadRule& rule = scope.tables.head_rules[head->value];
  const bool act =
      at > scope.begin && (scope.tokens().exact(at - 1) == "luật" || scope.tokens().exact(at - 1) == "lệnh");
  if (act) return std::nullopt;  // "Luật Bảo hiểm y tế"
  if (is_counted(scope, at, head->last) || is_second_syllable(scope, at, head->last)) return std::nullopt;
  const auto place = scope.tables.places.find(scope.tokens(), at, scope.input.marks);
  if (place && place->last > head->last && scope.token(at).upper) return std::nullopt;  // "Hội An"
  if (is_inside_person(scope, at)) return std::nullopt;
  const bool ministry = head->last == at && scope.tokens().folded(at) == "bo";
  if (ministry && at + 1 < scope.end && !scope.token(at + 1).upper) return std::nullopt;  // "Bộ răng", "Bộ quản lý"
  if (rule.upper_only && !scope.token(at).upper) return std::nullopt;
  return Parser(scope, *head).parse();
}

}  // namespace hoptac
