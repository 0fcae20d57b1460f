#include "index/rebuild.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "index/file_indexer.h"
#include "index/schema.h"
#include "index/stored.h"
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

// Makes the documents of one file from their stored text; `entry` becomes their row.
Result<Change> carried_file(const Xapian::Database& docs, LedgerEntry& entry, Pipeline& pipeline,
                            UpdateReport& report) {
  const std::string& path = entry.row.path;
  Change change{path, {}, {}, {}};
  const std::string term = make_term(prefix::kFile, file_key(path));
  for (auto it = docs.postlist_begin(term); it != docs.postlist_end(term); ++it) {
    const Xapian::Document stored = docs.get_document(*it);
    const std::string data = stored.get_data();
    const auto document = is_sound(data) ? decode_stored_document(data)
                                         : fail(ErrorCode::kIndexDamaged, {}, "stored data does not fit its checksum");
    if (document) {
      change.documents.push_back(pipeline.derive(*document, path));
    } else {
      lose(path, stored.get_value(slot_number(Slot::kId)), document.error(), report);
    }
  }
  entry.row.documents = change.documents.size();
  entry.row.rules_version = kRulesVersion;
  entry.authority = pipeline.authority().version();
  change.metadata.emplace_back(ledger_metadata_key(path), encode_entry(entry));
  return change;
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
  Ledger carried;
  const auto stopped = [&] { return from.stop != nullptr && from.stop->load(); };
  for (const auto& [path, entry] : from.ledger) {
    if (stopped()) return carried;
    if (seen.contains(path) || entry.row.documents == 0) continue;
    LedgerEntry row = entry;
    auto change = guarded(place, [&] { return carried_file(*docs, row, pipeline, report); });
    if (!change) lose(path, {}, change.error(), report);
    if (!change || change->documents.empty()) continue;
    if (auto added = writer.add(*std::move(change)); !added) return fail(std::move(added.error()));
    carried.emplace(path, std::move(row));
  }
  // The run asks the database which documents a file has.
  if (auto committed = writer.commit(); !committed) return fail(std::move(committed.error()));
  return carried;
}

}  // namespace hoptac
