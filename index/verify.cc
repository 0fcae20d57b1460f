// Whether an index is sound: the checksums of its files, Xapian's own look at its tables, what is stored.
#include <algorithm>
#include <array>
#include <map>
#include <sstream>
#include <utility>

#include "index/checksums.h"
#include "index/generation.h"
#include "index/inspect.h"
#include "index/ledger.h"
#include "index/schema.h"
#include "index/shard_list.h"
#include "index/stored.h"
#include "index/xapian_error.h"
#include "src/base/apart.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxProblems = 1000;
constexpr char kReindex[] = "hoptac reindex";
constexpr char kRebuild[] = "hoptac ingest --rebuild FOLDER";
constexpr char kIngest[] = "the next hoptac ingest";

// Collects problems; a broken index has more than anybody reads.
class Problems {
 public:
  explicit Problems(VerifyReport& report) : report_(report) {}
  void add(VerifyProblem problem) {
    if (report_.problems.size() < kMaxProblems) report_.problems.push_back(std::move(problem));
  }
  // What could not be looked at, and why.
  void leave_out(const std::string& reason) { report_.left_out = reason; }
  // Something of the documents that is made anew from their stored texts.
  void add(std::string where, std::string what) { add({std::move(where), std::move(what), "", kReindex}); }

 private:
  VerifyReport& report_;
};

// What hangs on a file of a generation, and how it is had again.
struct FileRole {
  std::string_view suffix, lost, remedy;
};
constexpr std::array kRoles{
    FileRole{"checksums", "nothing but the list of checksums", kIngest},
    FileRole{"meta.json", "no document, but nothing opens without it", kReindex},
    FileRole{"docdata.glass", "texts and facts of documents; those that cannot be read are named", kRebuild},
    FileRole{"postlist.glass", "words and names that documents are found by, rows of the ledger", kReindex},
    FileRole{"position.glass", "where words stand: phrases and neighbours", kReindex},
    FileRole{"termlist.glass", "what is needed to replace documents", kReindex},
    FileRole{"iamglass", "the entry to a database: it may not open", kRebuild}};

VerifyProblem damaged_file(const Generation& generation, const FileDamage& damage) {
  VerifyProblem out{join_path(generation.name, damage.file), damage.what, "", kReindex};
  const bool derived = damage.file.starts_with("register/");
  for (const FileRole& role : kRoles) {
    if (damage.file.ends_with(role.suffix)) out.lost = role.lost, out.remedy = role.remedy;
  }
  if (derived) out.lost = "the register, which is made from the documents", out.remedy = kReindex;
  return out;
}

// Xapian's own look at every block of a database. It wants to open the files for writing, though it writes nothing.
void check_tables(const std::string& path, Problems& problems) {
  std::ostringstream messages;
  const auto checked = guarded(
      path, [&]() -> Result<std::size_t> { return Xapian::Database::check(path, 0, &messages); }, Access::kWrite);
  if (!checked && checked.error().code == ErrorCode::kCannotWrite) return problems.leave_out(checked.error().detail);
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
  if (!stored) return problems.add({id, stored.error().detail, "the document", kRebuild});
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
    broken.problems.push_back({open.generation.docs(), report.error().detail, "", kRebuild});
    report = std::move(broken);
  }
  Problems problems(*report);
  for (const std::string& path : docs_paths(open.generation)) check_tables(path, problems);
  // Beside parts there may be none, the one of before, or the beginning of one.
  if (list_parts(open.generation).empty() || open.register_current)
    check_tables(open.generation.register_db(), problems);
  return report;
}

Result<VerifyReport> open_and_check(const std::string& index_directory) {
  auto open = open_generation(index_directory);
  if (!open) return fail(std::move(open.error()));
  return check_all(*open);
}

