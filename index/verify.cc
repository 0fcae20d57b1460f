#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "index/generation.h"
#include "index/inspect.h"
#include "index/ledger.h"
#include "index/schema.h"
#include "index/shard_list.h"
#include "index/stored.h"
#include "index/xapian_error.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxProblems = 1000;

// Collects problems; a broken index has more than anybody reads.
class Problems {
 public:
  explicit Problems(VerifyReport& report) : report_(report) {}
  void add(std::string where, std::string what) {
    if (report_.problems.size() < kMaxProblems) report_.problems.push_back({std::move(where), std::move(what)});
  }

 private:
  VerifyReport& report_;
};

// Xapian's own look at every block of a database.
void check_tables(const std::string& path, Problems& problems) {
  std::ostringstream messages;
  const auto checked =
      guarded(path, [&]() -> Result<std::size_t> { return Xapian::Database::check(path, 0, &messages); });
  if (!checked) problems.add(path, describe(checked.error()));
  if (checked && *checked > 0) problems.add(path, std::to_string(*checked) + " errors: " + messages.str());
}

// The file of a document, by its XF term; "" when it has none.
std::string file_of(const Xapian::Database& docs, Xapian::docid id) {
  const std::string prefix(prefix::kFile);
  auto it = docs.termlist_begin(id);
  it.skip_to(prefix);
  if (it == docs.termlist_end(id) || !(*it).starts_with(prefix)) return {};
  return (*it).substr(prefix.size());
}

void check_document(const Xapian::Database& docs, Xapian::docid docid, const std::string& id, Problems& problems) {
  const auto stored = decode_stored(docs.get_document(docid).get_data());
  if (!stored) return problems.add(id, stored.error().detail);
  if (stored->document.id != id) problems.add(id, "the stored document calls itself " + stored->document.id);
  const std::string term = id_term(id);
  const auto at = docs.postlist_begin(term);
  if (at == docs.postlist_end(term) || *at != docid) problems.add(id, "its id term leads elsewhere");
  if (docs.get_termfreq(term) > 1)
    problems.add(id, "it is there " + std::to_string(docs.get_termfreq(term)) + " times");
}

// Files whose documents are all there, by key. A run that was killed inside a file leaves its row
// marked as incomplete: the next run reads it again.
void check_ledger(const Ledger& ledger, const std::map<std::string, std::size_t>& found, Problems& problems) {
  std::map<std::string, const LedgerEntry*> rows;
  for (const auto& [path, entry] : ledger) {
    const std::string key = file_key(path);
    rows[key] = &entry;
    const auto count = found.find(key);
    const std::size_t documents = count == found.end() ? 0 : count->second;
    if (entry.incomplete || documents == entry.row.documents) continue;
    problems.add(path, "the ledger has " + std::to_string(entry.row.documents) + " documents, the index " +
                           std::to_string(documents));
  }
  for (const auto& [key, count] : found) {
    if (!rows.contains(key)) problems.add(key, "documents of a file that the ledger does not know");
  }
}

// A register of another revision is late, not damaged: the next run mends it.
void check_register(const OpenGeneration& open, std::size_t agreements, Problems& problems) {
  if (!open.register_current) return;
  const std::size_t records = open.register_db.get_doccount();
  if (records == agreements) return;
  problems.add(open.generation.register_db(),
               "it has " + std::to_string(records) + " agreements, the documents " + std::to_string(agreements));
}

Result<VerifyReport> check_content(const OpenGeneration& open) {
  VerifyReport report;
  Problems problems(report);
  std::map<std::string, std::size_t> found;
  std::size_t agreements = 0;
  const Xapian::Database& docs = open.docs;
  for (auto it = docs.postlist_begin({}); it != docs.postlist_end({}); ++it) {
    const Xapian::Document document = docs.get_document(*it);
    const std::string id = document.get_value(slot_number(Slot::kId));
    check_document(docs, *it, id, problems);
    ++found[file_of(docs, *it)];
    if (const auto stored = decode_stored(document.get_data())) agreements += stored->analysis.agreements.size();
    ++report.documents;
  }
  check_ledger(read_ledger(open.parts), found, problems);
  check_register(open, agreements, problems);
  return report;
}

Result<VerifyReport> check_all(OpenGeneration& open) {
  auto report = guarded_retrying(
      open.generation.index_directory, [&] { return check_content(open); },
      [&](const Xapian::Error& error) { return recover(open, error); });
  if (!report) {
    if (report.error().code != ErrorCode::kIndexDamaged) return report;
    VerifyReport broken;
    broken.problems.push_back({open.generation.docs(), report.error().detail});
    report = std::move(broken);
  }
  Problems problems(*report);
  for (const std::string& path : docs_paths(open.generation)) check_tables(path, problems);
  // Until a first build is finished there may be none, or the beginning of one.
  if (list_parts(open.generation).empty() || open.register_current)
    check_tables(open.generation.register_db(), problems);
  return report;
}

// Generation and revisions, as they are now on disk.
Result<std::string> state_of(const std::string& index_directory) {
  const auto open = open_generation(index_directory);
  if (!open) return fail(open.error());
  return guarded(index_directory, [&]() -> Result<std::string> {
    const std::string records = open->register_db.size() > 0 ? stamp_of(open->register_db) : "";
    return open->generation.name + " " + open->parts.stamp() + " " + records;
  });
}

}  // namespace

// Needs no lock, so that it works on a medium that cannot be written; what it finds while a writer is
// at work may be the writer's doing, and is looked at again.
Result<VerifyReport> verify_index(const std::string& index_directory) {
  if (has_shards(index_directory))
    return fail(ErrorCode::kUsage, index_directory, "an index of shards; verify each of them on its machine");
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    const auto before = state_of(index_directory);
    auto open = open_generation(index_directory);
    if (!open) return fail(std::move(open.error()));
    auto report = check_all(*open);
    if (!report || report->problems.empty()) return report;
    const auto after = state_of(index_directory);
    if (before && after && *before == *after) return report;
    if (!before && !after) return report;
  }
  return fail(ErrorCode::kIndexBusy, index_directory, "it changes while it is checked; wait for the writer to end");
}

}  // namespace hoptac
