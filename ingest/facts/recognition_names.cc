#include "ingest/facts/recognition_names.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kNameTokens = 12;   // words of the longest name of an award
constexpr std::size_t kRankTokens = 16;   // of "ranked third for business in the …"
constexpr std::size_t kQuoteReach = 8;    // from "recognised as" to the name in quotes
constexpr std::size_t kMemberReach = 14;  // words of a network's name

class NameFinder {
 public:
  explicit NameFinder(const FactInput& input)
      : input_(input),
        tokens_(input.tokens),
        cues_(input.tables.cues.recognitions),
        openers_(cues_.bit() | input.tables.cues.statements.bit() | input.authority.certification_names().bit()) {}

  void read(std::size_t index, std::vector<RecognitionName>& out) {
    sentence_ = input_.sentences[index].tokens;
    index_ = index;
    if (sentence_.begin >= sentence_.end || tokens_.is(sentence_.end - 1, '?')) return;
    if ((input_.sentences[index].phrases & openers_) == 0) return;
    collect();
    classes_ |= announced(index);
    const std::size_t before = out.size();
    for (std::size_t at = next(sentence_.begin, openers_); at < sentence_.end; at = next(at + 1, openers_)) {
      if (!tokens_[at].word) continue;
      const bool cue = cues_.is_in(tokens_.phrases().bits(at));
      std::optional<RecognitionName> found = cue ? level_row_at(at) : std::nullopt;
      if (!found) found = quoted_at(at);
      if (!found) found = listed_at(at);
      if (!found && cue) found = award_at(at);
      if (!found && cue) found = title_at(at);
      if (!found && cue) found = rank_at(at);
      if (found && !is_denied(found->first, found->last)) {
        found->sentence = index;
        add(*found, before, out);
        at = std::max(at, found->last);
      } else if (!found && cue) {
        at = std::max(at, members_at(at, out));
      }
    }
  }

 private:
  std::size_t next(std::size_t from, std::uint64_t tables) const {
    return tokens_.phrases().next(from, sentence_.end, tables);
  }

  bool inside(std::size_t t) const { return t >= sentence_.begin && t < sentence_.end; }
  bool is_capital(std::size_t t) const {
    return inside(t) && tokens_[t].word && (tokens_[t].upper || tokens_[t].number);
  }
  bool is_quote(std::size_t t) const { return tokens_.is(t, '"') || tokens_.is(t, '\''); }

  // Within the sentence: a phrase may run over a line end.
  std::optional<Cue> cue_at(std::size_t at) const {
    const auto cue = cues_.find(tokens_, at, input_.marks);
    return cue && cue->last < sentence_.end ? cue : std::nullopt;
  }

  std::uint32_t classes_at(std::size_t t) const {
    const auto cue = inside(t) ? cues_.find(tokens_, t, input_.marks) : std::nullopt;
    return cue ? cue->classes : 0;
  }

  void collect() {
    classes_ = 0;
    const std::uint64_t cues = cues_.bit();
    for (std::size_t t = next(sentence_.begin, cues); t < sentence_.end; t = next(t + 1, cues))
      classes_ |= classes_at(t);
  }

  // "Also honoured: • A – second prize …": what the line before a list says of its entries.
  std::uint32_t announced(std::size_t index) const {
    constexpr std::size_t kMaxEntries = 12;
    if (!is_entry_block(input_.sentences[index].block)) return 0;
    for (std::size_t i = index; i-- > 0 && i + kMaxEntries > index;) {
      const TokenRange line = input_.sentences[i].tokens;
      if (line.begin >= line.end || input_.sentences[i].block == input_.sentences[index].block) continue;
      if (tokens_.is(line.end - 1, ':')) {
        std::uint32_t classes = 0;
        for (std::size_t t = line.begin; t < line.end; ++t) {
          const auto cue = cues_.find(tokens_, t, input_.marks);
          if (cue) classes |= cue->classes;
        }
        return classes & (kReceive | kGive);
      }
      if (!is_entry_block(input_.sentences[i].block)) return 0;
    }
    return 0;
  }

  bool is_entry_block(std::size_t block) const {
    const Block& b = input_.document.blocks[block];
    const std::string_view text = slice(tokens_.text(), b.span);
    const bool numbered = text.size() > 2 && text[0] >= '1' && text[0] <= '9' && (text[1] == '.' || text[1] == ')');
    return b.kind == BlockKind::kListItem || numbered;
  }

