#include "ingest/facts/recognitions.h"

#include <algorithm>
#include <optional>

#include "ingest/facts/lexicon.h"
#include "ingest/facts/placed_mention.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// How far behind "recognised as", "joined the" the name in quotes may stand.
constexpr std::size_t kNameReach = 8;

bool is_quote_mark(const TokenStream& tokens, std::size_t i) { return tokens.is(i, '"') || tokens.is(i, '\''); }

class RecognitionFinder {
 public:
  RecognitionFinder(const FactInput& input, const Analysis& analysis)
      : input_(input), analysis_(analysis), institutions_(place(analysis.institutions)) {}

  void read(const FactSentence& sentence, std::vector<Recognition>& out) const {
    for (std::size_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
      const std::optional<Cue> cue = input_.tables.cues.statements.find(input_.tokens, t, input_.marks);
      if (!cue || (cue->classes & (kAwardCue | kJoinCue)) == 0) continue;
      if (std::optional<Recognition> found = named_behind(*cue, sentence.tokens)) {
        out.push_back(std::move(*found));
        return;
      }
    }
  }

 private:
  // The name in quotes behind the cue; the holder stands before the cue.
  std::optional<Recognition> named_behind(const Cue& cue, TokenRange sentence) const {
    const std::size_t reach = std::min(cue.last + 1 + kNameReach, sentence.end);
    std::size_t open = cue.last + 1;
    while (open < reach && !is_quote_mark(input_.tokens, open)) ++open;
    if (open + 1 >= reach || !input_.tokens[open + 1].upper) return std::nullopt;
    std::size_t close = open + 2;
    while (close < sentence.end && !is_quote_mark(input_.tokens, close)) ++close;
    if (close >= sentence.end) return std::nullopt;
    const int holder = last_in(institutions_, input_.tokens[sentence.begin].begin, input_.tokens[cue.first].begin);
    if (holder < 0) return std::nullopt;
    Recognition out;
    out.span = input_.tokens.cover(open + 1, close - 1);
    out.name = std::string(slice(input_.tokens.text(), out.span));
    out.holder = analysis_.institutions[static_cast<std::size_t>(holder)].name;
    out.by = giver(close + 1, sentence.end);
    out.date = date_in(sentence);
    out.rule = (cue.classes & kAwardCue) != 0 ? "recognition.award" : "recognition.network";
    return out;
  }

  // The institution, or else the capitalised words, behind "by".
  std::string giver(std::size_t begin, std::size_t end) const {
    for (std::size_t t = begin; t < std::min(begin + 2, end); ++t) {
      const std::optional<Cue> cue = input_.tables.cues.statements.find(input_.tokens, t, input_.marks);
      if (!cue || (cue->classes & kByCue) == 0 || t + 1 >= end) continue;
      const std::uint32_t at = input_.tokens[t + 1].begin;
      const int who = first_in(institutions_, at, at + 1);
      if (who >= 0) return analysis_.institutions[static_cast<std::size_t>(who)].name;
      std::size_t last = t + 1;
      if (!input_.tokens[last].upper) return {};
      while (last + 1 < end && input_.tokens[last + 1].upper) ++last;
      return std::string(slice(input_.tokens.text(), input_.tokens.cover(t + 1, last)));
    }
    return {};
  }

  std::string date_in(TokenRange sentence) const {
    const Span span = input_.tokens.cover(sentence.begin, sentence.end - 1);
    for (const DateFact& date : analysis_.dates) {
      if (span.contains(date.span) && date.iso.find('/') == std::string::npos) return date.iso;
    }
    return {};
  }

  const FactInput& input_;
  const Analysis& analysis_;
  std::vector<PlacedMention> institutions_;
};

}  // namespace

std::vector<Recognition> find_recognitions(const FactInput& input, const Analysis& analysis) {
  std::vector<Recognition> out;
  if (analysis.institutions.empty()) return out;
  const RecognitionFinder finder(input, analysis);
  for (const FactSentence& sentence : input.sentences) finder.read(sentence, out);
  return out;
}

}  // namespace hoptac
