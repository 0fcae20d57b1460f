#include <algorithm>
#include <array>

#include "ingest/facts/one_of.h"
#include "ingest/facts/role_bodies.h"
#include "ingest/facts/role_kinds.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

// Words that side_cue() knows at its start.
constexpr auto kSideOpeners =
    word_set({"bên", "delegation", "from", "party", "phia", "phía", "representing", "side", "đoàn", "đại"});

}  // namespace

void RoleBodies::announce(std::size_t token, int body, std::size_t sentence) {
  sides_.push_back({token, body});
  side_sentence_ = sentence;
}

void RoleBodies::read_side(std::size_t s) {
  const FactSentence& sentence = input_.sentences[s];
  const std::size_t begin = sentence.tokens.begin, end = sentence.tokens.end;
  if (!sides_.empty() && sides_.back().second >= 0) {
    if (continues_side(s)) {
      side_sentence_ = s;
    } else {
      announce(begin, -1, s);
    }
  }
  for (std::size_t i = begin; i < end; ++i) {
    if (!is_one_of(tokens_, i, kSideOpeners)) continue;
    const std::size_t body = side_cue(i, end);
    if (body == 0) continue;
    const InstitutionAt* at = institutions_.at(body);
    announce(i, at != nullptr ? at->index : unnamed_side(body), s);
    listing_ = true;
    i = at != nullptr ? at->last : body;
  }
  if (const InstitutionAt* at = institutions_.at(begin);
      at != nullptr && tokens_.is(at->last + 1, ':') && at->first == begin &&
      (sides_.empty() || sides_.back().first < begin || sides_.back().second < 0)) {
    announce(begin, at->index, s);  // "X: Dr. Y, Director"
  }
  if (!is_heading(sentence)) return;
  constexpr std::size_t kMaxWordsBehind = 3;
  const InstitutionAt* named = institutions_.before(end);
  if (named == nullptr || named->first < begin || named->last + kMaxWordsBehind + 1 < end) return;
  if (named->first > begin + 1 && tokens_.is(named->first - 1, '-')) {  // "Military Hospital 87 - Ministry of Defence"
    const InstitutionAt* lower = institutions_.at(named->first - 2);
    if (lower != nullptr && lower->first == begin) named = lower;
  }
  announce(begin, named->index, s);
  listing_ = true;
}

// The rest of the paragraph, the items of the list and lines that open with a person.
bool RoleBodies::continues_side(std::size_t s) const {
  const FactSentence& sentence = input_.sentences[s];
  if (sentence.block == input_.sentences[side_sentence_].block) return true;
  return listing_ && (opens_with_person(sentence) || (is_list_item(sentence) && opens_with_post(sentence)));
}

bool RoleBodies::is_list_item(const FactSentence& sentence) const {
  const Block& block = input_.document.blocks[sentence.block];
  if (block.kind == BlockKind::kListItem) return true;
  const std::size_t first = tokens_.at_offset(block.span.begin);
  return first < tokens_.size() && !tokens_[first].word && !tokens_.is(first, '"');
}

bool RoleBodies::opens_with_person(const FactSentence& sentence) const {
  const auto at = std::lower_bound(people_.begin(), people_.end(), sentence.tokens.begin,
                                   [](const PersonMention& m, std::size_t t) { return m.title_first < t; });
  return at != people_.end() && at->title_first <= sentence.tokens.begin + 2 && at->title_first < sentence.tokens.end;
}

// "- Giám đốc: ông X"; items of a digest open with a body or a place.
bool RoleBodies::opens_with_post(const FactSentence& sentence) const {
  constexpr std::size_t kReach = 3;
  for (std::size_t i = sentence.tokens.begin; i < sentence.tokens.end && i < sentence.tokens.begin + kReach; ++i) {
    if (institutions_.at(i) != nullptr) return false;
    if (input_.tables.names.roles.find(tokens_, i, input_.marks)) return true;
  }
  return false;
}

// A line that ends in a colon, or holds nothing but a name of a body.
bool RoleBodies::is_heading(const FactSentence& sentence) const {
  const std::size_t last = sentence.tokens.end - 1;
  if (tokens_.is(last, ':')) return true;
  const InstitutionAt* at = institutions_.at(sentence.tokens.begin);
  const bool alone = at != nullptr && at->last >= last;
  return alone && at->first == sentence.tokens.begin;
}

