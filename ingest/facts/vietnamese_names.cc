#include "ingest/facts/vietnamese_names.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxNameTokens = 30;

// Walks over the tokens behind a head word and decides where the name ends.
class Parser {
 public:
  Parser(const NameScope& scope, PhraseMatch head)
      : scope_(scope),
        head_(head),
        rule_(scope.tables.head_rules[head.value]),
        next_(head.last + 1),
        last_(head.last) {}

  std::optional<NameMention> parse() {
    while (next_ < scope_.end && next_ - head_.first < kMaxNameTokens && step()) {
    }
    if (!is_complete()) return std::nullopt;
    NameMention out;
    out.first = head_.first;
    out.last = last_;
    if (core_first_ != 0) {
      out.core_first = core_first_;
      out.core_last = last_;
    }
    out.rule = "institution.head-vi";
    out.kind = rule_.kind;
    out.unit = rule_.cls == HeadClass::kUnit;
    out.loose = scope_.caps;
    return out;
  }

 private:
  // Takes one more piece of the name; false when it has ended.
  bool step() {
    const Token& t = scope_.token(next_);
    if (t.gap == Gap::kWide || t.gap == Gap::kLine) return false;
    if (!t.word) return step_punctuation();
    if (ends_at_title()) return false;
    return step_place() || step_seat() || step_listed() || step_nested_head() || step_proper() ||
           step_unknown_compound();
  }

  // "Bệnh viện Chợ Rẫy GS.TS. …", "Bộ Y tế Nguyễn Tri Thức": a title, a post or a person behind the name.
  bool ends_at_title() const {
    if (proper_ + described_ == 0 || !scope_.token(next_).upper) return false;
    const auto honorific = scope_.tables.honorifics.find(scope_.tokens(), next_, scope_.input.marks);
    const bool civil = honorific && static_cast<HonorificClass>(honorific->value) == HonorificClass::kCivil;
    if (honorific && !civil && !is_place(next_)) return true;
    if (scope_.tables.roles.find(scope_.tokens(), next_, scope_.input.marks)) return !scope_.caps || proper_ > 0;
    const bool told = proper_ > 0 || rule_.cls == HeadClass::kShort;
    return told && has_post_before() && scope_.personal_name(next_) > 0 && !is_place(next_);
  }

  bool has_post_before() const {
    return head_.first > scope_.begin && scope_.ending_at(scope_.tables.roles, head_.first - 1).has_value();
  }

  bool is_place(std::size_t at) const {
    return scope_.tables.places.find(scope_.tokens(), at, scope_.input.marks).has_value();
  }

  bool step_place() {
    const auto place = scope_.tables.places.find(scope_.tokens(), next_, scope_.input.marks);
    if (!place || place->last >= scope_.end || !scope_.token(next_).upper) return false;
    return take(place->last, proper_);
  }

