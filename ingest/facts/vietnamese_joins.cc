#include "ingest/facts/vietnamese_joins.h"

#include <string_view>

namespace hoptac {

bool VietnameseJoins::take(std::size_t last, int& count) {
  if (last >= scope_.end) return false;
  if (&count == &proper_ && proper_ == 0) core_first_ = next_;
  last_was_ = &count;
  last_was_place_word_ = false;
  ++count;
  last_ = last;
  next_ = last + 1;
  take_and();
  return true;
}

void VietnameseJoins::take_and() {
  if (next_ + 1 >= scope_.end || last_was_ != &described_ || proper_ > 0) return;
  if (!is_and(next_)) return;
  std::size_t last = next_ + 1;
  const std::uint32_t cls = scope_.classes(scope_.tables.vi_words, next_ + 1, last);
  if ((cls & kFieldWord) != 0 && !starts_body(next_ + 1)) {
    last_ = last;
    next_ = last + 1;
  }
}

bool VietnameseJoins::step_foreign() {
  if (scope_.token(next_).upper || scope_.token(next_).number || last_ == head_.last) return false;
  const bool elided = scope_.token(next_).span().size() <= 4 && scope_.tokens().is(next_ + 1, '\'') &&
                      scope_.glued(next_ + 1) && scope_.is_name_word(next_ + 2) && scope_.glued(next_ + 2);
  if (elided) return take(next_ + 2, proper_);
  if (last_was_ != &proper_ || scope_.token(last_).number) return false;
  std::size_t at = next_;
  while (at < next_ + 2 && at < scope_.end && is_foreign_particle(at)) ++at;
  if (at == next_ || !scope_.is_name_word(at) || scope_.token(at).number) return false;
  return !(scope_.token(last_).syllable && scope_.token(at).syllable) && take(at, proper_);
}

bool VietnameseJoins::step_punctuation() {
  if (scope_.tokens().is(next_, '(')) return step_inner_acronym();
  if (next_ + 1 >= scope_.end || !scope_.token(next_ + 1).word) return false;
  if (scope_.tokens().is(next_, '-') || scope_.tokens().is(next_, '&')) return step_join();
  if (scope_.tokens().is(next_, ',')) return step_list();
  if (scope_.tokens().is(next_, '.')) return step_abbreviation();
  const bool apostrophe = scope_.tokens().is(next_, '\'');
  return apostrophe && scope_.glued(next_) && scope_.glued(next_ + 1) && take(next_ + 1, proper_);
}

bool VietnameseJoins::is_and(std::size_t at) const {
  return scope_.tokens().exact(at) == "và" ||
         (scope_.input.marks == Marks::kFolded && scope_.tokens().exact(at) == "va");
}

bool VietnameseJoins::is_stop(std::size_t at) const {
  std::size_t last = at;
  return (scope_.classes(scope_.tables.vi_words, at, last) & kStopWord) != 0;
}

bool VietnameseJoins::starts_long_body(std::size_t at) const {
  const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
  return head && head->last > at && scope_.tables.head_rules[head->value].cls == HeadClass::kBody;
}

bool VietnameseJoins::starts_body(std::size_t at) const {
  const auto head = scope_.tables.vi_heads.find(scope_.tokens(), at, scope_.input.marks);
  return head && (scope_.tables.head_rules[head->value].cls != HeadClass::kUnit || scope_.tokens().folded(at) != "xa");
}

bool VietnameseJoins::is_post(std::size_t at) const {
  return scope_.tables.roles.find(scope_.tokens(), at, scope_.input.marks).has_value() ||
         scope_.tables.honorifics.find(scope_.tokens(), at, scope_.input.marks).has_value();
}

bool VietnameseJoins::is_foreign_particle(std::size_t at) const {
  for (const std::string_view word :
       {"de", "des", "del", "della", "di", "du", "dos", "das", "der", "von", "van", "la", "le", "les", "el"}) {
    if (scope_.tokens().exact(at) == word) return true;
  }
  return false;
}

bool VietnameseJoins::step_inner_acronym() {
  const bool inner = proper_ + described_ == 0 && next_ + 3 < scope_.end && scope_.tokens().is(next_ + 2, ')') &&
                     scope_.is_name_word(next_ + 3);
  if (!inner) return false;
  next_ += 3;
  return true;
}

bool VietnameseJoins::step_join() {
  const std::size_t at = next_ + 1;
  if (!scope_.is_name_word(at) || last_ == head_.last) return false;
  if (scope_.glued(next_) && scope_.glued(at)) return take(at, proper_);
  if (joins_countries(at) || joins_places(at)) return take(at, proper_);
  if (std::size_t end = at;
      ends_region_ == last_ && (scope_.classes(scope_.tables.vi_words, at, end) & kRegionWord) != 0)
    return take(end, proper_);  // "Châu Phi - Trung Đông"
  const bool firm = rule_.kind == "company" && scope_.tokens().is(next_, '&') && proper_ > 0;
  if (firm && !starts_body(at) && !scope_.token(at).syllable) return take(at, proper_);  // "Johnson & Johnson"
  if (starts_body(at) || is_post(at)) return false;
  std::size_t last = at;
  const bool described = (scope_.classes(scope_.tables.vi_words, at, last) & (kFieldWord | kTypeWord)) != 0;
  return described && proper_ == 0 && take(last, described_);
}

bool VietnameseJoins::joins_countries(std::size_t at) const {
  if (ends_country_ == last_ && is_country(at)) return true;  // "Việt Nam - Cuba Đồng Hới"
  const bool vietnam = scope_.tokens().folded(last_) == "viet" || scope_.tokens().folded(at) == "viet";
  return vietnam && scope_.token(last_).syllable && scope_.token(at).syllable && !scope_.token(at).number;
}

bool VietnameseJoins::joins_places(std::size_t at) const {
  return proper_ > 0 && rule_.cls == HeadClass::kShort && scope_.tokens().folded(head_.first) == "ban" &&
         is_place(at) && !starts_body(at);
}

bool VietnameseJoins::is_country(std::size_t at) const {
  return scope_.input.authority.country_names().find(scope_.tokens(), at, scope_.input.marks).has_value();
}

bool VietnameseJoins::step_list() {
  const bool letters = scope_.glued(next_) && scope_.glued(next_ + 1) && scope_.token(last_).caps &&
                       scope_.token(next_ + 1).caps && rule_.cls == HeadClass::kShort;
  if (letters) return take(next_ + 1, proper_);  // "Sở VH,TT&DL"
  std::size_t last = next_ + 1;
  const bool field = (scope_.classes(scope_.tables.vi_words, next_ + 1, last) & kFieldWord) != 0;
  if (!field || rule_.cls != HeadClass::kShort || head_.first != head_.last || proper_ > 0 ||
      !scope_.token(next_ + 1).upper)
    return false;
  for (std::size_t i = next_ + 2; i <= last; ++i) {
    if (is_and(i)) return take(last, described_);
  }
  for (std::size_t i = last + 1; i < scope_.end && i < last + 5; ++i) {
    if (is_and(i)) return take(last, described_);
    if (!scope_.token(i).word) return false;
  }
  return false;
}

bool VietnameseJoins::step_abbreviation() {
  const std::string_view before = scope_.tokens().folded(next_ - 1);
  const bool initial = next_ - 1 > head_.last && before.size() == 1 && scope_.token(next_ - 1).upper &&
                       !scope_.token(next_ - 1).number && !scope_.token(next_ - 1).marked &&
                       !is_country(next_ - 1);  // "V. Luna"
  const bool abbreviation = before == "tp" || before == "st" || before == "mt" || initial;
  if (!abbreviation || !scope_.is_name_word(next_ + 1)) return false;
  return take(next_ + 1, proper_);
}

}  // namespace hoptac
