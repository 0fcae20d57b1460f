// `hoptac stats`, `files`, `sources`, `export`: the index about itself.
#include <fmt/format.h>

#include "index/inspect.h"
#include "index/runs.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::size_t kWholeCells = 1U << 20U;

// A listing whose rows are objects with the same members; cells of tables and CSV are made from them.
struct Listing {
  std::string name;  // of the rows in JSON: "files"
  Row columns;
  std::vector<Json> rows;
};

Row cells_of(const Listing& listing, const Json& row) {
  Row out;
  for (const std::string& column : listing.columns) {
    const Json& value = get_member(row, column);
    out.push_back(value.is_string() ? value.get<std::string>() : value.dump());
  }
  return out;
}

std::string generation_of(const Options& o) {
  const auto stats = index_stats(o.common.index);
  return stats ? stats->generation : "";
}

void write_listing(const Options& o, const Listing& listing) {
  if (o.common.format == OutputFormat::kJson) {
    return write_json(meta_json("", generation_of(o)), {{"total", listing.rows.size()}, {listing.name, listing.rows}});
  }
  if (o.common.format == OutputFormat::kJsonl) {
    for (const Json& row : listing.rows) write_jsonl(row);
    return;
  }
  std::vector<Row> rows;
  for (const Json& row : listing.rows) rows.push_back(cells_of(listing, row));
  if (o.common.format == OutputFormat::kCsv) {
    const CsvWriter csv(o.common.excel);
    write_out(csv.header(listing.columns));
    for (const Row& row : rows) write_out(csv.row(row));
    return;
  }
  TextStyle style = detect_style(1);
  if (!is_terminal(1)) style.width = kWholeCells;  // a pipe has no edge
  write_out(text_table(listing.columns, rows, style) + fmt::format("{} {}\n", rows.size(), listing.name));
}

Json stats_json(const IndexStats& s) {
  Json out{{"documents", s.documents},
           {"agreements", s.agreements},
           {"institutions", s.institutions},
           {"people", s.people},
           {"certifications", s.certifications}};
  out.update({{"files", s.files},
              {"failed", s.failed},
              {"duplicates", s.duplicates},
              {"skipped", s.skipped},
              {"bytes_on_disk", s.bytes_on_disk}});
  out.update({{"by_language", s.by_language},
              {"by_format", s.by_format},
              {"by_source", s.by_source},
              {"by_encoding", s.by_encoding},
              {"encoding_confidence", s.encoding_confidence}});
  out.update({{"generation", s.generation},
              {"revision", s.revision},
              {"schema", s.schema},
              {"rules", s.rules},
              {"authority", s.authority},
              {"unicode", s.unicode},
              {"created", s.created},
              {"last_run", s.last_run}});
  return out;
}

// "vi 12, en 3" of a map.
std::string value_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object()) return value.dump();
  std::vector<std::string> parts;
  for (const auto& [key, count] : value.items()) parts.push_back((key.empty() ? "unknown" : key) + " " + count.dump());
  return join(parts, ", ");
}

std::vector<Row> stats_rows(const IndexStats& s) {
  std::vector<Row> rows;
  const Json json = stats_json(s);
  for (const auto& [key, value] : json.items()) {
    if (key != "encoding_confidence" || !value.empty()) rows.push_back({key, value_text(value)});
  }
  return rows;
}

std::string megabytes(std::uint64_t bytes) { return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6); }

// ", 12.3 s: 20 seen, 3 indexed, 1 failed".
std::string run_counts(const Json& report) {
  const auto count = [](const Json& object, const char* key) {
    return static_cast<std::size_t>(get_number(object, key));
  };
  const Json& failed = get_member(report, "failed");
  const std::size_t fresh = count(failed, "new"), known = count(failed, "known");
  std::string out = fmt::format(", {:.1f} s: {} seen, {} indexed, {} failed", get_number(report, "seconds"),
                                count(report, "seen"), count(report, "indexed"), fresh + known);
  if (fresh > 0) out += fmt::format(" ({} new)", fresh);
  if (get_bool(report, "interrupted")) out += "; interrupted";
  if (const Json& error = get_member(report, "error"); error.is_object()) {
    out += "; ended by " + get_string(error, "code") + ": " + one_line(get_string(error, "detail"));
  }
  return out;
}