  bool tells(std::uint32_t classes) const { return (classes_ & classes) != 0; }

  // "criteria of", "nominated for", "hopes to win" before the name; "is based on" behind it.
  bool is_denied(std::size_t first, std::size_t last) const {
    const std::size_t from = first > sentence_.begin + kNameTokens ? first - kNameTokens : sentence_.begin;
    for (std::size_t t = first; t-- > from;) {
      const std::string_view word = tokens_.exact(t);
      if (tokens_.is(t, ';') || tokens_.is(t, ':') || word == "but" || word == "nhưng") break;
      const auto cue = cues_.find(tokens_, t, input_.marks);
      if (cue && (cue->classes & kNoAward) != 0 && cue->last < first) return true;
    }
    return (classes_at(last + 1) & kNoAward) != 0;
  }

  static void add(const RecognitionName& name, std::size_t from, std::vector<RecognitionName>& out) {
    for (std::size_t i = from; i < out.size(); ++i) {
      if (name.first <= out[i].first && name.last >= out[i].last) {
        out[i] = name;
        return;
      }
      const bool repeats = name.first == out[i].last + 2;  // "Mạng lưới X (AUN)"
      if ((out[i].first <= name.last && name.first <= out[i].last) || repeats) return;
    }
    out.push_back(name);
  }

  // The row "Kim cương | Bệnh viện X | Bạch kim" of a table of awards.
  std::optional<RecognitionName> level_row_at(std::size_t at) const {
    if (at != sentence_.begin) return std::nullopt;
    const auto cue = cue_at(at);
    if (!cue || (cue->classes & kMedalLevel) == 0 || !tokens_[at].upper || !tokens_.is(cue->last + 1, '|'))
      return std::nullopt;
    return RecognitionName{at, cue->last, index_, "recognition.award"};
  }

  // The name in quotes behind "recognised as", "vinh danh", "giải".
  std::optional<RecognitionName> quoted_at(std::size_t at) const {
    const auto told = input_.tables.cues.statements.find(tokens_, at, input_.marks);
    const auto own = cues_.find(tokens_, at, input_.marks);
    const bool award = (told && (told->classes & (kAwardCue | kJoinCue)) != 0) ||
                       (own && (own->classes & (kAwardOpener | kNamedAs | kReceive)) != 0);
    if (!award) return std::nullopt;
    const bool opener = own && (own->classes & kAwardOpener) != 0;
    if (opener && !tells(kReceive | kGive | kNamedAs)) return std::nullopt;
    std::size_t open = std::max(told ? told->last : at, own ? own->last : at) + 1;
    const std::size_t reach = std::min(open + (opener ? 1 : kQuoteReach), sentence_.end);
    while (open < reach && !is_quote(open)) ++open;
    if (open + 1 >= sentence_.end || open >= reach) return std::nullopt;
    if (!is_capital(open + 1) || (tokens_[open + 1].number && !is_capital(open + 2)))
      return std::nullopt;  // "50 Best Places"
    std::size_t close = open + 2;
    while (close < sentence_.end && !is_quote(close)) ++close;
    if (close >= sentence_.end || close - open > kNameTokens + 2) return std::nullopt;
    const bool join = told && (told->classes & kJoinCue) != 0;
    return RecognitionName{open + 1, close - 1, index_, join ? "recognition.network" : "recognition.award"};
  }

  // A name of the authority list: an award that is received, a ranking with a rank, a network with a membership.
  std::optional<RecognitionName> listed_at(std::size_t at) const {
    const auto match = input_.authority.certification_names().find(tokens_, at, input_.marks);
    if (!match || match->last >= sentence_.end) return std::nullopt;
    for (std::size_t t = match->first; t <= match->last; ++t) {
      if (tokens_.is(t, '(') || tokens_.is(t, ')')) return std::nullopt;  // "Organization (WSO) Angels Awards"
    }
    const std::string_view kind = input_.authority.certifications()[match->value].kind;
    const bool capital = is_capitalised(match->first, match->last);
    if (kind.ends_with("award") && (tells(kReceive | kGive | kNamedAs) || is_entry(at))) {
      return RecognitionName{award_begin(match->first), award_end(match->last), index_, "recognition.award"};
    }
    const bool stars = tells(kReceive) && input_.authority.certifications()[match->value].id == "qs-stars";
    if (kind == "ranking" && capital && (tells(kRank) || stars)) {
      return RecognitionName{match->first, ranking_end(match->last), index_, "recognition.rank"};
    }
    if ((kind == "network" || kind == "affiliation") && capital && is_member_of(match->first)) {
      return RecognitionName{match->first, match->last, index_, "recognition.network"};
    }
    return std::nullopt;
  }

