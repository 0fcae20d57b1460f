// `hoptac reindex`: facts derived anew from stored text, and what changed by it.
#include <fmt/format.h>

#include <chrono>

#include "index/fact_changes.h"
#include "index/reindex.h"
#include "src/app/commands.h"
#include "src/app/event_stream.h"
#include "src/app/interrupt.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::size_t kShownLosses = 20;

// A line on a terminal, redrawn five times a second.
class Counter {
 public:
  explicit Counter(const ReindexCommand& c) : shown_(!c.quiet && !c.diff && !c.progress_json && is_terminal(2)) {}
  void tell(std::size_t done, std::size_t total) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || now - drawn_ < std::chrono::milliseconds(200)) return;
    drawn_ = now;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    write_err(fmt::format("\r\033[K{} of {} documents, {:.0f}/s", done, total, static_cast<double>(done) / seconds));
  }
  void finish() const {
    if (shown_) write_err("\r\033[K");
  }

 private:
  bool shown_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_;
};

Json event_json(const Options& o, const ReindexEvent& event) {
  switch (event.kind) {
    case ReindexEvent::Kind::kWaiting:
      return {{"event", "waiting"}, {"detail", event.detail}};
    case ReindexEvent::Kind::kStarted:
      return {{"event", "started"},           {"version", meta_json({}, {})["version"]},
              {"index", o.common.index},      {"where", o.reindex.where},
              {"dry_run", o.reindex.dry_run}, {"total", event.total}};
    case ReindexEvent::Kind::kDocument:
      return {{"event", "document"}, {"id", event.detail}, {"done", event.done}, {"total", event.total}};
    case ReindexEvent::Kind::kCommitted:
      return {{"event", "committed"}, {"ids", *event.committed}};
    case ReindexEvent::Kind::kPublished:
      return {{"event", "published"}, {"generation", event.detail}};
  }
  return {};
}

// What names a fact for eyes.
std::string fact_text(const Json& fact) {
  if (!fact.is_object()) return fact.is_string() ? fact.get<std::string>() : fact.dump();
  std::vector<std::string> parts;
  for (const char* const name : {"type", "value", "unit", "name", "text", "iso", "signed", "speaker", "id"}) {
    const Json& value = get_member(fact, name);
    if (value.is_string() && !value.get<std::string>().empty()) parts.push_back(value.get<std::string>());
    if (value.is_number()) parts.push_back(value.dump());
  }
  std::vector<std::string> parties;
  const Json& listed = get_member(fact, "parties");
  for (const Json& party : listed) {
    parties.push_back(party.is_string() ? party.get<std::string>() : get_string(party, "name"));
  }
  if (!parties.empty()) parts.push_back(join(parties, " + "));
  return parts.empty() ? fact.dump() : join(parts, " ");
}

Json change_json(const std::string& id, const std::vector<FactChange>& changes) {
  Json added = Json::array(), removed = Json::array();
  for (const FactChange& c : changes) (c.is_added ? added : removed).push_back({{"kind", c.kind}, {"fact", c.fact}});
  return {{"id", id}, {"added", std::move(added)}, {"removed", std::move(removed)}};
}

std::string change_text(const Options& o, const CsvWriter& csv, const std::string& id,
                        const std::vector<FactChange>& changes) {
  if (o.common.format == OutputFormat::kJsonl) return to_line(change_json(id, changes)) + "\n";
  std::string out = o.common.format == OutputFormat::kText ? one_line(id) + "\n" : "";
  for (const FactChange& c : changes) {
    const std::string fact = fact_text(c.fact);
    out += o.common.format == OutputFormat::kCsv
               ? csv.row({id, c.is_added ? "added" : "removed", c.kind, fact})
               : fmt::format("  {} {}: {}\n", c.is_added ? '+' : '-', c.kind, one_line(fact));
  }
  return out;
}

