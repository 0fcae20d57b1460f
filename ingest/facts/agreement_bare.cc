#include "ingest/facts/agreement_bare.h"

#include <algorithm>

#include "ingest/facts/name_tables.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxBareParties = 64;
// Words of the longest name, and how far behind the act "with" may stand.
constexpr std::size_t kMaxNameTokens = 10;
constexpr std::size_t kWithReach = 24;
constexpr std::size_t kNounReach = 3;
// Words that say what sort of body the name behind them is: "with the Danish architects X".
constexpr std::size_t kLeadTokens = 3;

class BareFinder {
 public:
  BareFinder(const FactInput& input, const Analysis& analysis) : input_(input), tokens_(input.tokens) {
    for (const Institution& i : analysis.institutions) take(i.mentions);
    for (const Person& p : analysis.people) take(p.mentions);
    for (const DateFact& d : analysis.dates) taken_.push_back(d.span);
    std::sort(taken_.begin(), taken_.end(), [](Span a, Span b) { return a.begin < b.begin; });
  }

  void read_cell(TokenRange cell) {
    for (std::size_t t = cell.begin; t < cell.end; ++t) {
      if (tokens_.is(t, '(')) cell.end = t;
    }
    if (cell.begin >= cell.end || !tokens_[cell.begin].word || !tokens_[cell.begin].upper) return;
    if (cell.end - cell.begin > 2 * kMaxNameTokens || tokens_[cell.begin].number) return;
    add(cell);
  }

  // "ký biên bản ghi nhớ với X và Y", "signed an MOU with X", "the MOU with X": runs of capital words behind "with".
  void read_sentence(const FactSentence& sentence) {
    if (!input_.tables.agreements.is_in(sentence.phrases, sentence.language)) return;
    std::size_t act = 0;   // one behind the last word of signing
    std::size_t noun = 0;  // one behind the last word for an agreement
    const std::uint64_t tables =
        input_.authority.agreement_triggers().bit() | input_.tables.agreements.bit(sentence.language);
    const auto next = [&](std::size_t from) { return tokens_.phrases().next(from, sentence.tokens.end, tables); };
    for (std::size_t t = next(sentence.tokens.begin); t < sentence.tokens.end; t = next(t + 1)) {
      if (!tokens_[t].word) continue;
      if (const auto name = input_.authority.agreement_triggers().find(tokens_, t, input_.marks)) noun = name->last + 1;
      const auto cue = input_.tables.agreements.find(tokens_, t, sentence.language, input_.marks);
      if (!cue) continue;
      if (cue->cue == CueKind::kNoun || cue->cue == CueKind::kDocument) noun = std::max(noun, cue->last + 1);
      if (cue->cue == CueKind::kSign || cue->cue == CueKind::kRenew) act = cue->last + 1;
      if (cue->cue == CueKind::kConclude && noun > 0) act = cue->last + 1;
      const bool governed = (act > 0 && t - act <= kWithReach) || (noun > 0 && t >= noun && t - noun <= kNounReach);
      if (cue->cue == CueKind::kWith && cue->first == cue->last && governed && is_with(t)) {
        add_list(t + 1, sentence.tokens.end, sentence.language);
      }
      t = cue->last;
    }
  }

  std::vector<Institution> take_found() { return std::move(found_); }

 private:
  void take(const std::vector<Mention>& mentions) {
    for (const Mention& m : mentions) taken_.push_back(m.span);
  }

  bool is_with(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    return word == "with" || word == "với" || (input_.marks == Marks::kFolded && word == "voi");
  }

  // "X, Y and Z"
  void add_list(std::size_t at, std::size_t end, Language language) {
    for (std::size_t n = 0; n < kMaxBareParties; ++n) {
      const TokenRange name = run_behind(at, end, language);
      if (name.begin >= name.end) return;
      add(name);
      at = name.end;
      if (at >= end || (!tokens_.is(at, ',') && !is_and(at))) return;
      ++at;
      if (at < end && is_and(at)) ++at;
      if (at >= end || !tokens_[at].upper) return;
    }
  }

  bool is_and(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    return word == "and" || word == "và" || (input_.marks == Marks::kFolded && word == "va");
  }

