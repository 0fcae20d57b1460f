// `hoptac remove`: documents out for good, back again, and the list of them.
#include <fmt/format.h>

#include <algorithm>

#include "index/remove.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

// One object a row, in every format but text.
void write_rows(const Options& o, const std::string& generation, const Row& columns, const std::vector<Json>& rows) {
  if (o.common.format == OutputFormat::kJson) {
    return write_json(meta_json("", generation), {{"total", rows.size()}, {"rows", rows}});
  }
  const CsvWriter csv(o.common.excel);
  if (o.common.format == OutputFormat::kCsv) write_out(csv.header(columns));
  for (const Json& row : rows) {
    if (o.common.format == OutputFormat::kJsonl) {
      write_jsonl(row);
      continue;
    }
    Row cells;
    for (const std::string& column : columns) {
      const Json& value = get_member(row, column);
      cells.push_back(value.is_string() ? value.get<std::string>() : value.dump());
    }
    write_out(csv.row(cells));
  }
}

bool is_known(const RemoveRow& row) {
  return row.state != RemoveState::kUnknown && row.state != RemoveState::kDuplicate;
}

std::string row_text(const RemoveRow& row, bool dry_run) {
  const std::string id = one_line(row.id);
  const std::string because = row.reason.empty() ? "" : "; " + one_line(row.reason);
  switch (row.state) {
    case RemoveState::kRemoved:
      return fmt::format("{}: {} documents {}{}\n", id, row.documents, dry_run ? "would be removed" : "removed",
                         because);
    case RemoveState::kBefore:
      return id + ": removed before\n";
    case RemoveState::kDuplicate:
      return fmt::format("{}: {}: remove that one, and this goes along\n", id, one_line(row.reason));
    case RemoveState::kReturned:
      return id + ": the next ingest of its folder takes it in again\n";
    case RemoveState::kUnknown:
      return id + ": no document or file has this id" + because + "\n";
  }
  return {};
}

void write_text(const Options& o, const RemoveReport& report) {
  for (const RemoveRow& row : report.rows) {
    const std::string text = row_text(row, o.remove.dry_run);
    is_known(row) ? write_out(text) : write_err("hoptac remove: " + text);
  }
  if (o.remove.undo) return;
  if (o.remove.dry_run) {
    write_out("Dry run, nothing was written.\n");
  } else if (std::any_of(report.rows.begin(), report.rows.end(),
                         [](const RemoveRow& r) { return r.state == RemoveState::kRemoved; })) {
    write_out(
        fmt::format("{} documents left the index and its older generations: rollback is not possible before the next "
                    "rebuild.\nThe files are where they were, and stay out of later runs; the way back: "
                    "hoptac remove --undo ID\n",
                    report.documents));
  }
}

int write_report(const Options& o, const RemoveReport& report) {
  if (o.common.format == OutputFormat::kText) {
    write_text(o, report);
  } else {
    std::vector<Json> rows;
    for (const RemoveRow& r : report.rows) {
      rows.push_back({{"id", r.id},
                      {"path", r.path},
                      {"state", remove_state_name(r.state)},
                      {"documents", r.documents},
                      {"reason", r.reason}});
    }
    write_rows(o, report.generation, {"id", "path", "state", "documents", "reason"}, rows);
  }
  return std::all_of(report.rows.begin(), report.rows.end(), is_known) ? 0 : 1;
}

int write_list(const Options& o) {
  const auto list = removed_rows(o.common.index);
  if (!list) return report_error("remove", list.error());
  std::vector<Json> rows;
  for (const RemovedRow& r : *list) {
    rows.push_back({{"id", r.id}, {"path", r.path}, {"whole_file", r.whole_file}, {"at", r.at}});
  }
  if (o.common.format != OutputFormat::kText) {
    write_rows(o, "", {"id", "path", "whole_file", "at"}, rows);
    return rows.empty() ? 1 : 0;
  }
  for (const RemovedRow& r : *list) write_out(r.at + "  " + one_line(r.id) + "\n");
  write_out(fmt::format("{} removed\n", list->size()));
  return list->empty() ? 1 : 0;
}

}  // namespace

int run_remove(const Options& o) {
  if (o.remove.list) return write_list(o);
  const RemoveRequest request{o.common.index, o.remove.ids, o.common.authority, o.remove.dry_run, o.lock_timeout};
  const auto report = o.remove.undo ? return_documents(request) : remove_documents(request);
  if (!report) return report_error("remove", report.error());
  return write_report(o, *report);
}

}  // namespace hoptac
