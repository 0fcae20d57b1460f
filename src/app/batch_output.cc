#include "src/app/batch_output.h"

#include <fmt/format.h>

#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

Row csv_header() {
  Row out{"query_id", "status"};
  for (std::string& name : hit_header()) out.push_back(std::move(name));
  out.emplace_back("error");
  return out;
}

Row csv_cells(const BatchRow& row, RowStatus status, Row cells, std::string error) {
  Row out{row.id, std::string(row_status_name(status))};
  for (std::string& cell : cells) out.push_back(std::move(cell));
  out.push_back(std::move(error));
  return out;
}

// A row without hits has one line, too.
Row csv_without_hit(const BatchRow& row, RowStatus status, std::string error) {
  return csv_cells(row, status, Row(hit_header().size()), std::move(error));
}

Json json_head(const BatchRow& row, RowStatus status) {
  return {{"query_id", row.id}, {"query", row.query}, {"status", row_status_name(status)}};
}

std::string text_title(const BatchRow& row) {
  return bold(fmt::format("== {}: {}", one_line(row.id), one_line(row.query)), detect_style(1)) + "\n";
}

}  // namespace

std::string_view row_status_name(RowStatus status) {
  return status == RowStatus::kOk ? "ok" : status == RowStatus::kNone ? "none" : "error";
}

void BatchOutput::begin(const std::string& generation) {
  if (options_.common.format == OutputFormat::kCsv) write_out(CsvWriter(options_.common.excel).header(csv_header()));
  if (options_.common.format == OutputFormat::kJson)
    write_out("{\"meta\":" + to_line(meta_json(options_.search.batch, generation)) + ",\n\"rows\":[");
}

bool BatchOutput::streams() const {
  return options_.common.format == OutputFormat::kCsv || options_.common.format == OutputFormat::kTrec;
}

void BatchOutput::hit(const BatchRow& row, const Hit& hit, std::size_t rank) {
  if (options_.common.format == OutputFormat::kTrec) return write_out(trec_line(row.id, hit, rank));
  had_hits_ = true;
  const CsvWriter csv(options_.common.excel);
  write_out(csv.row(csv_cells(row, RowStatus::kOk, hit_row(hit, rank), {})));
}

void BatchOutput::json_row(const Json& row) {
  const bool lines = options_.common.format == OutputFormat::kJsonl;
  write_out((lines ? "" : first_ ? "\n" : ",\n") + to_line(row) + (lines ? "\n" : ""));
  first_ = false;
}

void BatchOutput::close_row(const BatchRow& row, RowStatus status, const SearchResponse& response) {
  switch (options_.common.format) {
    case OutputFormat::kTrec:
      break;
    case OutputFormat::kCsv:
      if (!had_hits_) write_out(CsvWriter(options_.common.excel).row(csv_without_hit(row, status, {})));
      break;
    case OutputFormat::kText:
      write_out(text_title(row) + search_text(response, options_.search.request, detect_style(1)) + "\n");
      break;
    case OutputFormat::kJson:
    case OutputFormat::kJsonl: {
      Json json = json_head(row, status);
      const Json body = search_json(response);
      for (const auto& [key, value] : body.items()) json[key] = value;
      json_row(json);
    }
  }
  had_hits_ = false;
  flush_out();
}

void BatchOutput::failed_row(const BatchRow& row, const Error& error) {
  const std::string cause = describe(error);
  switch (options_.common.format) {
    case OutputFormat::kTrec:
      break;
    case OutputFormat::kCsv:
      write_out(CsvWriter(options_.common.excel).row(csv_without_hit(row, RowStatus::kError, cause)));
      break;
    case OutputFormat::kText:
      write_out(text_title(row) + "Failed: " + one_line(cause) + "\n\n");
      break;
    case OutputFormat::kJson:
    case OutputFormat::kJsonl: {
      Json json = json_head(row, RowStatus::kError);
      json["error"] = {{"code", code_name(error.code)}, {"detail", cause}};
      json_row(json);
    }
  }
  had_hits_ = false;
  flush_out();
  write_err(fmt::format("hoptac search: {}:{}: query {}: {}\n", options_.search.batch, row.line, row.id, cause));
}

void BatchOutput::end(const BatchCounts& counts, bool interrupted) {
  if (options_.common.format != OutputFormat::kJson) return;
  const Json status{{"ok", counts.ok}, {"none", counts.none}, {"error", counts.error}, {"interrupted", interrupted}};
  write_out("\n],\n\"status\":" + to_line(status) + "}\n");
}

}  // namespace hoptac
