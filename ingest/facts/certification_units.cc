#include "ingest/facts/certification_units.h"

#include <algorithm>
#include <array>

#include "ingest/facts/one_of.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// Words of the longest name of a part.
constexpr std::size_t kUnitTokens = 10;

class UnitFinder {
 public:
  UnitFinder(const FactInput& input, TokenRange sentence, std::vector<std::pair<std::size_t, std::size_t>>& out)
      : input_(input), tokens_(input.tokens), sentence_(sentence), out_(out) {}

  void find() {
    for (std::size_t at = sentence_.begin; at < sentence_.end; ++at) {
      if (!tokens_[at].word) continue;
      if (is_programme(at)) programme_at(at);
      if (is_degree(at)) degree_at(at);
      if (is_part_head(at)) part_at(at);
      if (tokens_[at].syllable) at = std::max(at, vietnamese_at(at));
    }
  }

 private:
  bool inside(std::size_t t) const { return t >= sentence_.begin && t < sentence_.end; }
  bool is_name_word(std::size_t t) const { return inside(t) && tokens_[t].word && tokens_[t].upper; }

  bool is_programme(std::size_t t) const {
    static constexpr auto kProgrammes = word_set({"programme", "program", "course", "degree", "curriculum"});
    return is_one_of(tokens_, t, kProgrammes);
  }

  bool is_degree(std::size_t t) const {
    static constexpr auto kDegrees =
        word_set({"ba",   "bs",     "ma",   "ms",       "phd",       "dba",    "llm",     "bsn",    "msn",
                  "emba", "bpharm", "mbbs", "bachelor", "bachelors", "master", "masters", "doctor", "diploma",
                  "bsc",  "msc",    "bba",  "beng",     "meng",      "mba",    "mph",     "bscn",   "llb"});
    return tokens_[t].upper && is_one_of(tokens_, t, kDegrees);
  }

  bool is_inner_word(std::size_t t) const {
    constexpr std::array<std::string_view, 5> kInner{"of", "in", "and", "for", "&"};
    return inside(t) && (is_one_of(tokens_.exact(t), kInner) || tokens_.is(t, '-') || tokens_.is(t, '&'));
  }

  // A noun that a part of a body is called by.
  bool is_part_head(std::size_t t) const {
    static constexpr auto kHeads = word_set(
        {"lab",      "laboratory", "centre",  "center",    "unit",    "department",    "faculty",  "school", "block",
         "bank",     "factory",    "plant",   "warehouse", "station", "room",          "pharmacy", "ward",   "clinic",
         "division", "workshop",   "kitchen", "canteen",   "biobank", "biorepository", "campus",   "depot"});
    return tokens_[t].ascii && is_one_of(tokens_, t, kHeads);
  }

  // "Cardiac Image Lab", "School of Economics", "Factory No. 2"; "the hyperbaric centre".
  void part_at(std::size_t at) {
    if (!tokens_[at].upper) return small_part_at(at);
    std::size_t first = at;
    for (std::size_t t = at; t-- > sentence_.begin && at - t <= kUnitTokens;) {
      const std::string_view word = tokens_.exact(t);
      if (is_name_word(t) && (word == "the" || word == "its" || word == "our" || word == "this")) break;
      const bool glued =
          t > sentence_.begin && tokens_.is(t - 1, '-') && tokens_[t].gap == Gap::kNone;  // "Beta-lactam"
      if (is_name_word(t)) first = t;
      if (tokens_[t].word && glued) continue;
      const bool joint = tokens_.is(t, '-') || word == "and" || word == "&";
      if (!is_name_word(t) && !joint) break;
    }
    std::size_t last = at;
    if (inside(at + 2) && (tokens_.exact(at + 1) == "of" || tokens_.exact(at + 1) == "for")) last = run_end(at);
    if (inside(at + 3) && tokens_.exact(at + 1) == "no" && tokens_.is(at + 2, '.') && tokens_[at + 3].number)
      last = at + 3;
    if (last == at && inside(at + 1) && tokens_[at + 1].gap == Gap::kSpace && is_mark(at + 1)) last = at + 1;
    if (first < at || last > at) out_.emplace_back(first, last);
  }

  // "2", "B" behind a head.
  bool is_mark(std::size_t t) const {
    const std::size_t size = tokens_[t].end - tokens_[t].begin;
    return tokens_[t].word && ((tokens_[t].number && size < 3) || (tokens_[t].upper && size == 1));
  }

  // "the hyperbaric centre", not "the new centre", "the pathology laboratory of X".
  void small_part_at(std::size_t at) {
    constexpr std::array<std::string_view, 26> kPlain{
        "the",  "new",   "same",    "other",   "only",     "first",      "second",  "third",    "old",
        "own",  "whole", "entire",  "health",  "hospital", "university", "company", "national", "largest",
        "main", "this",  "medical", "private", "future",   "central",    "modern",  "current"};
    if (at < sentence_.begin + 2 || tokens_.exact(at - 2) != "the") return;
    const Token& word = tokens_[at - 1];
    if (!word.word || word.upper || word.number || is_one_of(tokens_.exact(at - 1), kPlain)) return;
    const bool owned = inside(at + 1) && (tokens_.exact(at + 1) == "of" || tokens_.exact(at + 1) == "at");
    if (!owned) out_.emplace_back(at - 1, at);
  }

