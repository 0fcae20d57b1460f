#include "index/rebuild.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "index/carry_over.h"
#include "index/file_indexer.h"
#include "index/xapian_error.h"

namespace hoptac {
namespace {

std::set<std::string, std::less<>> paths_of(const FileList& list) {
  std::set<std::string, std::less<>> out;
  for (const SeenFile& seen : list.files) out.insert(seen.path);
  return out;
}

void lose(const std::string& path, const std::string& id, const Error& error, UpdateReport& report) {
  ++report.record_failures;
  report.files.push_back({path_id(path), id, FileState::kFailed, failure_reason(error), {}, false});
}

}  // namespace

void add_known_files(FileList& list, const Ledger& ledger, const ResolvedTargets& targets) {
  const auto seen = paths_of(list);
  for (const auto& [path, entry] : ledger) {
    if (seen.contains(path)) continue;
    if (auto file = find_file(entry, targets.roots, targets.filters)) list.files.push_back(*std::move(file));
  }
  sort_files(list);
}

Result<FileList> waiting_files(const Ledger& ledger, const ResolvedTargets& targets,
                               bool (*is_wanted)(const LedgerEntry&)) {
  FileList list;
  for (const auto& [path, entry] : ledger) {
    const auto covered = [&p = path](const Target& target) { return target.covers(p); };
    if (!is_wanted(entry)) continue;
    if (!targets.targets.empty() && std::none_of(targets.targets.begin(), targets.targets.end(), covered)) continue;
    if (auto file = find_file(entry, targets.roots, targets.filters)) list.files.push_back(*std::move(file));
  }
  return list;
}

Result<Ledger> carry_over(const CarrySource& from, Writer& writer, Pipeline& pipeline, UpdateReport& report) {
  const auto seen = paths_of(from.list);
  const std::string place = from.generation.docs();
  const auto docs = guarded(place, [&]() -> Result<Xapian::Database> { return open_docs(from.generation).all; });
  if (!docs) return fail(docs.error());
  CarryListener listener;
  listener.lost = [&](const std::string& path, const std::string& id, const Error& error) {
    lose(path, id, error, report);
  };
  listener.is_stopped = [&] { return from.stop != nullptr && from.stop->load(); };
  Carrier carrier(*docs, pipeline, &writer, std::move(listener));
  for (const auto& [path, entry] : from.ledger) {
    if (seen.contains(path) || entry.row.documents == 0) continue;
    if (auto carried = carrier.carry(entry); !carried) return fail(std::move(carried.error()));
  }
  const auto is_wanted = [&](std::string_view path) { return !seen.contains(path) && !from.ledger.contains(path); };
  if (auto rest = carrier.carry_rest(from.is_damaged, is_wanted); !rest) return fail(std::move(rest.error()));
  // The run asks the database which documents a file has.
  if (auto committed = writer.commit(); !committed) return fail(std::move(committed.error()));
  return carrier.ledger();
}

}  // namespace hoptac
