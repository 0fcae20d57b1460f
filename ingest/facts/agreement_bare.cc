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

  // "ký biên bản ghi nhớ với X", "signed an MOU with X": a run of capital words behind "with".
  void read_sentence(const FactSentence& sentence) {
    std::size_t act = 0;  // one behind the last word of signing
    bool noun = false;
    for (std::size_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      if (!tokens_[t].word) continue;
      noun = noun || input_.authority.agreement_triggers().find(tokens_, t, input_.marks).has_value();
      const auto cue = input_.tables.agreements.find(tokens_, t, sentence.language, input_.marks);
      if (!cue) continue;
      if (cue->cue == CueKind::kSign || cue->cue == CueKind::kRenew) act = cue->last + 1;
      if (cue->cue == CueKind::kConclude && noun) act = cue->last + 1;
      const bool with = cue->cue == CueKind::kWith && cue->first == cue->last && cue->argument.empty();
      if (with && act > 0 && t - act <= kWithReach && is_with(t)) add(run_behind(t + 1, sentence.tokens.end));
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

  // Capital words, joined by "of", "de", "&", "+" or hyphens; empty when there are none.
  TokenRange run_behind(std::size_t at, std::size_t end) const {
    if (at < end && tokens_.exact(at) == "the") ++at;
    std::size_t last = at;  // one behind the last word of the name
    for (std::size_t t = at; t < end && t < at + kMaxNameTokens; ++t) {
      if (tokens_[t].word && tokens_[t].upper && !tokens_[t].number) {
        last = t + 1;
      } else if (!joins(t) || last == at) {
        break;
      }
    }
    return {at, last};
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
    if (clash || span.size() < 4 || is_other(name)) return;
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