  // A word of membership stands not far before.
  bool is_member_of(std::size_t first) const {
    for (std::size_t t = first; t-- > sentence_.begin && first - t <= kQuoteReach;) {
      if ((classes_at(t) & kMembership) != 0) return true;
    }
    return false;
  }

  // "THE" is a ranking, "the" is none.
  bool is_capitalised(std::size_t first, std::size_t last) const {
    if (first == last)
      return tokens_[first].caps || (tokens_[first].upper && tokens_[first].end - tokens_[first].begin > 4);
    return std::any_of(&tokens_[first], &tokens_[last] + 1, [](const Token& t) { return t.upper; });
  }

  // An entry of a list tells awards without any verb.
  bool is_entry(std::size_t at) const {
    return input_.document.blocks[input_.sentences[index_].block].kind == BlockKind::kListItem ||
           at <= sentence_.begin + 1 || tokens_.is(at - 1, ':') || tokens_.is(at - 1, '|');
  }

  // The level before an award: "Diamond Status of the WSO Angels Awards", "giải Bạch kim WSO Angels".
  std::size_t award_begin(std::size_t first) const {
    std::size_t out = first;
    for (std::size_t t = first; t-- > sentence_.begin && first - t <= 5;) {
      const std::string_view word = tokens_.exact(t);
      if ((classes_at(t) & kMedalLevel) != 0 && is_capital(t)) out = t;
      if (!is_capital(t) && word != "of" && word != "the" && word != "status") break;
    }
    return out;
  }

  // "Huân chương Lao động | hạng Nhất".
  std::size_t award_end(std::size_t last) const {
    const bool grade = inside(last + 2) && tokens_.folded(last + 1) == "hang" && tokens_[last + 2].word;
    return grade ? last + 2 : last;
  }

  std::size_t capital_end(std::size_t last) const {
    while (is_capital(last + 1) && tokens_[last + 1].gap == Gap::kSpace) ++last;
    return last;
  }

  // "Times Higher Education Interdisciplinary list".
  std::size_t ranking_end(std::size_t last) const {
    last = capital_end(last);
    return (classes_at(last + 1) & kRanking) != 0 ? last + 1 : last;
  }

  // "the Gold Scalpel Award", "giải thưởng Kim Đồng", "bằng khen".
  std::optional<RecognitionName> award_at(std::size_t at) const {
    const auto cue = cue_at(at);
    if (!cue || !tells(kReceive | kGive | kNamedAs)) return std::nullopt;
    if ((cue->classes & kAwardAlone) != 0 && tokens_.folded(at) == "giai") {
      if (const std::size_t close = named_in_brackets(cue->last); close > cue->last)
        return RecognitionName{at, close, index_, "recognition.award"};
      return prize_at(at, cue->last);
    }
    if ((cue->classes & kAwardAlone) != 0)
      return RecognitionName{at, award_end(cue->last), index_, "recognition.award"};
    if ((cue->classes & kAwardHead) != 0) {
      if (auto quoted = quoted_behind(at, cue->last)) return quoted;
      return tokens_[at].upper ? headed(at, cue->last) : small_head(at, cue->last);
    }
    if ((cue->classes & kAwardOpener) == 0 || !is_capital(cue->last + 1) || !tokens_[at].syllable) return std::nullopt;
    if (tokens_[cue->last + 1].number && tokens_.folded(at) != "top") return std::nullopt;
    std::size_t last = capital_end(cue->last + 1);
    while (last < at + kNameTokens && goes_on(last + 1)) ++last;
    return RecognitionName{at, last, index_, "recognition.award"};
  }

  // The medal "For People's Health", the title "Hospital of the Year".
  std::optional<RecognitionName> quoted_behind(std::size_t at, std::size_t head) const {
    if (!is_quote(head + 1) || !is_capital(head + 2) || tokens_[head + 1].gap == Gap::kNone) return std::nullopt;
    std::size_t close = head + 3;
    while (close < sentence_.end && !tokens_.is(close, '"')) ++close;
    if (close >= sentence_.end || close - head > kNameTokens) return std::nullopt;
    return RecognitionName{at, close - 1, index_, "recognition.award"};
  }

