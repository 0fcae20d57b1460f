// `hoptac verify`: is the index sound, what is lost if not, and what makes it good.
#include <fmt/format.h>

#include <set>

#include "index/inspect.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

std::string_view state_name(ChecksumState state) {
  switch (state) {
    case ChecksumState::kChecked:
      return "checked";
    case ChecksumState::kChanging:
      return "changing";
    case ChecksumState::kNone:
      return "none";
  }
  return "";
}

std::string checksum_note(const VerifyReport& r) {
  switch (r.checksums) {
    case ChecksumState::kChecked:
      return fmt::format("{} files, {:.1f} MB as they were written {}", r.files, static_cast<double>(r.bytes) / 1e6,
                         r.recorded);
    case ChecksumState::kChanging:
      return "no checksums of this revision: a run is at work or was ended; structure and texts only were checked, the "
             "end of the next hoptac ingest records them";
    case ChecksumState::kNone:
      return "no checksums were recorded; structure and texts only were checked, the next hoptac ingest records them";
  }
  return {};
}

void write_text(const VerifyReport& r) {
  if (r.problems.empty()) {
    write_out(fmt::format("sound: {} documents; {}\n", r.documents, checksum_note(r)));
    if (!r.left_out.empty()) write_out("Xapian's own check of its tables was left out: " + r.left_out + "\n");
    return;
  }
  for (const VerifyProblem& p : r.problems) {
    write_out("damaged: " + one_line(p.where) + ": " + one_line(p.what) + "\n");
    if (!p.lost.empty()) write_out("  lost: " + p.lost + "\n");
    if (!p.remedy.empty()) write_out("  mended by: " + p.remedy + "\n");
  }
  if (r.checksums != ChecksumState::kChecked) write_out(checksum_note(r) + "\n");
}

Json problem_json(const VerifyProblem& p) {
  return {{"where", p.where}, {"what", p.what}, {"lost", p.lost}, {"remedy", p.remedy}};
}

Json report_json(const VerifyReport& r) {
  Json problems = Json::array();
  for (const VerifyProblem& p : r.problems) problems.push_back(problem_json(p));
  const Json sums{{"state", state_name(r.checksums)}, {"recorded", r.recorded}, {"files", r.files}, {"bytes", r.bytes}};
  return {{"total", r.problems.size()},
          {"documents", r.documents},
          {"checksums", sums},
          {"left_out", r.left_out},
          {"problems", std::move(problems)}};
}

void write_csv(const Options& o, const VerifyReport& r) {
  const CsvWriter csv(o.common.excel);
  write_out(csv.header({"where", "what", "lost", "remedy"}));
  for (const VerifyProblem& p : r.problems) write_out(csv.row({p.where, p.what, p.lost, p.remedy}));
}

// The remedies, the mildest first: what it does not bring back, the next one does.
std::string way_out(const VerifyReport& r) {
  std::set<std::string> remedies;
  for (const VerifyProblem& p : r.problems) remedies.insert(p.remedy);
  std::string out;
  if (remedies.contains("hoptac reindex") || remedies.contains("hoptac ingest --rebuild FOLDER")) {
    out =
        "Make it good: hoptac ingest --rebuild with the folders of `hoptac sources`; without the sources: hoptac "
        "reindex keeps every document that can be read and names the others.\n";
  }
  return out;
}

}  // namespace

int run_verify(const Options& o) {
  const auto report = verify_index(o.common.index);
  if (!report) return report_error("verify", report.error());
  switch (o.common.format) {
    case OutputFormat::kJson:
      write_json(meta_json("", report->generation), report_json(*report));
      break;
    case OutputFormat::kJsonl:
      for (const VerifyProblem& p : report->problems) write_jsonl(problem_json(p));
      break;
    case OutputFormat::kCsv:
      write_csv(o, *report);
      break;
    default:
      write_text(*report);
  }
  const auto stale = index_staleness(o.common.index, o.common.authority);
  if (stale && !stale->empty()) write_err("stale: " + *stale + "\n");
  write_err(way_out(*report));
  return report->problems.empty() ? 0 : 1;
}

}  // namespace hoptac
