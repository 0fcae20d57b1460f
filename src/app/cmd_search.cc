// `hoptac search` for one query.
#include <fmt/format.h>

#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"

namespace hoptac {
namespace {

void write_csv(const SearchResponse& response, bool excel) {
  const CsvWriter csv(excel);
  write_out(csv.header(hit_header()));
  std::size_t rank = response.offset;
  for (const Hit& hit : response.hits) write_out(csv.row(hit_row(hit, ++rank)));
}

void write_notes(const SearchResponse& response) {
  for (const std::string& note : response.notes) write_err("note: " + note + "\n");
}

void write_response(const Options& o, const SearchResponse& response, const std::string& generation) {
  switch (o.common.format) {
    case OutputFormat::kText:
      return write_out(search_text(response, o.search.request, detect_style(1)));
    case OutputFormat::kJson:
      return write_json(meta_json(o.search.request.query, generation), search_json(response));
    case OutputFormat::kJsonl:
      for (const Hit& hit : response.hits) write_jsonl(hit_json(hit));
      break;
    case OutputFormat::kCsv:
      write_csv(response, o.common.excel);
      break;
    case OutputFormat::kTrec:
      write_out(trec_lines("1", response));
      break;
  }
  write_notes(response);
}

}  // namespace

int run_search(const Options& o) {
  if (o.search.request.query.empty())
    return report_error(
        "search", {ErrorCode::kUsage, {}, "no query; try `hoptac search hợp tác`, or see `hoptac search --help`"});
  auto searcher = Searcher::open(o.common.index, o.common.authority);
  if (!searcher) return report_error("search", searcher.error());
  const auto response = searcher->search(o.search.request);
  if (!response) return report_error("search", response.error());
  write_response(o, *response, searcher->generation());
  return response->total == 0 ? 1 : 0;
}

}  // namespace hoptac
