#include "ingest/facts/lexicon.h"

#include <array>

namespace hoptac {
namespace {

constexpr std::array<std::string_view, 10> kDateClasses{"day",      "year",      "not-before",  "not-after", "future",
                                                        "deadline", "recurring", "anniversary", "lasting",   "still"};

constexpr std::array<std::string_view, 9> kActorClasses{
    "company", "hospital", "university", "association", "government", "research", "boss", "member", "partner"};
constexpr std::array<std::string_view, 9> kFigureClasses{"unit",    "action",   "stop",    "body", "coop",
                                                         "heading", "compared", "foreign", "daily"};
constexpr std::array<std::string_view, 8> kStatementClasses{"say",     "award",     "join", "by",
                                                            "pronoun", "according", "that", "titled"};
constexpr std::array<std::string_view, 14> kRecognitionClasses{"head",  "opener", "head-alone",  "receive", "give",
                                                               "named", "rank",   "ranking",     "member",  "network",
                                                               "level", "not",    "superlative", "to"};
constexpr std::array<std::string_view, 6> kFacetClasses{"ambiguous",  "context",    "topic-head",
                                                        "not-before", "not-behind", "list"};

Result<void> load_cues(const TableSource& tables, std::string_view name, std::span<const std::string_view> classes,
                       CueTable& out) {
  auto cues = CueTable::load(tables, name, classes);
  if (!cues) return fail(cues.error());
  out = std::move(*cues);
  return {};
}

}  // namespace

Result<FactLexicon> FactLexicon::load(const TableSource& tables) {
  FactLexicon out;
  Result<void> done = load_cues(tables, "date_cues.tsv", kDateClasses, out.dates);
  if (done) done = load_cues(tables, "actor_cues.tsv", kActorClasses, out.actors);
  if (done) done = load_cues(tables, "figure_cues.tsv", kFigureClasses, out.figures);
  if (done) done = load_cues(tables, "facet_cues.tsv", kFacetClasses, out.facets);
  if (done) done = load_cues(tables, "statement_cues.tsv", kStatementClasses, out.statements);
  if (done) done = load_cues(tables, "recognition_cues.tsv", kRecognitionClasses, out.recognitions);
  if (!done) return fail(done.error());
  return out;
}

std::vector<PhraseTable*> FactLexicon::phrase_tables() {
  return {&actors.phrases(), &dates.phrases(),      &figures.phrases(),
          &facets.phrases(), &statements.phrases(), &recognitions.phrases()};
}

}  // namespace hoptac
