// `hoptac ingest`: runs the update engine, shows progress and the report.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "index/inspect.h"
#include "index/update.h"
#include "src/app/commands.h"
#include "src/app/config.h"
#include "src/app/interrupt.h"
#include "src/app/output.h"
#include "src/app/progress.h"
#include "src/app/reading.h"
#include "src/app/table.h"
#include "src/base/file.h"
#include "src/base/json.h"
#include "src/base/task_pool.h"

namespace hoptac {
namespace {

constexpr std::size_t kShownFailures = 20;
constexpr char kInterrupted[] = "Interrupted: what was committed is kept, the same command goes on from here.\n";
constexpr char kRebuildInterrupted[] =
    "Interrupted: the index is as it was before; a rebuild begins anew, slow readings are kept.\n";

// What the command line does not say is taken from the file.
Result<void> take_config(Options& o) {
  if (o.ingest.config.empty()) return {};
  auto config = read_config(o.ingest.config);
  if (!config) return fail(std::move(config.error()));
  if (config->sources.empty() && o.ingest.paths.empty())
    return fail(ErrorCode::kUsage, o.ingest.config, "it names no [[source]]; name the folders, or write some");
  const auto take = [&o](const char* option, const auto& from, auto& to) {
    if (from && !o.given.contains(option)) to = *from;
  };
  take("--index", config->index, o.common.index);
  take("--authority", config->authority, o.common.authority);
  if (!o.ingest.no_overrides) take("--overrides", config->overrides, o.ingest.overrides);
  take("--metadata", config->metadata, o.ingest.metadata);
  take("--lock-timeout", config->lock_timeout, o.ingest.lock_timeout);
  take("--jobs", config->jobs, o.ingest.jobs);
  take("--ocr", config->ocr, o.ingest.reading.ocr.mode);
  take("--ocr-budget", config->ocr_budget, o.ingest.reading.ocr.budget_seconds);
  if (config->isolation && !o.given.contains("--read-in-process")) o.ingest.reading.in_process = !*config->isolation;
  o.ingest.sources = std::move(config->sources);
  return {};
}

UpdateOptions update_options(const Options& o, Progress& progress, TextCache& cache) {
  UpdateOptions out;
  out.index_directory = o.common.index;
  out.paths = o.ingest.paths;
  out.source = o.ingest.source;
  out.sources = o.ingest.sources;
  out.rebuild = o.ingest.rebuild;
  out.dry_run = o.ingest.dry_run;
  out.only_failed = o.ingest.only_failed;
  out.prune = o.ingest.prune;
  out.shard = o.ingest.shard;
  out.lock_timeout = o.ingest.lock_timeout;
  out.jobs = o.ingest.jobs > 0 ? o.ingest.jobs : core_count();
  out.authority_directory = o.common.authority;
  out.overrides = o.ingest.overrides;
  out.metadata_list = o.ingest.metadata;
  out.drop_overrides = o.ingest.no_overrides;
  out.on_event = [&progress](const UpdateEvent& event) { progress.on_event(event); };
  out.stop = &catch_interrupts();
  out.make_reader = [reading = o.ingest.reading, stop = out.stop, &cache] {
    return make_file_reader(reading, stop, &cache);
  };
  out.only_ocr = o.ingest.reading.ocr.mode == OcrMode::kOnly;
  out.is_cured = cure_of(o.ingest.reading);
  return out;
}

std::string counts_line(const UpdateReport& r) {
  std::string out = fmt::format("{} seen = {} indexed + {} unchanged", r.seen, r.indexed, r.unchanged);
  if (r.stale > 0) out += fmt::format(" ({} by older rules)", r.stale);
  out += fmt::format(" + {} duplicate + {} skipped + {} failed", r.duplicate, r.skipped, r.failed_new + r.failed_known);
  if (r.failed_known > 0) out += fmt::format(" ({} known)", r.failed_known);
  return out + "\n";
}

std::string format_counts(const UpdateReport& r) {
  std::vector<std::string> parts;
  for (const auto& [format, count] : r.formats) parts.push_back(fmt::format("{} {}", count, format));
  return parts.empty() ? ""
                       : "Indexed: " + join(parts, ", ") +
                             fmt::format("; {} documents, {} agreements in the index\n", r.documents, r.agreements);
}

// Every failure, new ones first; on standard error, so that scripts see them without the summary.
std::string failures_text(const UpdateReport& r) {
  std::string fresh, known;
  std::size_t shown = 0, all = 0;
  for (const FileOutcome& f : r.files) {
    if (f.state != FileState::kFailed) continue;
    ++all;
    if (++shown > kShownFailures) continue;
    const std::string name = one_line(f.path) + (f.id.empty() || f.id == f.path ? "" : " (" + one_line(f.id) + ")");
    (f.known ? known : fresh) += fmt::format("{}{}: {}\n", f.known ? "known: " : "failed: ", name, one_line(f.reason));
  }
  if (all > kShownFailures) known += fmt::format("and {} more: hoptac files --state failed\n", all - kShownFailures);
  return fresh + known;
}

// Files in one state with their reasons, the first of them.
std::string listed(const UpdateReport& r, FileState state) {
  std::string out;
  std::size_t all = 0;
  for (const FileOutcome& f : r.files) {
    if (f.state != state || ++all > kShownFailures) continue;
    out += fmt::format("{}: {}: {}\n", file_state_name(state), one_line(f.path), one_line(f.reason));
  }
  if (all > kShownFailures)
    out += fmt::format("and {} more {}: --report\n", all - kShownFailures, file_state_name(state));
  return out;
}

// What is gone and stays, and how to have it removed.
std::string unconfirmed(const UpdateReport& r) {
  std::string out = listed(r, FileState::kVanished);
  for (const UnconfirmedRemoval& u : r.unconfirmed) {
    out += fmt::format("{}: {} of {} files are gone from {}: {}. Their documents stay; with --prune they go\n",
                       one_line(u.source), u.gone, u.known, one_line(u.folder), u.reason);
  }
  return out;
}

std::string losses(const Options& o, const UpdateReport& r) {
  std::string out;
  if (r.record_failures > 0) out += fmt::format("{} faulty records inside files were left out\n", r.record_failures);
  out += listed(r, FileState::kRemoved);
  if (r.removed > 0) {
    out += fmt::format("{} files that are gone from their folder {} removed from the index\n", r.removed,
                       o.ingest.dry_run ? "would be" : "were");
  }
  return out;
}

// Rows of overrides.tsv that changed nothing: mistyped, or of documents that are no longer there.
std::string unused_corrections(const UpdateReport& r) {
  std::string out;
  for (const std::string& row : r.unused_corrections) out += "unused: " + one_line(row) + "\n";
  return out;
}

// Rows of the list of metadata that are faulty or that no file has.
std::string metadata_faults(const UpdateReport& r) {
  std::string out;
  for (std::size_t i = 0; i < std::min(r.metadata_faults.size(), kShownFailures); ++i) {
    out += "metadata: " + one_line(r.metadata_faults[i]) + "\n";
  }
  if (r.metadata_faults.size() > kShownFailures) {
    out +=
        fmt::format("and {} more rows of the list of metadata: --report\n", r.metadata_faults.size() - kShownFailures);
  }
  return out;
}

std::string metadata_line(const UpdateReport& r) {
  if (r.metadata_rows + r.metadata_faults.size() == 0) return {};
  return fmt::format("Metadata: {} rows of the list, {} with a file\n", r.metadata_rows, r.metadata_matched);
}

std::string corrections_line(const UpdateReport& r) {
  if (r.corrections == 0) return {};
  return fmt::format("Corrections: {} rows of overrides.tsv, {} without effect\n", r.corrections,
                     r.unused_corrections.size());
}

// How many files wait for OCR, and how to get them read.
std::string needs_ocr(const UpdateReport& r) {
  std::size_t count = 0;
  bool queued = false, off = false;
  for (const FileOutcome& f : r.files) {
    if (f.state != FileState::kFailed || f.reason.find("needs-ocr") == std::string::npos) continue;
    ++count;
    queued = queued || f.reason.find(": queued") != std::string::npos;
    off = off || f.reason.find("--ocr off") != std::string::npos;
  }
  if (count == 0) return {};
  const std::string way = queued ? "the next run, or hoptac ingest --ocr only with the same folders, reads them"
                          : off  ? "hoptac ingest --ocr only with the same folders reads them"
                                 : "install tesseract-ocr and tesseract-ocr-vie, then ingest again";
  return fmt::format("{} scanned files wait for OCR: {}\n", count, way);
}

// A rebuild has looked at every file: what it did not use is of files that are gone. Not when files wait for OCR, of
// which some pages may be there, or for a program that was there before.
Result<void> clean_cache(const Options& o, const UpdateReport& r, TextCache& cache) {
  const bool waits = std::any_of(r.files.begin(), r.files.end(), [](const FileOutcome& f) {
    return f.reason.find("failed: needs-") != std::string::npos;
  });
  const bool whole = o.ingest.rebuild && !o.ingest.dry_run && !r.interrupted && !waits;
  return whole ? cache.drop_unused() : Result<void>();
}

std::string stage_table(const UpdateReport& r) {
  std::vector<Row> rows;
  const double documents = static_cast<double>(std::max<std::size_t>(r.documents, 1));
  for (const auto& [stage, seconds] : r.stage_cpu)
    rows.push_back({stage, fmt::format("{:.3f}", seconds), fmt::format("{:.3f}", 1000 * seconds / documents)});
  rows.push_back(
      {"all", fmt::format("{:.3f}", r.cpu_seconds), fmt::format("{:.3f}", 1000 * r.cpu_seconds / documents)});
  return text_table({"stage", "CPU s", "ms/document"}, rows, detect_style(1)) +
         fmt::format("peak memory {} MiB\n", peak_memory_kib() / 1024);
}

// Said whenever files were passed over whose facts are of before.
std::string staleness(const Options& o, const UpdateReport& r) {
  if (r.stale == 0 && !r.is_unicode_stale) return {};
  const auto stale = index_staleness(o.common.index, o.common.authority);
  return stale && !stale->empty() ? "Stale: " + *stale + "\n" : "";
}

std::string next_steps(const UpdateReport& r) {
  if (r.sample_queries.empty()) return {};
  std::string out = "Try:\n";
  for (const std::string& query : r.sample_queries) out += "  hoptac search " + shell_quote(query) + "\n";
  return out;
}

// Of an index of shards the register alone is made.
std::string shards_line(const Options& o, const UpdateReport& r) {
  const char* const done = !r.changed ? "is up to date" : o.ingest.dry_run ? "would be made anew" : "made anew";
  return fmt::format("The register of the shards {}: {} agreements; {:.1f} s\n", done, r.agreements, r.seconds);
}

// Nobody may be there to read it, which changes nothing about the run.
void write_summary(const Options& o, const UpdateReport& r) {
  write_err(unconfirmed(r) + failures_text(r) + metadata_faults(r) + unused_corrections(r));
  std::string text;
  if (has_shards(o.common.index)) {
    if (!o.ingest.quiet) text = shards_line(o, r) + next_steps(r);
  } else if (!o.ingest.quiet) {
    if (o.ingest.dry_run) text += "Dry run, nothing was written.\n";
    text += counts_line(r) + format_counts(r) + losses(o, r) + needs_ocr(r) + metadata_line(r) + corrections_line(r) +
            staleness(o, r);
    text += fmt::format("{:.1f} s; index {}, generation {}\n", r.seconds, o.common.index, r.generation);
    if (r.interrupted) text += o.ingest.rebuild ? kRebuildInterrupted : kInterrupted;
    if (r.indexed > 0) text += next_steps(r);
  }
  if (o.ingest.stats) text += stage_table(r);
  static_cast<void>(try_write_out(text));
}

int status_of(const UpdateReport& r, const IngestOptions& o) {
  if (r.interrupted) return exit_status(ErrorCode::kInterrupted);
  const bool none_waits = o.reading.ocr.mode == OcrMode::kOnly && r.seen == 0;
  const bool nothing =
      !(o.paths.empty() && o.sources.empty()) && r.indexed + r.unchanged + r.duplicate == 0 && !none_waits;
  const bool failed = r.failed_new > 0 || r.record_failures > 0 || (o.strict && r.failed_known > 0);
  const bool wrong_list = !o.metadata.empty() && r.metadata_matched == 0;
  return (nothing && r.failed_known == 0 && r.removed == 0) || failed || wrong_list || !r.unconfirmed.empty() ? 1 : 0;
}

// The run, its report where the user wants it.
Result<UpdateReport> ingest(Options& o, Progress& progress) {
  if (auto taken = take_config(o); !taken) return fail(std::move(taken.error()));
  TextCache cache(join_path(o.common.index, "cache"));
  auto report = update_index(update_options(o, progress, cache));
  if (!report) return report;
  if (auto cleaned = clean_cache(o, *report, cache); !cleaned) return fail(std::move(cleaned.error()));
  if (o.ingest.report.empty()) return report;
  const std::string text = report_to_json(*report).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  if (auto written = write_output_file(o.ingest.report, text); !written) return fail(std::move(written.error()));
  return report;
}

}  // namespace

int run_ingest(const Options& typed) {
  Options o = typed;
  Progress progress(o);
  const auto report = ingest(o, progress);
  progress.finish();
  if (!report) {
    progress.failed(report.error());
    return report_error("ingest", report.error());
  }
  const int status = status_of(*report, o.ingest);
  progress.finished(*report, status);
  if (!o.ingest.progress_json) write_summary(o, *report);
  return status;
}

}  // namespace hoptac
