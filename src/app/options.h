// What was typed: one struct a command. options.cc is the one place where options are defined; the
// help comes from the same definitions.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/shard_list.h"
#include "index/source.h"
#include "src/app/reading.h"
#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

enum class Command {
  kNone,  // no command: show the index and examples
  kIngest,
  kExtract,
  kSearch,
  kAgreements,
  kShow,
  kPeople,
  kInstitutions,
  kSuggest,
  kStats,
  kFiles,
  kSources,
  kExport,
  kVerify,
  kRollback,
  kRemove,
  kReindex,
};

enum class OutputFormat { kText, kJson, kJsonl, kCsv, kTrec };

struct CommonOptions {
  std::string index;      // directory; already resolved from the environment
  std::string authority;  // directory with tables that extend built-in ones, or ""
  OutputFormat format = OutputFormat::kText;
  bool excel = false;       // CSV with BOM and CRLF
  bool all_shards = false;  // fail rather than answer without one
};

struct IngestOptions {
  std::vector<std::string> paths;
  std::string source;
  std::string config;           // hoptac.toml, or ""
  std::vector<Source> sources;  // of it
  bool rebuild = false;
  bool dry_run = false;
  bool only_failed = false;
  bool prune = false;
  bool strict = false;
  bool stats = false;
  bool quiet = false;
  bool progress_json = false;
  std::size_t jobs = 0;  // 0: as many as there are cores
  double lock_timeout = 0;
  std::optional<ShardPart> shard;
  std::string report;
  std::string overrides;  // file of corrections, or ""
  std::string metadata;   // table of metadata for files, or ""
  bool no_overrides = false;
  ReadingOptions reading;
};

struct ExtractOptions {
  std::vector<std::string> paths;
  std::string source;
  std::string overrides;  // file of corrections, or ""
  ReadingOptions reading;
  bool with_text = false;
  bool explain = false;
  bool stats = false;
  Confidence min_confidence = Confidence::kGuess;
};

struct SearchOptions {
  SearchRequest request;
  std::string batch;  // file of `id<TAB>query` rows, "-" for stdin, "" for none
  bool limit_given = false;
};

struct AgreementOptions {
  AgreementRequest request;
  bool limit_given = false;
};

struct ShowOptions {
  std::string id;
  std::string at;  // a place in the text (passage_address.h)
  bool at_given = false;
  bool text_only = false;
};

struct RemoveOptions {
  std::vector<std::string> ids;
  bool dry_run = false;
  bool undo = false;  // take the ids off the list
  bool list = false;  // show the list
};

struct SourceOptions {
  std::string name;
  std::string folder;  // move it there, or ""
  std::string to;      // rename it so, or ""
};

struct EntityOptions {
  EntityRequest request;
  bool limit_given = false;
};

struct ReindexCommand {
  std::string where;  // a query, or "" for everything
  bool diff = false;
  bool dry_run = false;
  bool quiet = false;
  bool progress_json = false;
};

struct Options {
  Command command = Command::kNone;
  CommonOptions common;
  IngestOptions ingest;
  ExtractOptions extract;
  SearchOptions search;
  AgreementOptions agreements;
  ShowOptions show;
  EntityOptions entities;
  CompletionRequest suggest;
  std::string files_state;
  double lock_timeout = 0;      // of rollback, remove, sources and reindex
  std::set<std::string> given;  // names of the options that were typed, "--index"
  RemoveOptions remove;
  SourceOptions sources;
  ReindexCommand reindex;
};

// What the parser decided: options to run, or a text to print and an exit status (--help, --version,
// a usage error with status 2).
struct Parsed {
  Options options;
  bool run = false;
  int status = 0;
  std::string out;  // for stdout
  std::string err;  // for stderr
};

Parsed parse_options(int argc, char** argv);

// "$HOPTAC_INDEX", else "$XDG_DATA_HOME/hoptac/index", else "~/.local/share/hoptac/index".
std::string default_index();

// The text of --version: program, index format and libraries.
std::string version_text();

}  // namespace hoptac
