// `hoptac agreements`: the register.
#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/opening.h"
#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

void write_response(const Options& o, const AgreementResponse& response, const Searcher& searcher) {
  switch (o.common.format) {
    case OutputFormat::kText:
      return write_out(agreements_text(response, o.agreements.request, detect_style(1)));
    case OutputFormat::kJson:
      return write_json(meta_json(o.agreements.request.query, searcher), agreements_json(response));
    case OutputFormat::kCsv: {
      const CsvWriter csv(o.common.excel);
      write_out(csv.header(agreement_header()));
      for (const AgreementRow& row : response.agreements) write_out(csv.row(agreement_row(row)));
      break;
    }
    case OutputFormat::kJsonl:
    case OutputFormat::kTrec:
      for (const AgreementRow& row : response.agreements) write_jsonl(agreement_json(row));
      break;
  }
  // Not rows, so not on stdout; but never silent.
  if (response.undated > 0 && o.agreements.request.undated == Undated::kExclude) {
    write_err("note: " + std::to_string(response.undated) + " without a signing date left out (--undated include)\n");
  }
  write_err(advice_lines(response.notes, response.suggestions));
}

}  // namespace

int run_agreements(const Options& o) {
  auto searcher = open_searcher(o);
  if (!searcher) return report_error("agreements", searcher.error());
  const auto response = searcher->agreements(o.agreements.request);
  if (!response) return report_error("agreements", response.error());
  write_response(o, *response, *searcher);
  return response->total == 0 && response->figures.empty() ? 1 : 0;
}

}  // namespace hoptac
