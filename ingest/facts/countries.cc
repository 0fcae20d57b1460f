#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "ingest/facts/facets.h"
#include "ingest/facts/placed_mention.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// Of countries in a row ("Anh, Pháp, Đức và Ý"), so many prove each other although each name has another meaning.
constexpr std::size_t kProvingRow = 3;
// Tokens between two countries of a list: a comma, "and the".
constexpr std::size_t kListGap = 2;

// A name or an adjective of a country in a sentence.
struct Candidate {
  std::size_t first = 0, last = 0;  // tokens, both inclusive
  std::string_view code;
  bool sure = false;
  bool adjective = false;
  bool denied = false;  // the state of Georgia, Georgia Smith
};

class CountryFinder {
 public:
  CountryFinder(const FactInput& input, const Analysis& analysis) : input_(input), tokens_(input.tokens) {
    for (const PlacedMention& m : place(analysis.institutions)) names_.push_back(m.span);
    for (const PlacedMention& m : place(analysis.people)) names_.push_back(m.span);
    std::sort(names_.begin(), names_.end(), [](Span a, Span b) { return a.begin < b.begin; });
  }

  void read(TokenRange sentence, std::set<std::string>& out) {
    sentence_ = sentence;
    candidates_.clear();
    const std::uint64_t names = input_.authority.country_names().bit() | input_.tables.names.demonyms.bit();
    for (std::size_t at = sentence.begin; (at = tokens_.phrases().next(at, sentence.end, names)) < sentence.end; ++at) {
      if (!tokens_[at].word || !tokens_[at].upper) continue;
      auto found = name_at(at);
      if (!found) found = adjective_at(at);
      if (!found) continue;
      at = found->last;
      if (!in_name(*found)) candidates_.push_back(*found);
    }
    prove_lists();
    for (const Candidate& c : candidates_) {
      if (c.sure && !c.denied && c.code[0] != 'X') out.insert(std::string(c.code));
    }
  }

 private:
  std::optional<Candidate> name_at(std::size_t at) const {
    const auto match = input_.authority.country_names().find(tokens_, at, input_.marks);
    if (!match || match->last >= sentence_.end) return std::nullopt;
    Candidate out{at, match->last, input_.authority.countries()[match->value].code};
    if (out.code.empty()) return std::nullopt;
    out.denied = goes_on(out.last) || has_before(at, kNoCountryBefore) || has_behind(out.last, kNoCountryBehind);
    const bool ambiguous = match->first == match->last && (classes_at(at) & kAmbiguousCountry) != 0;
    out.sure = !ambiguous || is_acronym(at) || in_context(out);
    if (!ambiguous) out.denied = has_before(at, kNoCountryBefore);
    return out;
  }

  // "Japanese experts", "the Thai side"; not "Chinese medicine", "in English".
  std::optional<Candidate> adjective_at(std::size_t at) const {
    const auto match = input_.tables.names.demonyms.find(tokens_, at, input_.marks);
    if (!match || match->last >= sentence_.end) return std::nullopt;
    Candidate out{at, match->last, input_.tables.names.place_countries[match->value]};
    out.adjective = true;
    if (out.code.empty()) return std::nullopt;
    const std::size_t next = out.last + 1;
    const bool noun = next < sentence_.end && tokens_[next].word && tokens_[next].gap == Gap::kSpace &&
                      (classes_at(next) & (kListWord | kCountryContext)) == 0;  // not "in French and English"
    const bool ambiguous = (classes_at(at) & kAmbiguousCountry) != 0;
    out.sure = noun && (!ambiguous || !tokens_[next].upper);
    out.denied = has_before(at, kNoCountryBefore) || has_behind(out.last, kNoCountryBehind);
    return out;
  }

  std::uint32_t classes_at(std::size_t at) const {
    const auto cue = input_.tables.cues.facets.find(tokens_, at, input_.marks);
    return cue ? cue->classes : 0;
  }

  bool has_before(std::size_t at, std::uint32_t wanted) const {
    if (at == sentence_.begin) return false;
    const auto cue = input_.tables.cues.facets.find_ending(tokens_, at - 1, sentence_.begin, input_.marks);
    return cue && (cue->classes & wanted) != 0;
  }

  // "Chinese medicine", "Georgia, USA"
  bool has_behind(std::size_t last, std::uint32_t wanted) const {
    std::size_t next = last + 1;
    while (next < sentence_.end && (tokens_.is(next, ',') || tokens_.is(next, '(') || tokens_.is(next, '-'))) ++next;
    return next < sentence_.end && (classes_at(next) & wanted) != 0 && (next == last + 1 || tokens_[next].upper);
  }

  // "Georgia Smith", "Đức Hòa"
  bool goes_on(std::size_t last) const {
    const std::size_t next = last + 1;
    return next < sentence_.end && tokens_[next].word && tokens_[next].upper && tokens_[next].gap == Gap::kSpace;
  }

  // "US experts" in a sentence that is not all in capitals.
  bool is_acronym(std::size_t at) const {
    if (!tokens_[at].caps || tokens_[at].span().size() > 3) return false;
    const bool before = at > sentence_.begin && tokens_[at - 1].word && !tokens_[at - 1].caps;
    const bool behind = at + 1 < sentence_.end && tokens_[at + 1].word && !tokens_[at + 1].caps;
    return before || behind;
  }

  bool in_context(const Candidate& c) const {
    if (c.first == sentence_.begin) return false;
    const std::size_t before = c.first - 1;
    const std::size_t next = c.last + 1;
    if (tokens_.is(before, '(') && (tokens_.is(next, ')') || tokens_.is(next, ','))) return true;
    return has_before(c.first, kCountryContext);
  }

  bool in_name(const Candidate& c) const {
    const Span span = tokens_.cover(c.first, c.last);
    auto at = std::upper_bound(names_.begin(), names_.end(), span.begin,
                               [](std::uint32_t begin, const Span& name) { return begin < name.begin; });
    return at != names_.begin() && std::prev(at)->contains(span);
  }

  bool joined(const Candidate& a, const Candidate& b) const {
    if (b.first <= a.last + 1 || b.first - a.last - 1 > kListGap) return false;
    const bool comma = tokens_.is(a.last + 1, ',');
    return comma || (classes_at(a.last + 1) & kListWord) != 0;
  }

  // A sure country in a list proves its neighbours; several unsure ones in a row prove each other.
  void prove_lists() {
    for (std::size_t i = 0; i < candidates_.size();) {
      std::size_t end = i + 1;
      bool sure = candidates_[i].sure && !candidates_[i].denied;
      std::size_t names = candidates_[i].adjective ? 0 : 1;  // "taught in Romanian, French and English"
      for (; end < candidates_.size() && joined(candidates_[end - 1], candidates_[end]); ++end) {
        sure = sure || (candidates_[end].sure && !candidates_[end].denied);
        if (!candidates_[end].adjective) ++names;
      }
      const bool proven = end - i > 1 && (sure || names >= kProvingRow);
      for (; i < end; ++i) candidates_[i].sure = candidates_[i].sure || proven;
    }
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  std::vector<Span> names_;
  TokenRange sentence_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<std::string> find_countries(const FactInput& input, const Analysis& analysis) {
  std::set<std::string> out;
  CountryFinder finder(input, analysis);
  for (const FactSentence& s : input.sentences) finder.read(s.tokens, out);
  for (const Institution& i : analysis.institutions) {
    if (!i.country.empty()) out.insert(i.country);
  }
  return {out.begin(), out.end()};
}

}  // namespace hoptac