  // "Giải Kim cương (WSO Angels Diamond Award)": the closing bracket of the award's name in its own language.
  std::size_t named_in_brackets(std::size_t last) const {
    if (!tokens_.is(last + 1, '(') || !is_capital(last + 2) || !tokens_[last + 2].ascii) return last;
    bool award = false;
    for (std::size_t t = last + 2; inside(t) && t < last + kNameTokens; ++t) {
      const std::string_view word = tokens_.exact(t);
      award = award || word == "award" || word == "awards" || word == "prize" || word == "medal";
      if (tokens_.is(t, ')')) return award ? t : last;
    }
    return last;
  }

  // "giải Nhất cuộc thi cải tiến chất lượng".
  std::optional<RecognitionName> prize_at(std::size_t at, std::size_t last) const {
    while (last < at + kNameTokens && goes_on(last + 1)) ++last;
    return RecognitionName{at, last, index_, "recognition.award"};
  }

  // "the Hospital of the Year award", "second prize in the national quality contest".
  std::optional<RecognitionName> small_head(std::size_t at, std::size_t last) const {
    if (at == sentence_.begin) return std::nullopt;
    constexpr std::array<std::string_view, 9> kOrdinals{"first", "second", "third",  "special", "grand",
                                                        "top",   "gold",   "silver", "bronze"};
    if (std::find(kOrdinals.begin(), kOrdinals.end(), tokens_.exact(at - 1)) != kOrdinals.end() &&
        !tokens_[at - 1].upper) {
      while (inside(last + 1) && last < at + kNameTokens && !ends_rank(last + 1)) ++last;
      return RecognitionName{at - 1, last, index_, "recognition.award"};
    }
    if (!is_capital(at - 1) || tokens_[at - 1].number) return std::nullopt;
    auto out = headed(at - 1, at - 1);
    if (!out || out->first == at - 1) return std::nullopt;
    out->last = last;
    return out;
  }

  // A small syllable inside a Vietnamese name: "giải Thầy thuốc trẻ".
  bool goes_on(std::size_t t) const {
    constexpr std::uint32_t kOwn = kReceive | kGive | kNamedAs | kNoAward | kRecipient | kRank;
    constexpr std::uint32_t kOthers = kHeld | kSought | kLapsed | kNegated | kOwner | kAgent | kAside | kBasis | kSame;
    if (!inside(t) || !tokens_[t].syllable || tokens_[t].gap != Gap::kSpace || (classes_at(t) & kOwn) != 0)
      return false;
    if (tokens_[t].upper) return true;
    const auto word = input_.tables.names.vi_words.find(tokens_, t, input_.marks);
    const auto cue = input_.tables.certifications.cues.find(tokens_, t, input_.marks);
    return !(cue && (cue->classes & kOthers) != 0) && !(word && (word->value & kStopWord) != 0);
  }

  // Back from "Award" over its capital words.
  std::optional<RecognitionName> headed(std::size_t at, std::size_t last) const {
    std::size_t first = at;
    for (std::size_t t = at; t-- > sentence_.begin && at - t <= kNameTokens;) {
      const std::string_view word = tokens_.exact(t);
      const bool inner = word == "of" || word == "for" || word == "the" || word == "s" || word == "and" ||
                         tokens_.is(t, '\'') || tokens_.is(t, '-') || tokens_.is(t, '(') || tokens_.is(t, ')');
      if (is_capital(t) && word != "the" && word != "a") first = t;
      if (!is_capital(t) && !inner) break;
    }
    for (std::size_t t = first; t < at; ++t) {
      if (tokens_.is(t, ')') &&
          !std::any_of(&tokens_[first], &tokens_[t], [](const Token& x) { return x.mark == '('; }))
        first = t + 1;
    }
    if (first == at && last == at) {
      const bool of =
          inside(at + 2) && (tokens_.exact(at + 1) == "of" || tokens_.exact(at + 1) == "for") && is_capital(at + 2);
      if (!of) return std::nullopt;
      last = capital_end(at + 2);
    }
    return RecognitionName{first, last, index_, "recognition.award"};
  }

