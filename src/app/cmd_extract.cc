// `hoptac extract`: facts of files as JSON lines, without an index.
#include <fmt/format.h>

#include <map>

#include "ingest/facts/analyze.h"
#include "ingest/load.h"
#include "ingest/walk.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/terminal.h"
#include "src/base/file.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

// The parts that an extraction needs; loaded once.
struct Extractor {
  const Authority& authority;
  const Structurer& structurer;
  const Analyzer& analyzer;
  const Options& options;
  std::size_t documents = 0;
  std::size_t failures = 0;
  std::map<std::string, double> cpu;
};

void report_failure(Extractor& x, const std::string& path, const Error& error) {
  ++x.failures;
  write_err("hoptac extract: " + one_line(path) + ": " + std::string(code_name(error.code)) + ": " +
            one_line(error.detail) + "\n");
}

void write_document(Extractor& x, const Document& document) {
  const double before = cpu_seconds();
  Analysis analysis = x.analyzer.analyze(document);
  drop_below(analysis, x.options.extract.min_confidence);
  x.cpu["facts"] += cpu_seconds() - before;
  const Json json = extract_json(document, analysis, {x.options.extract.with_text, x.options.extract.explain});
  if (x.options.common.format == OutputFormat::kJson) {
    write_out((x.documents == 0 ? "[\n" : ",\n") + to_line(json));
  } else {
    write_jsonl(json);
  }
  ++x.documents;
}

void extract_loaded(Extractor& x, const SourceFile& file, Result<LoadedDocument> loaded) {
  if (!loaded) return report_failure(x, file.location, loaded.error());
  const std::string id = loaded->identity.id;
  const auto document = x.structurer.make_document(loaded->raw, std::move(loaded->identity));
  if (!document) return report_failure(x, id, document.error());
  write_document(x, *document);
}

void extract_file(Extractor& x, const SourceFile& file) {
  const double before = cpu_seconds();
  const auto content = read_content(file);
  if (!content) return report_failure(x, file.location, content.error());
  if (content->format == Format::kUnknown) return;
  Sidecar sidecar = look_at_sidecar(file.location);
  read_sidecar_content(sidecar);
  const double facts_before = x.cpu["facts"];
  const auto loaded = load_documents({file, *content, sidecar}, [&](Result<LoadedDocument> document) {
    extract_loaded(x, file, std::move(document));
    return true;
  });
  if (!loaded) report_failure(x, file.location, loaded.error());
  x.cpu["read, decode, structure"] += cpu_seconds() - before - (x.cpu["facts"] - facts_before);
}

int extract_paths(Extractor& x) {
  for (const std::string& path : x.options.extract.paths) {
    const std::string folder = absolute_path(path);
    const auto stat = stat_path(folder);
    if (!stat) return report_error("extract", {ErrorCode::kUsage, path, stat.error().detail});
    // A file named itself counts as if its folder were named.
    const bool is_file = stat->kind != FileKind::kDirectory;
    const std::string root_folder = is_file ? folder.substr(0, folder.rfind('/')) : folder;
    const std::string root = x.options.extract.source.empty() ? base_name(root_folder) : x.options.extract.source;
    const auto found = walk(folder, root, "");
    if (!found) return report_error("extract", found.error());
    for (const WalkProblem& problem : found->problems) report_failure(x, problem.path, problem.error);
    for (const SourceFile& file : found->files) extract_file(x, file);
  }
  if (x.options.common.format == OutputFormat::kJson) write_out(x.documents == 0 ? "[]\n" : "\n]\n");
  return x.failures > 0 || x.documents == 0 ? 1 : 0;
}

void write_stats(const Extractor& x) {
  if (!x.options.extract.stats) return;
  for (const auto& [stage, seconds] : x.cpu) {
    write_err(fmt::format("{}: {:.3f} s, {:.3f} ms/document\n", stage, seconds,
                          1000 * seconds / static_cast<double>(std::max<std::size_t>(1, x.documents))));
  }
}

}  // namespace

int run_extract(const Options& options) {
  const TableSource tables(options.common.authority);
  const auto authority = Authority::load(tables);
  if (!authority) return report_error("extract", authority.error());
  const auto structurer = Structurer::create(tables);
  if (!structurer) return report_error("extract", structurer.error());
  const auto analyzer = Analyzer::create(*authority, tables);
  if (!analyzer) return report_error("extract", analyzer.error());
  Extractor x{*authority, *structurer, *analyzer, options};
  const int status = extract_paths(x);
  write_stats(x);
  return status;
}

}  // namespace hoptac