  // Capital words, joined by "of", "de", "&", "+" or hyphens; empty when there are none.
  TokenRange run_behind(std::size_t at, std::size_t end, Language language) const {
    const bool vietnamese = language == Language::kVietnamese;
    if (at < end && tokens_.exact(at) == "the") at = behind_lead(at + 1, end);
    std::size_t last = at;  // one behind the last word of the name
    for (std::size_t t = at; t < end && t < at + kMaxNameTokens; ++t) {
      if (tokens_[t].word && tokens_[t].upper && !tokens_[t].number) {
        last = t + 1;
      } else if (last == at || !(vietnamese ? continues_compound(t, end) : joins(t))) {
        break;
      }
    }
    return {at, last};
  }

  // "the Danish architects | Holm": a demonym and small words before the name; `at` itself when there is no name.
  std::size_t behind_lead(std::size_t at, std::size_t end) const {
    const auto demonym = input_.tables.names.demonyms.find(tokens_, at, input_.marks);
    std::size_t t = demonym ? demonym->last + 1 : at;
    const std::size_t limit = std::min(end, t + kLeadTokens);
    while (t < limit && tokens_[t].word && !tokens_[t].upper && !joins(t)) ++t;
    return t < end && tokens_[t].upper ? t : at;
  }

  // "Bảo | hiểm Vĩnh Hưng": the second syllable of a capital word.
  bool continues_compound(std::size_t t, std::size_t end) const {
    if (tokens_.is(t, '&') || tokens_.is(t, '-')) return true;
    const bool syllable = tokens_[t].syllable && tokens_[t].gap == Gap::kSpace && !tokens_[t].upper;
    const auto stop = input_.tables.names.vi_words.find(tokens_, t, input_.marks);
    return syllable && !(stop && (stop->value & kStopWord) != 0) && !is_and(t) && t + 1 < end && tokens_[t + 1].upper;
  }

  bool joins(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    return word == "of" || word == "de" || word == "for" || word == "&" || word == "+" || word == "-" || word == "'";
  }

  // Names of countries, places and people with a title, or words of an agreement, are no bodies.
  bool is_other(TokenRange name) const {
    const NameTables& names = input_.tables.names;
    const auto whole = [&](const PhraseTable& table) {
      const auto match = table.find(tokens_, name.begin, input_.marks);
      return match && match->last + 1 >= name.end;
    };
    const auto starts = [&](const PhraseTable& table) {
      return table.find(tokens_, name.begin, input_.marks).has_value();
    };
    return whole(input_.authority.country_names()) || whole(names.places) || whole(names.demonyms) ||
           starts(names.honorifics) || starts(names.roles) || starts(input_.authority.agreement_triggers());
  }

  void add(TokenRange name) {
    if (name.begin >= name.end || found_.size() >= kMaxBareParties) return;
    const Span span = tokens_.cover(name.begin, name.end - 1);
    const bool clash = std::any_of(taken_.begin(), taken_.end(), [&](Span s) { return s.overlaps(span); });
    const bool torn = name.end - name.begin == 1 && tokens_[name.begin].marked && tokens_[name.begin].syllable;
    if (clash || torn || span.size() < 4 || is_other(name)) return;
    const std::string text(slice(tokens_.text(), span));
    const auto known = std::find_if(found_.begin(), found_.end(), [&](const Institution& i) { return i.name == text; });
    if (known != found_.end()) {
      known->mentions.push_back({span, "agreement.bare"});
      return;
    }
    Institution out;
    out.name = text;
    out.mentions.push_back({span, "agreement.bare"});
    found_.push_back(std::move(out));
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  std::vector<Span> taken_;
  std::vector<Institution> found_;
};

}  // namespace

std::vector<Institution> find_bare_parties(const FactInput& input, const Analysis& analysis,
                                           const std::vector<PartnerRow>& rows) {
  BareFinder finder(input, analysis);
  std::size_t next = 0;
  for (std::size_t s = 0; s < input.sentences.size(); ++s) {
    while (next < rows.size() && rows[next].last_sentence < s) ++next;
    if (next < rows.size() && rows[next].first_sentence <= s) {
      if (rows[next].first_sentence == s) finder.read_cell(rows[next].partner);
    } else {
      finder.read_sentence(input.sentences[s]);
    }
  }
  return finder.take_found();
}

}  // namespace hoptac
