#include "ingest/facts/former_names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>

#include "ingest/facts/one_of.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

enum class Cue { kNone, kCalled, kFoundedAs, kPredecessor };

class FormerNames {
 public:
  FormerNames(const FactInput& input, std::vector<InstitutionEntity>& entities)
      : input_(input), tokens_(input.tokens), entities_(entities) {}

  void run() {
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (entities_[e].mentions.size() != 1) continue;
      const NameMention m = entities_[e].mentions.front();
      const Cue cue = cue_of(m);
      if (cue == Cue::kNone) continue;
      if (const auto owner = owner_of(e, m, cue)) absorb(entities_[*owner], entities_[e]);
    }
  }

 private:
  TokenRange sentence_of(const NameMention& m) const { return input_.sentences[m.sentence].tokens; }

  Cue cue_of(const NameMention& m) const {
    const TokenRange range = sentence_of(m);
    std::size_t at = m.first;
    while (at > range.begin && (tokens_.exact(at - 1) == "the" || tokens_.is(at - 1, ',') || tokens_.is(at - 1, '"')))
      --at;
    if (at == range.begin) return Cue::kNone;
    constexpr std::array<std::string_view, 7> kCalled = {"called",     "formerly",  "named", "previously",
                                                         "originally", "erstwhile", "ex"};
    const std::string_view word = tokens_.exact(at - 1);
    if (is_one_of(word, kCalled)) return Cue::kCalled;
    if (word == "predecessor" || word == "forerunner") return Cue::kPredecessor;
    if (word == "as") return cue_before_as(range, at - 1);
    const bool is_word = word == "là" && at >= range.begin + 3;
    const bool former = is_word && (tokens_.exact(at - 2) == "thân" || tokens_.exact(at - 2) == "đây");
    return former ? Cue::kCalled : Cue::kNone;
  }

  // "founded in 2006 as", "formerly known as".
  Cue cue_before_as(TokenRange range, std::size_t as) const {
    constexpr std::size_t kReach = 6;
    constexpr std::array<std::string_view, 9> kFounded = {"founded", "established", "opened", "started", "born",
                                                          "began",   "created",     "set",    "launched"};
    for (std::size_t i = as; i > range.begin && as - i < kReach; --i) {
      if (tokens_.exact(i - 1) == "formerly" || tokens_.exact(i - 1) == "previously") return Cue::kCalled;
      if (is_one_of(tokens_.exact(i - 1), kFounded)) return Cue::kFoundedAs;
    }
    return Cue::kNone;
  }

  std::optional<std::size_t> owner_of(std::size_t self, const NameMention& m, Cue cue) const {
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      const InstitutionEntity& other = entities_[e];
      if (e == self || other.mentions.empty()) continue;
      if (other.kind != entities_[self].kind && cue != Cue::kFoundedAs) continue;
      if (share_two_words(other.canonical, entities_[self].canonical)) return e;
    }
    if (cue == Cue::kFoundedAs) return nearest_before(self, m, sentence_of(m).begin, false);
    if (cue == Cue::kPredecessor) return nearest_before(self, m, 0, true);
    return nearest_before(self, m, sentence_of(m).begin, true);
  }

  // The body named last before the old name, not before token `from`.
  std::optional<std::size_t> nearest_before(std::size_t self, const NameMention& m, std::size_t from,
                                            bool same_kind) const {
    std::optional<std::size_t> best;
    std::size_t at = 0;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (e == self || (same_kind && entities_[e].kind != entities_[self].kind)) continue;
      for (const NameMention& other : entities_[e].mentions) {
        if (other.last >= m.first || other.first < from || (best && other.first < at)) continue;
        best = e;
        at = other.first;
      }
    }
    return best;
  }

  // Words of heads and small words, which names of different bodies share: "university of", "benh vien da khoa".
  static bool is_head_word(std::string_view word) {
    constexpr std::array<std::string_view, 35> kWords = {
        "and",    "benh",     "center",     "centre", "cao",  "cho",     "cong", "company",  "college",
        "cua",    "da",       "dai",        "dang",   "for",  "general", "hoc",  "hospital", "institute",
        "khoa",   "national", "of",         "school", "so",   "tam",     "the",  "tinh",     "trung",
        "truong", "ty",       "university", "va",     "vien", "in",      "at",   "on"};
    return is_one_of(word, kWords);
  }

  // Two proper words in common.
  static bool share_two_words(std::string_view a, std::string_view b) {
    const auto x = split(a, ' '), y = split(b, ' ');
    std::size_t same = 0;
    for (const std::string_view word : x) same += !is_head_word(word) && std::find(y.begin(), y.end(), word) != y.end();
    return same >= 2;
  }

  static void absorb(InstitutionEntity& into, InstitutionEntity& from) {
    std::move(from.mentions.begin(), from.mentions.end(), std::back_inserter(into.mentions));
    std::move(from.aliases.begin(), from.aliases.end(), std::back_inserter(into.aliases));
    if (into.authority == kNoAuthority) into.authority = from.authority;
    from.mentions.clear();
    from.aliases.clear();
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  std::vector<InstitutionEntity>& entities_;
};

}  // namespace

void merge_former_names(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  FormerNames(input, entities).run();
}

}  // namespace hoptac
