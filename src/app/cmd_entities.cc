// `hoptac people` and `hoptac institutions`.
#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/opening.h"
#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

void write_text(const EntityResponse& response, const EntityRequest& request) {
  const TextStyle style = detect_style(1);
  std::vector<Row> rows;
  for (const EntityRow& e : response.rows) {
    Row row = entity_row(e, request);
    row.resize(row.size() - 2);  // aliases and key are for programs
    rows.push_back(std::move(row));
  }
  Row header = entity_header(request);
  header.resize(header.size() - 2);
  write_out(text_table(header, rows, style) + paging_line(request.offset, rows.size(), response.total, style));
}

void write_response(const Options& o, const EntityResponse& response, const Searcher& searcher) {
  const bool people = o.entities.request.people;
  if (o.common.format == OutputFormat::kText) return write_text(response, o.entities.request);
  if (o.common.format == OutputFormat::kCsv) {
    const CsvWriter csv(o.common.excel);
    write_out(csv.header(entity_header(o.entities.request)));
    for (const EntityRow& e : response.rows) write_out(csv.row(entity_row(e, o.entities.request)));
    return;
  }
  if (o.common.format == OutputFormat::kJsonl) {
    for (const EntityRow& e : response.rows) write_jsonl(entity_json(e, o.entities.request));
    return;
  }
  Json rows = Json::array();
  for (const EntityRow& e : response.rows) rows.push_back(entity_json(e, o.entities.request));
  write_json(meta_json(o.entities.request.name, searcher),
             {{"total", response.total}, {people ? "people" : "institutions", std::move(rows)}});
}

std::string nothing_found(const EntityRequest& request) {
  std::string out = request.people ? "No people" : "No institutions";
  if (request.ambiguous) out += " with namesakes or near spellings";
  if (request.unlinked) out += " without authority id";
  return out + (request.name.empty() ? " in the index.\n" : " of that name in the index.\n");
}

}  // namespace

int run_entities(const Options& o) {
  const bool people = o.entities.request.people;
  const char* command = people ? "people" : "institutions";
  auto searcher = open_searcher(o);
  if (!searcher) return report_error(command, searcher.error());
  const auto response = searcher->entities(o.entities.request);
  if (!response) return report_error(command, response.error());
  if (response->total == 0 && o.common.format == OutputFormat::kText) {
    write_out(nothing_found(o.entities.request));
  } else {
    write_response(o, *response, *searcher);
  }
  tell_missing(*searcher);
  return response->total == 0 ? 1 : 0;
}

}  // namespace hoptac