  // "Quality Assurer of the Year".
  bool is_of_the_year(std::size_t at) const {
    constexpr std::size_t kMaxWords = 5;
    std::size_t t = at;
    while (is_capital(t) && t < at + kMaxWords) ++t;
    return t > at && inside(t + 2) && tokens_.exact(t) == "of" && tokens_.folded(t + 2) == "year";
  }

  // "was named Best Foreign Bank in Vietnam 2023".
  std::optional<RecognitionName> title_at(std::size_t at) const {
    const auto cue = cue_at(at);
    if (!cue || (cue->classes & kNamedAs) == 0) return std::nullopt;
    std::size_t first = cue->last + 1;
    while (inside(first) &&
           (tokens_.exact(first) == "the" || tokens_.exact(first) == "a" || tokens_.exact(first) == "as"))
      ++first;
    if (inside(first + 3) && tokens_.exact(first) == "one" && (classes_at(first + 3) & kSuperlative) != 0) {
      std::size_t last = first + 3;
      while (inside(last + 1) && last < first + kNameTokens && !ends_rank(last + 1)) ++last;
      return RecognitionName{first, last, index_, "recognition.title"};
    }
    if (!is_capital(first) || ((classes_at(first) & kSuperlative) == 0 && !is_of_the_year(first))) return std::nullopt;
    std::size_t last = first;
    for (std::size_t t = first + 1; t < first + kNameTokens && inside(t); ++t) {
      const std::string_view word = tokens_.exact(t);
      if (is_capital(t)) last = t;
      if (!is_capital(t) && word != "of" && word != "in" && word != "for" && word != "to" && word != "and" &&
          word != "the")
        break;
    }
    if (last == first) return std::nullopt;
    return RecognitionName{first, last, index_, "recognition.title"};
  }

  // "ranked third for business in the X list", "đứng đầu bảng chấm điểm của Sở", "the 2023 ranking of private
  // hospitals".
  std::optional<RecognitionName> rank_at(std::size_t at) const {
    const auto cue = cue_at(at);
    if (!cue || (cue->classes & (kRank | kRanking)) == 0) return std::nullopt;
    if ((cue->classes & kRank) == 0) return ranking_at(at, *cue);
    if (tokens_[at].upper && at > sentence_.begin) return std::nullopt;  // inside a name
    std::size_t end = cue->last + 1;
    const bool top = tokens_.exact(cue->last) == "top";
    if (tokens_.is(cue->last + 1, '-') || leads_group(at)) return std::nullopt;  // "a top-up degree"
    bool place = is_place(cue->first, cue->last);
    const bool verb = tokens_.exact(at).starts_with("rank") || is_vietnamese_rank(at) || top;
    if (!verb && !(inside(end) && (is_place(end, end) || tokens_.exact(end) == "in" || tokens_.exact(end) == "at")))
      return std::nullopt;
    while (end < sentence_.end && end < at + kRankTokens && !ends_rank(end)) {
      place = place || is_place(end, end);
      const auto listed = input_.authority.certification_names().find(tokens_, end, input_.marks);
      if (listed && is_capitalised(end, listed->last) &&
          input_.authority.certifications()[listed->value].kind == "ranking") {
        return RecognitionName{end, ranking_end(listed->last), index_, "recognition.rank"};
      }
      ++end;
    }
    const bool ranked = place && (verb || range_tells(at, end, kRanking));
    if (!ranked || end < cue->last + 2) return std::nullopt;
    while (end > at + 1 && !tokens_[end - 1].word) --end;
    return RecognitionName{at, end - 1, index_, "recognition.rank"};
  }

  // "đoàn công tác do bà X dẫn đầu": at the head of a delegation.
  bool leads_group(std::size_t at) const {
    if (tokens_.folded(at) != "dan") return false;
    for (std::size_t t = sentence_.begin; t < at; ++t) {
      if (tokens_.exact(t) == "đoàn" || (input_.marks == Marks::kFolded && tokens_.folded(t) == "doan")) return true;
    }
    return tokens_.folded(at + 2) == "doan";
  }

  bool range_tells(std::size_t begin, std::size_t end, std::uint32_t wanted) const {
    for (std::size_t t = begin; t < end; ++t) {
      const auto cue = cues_.find(tokens_, t, input_.marks);
      if (cue && (cue->classes & wanted) != 0 && (t > begin || (cue->classes & kRank) == 0)) return true;
    }
    return false;
  }

  bool is_vietnamese_rank(std::size_t at) const { return !tokens_[at].ascii; }

