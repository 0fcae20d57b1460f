// Questions about the index itself: counts, ledger, roots, soundness, everything out.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "index/checksums.h"
#include "index/update.h"
#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

struct LedgerRow {
  std::string path;  // ROOT/relative path
  std::string root;
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::string hash;
  FileState state = FileState::kIndexed;
  std::string reason;
  std::string format;
  std::size_t documents = 0;
  std::size_t lost = 0;  // records that failed inside a file that is otherwise indexed
  int reader_version = 0;
  int rules_version = 0;

  friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

struct RootRow {
  std::string name;
  std::string folder;  // where it was last seen
  std::string state;   // of the folder now: "there", "empty", "missing", "unreadable"
  std::size_t files = 0;
  std::size_t documents = 0;
  std::size_t failed = 0;
};

struct IndexStats {
  std::size_t documents = 0, agreements = 0, institutions = 0, people = 0, certifications = 0;
  std::size_t files = 0, failed = 0, duplicates = 0, skipped = 0;
  std::map<std::string, std::size_t> by_language, by_format, by_source, by_encoding;
  std::map<std::string, double> encoding_confidence;  // the lowest of each encoding that was concluded, not given
  std::uint64_t bytes_on_disk = 0;
  std::string generation, schema, rules, authority, unicode, created, last_run;
  std::uint64_t revision = 0;
};

// Why its documents are not as this program would make them now, in one line that names the way; "" when they are.
Result<std::string> index_staleness(const std::string& index_directory, const std::string& authority_directory);
Result<IndexStats> index_stats(const std::string& index_directory);
// Rows sorted by path; only those in `state` unless it is ""; "failed" has files with lost records too.
Result<std::vector<LedgerRow>> ledger_rows(const std::string& index_directory, const std::string& state);
Result<std::vector<RootRow>> root_rows(const std::string& index_directory);
// Why there is no document of this id, when the ledger has a file of it: "a duplicate of ID", "failed: …"; else "".
std::string why_no_document(const std::string& index_directory, const std::string& id);

struct VerifyProblem {
  std::string where;   // a file below the index, or a document or path of the ledger
  std::string what;    // "bytes 0 to 65535 are not as they were written"
  std::string lost;    // what hangs on it; "" when nothing is known to be lost
  std::string remedy;  // the command that makes it good
};
struct VerifyReport {
  std::string generation;
  std::size_t documents = 0;
  ChecksumState checksums = ChecksumState::kNone;
  std::string recorded;                 // when the checksums were, UTC
  std::size_t files = 0;                // compared with their checksums
  std::uint64_t bytes = 0;              // of them
  std::string left_out;                 // why Xapian's own check of its tables could not be made; "" = it was
  std::vector<VerifyProblem> problems;  // empty = sound
};
// Checksums of every file as the last run left it, Xapian's own check of the databases, checksums of every stored
// document, ledger against documents, register against documents. Reads only, beside a writer too; what a damaged
// database does to its reader is borne by another process. Errors are those of open_generation() when no damage
// explains them, and kIndexBusy when writers leave no quiet moment.
Result<VerifyReport> verify_index(const std::string& index_directory);

// Every document with text and facts, one JSON line each, sorted by id; the same content gives
// the same bytes.
Result<std::size_t> export_index(const std::string& index_directory,
                                 const std::function<bool(const std::string&)>& line);

}  // namespace hoptac