void write_examples(const std::string& index, const std::string& authority, const IndexStats& s) {
  write_out(fmt::format("{} documents, {} agreements, {} institutions, {} people; {}\n", s.documents, s.agreements,
                        s.institutions, s.people, megabytes(s.bytes_on_disk)));
  write_out("Index:    " + index + " (" + s.generation + ")\n");
  if (!s.last_run.empty()) write_out("Last run: " + s.last_run + run_counts(last_report(index)) + "\n");
  if (const auto stale = index_staleness(index, authority); stale && !stale->empty())
    write_out("Stale:    " + *stale + "\n");
}

}  // namespace

int run_stats(const Options& o) {
  const auto stats = index_stats(o.common.index);
  if (!stats) return report_error("stats", stats.error());
  if (o.common.format == OutputFormat::kJson) {
    write_json(meta_json("", stats->generation), stats_json(*stats));
  } else if (o.common.format == OutputFormat::kJsonl) {
    write_jsonl(stats_json(*stats));
  } else if (o.common.format == OutputFormat::kCsv) {
    Listing listing{"stats", {"name", "value"}, {}};
    for (const Row& row : stats_rows(*stats)) listing.rows.push_back({{"name", row[0]}, {"value", row[1]}});
    write_listing(o, listing);
  } else {
    for (const Row& row : stats_rows(*stats)) write_out(pad(row[0], 20) + row[1] + "\n");
  }
  return 0;
}

int run_files(const Options& o) {
  const auto ledger = ledger_rows(o.common.index, o.files_state);
  if (!ledger) return report_error("files", ledger.error());
  Listing listing{"files", {"path", "state", "reason", "format", "documents", "size", "hash"}, {}};
  for (const LedgerRow& r : *ledger) {
    listing.rows.push_back({{"path", r.path},
                            {"state", file_state_name(r.state)},
                            {"reason", r.reason},
                            {"format", r.format},
                            {"documents", r.documents},
                            {"size", r.size},
                            {"hash", r.hash}});
  }
  write_listing(o, listing);
  return listing.rows.empty() ? 1 : 0;
}

int list_sources(const Options& o) {
  const auto roots = root_rows(o.common.index);
  if (!roots) return report_error("sources", roots.error());
  Listing listing{"sources", {"name", "folder", "state", "files", "documents", "failed"}, {}};
  for (const RootRow& r : *roots) {
    listing.rows.push_back({{"name", r.name},
                            {"folder", r.folder},
                            {"state", r.state},
                            {"files", r.files},
                            {"documents", r.documents},
                            {"failed", r.failed}});
  }
  write_listing(o, listing);
  return listing.rows.empty() ? 1 : 0;
}

int run_export(const Options& o) {
  const auto count = export_index(o.common.index, [](const std::string& line) {
    write_out(line + "\n");
    return true;
  });
  if (!count) return report_error("export", count.error());
  return *count == 0 ? 1 : 0;
}

int run_overview(const Options& o) {
  const auto stats = index_stats(o.common.index);
  if (!stats && stats.error().code != ErrorCode::kIndexMissing) return report_error({}, stats.error());
  if (stats) {
    write_examples(o.common.index, o.common.authority, *stats);
  } else {
    write_out("No index yet at " + o.common.index + ". Make one:\n  hoptac ingest FOLDER\n");
  }
  write_out(
      "\nExamples:\n"
      "  hoptac search hợp tác đào tạo                         words, accents optional\n"
      "  hoptac search '\"memorandum of understanding\" country:KR'\n"
      "  hoptac search 'party:Vinmec type:mou signed:2020..2023'\n"
      "  hoptac agreements --party VNU-HCM --since 2020        the register\n"
      "  hoptac people 'vu hai quan'                           who is in the index\n"
      "  hoptac extract release.txt                            facts of a file, no index needed\n"
      "\nhoptac --help lists the commands.\n");
  return 0;
}

}  // namespace hoptac