  // "Tổng Lãnh sự quán Đức tại TP.HCM".
  bool step_seat() {
    const bool at = scope_.tokens().exact(next_) == "tại" || scope_.tokens().exact(next_) == "tai";
    const bool mission = rule_.cls == HeadClass::kShort && scope_.tokens().folded(head_.last) == "quan";
    if (!at || !mission || proper_ == 0 || next_ + 1 >= scope_.end) return false;
    const auto place = scope_.tables.places.find(scope_.tokens(), next_ + 1, scope_.input.marks);
    const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_ + 1, scope_.input.marks);
    if (!place && !country) return false;
    return take(place ? place->last : country->last, proper_);
  }

  bool step_listed() {
    std::size_t last = next_;
    const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, next_, last);
    if (cls == 0) return false;
    const bool upper = scope_.token(next_).upper;
    if ((cls & kStopWord) != 0 && !(upper && !scope_.caps)) return false;
    if ((cls & kPlaceWord) != 0) return step_place_word(last);
    if ((cls & (kFieldWord | kTypeWord)) == 0) return false;
    if (!upper && proper_ > 0 && (cls & kTypeWord) == 0) return false;
    named_field_ = named_field_ || upper;
    return take(last, described_);
  }

  // "tỉnh", "thành phố", "khu vực": only before a name.
  bool step_place_word(std::size_t last) {
    const bool named = last + 1 < scope_.end && scope_.is_name_word(last + 1);
    const bool whole = rule_.kind == "government" && !named && proper_ == 0;  // "UBND tỉnh"
    return (named || whole) && take(last, described_);
  }

  // "Bệnh viện Trường Đại học Y": a head directly behind the head.
  bool step_nested_head() {
    if (proper_ > 0 || rule_.cls == HeadClass::kUnit) return false;
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), next_, scope_.input.marks);
    if (!head || head->last >= scope_.end || !scope_.token(next_).upper) return false;
    if (scope_.tables.head_rules[head->value].cls == HeadClass::kUnit) return false;
    return take(head->last, described_);
  }

  bool step_proper() {
    if (!scope_.is_name_word(next_)) return false;
    if (const auto country = scope_.input.authority.country_names().find(scope_.tokens(), next_, scope_.input.marks);
        country && country->last > next_ && country->last < scope_.end) {
      return take(country->last, proper_);
    }
    const auto head = scope_.tables.vi_heads.find(scope_.tokens(), next_, scope_.input.marks);
    const bool next_name = proper_ > 0 || rule_.cls == HeadClass::kUnit;
    if (head && head->last > next_ && next_name) return false;
    if (scope_.caps && is_stop(next_)) return false;
    known_ = known_ && scope_.token(next_).number;
    return take(next_, proper_);
  }

  bool is_stop(std::size_t at) const {
    std::size_t last = at;
    return (scope_.classes(scope_.tables.vi_words, at, last) & kStopWord) != 0;
  }

  // "Vận động học Hoa Lư": small syllables behind the first capital one, when a capital follows soon.
  bool step_unknown_compound() {
    if (proper_ != 1 || last_was_ != &proper_ || scope_.caps || known_) return false;
    std::size_t at = next_;
    while (at < scope_.end && at - next_ < 2 && scope_.token(at).word && !scope_.token(at).upper && !is_stop(at)) ++at;
    if (at == next_ || at >= scope_.end || !scope_.token(at).upper || scope_.token(at).gap != Gap::kSpace) return false;
    if (scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks)) return false;
    proper_ = 0;
    return take(at - 1, described_);
  }

  bool step_punctuation() {
    if (scope_.tokens().is(next_, '(')) return step_inner_acronym();
    if (next_ + 1 >= scope_.end || !scope_.token(next_ + 1).word) return false;
    if (scope_.tokens().is(next_, '-') || scope_.tokens().is(next_, '&')) return step_join();
    if (scope_.tokens().is(next_, ',')) return step_list();
    if (scope_.tokens().is(next_, '.')) return step_abbreviation();
    const bool apostrophe = scope_.tokens().is(next_, '\'');
    return apostrophe && scope_.glued(next_) && scope_.glued(next_ + 1) && take(next_ + 1, proper_);
  }

  // "Trường đại học (ĐH) Y Dược".
  bool step_inner_acronym() {
    const bool inner = proper_ + described_ == 0 && next_ + 3 < scope_.end && scope_.tokens().is(next_ + 2, ')') &&
                       scope_.is_name_word(next_ + 3);
    if (!inner) return false;
    next_ += 3;
    return true;
  }

  // A dash or "&" inside a name: glued between capitals, or between descriptive words.
  bool step_join() {
    const std::size_t at = next_ + 1;
    if (!scope_.is_name_word(at) || last_ == head_.last) return false;
    if (scope_.glued(next_) && scope_.glued(at)) return take(at, proper_);
    if (scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks) || is_post(at)) return false;
    std::size_t last = at;
    const bool described = (scope_.classes(scope_.tables.vi_words, at, last) & (kFieldWord | kTypeWord)) != 0;
    return described && proper_ == 0 && take(last, described_);
  }

  bool is_post(std::size_t at) const {
    return scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks).has_value() ||
           scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks).has_value();
  }

  // "Bộ Lao động, Thương binh và Xã hội".
  bool step_list() {
    std::size_t last = next_ + 1;
    const bool field = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kFieldWord) != 0;
    if (!field || rule_.cls != HeadClass::kShort || proper_ > 0 || !scope_.token(next_ + 1).upper) return false;
    for (std::size_t i = last + 1; i < scope_.end && i < last + 5; ++i) {
      if (scope_.tokens().exact(i) == "và") return take(last, described_);
      if (!scope_.token(i).word) return false;
    }
    return false;
  }

  // "TP. Hồ Chí Minh", "St. Mary": the point of an abbreviation.
  bool step_abbreviation() {
    const std::string_view before = scope_.tokens().folded(next_ - 1);
    const bool abbreviation = before == "tp" || before == "st" || before == "t" || before == "mt";
    if (!abbreviation || !scope_.is_name_word(next_ + 1)) return false;
    return take(next_ + 1, proper_);
  }

  bool take(std::size_t last, int& count) {
    if (last >= scope_.end) return false;
    if (&count == &proper_ && proper_ == 0) core_first_ = next_;
    last_was_ = &count;
    ++count;
    last_ = last;
    next_ = last + 1;
    take_and();
    return true;
  }

  // "Khoa học và Công nghệ": steps over "và" when a descriptive word follows one.
  void take_and() {
    if (next_ + 1 >= scope_.end || last_was_ != &described_ || proper_ > 0) return;
    if (scope_.tokens().exact(next_) != "và" && scope_.tokens().exact(next_) != "va") return;
    std::size_t last = next_ + 1;
    const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, next_ + 1, last);
    const bool head = scope_.tables.vi_heads.find(scope_.tokens(), next_ + 1, scope_.input.marks).has_value();
    if ((cls & kFieldWord) != 0 && !head) {
      last_ = last;
      next_ = last + 1;
    }
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
    const bool centre = rule_.kind == "other" || rule_.kind == "research" || rule_.kind == "association";
    return centre && described_ > 0 && scope_.token(head_.last + 1).upper;
  }

  const NameScope& scope_;
  PhraseMatch head_;
  const HeadRule& rule_;
  std::size_t next_;
  std::size_t last_;
  int proper_ = 0;
  int described_ = 0;
  const int* last_was_ = nullptr;
  bool known_ = true;           // proper words so far are places and numbers only
  bool named_field_ = false;    // a descriptive word is capital
  std::size_t core_first_ = 0;  // 0: no proper part yet (a head stands before any)
};

}  // namespace

std::optional<NameMention> parse_vietnamese_name(const NameScope& scope, std::size_t at) {
  const auto head = scope.tables.vi_heads.find(scope.tokens(), at, scope.input.marks);
  if (!head || head->last >= scope.end) return std::nullopt;
  const HeadRule& rule = scope.tables.head_rules[head->value];
  if (rule.upper_only && !scope.token(at).upper) return std::nullopt;
  return Parser(scope, *head).parse();
}

}  // namespace hoptac