Json report_json(const Options& o, const ReindexReport& r, Json changes) {
  Json lost = Json::array();
  for (const LostDocument& l : r.lost) lost.push_back({{"path", l.path}, {"id", l.id}, {"reason", l.reason}});
  Json out{{"documents", r.documents}, {"agreements", r.agreements},   {"lost", std::move(lost)},
           {"revision", r.revision},   {"interrupted", r.interrupted}, {"dry_run", o.reindex.dry_run},
           {"seconds", r.seconds}};
  if (o.reindex.diff) {
    out.update({{"changed", r.changed}, {"added", r.added}, {"removed", r.removed}, {"changes", std::move(changes)}});
  }
  return out;
}

std::string losses(const ReindexReport& r) {
  std::string out;
  for (std::size_t i = 0; i < std::min(r.lost.size(), kShownLosses); ++i) {
    const LostDocument& l = r.lost[i];
    out += "lost: " + one_line(l.id.empty() ? l.path : l.id) + ": " + one_line(l.reason) + "\n";
  }
  if (r.lost.size() > kShownLosses) out += fmt::format("and {} more: --format json\n", r.lost.size() - kShownLosses);
  if (!r.lost.empty()) out += "Their files, where they are still there, are read again by hoptac ingest.\n";
  return out;
}

std::string summary(const Options& o, const ReindexReport& r) {
  const bool whole = o.reindex.where.empty();
  std::string out = o.reindex.dry_run ? "Dry run, nothing was written.\n" : "";
  out += fmt::format("{} documents made anew from their texts", r.documents);
  if (o.reindex.diff) out += fmt::format("; {} with other facts: {} added, {} removed", r.changed, r.added, r.removed);
  out += "\n";
  if (r.interrupted) {
    out += whole ? "Interrupted: the index is as it was before.\n"
                 : "Interrupted: what was done is kept, the same command does all again.\n";
  } else if (!o.reindex.dry_run) {
    out += fmt::format("{:.1f} s; {} is current", r.seconds, r.generation);
    out += whole ? "; hoptac rollback returns to the one before\n" : "\n";
  }
  return out;
}

int status_of(const ReindexReport& r) {
  if (r.interrupted) return exit_status(ErrorCode::kInterrupted);
  return r.documents == 0 || !r.lost.empty() ? 1 : 0;
}

Json finished_json(const Options& o, const ReindexReport& r) {
  Json out{{"event", "finished"}, {"status", status_of(r)}, {"generation", r.generation}};
  out.update(report_json(o, r, {}));
  return out;
}

ReindexOptions reindex_options(const Options& o) {
  ReindexOptions out;
  out.index_directory = o.common.index;
  out.authority_directory = o.common.authority;
  out.where = o.reindex.where;
  out.diff = o.reindex.diff;
  out.dry_run = o.reindex.dry_run;
  out.lock_timeout = o.lock_timeout;
  out.stop = &catch_interrupts();
  return out;
}

}  // namespace

int run_reindex(const Options& o) {
  Counter counter(o.reindex);
  EventStream events;
  const CsvWriter csv(o.common.excel);
  Json changes = Json::array();
  bool listening = true;
  ReindexOptions options = reindex_options(o);
  options.on_event = [&](const ReindexEvent& event) {
    if (o.reindex.progress_json) return events.write(event_json(o, event));
    if (event.kind == ReindexEvent::Kind::kDocument) counter.tell(event.done, event.total);
  };
  options.on_change = [&](const std::string& id, const std::vector<FactChange>& change) {
    if (o.common.format == OutputFormat::kJson) return changes.push_back(change_json(id, change));
    // The run goes on when nobody reads what it says any more.
    listening = listening && try_write_out(change_text(o, csv, id, change));
  };
  if (o.common.format == OutputFormat::kCsv && !o.reindex.progress_json)
    write_out(csv.header({"id", "change", "kind", "fact"}));
  const auto report = reindex(options);
  counter.finish();
  if (!report) {
    if (o.reindex.progress_json) events.failed(report.error());
    return report_error("reindex", report.error());
  }
  write_err(losses(*report));
  if (o.reindex.progress_json) {
    events.write(finished_json(o, *report));
  } else if (o.common.format == OutputFormat::kJson) {
    write_json(meta_json(o.reindex.where, report->generation), report_json(o, *report, std::move(changes)));
  } else if (o.common.format == OutputFormat::kText && !o.reindex.quiet) {
    write_out(summary(o, *report));
  }
  return status_of(*report);
}

}  // namespace hoptac
