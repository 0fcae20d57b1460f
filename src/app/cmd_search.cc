// `hoptac search` for one query.
#include <fmt/format.h>

#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/interrupt.h"
#include "src/app/opening.h"
#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

// Formats of rows alone: any number of hits in bounded memory.
bool is_streamed(OutputFormat format) { return format != OutputFormat::kText && format != OutputFormat::kJson; }

void write_head(const Options& o) {
  if (o.common.format == OutputFormat::kCsv) write_out(CsvWriter(o.common.excel).header(hit_header()));
}

void write_hit(const Options& o, const Hit& hit, std::size_t rank) {
  if (o.common.format == OutputFormat::kJsonl) return write_jsonl(hit_json(hit));
  if (o.common.format == OutputFormat::kTrec) return write_out(trec_line("1", hit, rank));
  write_out(CsvWriter(o.common.excel).row(hit_row(hit, rank)));
}

// A faulty query prints nothing: the head comes with the first row.
Result<SearchResponse> stream(const Options& o, Searcher& searcher, const std::atomic<bool>& stop) {
  SearchRequest request = o.search.request;
  request.ids_only = o.common.format == OutputFormat::kTrec;
  std::size_t rank = request.offset;
  auto response = searcher.stream(request, [&](const Hit& hit) {
    if (rank == request.offset) write_head(o);
    write_hit(o, hit, ++rank);
    return !stop;
  });
  if (response && rank == request.offset) write_head(o);
  return response;
}

int run_streamed(const Options& o, Searcher& searcher) {
  const std::atomic<bool>& stop = catch_interrupts();
  const auto response = stream(o, searcher, stop);
  if (!response) return report_error("search", response.error());
  write_err(advice_lines(response->notes, response->suggestions));
  if (stop) return exit_status(ErrorCode::kInterrupted);
  return response->total == 0 ? 1 : 0;
}

int run_whole(const Options& o, Searcher& searcher) {
  const auto response = searcher.search(o.search.request);
  if (!response) return report_error("search", response.error());
  if (o.common.format == OutputFormat::kText) {
    write_out(search_text(*response, o.search.request, detect_style(1)));
  } else {
    write_json(meta_json(o.search.request.query, searcher), search_json(*response));
    write_err(advice_lines(response->notes, {}));
  }
  return response->total == 0 ? 1 : 0;
}

}  // namespace

int run_search(const Options& o) {
  if (o.search.request.query.empty())
    return report_error(
        "search", {ErrorCode::kUsage, {}, "no query; try `hoptac search hợp tác`, or see `hoptac search --help`"});
  auto searcher = open_searcher(o);
  if (!searcher) return report_error("search", searcher.error());
  return is_streamed(o.common.format) ? run_streamed(o, *searcher) : run_whole(o, *searcher);
}

}  // namespace hoptac