  // Last token of the run of capital words behind token `t`, with "of", "in", "and" inside.
  std::size_t run_end(std::size_t t) const {
    std::size_t last = t;
    for (std::size_t i = t + 1; i <= t + kUnitTokens; ++i) {
      if (is_name_word(i)) {
        last = i;
      } else if (!is_inner_word(i)) {
        break;
      }
    }
    return last;
  }

  // "Doctor of Medicine programme"; "master's programme in Health Promotion".
  void programme_at(std::size_t at) {
    std::size_t first = at;
    for (std::size_t t = at; t-- > sentence_.begin && at - t <= kUnitTokens;) {
      const std::string_view word = tokens_.exact(t);
      const bool name = is_name_word(t) && word != "the" && word != "its" && word != "our" && word != "a";
      if (name) first = t;
      if (!name && !is_inner_word(t)) break;
    }
    const bool opens = inside(at + 2) && (tokens_.exact(at + 1) == "in" || tokens_.exact(at + 1) == "of");
    if (first == at && opens && is_name_word(at + 2)) {
      out_.emplace_back(level_before(at), run_end(at + 1));
    } else if (first < at) {
      out_.emplace_back(first, at);
    }
  }

  // First token of "master's", "joint", "undergraduate" before "programme".
  std::size_t level_before(std::size_t at) const {
    constexpr std::array<std::string_view, 9> kLevels{"master",        "bachelor",      "doctoral",
                                                      "undergraduate", "joint",         "graduate",
                                                      "postgraduate",  "international", "specialist"};
    if (at >= sentence_.begin + 3 && tokens_.exact(at - 1) == "s" && is_one_of(tokens_.exact(at - 3), kLevels))
      return at - 3;
    return at > sentence_.begin && is_one_of(tokens_.exact(at - 1), kLevels) ? at - 1 : at;
  }

  // "Bachelor of Business Administration", "MSc Public Health".
  void degree_at(std::size_t at) {
    const std::size_t next = at + 1;
    const bool linked = inside(next) && (tokens_.exact(next) == "of" || tokens_.exact(next) == "in");
    if (!is_name_word(linked ? next + 1 : next)) return;
    std::size_t last = run_end(at);
    if (inside(last + 1) && is_programme(last + 1)) ++last;
    out_.emplace_back(at, last);
  }

  // "Khoa Giải phẫu bệnh", "chương trình Kỹ thuật Hóa học": a head and a capital word, up to a word that goes on with
  // the sentence. Returns the last token taken, else `at`.
  std::size_t vietnamese_at(std::size_t at) {
    const auto head = input_.tables.certifications.cues.find(tokens_, at, input_.marks);
    if (!head || (head->classes & kUnit) == 0 || !is_name_word(head->last + 1)) return at;
    if (!tokens_[at].upper && !names_part(head->first, head->last)) return at;
    std::size_t last = head->last + 1;
    while (inside(last + 1) && last < at + kUnitTokens && goes_on(last + 1)) ++last;
    out_.emplace_back(is_shop(at) ? head->last + 1 : at, last);
    return last;
  }

  // Heads that name a part even in small letters: "chương trình Dược học"; "khoa Xét nghiệm" is any hospital's.
  bool names_part(std::size_t first, std::size_t last) const {
    constexpr std::array<std::string_view, 13> kHeads{"chuong", "nganh", "chuyen", "nha",   "labo", "kho", "day",
                                                      "phan",   "xuong", "hop",    "trang", "tram", "nong"};
    return is_one_of(tokens_.folded(first), kHeads) && last < sentence_.end;
  }

  // "nhà thuốc Xanh Pharmacy", "chuỗi X": the name goes without the head.
  bool is_shop(std::size_t at) const {
    return !tokens_[at].upper && at + 1 < sentence_.end && tokens_.folded(at) == "nha" &&
           tokens_.folded(at + 1) == "thuoc";
  }

  bool goes_on(std::size_t t) const {
    if (tokens_[t].number && tokens_[t].end - tokens_[t].begin < 3) return true;  // "Nhà máy Hoa Mai 2"
    if (!tokens_[t].word || tokens_[t].number || tokens_[t].gap != Gap::kSpace) return false;
    if (tokens_[t].upper) return true;
    const auto cue = input_.tables.certifications.cues.find(tokens_, t, input_.marks);
    const auto word = input_.tables.names.vi_words.find(tokens_, t, input_.marks);
    constexpr std::uint32_t kStops = kHeld | kSought | kLapsed | kNegated | kOwner | kAgent | kAside | kBasis | kSame;
    return !(cue && (cue->classes & kStops) != 0) && !(word && (word->value & kStopWord) != 0);
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  TokenRange sentence_;
  std::vector<std::pair<std::size_t, std::size_t>>& out_;
};

}  // namespace

void find_units(const FactInput& input, TokenRange sentence, std::vector<std::pair<std::size_t, std::size_t>>& out) {
  UnitFinder(input, sentence, out).find();
}

}  // namespace hoptac