  bool ends_rank(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    const bool comma =
        tokens_.is(t, ',') || tokens_.is(t, ';') || tokens_.is(t, '(') || tokens_.is(t, '"') || tokens_.is(t, '.');
    return comma || word == "by" || word == "while" || word == "và" || word == "do";
  }

  // "third", "3rd", "nhì", "đầu", "651-700", "top".
  bool is_place(std::size_t first, std::size_t last) const {
    constexpr std::array<std::string_view, 23> kPlaces{
        "first", "second", "third",   "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",  "tenth", "top", "1st",
        "2nd",   "3rd",    "highest", "nhất",   "nhì",   "đầu",   "nhat",    "nhi",    "number", "dẫn",   "thứ"};
    for (std::size_t t = first; t <= last; ++t) {
      if (tokens_[t].number || std::find(kPlaces.begin(), kPlaces.end(), tokens_.exact(t)) != kPlaces.end())
        return true;
      const std::string_view word = tokens_.exact(t);
      if (!word.empty() && word.front() >= '0' && word.front() <= '9') return true;
    }
    return false;
  }

  // "In the 2023 ranking of private hospitals by X the group came eighth".
  std::optional<RecognitionName> ranking_at(std::size_t at, const Cue& cue) const {
    if (!tells(kRank) || tokens_.exact(at - (at > sentence_.begin ? 1 : 0)) == "ranked") return std::nullopt;
    bool placed = false;
    for (std::size_t t = cue.last + 1; t < sentence_.end; ++t) {
      const std::string_view word = tokens_.exact(t);
      placed =
          placed || word == "came" || word == "placed" || word == "ranked" || word == "finished" || word == "stood";
    }
    if (!placed) return std::nullopt;
    std::size_t first = at;
    while (first > sentence_.begin && is_capital(first - 1)) --first;
    std::size_t last = cue.last;
    while (inside(last + 1) && last < at + kNameTokens && !ends_rank(last + 1) && tokens_.exact(last + 1) != "the")
      ++last;
    return RecognitionName{first, last, index_, "recognition.rank"};
  }

  // "a full member of ASEA-UNINET (2016) and of AUF", "thành viên của Mạng lưới X". Returns the last token read.
  std::size_t members_at(std::size_t at, std::vector<RecognitionName>& out) const {
    const auto cue = cue_at(at);
    if (!cue || (cue->classes & kMembership) == 0 || is_denied(at, at)) return at;
    std::size_t t = cue->last + 1;
    if (inside(t + 2) && tokens_.folded(t) == "thu" && tokens_[t + 1].number) t += 2;  // "thành viên thứ 71 của X"
    while (inside(t) && (tokens_.exact(t) == "the" || tokens_.exact(t) == "of" || tokens_.exact(t) == "của")) ++t;
    const bool noun = inside(t) && !tokens_[t].upper && (classes_at(t) & kNetworkNoun) != 0;  // "the alliance X"
    if (noun && tokens_[t].ascii && !tokens_[t].syllable) ++t;
    const std::size_t last = network_end(t, noun);
    if (last == t - 1) return admitted_at(at, *cue, out);
    const bool whole = tokens_[at].syllable && !tokens_[at].ascii;  // "thành viên AUF"
    out.push_back({whole ? at : t, last, index_, "recognition.network"});
    return more_members(last, out);
  }

  // "Mạng lưới X đã kết nạp Y làm thành viên thứ 41", "mạng lưới X, nơi Y là thành viên": the network stands before.
  std::size_t admitted_at(std::size_t at, const Cue& cue, std::vector<RecognitionName>& out) const {
    constexpr std::size_t kReach = 24;
    bool admits = false, network = false;
    for (std::size_t t = at; t-- > sentence_.begin && at - t <= kReach;) {
      const std::string_view word = tokens_.folded(t);
      admits = admits || (word == "ket" && tokens_.folded(t + 1) == "nap") || (word == "noi" && tokens_.is(t - 1, ','));
      network = network || (admits && tokens_[t].upper && (classes_at(t) & kNetworkNoun) != 0);
    }
    if (!network) return at;
    const bool counted = inside(cue.last + 2) && tokens_.folded(cue.last + 1) == "thu" && tokens_[cue.last + 2].number;
    const bool ordinal = inside(cue.last + 1) && tokens_.folded(cue.last) == "thu" && tokens_[cue.last + 1].number;
    const std::size_t last = counted ? cue.last + 2 : ordinal ? cue.last + 1 : cue.last;
    out.push_back({at, last, index_, "recognition.network"});
    return last;
  }

