// `hoptac suggest`: completions.
#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/opening.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

Json completion_json(const Completion& c) {
  return {{"text", c.text}, {"kind", c.kind}, {"count", c.count}, {"query", c.query}};
}

Row completion_row(const Completion& c) { return {c.text, c.kind, std::to_string(c.count), c.query}; }

void write_response(const Options& o, const CompletionResponse& response, const Searcher& searcher) {
  const Row header{"text", "kind", "count", "query"};
  if (o.common.format == OutputFormat::kText) {
    std::vector<Row> rows;
    for (const Completion& c : response.rows) rows.push_back(completion_row(c));
    return write_out(rows.empty() ? "Nothing begins so.\n" : text_table(header, rows, detect_style(1)));
  }
  if (o.common.format == OutputFormat::kCsv) {
    const CsvWriter csv(o.common.excel);
    write_out(csv.header(header));
    for (const Completion& c : response.rows) write_out(csv.row(completion_row(c)));
    return;
  }
  if (o.common.format == OutputFormat::kJsonl) {
    for (const Completion& c : response.rows) write_jsonl(completion_json(c));
    return;
  }
  Json rows = Json::array();
  for (const Completion& c : response.rows) rows.push_back(completion_json(c));
  write_json(meta_json(o.suggest.text, searcher), {{"completions", std::move(rows)}});
}

}  // namespace

int run_suggest(const Options& o) {
  if (o.suggest.text.empty())
    return report_error("suggest", {ErrorCode::kUsage, {}, "no PREFIX; try `hoptac suggest hop`"});
  auto searcher = open_searcher(o);
  if (!searcher) return report_error("suggest", searcher.error());
  const auto response = searcher->complete(o.suggest);
  if (!response) return report_error("suggest", response.error());
  write_response(o, *response, *searcher);
  tell_missing(*searcher);
  return response->rows.empty() ? 1 : 0;
}

}  // namespace hoptac
