// `hoptac people` and `hoptac institutions`.
#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"

namespace hoptac {
namespace {

void write_text(const EntityResponse& response, const EntityRequest& request) {
  const TextStyle style = detect_style(1);
  std::vector<Row> rows;
  for (const EntityRow& e : response.rows) {
    Row row = entity_row(e, request.people);
    row.resize(row.size() - 2);  // aliases and key are for programs
    rows.push_back(std::move(row));
  }
  Row header = entity_header(request.people);
  header.resize(header.size() - 2);
  write_out(text_table(header, rows, style) + paging_line(request.offset, rows.size(), response.total, style));
}

void write_response(const Options& o, const EntityResponse& response, const std::string& generation) {
  const bool people = o.entities.request.people;
  if (o.common.format == OutputFormat::kText) return write_text(response, o.entities.request);
  if (o.common.format == OutputFormat::kCsv) {
    const CsvWriter csv(o.common.excel);
    write_out(csv.header(entity_header(people)));
    for (const EntityRow& e : response.rows) write_out(csv.row(entity_row(e, people)));
    return;
  }
  if (o.common.format == OutputFormat::kJsonl) {
    for (const EntityRow& e : response.rows) write_jsonl(entity_json(e, people));
    return;
  }
  Json rows = Json::array();
  for (const EntityRow& e : response.rows) rows.push_back(entity_json(e, people));
  write_json(meta_json(o.entities.request.name, generation),
             {{"total", response.total}, {people ? "people" : "institutions", std::move(rows)}});
}

}  // namespace

int run_entities(const Options& o) {
  const bool people = o.entities.request.people;
  const char* command = people ? "people" : "institutions";
  auto searcher = Searcher::open(o.common.index, o.common.authority);
  if (!searcher) return report_error(command, searcher.error());
  const auto response = searcher->entities(o.entities.request);
  if (!response) return report_error(command, response.error());
  if (response->total == 0 && o.common.format == OutputFormat::kText) {
    write_out("No " + std::string(command) +
              (o.entities.request.name.empty() ? " in the index.\n" : " of that name in the index.\n"));
  } else {
    write_response(o, *response, searcher->generation());
  }
  return response->total == 0 ? 1 : 0;
}

}  // namespace hoptac