// A report, or an error, from one process to the other.
std::string encode_outcome(const Result<VerifyReport>& outcome) {
  if (!outcome) {
    const Error& e = outcome.error();
    return to_line({{"code", code_name(e.code)}, {"path", e.path}, {"detail", e.detail}});
  }
  Json problems = Json::array();
  for (const VerifyProblem& p : outcome->problems) problems.push_back({p.where, p.what, p.lost, p.remedy});
  return to_line(
      {{"documents", outcome->documents}, {"left_out", outcome->left_out}, {"problems", std::move(problems)}});
}

Result<VerifyReport> decode_outcome(const std::string& text) {
  const auto json = parse_json(text);
  if (!json) return fail(ErrorCode::kInternal, {}, json.error().detail);
  if (json->contains("code")) {
    return fail(code_from_name(get_string(*json, "code")), get_string(*json, "path"), get_string(*json, "detail"));
  }
  VerifyReport out;
  out.documents = static_cast<std::size_t>(get_number(*json, "documents"));
  out.left_out = get_string(*json, "left_out");
  for (const Json& p : get_member(*json, "problems")) {
    out.problems.push_back(
        {p[0].get<std::string>(), p[1].get<std::string>(), p[2].get<std::string>(), p[3].get<std::string>()});
  }
  return out;
}

// Xapian may read beyond a damaged block, or never come to an end of it: that ends a copy of this process.
Result<VerifyReport> check_apart(const Generation& generation) {
  constexpr double kLeastSeconds = 60;
  constexpr double kBytesPerSecond = 1e6;
  const double seconds = kLeastSeconds + static_cast<double>(tree_size(generation.directory())) / kBytesPerSecond;
  const auto text = run_apart(seconds, [&] { return encode_outcome(open_and_check(generation.index_directory)); });
  if (text) return decode_outcome(*text);
  VerifyReport broken;
  broken.problems.push_back({generation.name, "reading it: " + text.error().detail, "", kRebuild});
  return broken;
}

// What the checksums say comes first: it names files and places.
Result<VerifyReport> check_generation(const Generation& generation) {
  const auto sums = check_checksums(generation);
  if (!sums) return fail(sums.error());
  auto report = check_apart(generation);
  if (!report) {
    // Damage explains why it cannot be opened.
    if (sums->damage.empty()) return report;
    VerifyReport closed;
    closed.problems.push_back({generation.name, describe(report.error()), "", kRebuild});
    report = std::move(closed);
  }
  report->generation = generation.name;
  report->checksums = sums->state;
  report->recorded = sums->at;
  report->files = sums->files;
  report->bytes = sums->bytes;
  std::vector<VerifyProblem> damaged;
  for (const FileDamage& damage : sums->damage) damaged.push_back(damaged_file(generation, damage));
  report->problems.insert(report->problems.begin(), damaged.begin(), damaged.end());
  return report;
}

// Generation and revisions, as they are now on disk.
std::string state_of(const std::string& index_directory) {
  const auto generation = current_generation(index_directory);
  if (!generation) return {};
  std::string out = generation->name + "\n" + checksums_stamp(*generation);
  std::vector<std::string> paths = docs_paths(*generation);
  paths.push_back(generation->register_db());
  for (const std::string& path : paths) {
    const auto entry = stat_path(join_path(path, "iamglass"));
    // Each commit puts a new file in its place.
    if (entry) out += "\n" + std::to_string(entry->inode) + " " + std::to_string(entry->mtime_ns);
  }
  return out;
}

}  // namespace

// Needs no lock, so that it works on a medium that cannot be written; what it finds while a writer is
// at work may be the writer's doing, and is looked at again.
Result<VerifyReport> verify_index(const std::string& index_directory) {
  if (auto one = refuse_shards(index_directory, "verify"); !one) return fail(std::move(one.error()));
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    const std::string before = state_of(index_directory);
    const auto generation = current_generation(index_directory);
    if (!generation) return fail(generation.error());
    auto report = check_generation(*generation);
    if (report && report->problems.empty()) return report;
    if (state_of(index_directory) == before) return report;
  }
  return fail(ErrorCode::kIndexBusy, index_directory, "it changes while it is checked; wait for the writer to end");
}

}  // namespace hoptac