  // "(2016) and of AUF".
  std::size_t more_members(std::size_t last, std::vector<RecognitionName>& out) const {
    for (std::size_t more = 0; more < 4; ++more) {
      std::size_t next = last + 1;
      if (tokens_.is(next, '(')) {
        while (inside(next) && !tokens_.is(next, ')')) ++next;
        ++next;
      }
      if (!inside(next) || (!tokens_.is(next, ',') && tokens_.exact(next) != "and" && tokens_.exact(next) != "và"))
        break;
      if (tokens_.is(next, ',') && inside(next + 1) && tokens_.exact(next + 1) == "the")
        break;  // "Partos, the Dutch …"
      const auto joint = [this](std::size_t t) {
        return inside(t) && (tokens_.exact(t) == "and" || tokens_.exact(t) == "of" || tokens_.exact(t) == "the");
      };
      while (joint(next + 1)) ++next;
      const std::size_t end = network_end(next + 1);
      if (end == next) break;
      out.push_back({next + 1, end, index_, "recognition.network"});
      last = end;
    }
    return last;
  }

  // "Partos, the Dutch association for …".
  bool told_network(std::size_t t) const {
    for (std::size_t i = t; i < t + 4 && inside(i); ++i) {
      if ((classes_at(i) & kNetworkNoun) != 0) return true;
    }
    return false;
  }

  // "Hiệp hội Phần mềm và Vi mạch Việt Nam", not "… và Hiệp hội Y".
  bool joins_field(std::size_t at) const {
    if (tokens_.exact(at) != "và" || !is_capital(at + 1) || !tokens_[at + 1].syllable || tokens_[at + 1].caps)
      return false;
    return (classes_at(at + 1) & kNetworkNoun) == 0 &&
           !input_.tables.names.vi_heads.find(tokens_, at + 1, input_.marks);
  }

  // The end of a network's name at `t`: capitals with a noun of a network, or an acronym; `t - 1` for anything else.
  std::size_t network_end(std::size_t t, bool network = false) const {
    constexpr std::array<std::string_view, 6> kBoards{"board", "committee", "council", "faculty", "party", "ban"};
    if (!is_capital(t) || tokens_[t].number) return t - 1;
    if (std::find(kBoards.begin(), kBoards.end(), tokens_.exact(t)) != kBoards.end()) return t - 1;
    std::size_t last = t;
    for (std::size_t i = t; i < t + kMemberReach && inside(i); ++i) {
      const std::string_view word = tokens_.exact(i);
      const bool inner = word == "of" || word == "for" || word == "in" || word == "and" || word == "the" ||
                         word == "on" || tokens_.is(i, '-') || (network && joins_field(i));
      if (is_capital(i) && !tokens_[i].number) last = i;
      if (!is_capital(i) && !inner && !goes_on(i)) break;
      if (!is_capital(i) && !inner) last = i;
      const auto noun = cues_.find(tokens_, i, input_.marks);
      network = network || (noun && (noun->classes & kNetworkNoun) != 0);
    }
    if (tokens_.is(last + 1, ',')) network = network || told_network(last + 2);
    const auto listed = input_.authority.certification_names().find(tokens_, t, input_.marks);
    const std::string_view kind =
        listed ? std::string_view(input_.authority.certifications()[listed->value].kind) : "network";
    if (kind != "network" && kind != "affiliation") return t - 1;     // "the HCERES family"
    network = network || (classes_at(last + 1) & kNetworkNoun) != 0;  // "the Green Hospitals network"
    const bool acronym = tokens_[t].caps && tokens_[t].end - tokens_[t].begin > 2 && last <= t + 2;
    return network || acronym ? last : t - 1;
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const CueTable& cues_;
  const std::uint64_t openers_;  // tables whose phrases every name starts from or behind
  TokenRange sentence_;
  std::size_t index_ = 0;
  std::uint32_t classes_ = 0;  // of all cues of the sentence
};

}  // namespace

std::vector<RecognitionName> find_recognition_names(const FactInput& input) {
  std::vector<RecognitionName> out;
  NameFinder finder(input);
  for (std::size_t i = 0; i < input.sentences.size(); ++i) finder.read(i, out);
  return out;
}

}  // namespace hoptac
