#include "index/rebuild.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

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

Result<Change> carried_file(const Xapian::Database& docs, const LedgerEntry& entry, Pipeline& pipeline) {
  Change change{entry.row.path, {}, {}, {{ledger_metadata_key(entry.row.path), encode_entry(entry)}}};
  const std::string term = make_term(prefix::kFile, file_key(entry.row.path));
  for (auto it = docs.postlist_begin(term); it != docs.postlist_end(term); ++it) {
    const auto document = decode_stored_document(docs.get_document(*it).get_data());
    if (!document) return fail(document.error());
    change.documents.push_back(pipeline.derive(*document, entry.row.path));
  }
  return change;
}

}  // namespace

void add_known_files(FileList& list, const Ledger& ledger, const Roots& roots) {
  const auto seen = paths_of(list);
  for (const auto& [path, entry] : ledger) {
    if (seen.contains(path)) continue;
    if (auto file = find_file(entry, roots)) list.files.push_back(*std::move(file));
  }
  sort_files(list);
}

Result<FileList> failed_files(const Ledger& ledger, const ResolvedTargets& targets) {
  FileList list;
  for (const auto& [path, entry] : ledger) {
    const auto covered = [&p = path](const Target& target) { return target.covers(p); };
    if (entry.row.state != FileState::kFailed) continue;
    if (!targets.targets.empty() && std::none_of(targets.targets.begin(), targets.targets.end(), covered)) continue;
    if (auto file = find_file(entry, targets.roots)) list.files.push_back(*std::move(file));
  }
  return list;
}

Result<void> carry_over(const Generation& from, const Ledger& ledger, const FileList& list, Writer& writer,
                        Pipeline& pipeline) {
  const auto seen = paths_of(list);
  return guarded(from.docs(), [&]() -> Result<void> {
    const Xapian::Database docs(from.docs());
    for (const auto& [path, entry] : ledger) {
      if (seen.contains(path) || entry.row.documents == 0) continue;
      auto change = carried_file(docs, entry, pipeline);
      if (!change) return fail(std::move(change.error()));
      if (auto added = writer.add(*std::move(change)); !added) return added;
    }
    return {};
  });
}

}  // namespace hoptac
