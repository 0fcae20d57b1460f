// `hoptac extract`: facts of files as JSON lines, without an index.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "index/apply_identity.h"
#include "ingest/facts/analyze.h"
#include "ingest/facts/link_reason.h"
#include "ingest/load.h"
#include "ingest/walk.h"
#include "src/app/commands.h"
#include "src/app/interrupt.h"
#include "src/app/output.h"
#include "src/app/reading.h"
#include "src/app/terminal.h"
#include "src/base/file.h"
#include "src/base/json.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

// The parts that an extraction needs; loaded once.
struct Extractor {
  const Authority& authority;
  const Structurer& structurer;
  const Analyzer& analyzer;
  const Options& options;
  FileReader& reader;
  const std::atomic<bool>& stop;
  Corrector* corrector = nullptr;  // none without --overrides
  std::size_t documents = 0;
  std::size_t failures = 0;
  std::map<std::string, double> cpu;
};

void report_failure(Extractor& x, const std::string& path, const Error& error) {
  ++x.failures;
  write_err("hoptac extract: " + one_line(path) + ": " + std::string(code_name(error.code)) + ": " +
            one_line(error.detail) + "\n");
}

// Where the facts of the text alone link to, by the first byte of an entity: what corrections changed differs.
using FirstLinks = std::map<std::uint32_t, std::string>;

template <typename Entity>
std::uint32_t first_byte(const Entity& entity) {
  return entity.mentions.empty() ? 0 : entity.mentions.front().span.begin;
}

FirstLinks first_links(const Analysis& analysis) {
  FirstLinks out;
  for (const Institution& i : analysis.institutions) out.emplace(first_byte(i), i.id);
  return out;
}

// Adds `link` to the institutions and people of an explained document (docs/json.md).
void add_links(Json& json, const Document& document, const Analysis& analysis, const Extractor& x,
               const FirstLinks& before) {
  for (std::size_t i = 0; i < analysis.institutions.size(); ++i) {
    const Institution& institution = analysis.institutions[i];
    const auto own = before.find(first_byte(institution));
    if (own != before.end() && own->second != institution.id) {
      json["institutions"][i]["link"] = {{"why", "overrides"}, {"before", own->second}};
      continue;
    }
    const LinkReason reason = link_reason(institution, document.text, x.authority);
    Json link{{"why", reason.why}, {"form", reason.form}};
    if (!reason.among.empty()) link["among"] = reason.among;
    json["institutions"][i]["link"] = std::move(link);
  }
  for (std::size_t i = 0; i < analysis.people.size(); ++i) {
    const auto& roles = analysis.people[i].roles;
    const bool placed = std::any_of(roles.begin(), roles.end(), [](const Role& r) { return r.institution_index >= 0; });
    json["people"][i]["link"] = {{"why", placed ? "name-and-institution" : "name-only"}};
  }
}

void write_document(Extractor& x, TokenisedDocument& read) {
  const Document& document = read.document;
  const double before = cpu_seconds();
  Analysis analysis = x.analyzer.analyze(read);
  const FirstLinks links = first_links(analysis);
  if (x.corrector != nullptr) x.corrector->correct(analysis);
  drop_below(analysis, x.options.extract.min_confidence);
  x.cpu["facts"] += cpu_seconds() - before;
  Json json = extract_json(document, analysis, {x.options.extract.with_text, x.options.extract.explain});
  if (x.options.extract.explain) add_links(json, document, analysis, x, links);
  if (x.options.common.format == OutputFormat::kJson) {
    write_out((x.documents == 0 ? "[\n" : ",\n") + to_line(json));
  } else {
    write_jsonl(json);
  }
  ++x.documents;
}

void extract_loaded(Extractor& x, const SourceFile& file, Result<LoadedDocument> loaded) {
  if (!loaded) {
    const std::string& member = loaded.error().path;
    return report_failure(x, member.empty() ? file.location : file.location + "!" + member, loaded.error());
  }
  const std::string id = loaded->identity.id;
  auto document = x.structurer.structure(loaded->raw, std::move(loaded->identity));
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
  const auto loaded = load_documents({file, *content, sidecar}, x.reader, [&](Result<LoadedDocument> document) {
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
    for (const SourceFile& file : found->files) {
      if (x.stop.load()) return exit_status(ErrorCode::kInterrupted);
      extract_file(x, file);
    }
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
  auto corrections = options.extract.overrides.empty() ? Result<Corrections>(Corrections{})
                                                       : read_corrections(options.extract.overrides);
  if (!corrections)
    return report_error("extract", {ErrorCode::kUsage, corrections.error().path, corrections.error().detail});
  Corrector corrector(*std::move(corrections), *authority);
  const std::atomic<bool>& stop = catch_interrupts();
  const auto reader = make_file_reader(options.extract.reading, &stop, nullptr);
  Extractor x{*authority, *structurer, *analyzer, options, *reader, stop};
  if (!options.extract.overrides.empty()) x.corrector = &corrector;
  const int status = extract_paths(x);
  for (const UnusedCorrection& u : corrector.unused())
    write_err(
        fmt::format("hoptac extract: unused: {}:{}: {}: {}\n", options.extract.overrides, u.line, u.what, u.reason));
  write_stats(x);
  return status;
}

}  // namespace hoptac