std::size_t RoleBodies::side_cue(std::size_t i, std::size_t end) const {
  const auto is = [&](std::size_t at, std::string_view word) { return at < end && tokens_.exact(at) == word; };
  const bool folded = input_.marks == Marks::kFolded;
  std::size_t at = 0;
  bool sure = false;
  if (is(i, "phía") || (folded && is(i, "phia"))) at = i + 1, sure = true;
  if (is(i, "side") && is(i + 1, "of")) at = i + 2, sure = true;
  if (is(i, "party") && tokens_.is(i + 2, ':')) at = i + 3, sure = true;
  if (is(i, "bên") && i + 2 < end && tokens_.is(i + 2, ':')) at = i + 3, sure = true;
  const bool opens = i == 0 || tokens_[i].gap == Gap::kLine || !tokens_[i - 1].word;
  if (opens && is(i, "for")) at = i + 1;  // "For X: Dr. Y"
  if (is(i, "representing") || is(i, "from") || is(i, "delegation") || is(i, "đoàn")) at = i + 1;
  if (is(i, "đại") && is(i + 1, "diện")) at = i + 2;
  if (at == 0) return 0;
  while (is(at, "the") || is(at, "có") || is(at, "of") || is(at, "của") || is(at, "cho") || is(at, "đối") ||
         is(at, "tác")) {
    ++at;
  }
  if (at >= end) return 0;
  return sure || is_announcement(at, end) ? at : 0;
}

// "X were", "X có:", "X gồm": people follow.
bool RoleBodies::is_announcement(std::size_t at, std::size_t end) const {
  const InstitutionAt* body = institutions_.at(at);
  if (body == nullptr || body->first != at) return false;
  static constexpr std::array<std::string_view, 9> kVerbs = {"were", "came", "included", "includes", "has",
                                                             "gồm",  "có",   "bao",      "gom"};
  std::size_t next = body->last + 1;
  if (next < end && tokens_.is(next, '(')) {  // "From the Research Institute (RI): Dr. Y"
    constexpr std::size_t kMaxBracket = 8;
    std::size_t close = next;
    while (close < end && close < next + kMaxBracket && !tokens_.is(close, ')')) ++close;
    if (close < end && tokens_.is(close, ')')) next = close + 1;
  }
  if (next < end && tokens_.exact(next) == "there") ++next;
  if (next >= end) return false;
  return tokens_.is(next, ':') || std::find(kVerbs.begin(), kVerbs.end(), tokens_.exact(next)) != kVerbs.end();
}

int RoleBodies::side_at(std::size_t token) const {
  const auto next =
      std::upper_bound(sides_.begin(), sides_.end(), token,
                       [](std::size_t t, const std::pair<std::size_t, int>& side) { return t < side.first; });
  return next == sides_.begin() ? -1 : (next - 1)->second;
}

// "phía bệnh viện", "phía Nhật Bản", "phía bạn": the body most told of that the words can mean.
int RoleBodies::unnamed_side(std::size_t token) const {
  const bool partner = tokens_.exact(token) == "bạn" || tokens_.exact(token) == "ban";
  const auto country = input_.authority.country_names().find(tokens_, token, input_.marks);
  if (!partner && !country) return generic_body(token, tokens_.folded(token));
  const std::string_view code = country ? std::string_view(input_.authority.countries()[country->value].code) : "";
  if (partner) {  // the body most told of is seldom the guest
    for (std::size_t n = 1; n < by_weight_.size(); ++n) {
      const std::string& at = analysis_.institutions[static_cast<std::size_t>(by_weight_[n])].country;
      if (!at.empty() && at != "VN") return by_weight_[n];
    }
  }
  for (const int body : by_weight_) {
    const std::string& at = analysis_.institutions[static_cast<std::size_t>(body)].country;
    if (partner ? !at.empty() && at != "VN" : at == code) return body;
  }
  if (partner && by_weight_.size() > 1) {  // the text does not show where the other one is
    const std::string& second = analysis_.institutions[static_cast<std::size_t>(by_weight_[1])].country;
    if (second.empty()) return by_weight_[1];
  }
  return -1;
}

// "the hospital", "nhà trường": the body most told of that such a word can mean.
int RoleBodies::generic_body(std::size_t token, std::string_view generic) const {
  if (generic == "nha") generic = "truong";
  if (!is_generic_head(generic)) return -1;
  Ask ask;
  ask.token = token;
  ask.kinds = kinds_of_head(generic);
  ask.generic = generic;
  return best(ask);
}

}  // namespace hoptac
