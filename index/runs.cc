#include "index/runs.h"

#include <vector>

#include "index/generation.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::uint64_t kMaxReportBytes = 1ULL << 30;

Json outcome_json(const FileOutcome& outcome) {
  Json out{{"path", outcome.path},
           {"id", outcome.id.empty() ? Json(nullptr) : Json(outcome.id)},
           {"state", file_state_name(outcome.state)},
           {"reason", outcome.reason}};
  if (outcome.known) out["known"] = true;
  return out;
}

// Names that sort by time: nanoseconds since 1970, of one width until the year 2286.
std::string run_name(std::int64_t at) { return std::to_string(at) + ".json"; }

std::vector<std::string> run_files(const std::string& index_directory) {
  std::vector<std::string> out;
  const auto entries = list_directory(runs_path(index_directory));
  if (!entries) return out;
  for (const DirEntry& entry : *entries) {
    if (entry.name.ends_with(".json")) out.push_back(join_path(runs_path(index_directory), entry.name));
  }
  return out;
}

Json error_json(const UpdateReport& report) {
  if (!report.error) return nullptr;
  return {{"status", exit_status(report.error->code)},
          {"code", code_name(report.error->code)},
          {"path", report.error->path},
          {"detail", report.error->detail}};
}

Json unconfirmed_json(const UpdateReport& report) {
  Json out = Json::array();
  for (const UnconfirmedRemoval& u : report.unconfirmed) {
    out.push_back(
        {{"source", u.source}, {"folder", u.folder}, {"gone", u.gone}, {"known", u.known}, {"reason", u.reason}});
  }
  return out;
}

}  // namespace

Json report_to_json(const UpdateReport& report) {
  Json files = Json::array();
  for (const FileOutcome& outcome : report.files) files.push_back(outcome_json(outcome));
  return {{"seen", report.seen},
          {"indexed", report.indexed},
          {"unchanged", report.unchanged},
          {"stale", report.stale},
          {"duplicate", report.duplicate},
          {"skipped", report.skipped},
          {"failed", {{"new", report.failed_new}, {"known", report.failed_known}}},
          {"vanished", report.vanished},
          {"removed", report.removed},
          {"unconfirmed", unconfirmed_json(report)},
          {"documents", report.documents},
          {"record_failures", report.record_failures},
          {"agreements", report.agreements},
          {"formats", report.formats},
          {"files", std::move(files)},
          {"metadata",
           {{"rows", report.metadata_rows}, {"matched", report.metadata_matched}, {"faults", report.metadata_faults}}},
          {"corrections", {{"rows", report.corrections}, {"unused", report.unused_corrections}}},
          {"sample_queries", report.sample_queries},
          {"stage_cpu", report.stage_cpu},
          {"started", report.started},
          {"seconds", report.seconds},
          {"cpu_seconds", report.cpu_seconds},
          {"bytes", report.bytes},
          {"generation", report.generation},
          {"revision", report.revision},
          {"changed", report.changed},
          {"interrupted", report.interrupted},
          {"error", error_json(report)}};
}

Result<void> save_run(const std::string& index_directory, const UpdateReport& report) {
  const std::string folder = runs_path(index_directory);
  if (auto made = make_directories(folder); !made) return made;
  const std::string path = join_path(folder, run_name(now_ns()));
  if (auto written = write_file_atomic(path, to_line(report_to_json(report)) + "\n"); !written) return written;
  std::vector<std::string> files = run_files(index_directory);
  for (std::size_t i = 0; i + kRunsKept < files.size(); ++i) {
    if (auto removed = remove_tree(files[i]); !removed) return removed;
  }
  return {};
}

Result<void> strip_runs(const std::string& index_directory) {
  for (const std::string& path : run_files(index_directory)) {
    const auto text = read_file(path, kMaxReportBytes);
    auto report = text ? parse_json(*text) : fail(text.error());
    if (!report || !report->is_object()) {
      if (auto removed = remove_tree(path); !removed) return removed;
      continue;
    }
    for (const char* const quoted : {"sample_queries", "metadata", "corrections"}) report->erase(quoted);
    Json files = Json::array();
    for (const Json& file : get_member(*report, "files")) {
      files.push_back(
          {{"path", get_member(file, "path")}, {"id", get_member(file, "id")}, {"state", get_member(file, "state")}});
    }
    (*report)["files"] = std::move(files);
    if (auto written = write_file_atomic(path, to_line(*report) + "\n"); !written) return written;
  }
  return {};
}

Json last_report(const std::string& index_directory) {
  const std::vector<std::string> files = run_files(index_directory);
  if (files.empty()) return nullptr;
  const auto text = read_file(files.back(), kMaxReportBytes);
  auto json = text ? parse_json(*text) : fail(text.error());
  return json ? *std::move(json) : Json(nullptr);
}

std::string last_run(const std::string& index_directory) { return get_string(last_report(index_directory), "started"); }

}  // namespace hoptac
