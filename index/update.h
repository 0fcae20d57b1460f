// Brings an index up to date with files and folders: the engine of `hoptac ingest`.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/shard_list.h"
#include "index/source.h"
#include "ingest/file_reader.h"
#include "src/base/json_fwd.h"
#include "src/base/limits.h"
#include "src/base/result.h"

namespace hoptac {

// What happened to one file, or to one record of it.
enum class FileState : std::uint8_t { kIndexed, kUnchanged, kDuplicate, kSkipped, kFailed, kVanished, kRemoved };
std::string_view file_state_name(FileState state);

struct FileOutcome {
  std::string path;  // ROOT/relative path
  std::string id;    // document id, "" for a file without one
  FileState state = FileState::kIndexed;
  std::string reason;  // "failed: damaged: …", "new", "changed", "duplicate of ID", "stale rules"
  std::string format;
  bool known = false;  // failed before with the same bytes
};

// A root of which more is gone than may leave the index unasked: its files stay (state vanished).
struct UnconfirmedRemoval {
  std::string source, folder;
  std::size_t gone = 0;   // files that the index has and whose bytes were found nowhere else
  std::size_t known = 0;  // of so many of the root
  std::string reason;
};

struct UpdateReport {
  std::size_t seen = 0, indexed = 0, unchanged = 0, stale = 0, duplicate = 0, skipped = 0;
  std::size_t failed_new = 0, failed_known = 0;
  std::size_t vanished = 0, removed = 0;  // files that are gone: those that stay in the index, and the others
  std::vector<UnconfirmedRemoval> unconfirmed;
  std::size_t documents = 0;                   // written in this run; a jsonl file holds many
  std::size_t record_failures = 0;             // records lost inside files that are otherwise indexed
  std::size_t agreements = 0;                  // in the index, after the run
  std::map<std::string, std::size_t> formats;  // indexed files by format
  std::vector<FileOutcome> files;              // all but unchanged ones
  std::vector<std::string> sample_queries;     // three, made from this index's own names
  std::map<std::string, double> stage_cpu;     // seconds: walk read decode structure facts record write register
  double seconds = 0, cpu_seconds = 0;
  std::uint64_t bytes = 0;
  std::string generation;
  std::uint64_t revision = 0;                           // Xapian's, of docs
  bool changed = false;                                 // something was committed
  std::size_t metadata_rows = 0, metadata_matched = 0;  // of the list given to the run
  std::vector<std::string> metadata_faults;             // "LIST.csv:3: …": faulty rows, rows without a file
  std::size_t corrections = 0;                          // rows of overrides.tsv
  std::vector<std::string> unused_corrections;          // "overrides.tsv:3: merge … : reason"
  bool interrupted = false;
  bool is_unicode_stale = false;  // words of the index are those of another version of Unicode
  std::string started;
  std::optional<Error> error;  // that ended the run; only in the reports of past runs (runs.h)
};

struct UpdateEvent {
  enum class Kind : std::uint8_t { kWaiting, kStarted, kFile, kCommitted, kPublished, kFinished } kind = Kind::kFile;
  std::size_t done = 0, total = 0;  // files
  std::uint64_t bytes_done = 0, bytes_total = 0;
  const FileOutcome* outcome = nullptr;                 // kFile
  const std::vector<std::string>* committed = nullptr;  // kCommitted: ids now acknowledged
  std::string detail;                                   // kWaiting: who holds the lock; kPublished: the generation
};

// From when on the changes of an index go through parts (increment.h): new documents, less what outweighs the changed
// ones; both bounds must be reached. Measured on an index of 19,000 documents (docs/benchmarks/2026-11-30.md): a new
// one costs .5 ms of CPU less than in place, a changed one .8 to 1.2 ms more, copy and merge .09 ms for each that is
// there.
struct PartsFrom {
  double documents = limits::kPartDocuments;
  double share = 0.25;  // of the documents that the index holds; even at .2
  double for_changed = 3;
};

struct UpdateOptions {
  std::string index_directory;
  std::vector<std::string> paths;
  std::string source;  // name of the root, for one path; with `sources`: only this one of them
  // Of a configuration file; then `paths` are those of their parts that the run looks at, or none for all of them.
  std::vector<Source> sources;
  bool rebuild = false;  // into a new generation, published at the end
  bool dry_run = false;
  bool only_failed = false;
  bool prune = false;  // files that are gone leave the index, however many (vanished.h)
  // The documents to be held; none: those that the index holds, or all.
  std::optional<ShardPart> shard;
  double lock_timeout = 0;
  std::size_t jobs = 1;  // workers; the index does not depend on their number
  std::string authority_directory;
  std::string overrides;        // file of corrections (corrections.h) that the index takes up and keeps
  std::string metadata_list;    // table of metadata for files (ingest/metadata_list.h), or ""
  bool drop_overrides = false;  // the index forgets those that it keeps
  std::function<void(const UpdateEvent&)> on_event;
  // Who reads the files; none: this process itself (DirectReader).
  std::function<std::unique_ptr<FileReader>()> make_reader;
  bool only_ocr = false;  // only the files that wait for OCR
  // Whether the reason for which a file failed is gone, such as a program that was missing: it is read again. None: no.
  std::function<bool(std::string_view reason)> is_cured;
  PartsFrom parts_from;
  const std::atomic<bool>* stop = nullptr;  // set by a signal handler: ends soon, all acknowledged kept
};

// Whatever the outcome, what was committed stays. Errors are those that stop a run (busy, cannot
// write, newer index, two roots of one name); trouble with single files is in the report. The report of a run that an
// error ended, once it was at work, is kept beside those of the others, where that can be written.
Result<UpdateReport> update_index(const UpdateOptions& options);

// The report as of docs/json.md.
Json report_to_json(const UpdateReport& report);

}  // namespace hoptac
