#include "ingest/facts/lexicon.h"

#include <array>

namespace hoptac {
namespace {

constexpr std::array<std::string_view, 9> kDateClasses{"day",      "year",      "not-before",  "not-after", "future",
                                                       "deadline", "recurring", "anniversary", "lasting"};

}  // namespace

Result<FactLexicon> FactLexicon::load(const TableSource& tables) {
  FactLexicon out;
  auto dates = CueTable::load(tables, "date_cues.tsv", kDateClasses);
  if (!dates) return fail(dates.error());
  out.dates = std::move(*dates);
  return out;
}

}  // namespace hoptac
